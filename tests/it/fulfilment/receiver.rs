//! A stand-in for a service that delivers. It checks signatures by an idea of its own.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::harness::eventually;

/// What both sides know.
pub(super) const SECRET: &str = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

/// How one call is answered.
#[derive(Clone, Debug)]
pub(super) enum Say {
    /// With this status and body.
    Answer(u16, String),
    /// With a status, and a wish to be left alone for so many seconds.
    Later(u16, u64),
    /// Elsewhere.
    Redirect(String),
    /// Not at all.
    Hang,
    /// Once somebody lets it.
    Held(Arc<Notify>, String),
    /// With the beginning of an answer that promises more.
    Break,
    /// Without end.
    Endless,
}

impl Say {
    /// A code.
    pub(super) fn code(code: &str) -> Self {
        Self::Answer(200, format!(r#"{{"code":"{code}"}}"#))
    }
}

/// A call, as it came.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) id: String,
    pub(super) genuine: bool,
    pub(super) body: Value,
}

#[derive(Default)]
struct Script {
    /// How the next calls are answered; the last one stays.
    says: VecDeque<Say>,
    calls: Vec<Call>,
}

/// A service that answers as it is told.
#[derive(Clone)]
pub(super) struct Receiver {
    script: Arc<Mutex<Script>>,
    pub(super) url: String,
}

impl Receiver {
    /// One that answers each call in turn, and every further one as the last.
    pub(super) async fn start(says: impl IntoIterator<Item = Say>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/orders", listener.local_addr().unwrap());
        let script = Script {
            says: says.into_iter().collect(),
            calls: Vec::new(),
        };
        let this = Self {
            script: Arc::new(Mutex::new(script)),
            url,
        };
        let router = Router::new().fallback(answer).with_state(this.clone());
        tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
        this
    }

    /// Answers so from here on.
    pub(super) fn say(&self, says: impl IntoIterator<Item = Say>) {
        self.script.lock().unwrap().says = says.into_iter().collect();
    }

    /// Every call so far.
    pub(super) fn calls(&self) -> Vec<Call> {
        self.script.lock().unwrap().calls.clone()
    }

    /// Waits until it was called so often.
    pub(super) async fn called(&self, times: usize) -> Vec<Call> {
        let look = async || self.calls();
        eventually("the service is called", look, |calls| calls.len() >= times).await
    }
}

async fn answer(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let say = {
        let mut script = receiver.script.lock().unwrap();
        script.calls.push(Call {
            id: named(&headers, "webhook-id"),
            genuine: is_genuine(&headers, &body),
            body: serde_json::from_slice(&body).unwrap_or_default(),
        });
        match script.says.len() {
            0 | 1 => script.says.front().cloned().unwrap(),
            _ => script.says.pop_front().unwrap(),
        }
    };
    match say {
        Say::Answer(status, body) => (StatusCode::from_u16(status).unwrap(), body).into_response(),
        Say::Later(status, seconds) => {
            let asked = [(header::RETRY_AFTER, seconds.to_string())];
            (StatusCode::from_u16(status).unwrap(), asked).into_response()
        }
        Say::Redirect(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Say::Hang => std::future::pending().await,
        Say::Held(until, body) => {
            until.notified().await;
            body.into_response()
        }
        Say::Break => {
            let begun = Ok(Bytes::from_static(br#"{"code":"#));
            let broken = Err(io::Error::from(io::ErrorKind::BrokenPipe));
            Body::from_stream(stream::iter([begun, broken])).into_response()
        }
        Say::Endless => {
            let line = || Ok::<_, io::Error>(Bytes::from(vec![b' '; 1024]));
            Body::from_stream(stream::repeat_with(line)).into_response()
        }
    }
}

fn named(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).map(|value| value.to_str().unwrap());
    value.unwrap_or_default().to_owned()
}

fn is_genuine(headers: &HeaderMap, body: &[u8]) -> bool {
    let (id, at) = (
        named(headers, "webhook-id"),
        named(headers, "webhook-timestamp"),
    );
    named(headers, "webhook-signature") == sign(&id, &at, body)
}

/// What a service signs, by the book.
pub(super) fn sign(id: &str, at: &str, body: &[u8]) -> String {
    let key = STANDARD.decode(&SECRET["whsec_".len()..]).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{id}.{at}.").as_bytes());
    mac.update(body);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}
