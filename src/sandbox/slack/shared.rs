//! What the parts of the stand-in share: the model, the faults, the clock, the way to the app.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::faults::Faults;
use super::model::Model;
use crate::clock::Clock;

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
    model: Mutex<Model>,
    changed: watch::Sender<u64>,
    pending: watch::Sender<usize>,
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
            model: Mutex::new(Model::new(options.team, &options.bot_token)),
            changed: watch::channel(0).0,
            pending: watch::channel(0).0,
        }
    }

    /// Looks at the model.
    pub(super) fn read<T>(&self, look: impl FnOnce(&Model) -> T) -> T {
        look(&held(&self.model))
    }

    /// Changes the model and tells everybody who waits.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        let outcome = change(&mut held(&self.model));
        self.changed.send_modify(|version| *version += 1);
        outcome
    }

    /// The faults still to come.
    pub(super) fn faults(&self) -> MutexGuard<'_, Faults> {
        held(&self.faults)
    }

    /// Reports every change of the model.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
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

    /// Counts a delivery as under way until the guard is dropped.
    pub(super) fn under_way(self: &Arc<Self>) -> UnderWay {
        self.pending.send_modify(|pending| *pending += 1);
        UnderWay(Arc::clone(self))
    }

    /// Waits until no delivery is under way.
    pub(super) async fn settled(&self) {
        let mut pending = self.pending.subscribe();
        // The sender lives as long as `self`, so that this cannot fail.
        pending.wait_for(|count| *count == 0).await.ok();
    }
}

/// A delivery under way.
pub(super) struct UnderWay(Arc<Shared>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.pending.send_modify(|pending| *pending -= 1);
    }
}

/// A lock whose holder panicked still guards sound data here: every change is a single step.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
