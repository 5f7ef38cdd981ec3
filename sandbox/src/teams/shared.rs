//! What the parts of the stand-in share, and what is Teams' of it.

use std::ops::Deref;
use std::sync::{Mutex, MutexGuard};

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::faults::Faults;
use super::keys::Keys;
use super::model::{App, Model};
use crate::standin::StandIn;
use crate::watched::{Watched, held};

/// How long a token of a delivery is good for.
const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// The state behind every handle and handler.
pub(super) struct Shared {
    pub(super) app_password: String,
    pub(super) webhook_key: Vec<u8>,
    keys: Mutex<Keys>,
    faults: Mutex<Faults>,
    standin: StandIn<Model>,
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
            app_password: options.app_password,
            webhook_key,
            keys: Mutex::new(Keys::generate()?),
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
                watched: Watched::new(Model::new(options.company, app, &options.tenant)),
            },
        })
    }

    /// The address of the connector, as activities name it.
    pub(super) fn service_url(&self) -> String {
        format!("{}teams/", self.own_url)
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
        let end = self.clock.in_future(TOKEN_LIFE);
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
}

impl Deref for Shared {
    type Target = StandIn<Model>;

    fn deref(&self) -> &StandIn<Model> {
        &self.standin
    }
}
