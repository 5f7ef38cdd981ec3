//! What the parts of the stand-in share, and what is Slack's of it.

use std::ops::Deref;
use std::sync::{Mutex, MutexGuard};

use super::faults::Faults;
use super::model::Model;
use crate::standin::StandIn;
use crate::watched::{Watched, held};

/// The state behind every handle and handler.
pub(super) struct Shared {
    pub(super) signing_secret: String,
    faults: Mutex<Faults>,
    standin: StandIn<Model>,
}

impl Shared {
    pub(super) fn new(
        options: super::SandboxOptions,
        http: reqwest::Client,
        own_url: String,
    ) -> Self {
        Self {
            signing_secret: options.signing_secret,
            faults: Mutex::default(),
            standin: StandIn {
                clock: options.clock,
                ack_timeout: options.ack_timeout,
                retry_delays: options.retry_delays,
                page: options.serve_page,
                elsewhere: options.elsewhere,
                http,
                own_url,
                app_url: Mutex::default(),
                watched: Watched::new(Model::new(options.team, &options.bot_token)),
            },
        }
    }

    /// The faults still to come.
    pub(super) fn faults(&self) -> MutexGuard<'_, Faults> {
        held(&self.faults)
    }
}

impl Deref for Shared {
    type Target = StandIn<Model>;

    fn deref(&self) -> &StandIn<Model> {
        &self.standin
    }
}
