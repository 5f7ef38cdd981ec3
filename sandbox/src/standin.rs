//! What every stand-in is made of: a model, a clock, and the way to the app.

use std::ops::Deref;
use std::sync::Mutex;
use std::time::Duration;

use crate::clock::Clock;
use crate::watched::{Watched, held};

/// The state behind every handle and handler, whatever the platform.
pub(crate) struct StandIn<M> {
    pub(crate) clock: Clock,
    pub(crate) ack_timeout: Duration,
    pub(crate) retry_delays: Vec<Duration>,
    pub(crate) page: bool,
    pub(crate) elsewhere: Option<String>,
    pub(crate) http: reqwest::Client,
    /// Its own address, with a slash at its end.
    pub(crate) own_url: String,
    pub(crate) app_url: Mutex<Option<String>>,
    pub(crate) watched: Watched<M>,
}

/// What every model writes down of the app.
pub(crate) trait Model {
    /// What the platform would have refused.
    fn complaints(&mut self) -> &mut Vec<String>;

    /// What was sent to the app.
    fn deliveries(&mut self) -> &mut Vec<crate::wire::Delivery>;
}

impl<M> StandIn<M> {
    pub(crate) fn set_app_url(&self, url: &str) {
        *held(&self.app_url) = Some(url.trim_end_matches('/').to_owned());
    }

    pub(crate) fn app_url(&self) -> Option<String> {
        held(&self.app_url).clone()
    }
}

impl<M: Model> StandIn<M> {
    /// Writes down something the platform would have refused.
    pub(crate) fn complain(&self, complaint: String) {
        self.change(|model| model.complaints().push(complaint));
    }
}

/// A stand-in passes on to its model what it is asked.
impl<M> Deref for StandIn<M> {
    type Target = Watched<M>;

    fn deref(&self) -> &Watched<M> {
        &self.watched
    }
}
