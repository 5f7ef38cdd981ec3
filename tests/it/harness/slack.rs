//! Requests of the test's own making, signed as Slack signs, over real HTTP.

use std::path::Path;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use plaudit::calling;
use plaudit::chat::{Ack, Act, Client, Inbound, Installation, Platform, Proof};
use serde_json::Value;
use sha2::Sha256;
use uuid::Uuid;

use super::Plaudit;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    /// The body as JSON; null when it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Whether it is 200 with nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.status == 200 && self.body.is_empty()
    }
}

/// The recorded delivery of that name.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/slack");
    std::fs::read(path.join(name)).unwrap()
}

/// The recorded event of that name, to be changed.
pub(crate) fn sample_event(name: &str) -> Value {
    serde_json::from_slice(&sample(name)).unwrap()
}

/// The signature of `body` under `secret`, at `timestamp`.
pub(crate) fn signature(secret: &str, timestamp: i64, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("v0:{timestamp}:").as_bytes());
    mac.update(body);
    format!("v0={}", hex::encode(mac.finalize().into_bytes()))
}

/// Posts `body` with these headers.
pub(crate) async fn post(url: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
    let mut request = calling::client().unwrap().post(url).body(body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.timeout(Duration::from_secs(30)).send().await;
    let response = response.unwrap();
    Answer {
        status: response.status().as_u16(),
        body: response.text().await.unwrap(),
    }
}

impl Plaudit {
    /// What somebody does, as the desk is handed it: it is answered at once.
    pub(crate) fn does(&self, who: &str, act: Act) -> Inbound {
        let team = self.sandbox.model().team.id.clone();
        let installation = Installation::new(Platform::Slack, team);
        Inbound {
            key: format!("test/{who}/{}", Uuid::new_v4()),
            act_key: None,
            at: self.clock.now(),
            actor: Some(installation.account(who)),
            installation,
            proof: Proof::Person,
            place: None,
            client: Client::default(),
            ack: Ack::Answers,
            ticket: None,
            act,
        }
    }

    /// Posts `body` signed as Slack signs, now.
    pub(crate) async fn deliver(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.deliver_at(self.clock.now().as_second(), path, body)
            .await
    }

    /// Posts `body` signed as Slack signs, at another time.
    pub(crate) async fn deliver_at(&self, at: i64, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        let body = body.into();
        let signed = signature(self.sandbox.signing_secret(), at, &body);
        let at = at.to_string();
        let headers = [
            ("x-slack-request-timestamp", at.as_str()),
            ("x-slack-signature", signed.as_str()),
        ];
        post(&self.url(path), &headers, body).await
    }

    /// Posts an event.
    pub(crate) async fn event(&self, envelope: &Value) -> Answer {
        self.deliver("/slack/events", envelope.to_string()).await
    }
}
