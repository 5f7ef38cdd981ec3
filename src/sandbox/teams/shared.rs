//! What the parts of the stand-in share: the model, the faults, the keys, the way to the app.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::faults::Faults;
use super::keys::Keys;
use super::model::{App, Model};
use crate::clock::Clock;

/// The state behind every handle and handler.
pub(super) struct Shared {
    pub(super) clock: Clock,
    pub(super) app_password: String,
    pub(super) webhook_key: Vec<u8>,
    pub(super) ack_timeout: Duration,
    pub(super) retry_delays: Vec<Duration>,
    pub(super) page: bool,
    pub(super) elsewhere: Option<String>,
    pub(super) http: reqwest::Client,
    /// The stand-in's own address, with a slash at its end.
    pub(super) own_url: String,
    keys: Mutex<Keys>,
    faults: Mutex<Faults>,
    app_url: Mutex<Option<String>>,
    model: Mutex<Model>,
    changed: watch::Sender<u64>,
    pending: watch::Sender<usize>,
}

impl Shared {
    /// Who signs deliveries.
    pub(super) const ISSUER: &str = "https://api.botframework.com";

    pub(super) fn new(
        options: super::SandboxOptions,
        http: reqwest::Client,
        own_url: String,
    ) -> anyhow::Result<Self> {
        let webhook_key = STANDARD
            .decode(&options.webhook_secret)
            .context("the webhook's secret is not base64")?;
        let app = App {
            id: options.app_id,
            name: options.bot_name,
            ..App::default()
        };
        Ok(Self {
            clock: options.clock,
            app_password: options.app_password,
            webhook_key,
            ack_timeout: options.ack_timeout,
            retry_delays: options.retry_delays,
            page: options.serve_page,
            elsewhere: options.elsewhere,
            http,
            own_url,
            keys: Mutex::new(Keys::generate()?),
            faults: Mutex::default(),
            app_url: Mutex::default(),
            model: Mutex::new(Model::new(options.company, app, &options.tenant)),
            changed: watch::channel(0).0,
            pending: watch::channel(0).0,
        })
    }

    /// The address of the connector, as activities name it.
    pub(super) fn service_url(&self) -> String {
        format!("{}teams/", self.own_url)
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

    /// The key in use.
    pub(super) fn keys(&self) -> MutexGuard<'_, Keys> {
        held(&self.keys)
    }

    /// A token for a delivery that names `service_url`; `other` replaces claims, and removes those
    /// that it has as null.
    pub(super) fn token(&self, service_url: &str, other: &Value) -> String {
        let now = self.clock.now();
        let end = now + SignedDuration::from_hours(1);
        let mut claims = json!({
            "serviceurl": service_url, "nbf": now.as_second(), "exp": end.as_second(),
            "iss": Self::ISSUER, "aud": self.read(|model| model.app.id.clone()),
        });
        if let (Some(claims), Some(other)) = (claims.as_object_mut(), other.as_object()) {
            claims.extend(other.clone());
            claims.retain(|_, claim| !claim.is_null());
        }
        self.keys().sign(&claims)
    }

    /// Reports every change of the model.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Writes down something Teams would have refused.
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
