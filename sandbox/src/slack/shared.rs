//! What the parts of the stand-in share: the model, the faults, the clock, the way to the app.

use std::ops::Deref;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use super::faults::Faults;
use super::model::Model;
use crate::clock::Clock;
use crate::watched::{Watched, held};

/// The state behind every handle and handler.
pub(super) struct Shared {
    pub(super) clock: Clock,
    pub(super) signing_secret: String,
    pub(super) ack_timeout: Duration,
    pub(super) retry_delays: Vec<Duration>,
    pub(super) page: bool,
    pub(super) elsewhere: Option<String>,
    pub(super) http: reqwest::Client,
    /// The stand-in's own address, with a slash at its end.
    pub(super) own_url: String,
    faults: Mutex<Faults>,
    app_url: Mutex<Option<String>>,
    watched: Watched<Model>,
}

impl Shared {
    pub(super) fn new(
        options: super::SandboxOptions,
        http: reqwest::Client,
        own_url: String,
    ) -> Self {
        Self {
            clock: options.clock,
            signing_secret: options.signing_secret,
            ack_timeout: options.ack_timeout,
            retry_delays: options.retry_delays,
            page: options.serve_page,
            elsewhere: options.elsewhere,
            http,
            own_url,
            faults: Mutex::default(),
            app_url: Mutex::default(),
            watched: Watched::new(Model::new(options.team, &options.bot_token)),
        }
    }

    /// The faults still to come.
    pub(super) fn faults(&self) -> MutexGuard<'_, Faults> {
        held(&self.faults)
    }

    /// Writes down something Slack would have refused.
    pub(super) fn complain(&self, complaint: String) {
        self.change(|model| model.complaints.push(complaint));
    }

    pub(super) fn set_app_url(&self, url: &str) {
        *held(&self.app_url) = Some(url.trim_end_matches('/').to_owned());
    }

    pub(super) fn app_url(&self) -> Option<String> {
        held(&self.app_url).clone()
    }
}

/// What is asked of the stand-in is asked of its model.
impl Deref for Shared {
    type Target = Watched<Model>;

    fn deref(&self) -> &Watched<Model> {
        &self.watched
    }
}
