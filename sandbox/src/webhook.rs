//! A stand-in for a service that takes orders by webhook. It checks signatures by an idea of its own, after
//! <https://www.standardwebhooks.com>.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What both sides know.
pub const SECRET: &str = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

/// How one call is answered.
#[derive(Clone, Debug)]
pub enum Say {
    /// With this status and body.
    Answer(u16, String),
    /// With a code of the order's own, the same however often it is ordered; a call that is not genuine is
    /// refused.
    Ticket,
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
    pub fn code(code: &str) -> Self {
        Self::Answer(200, json!({ "code": code }).to_string())
    }
}

/// A call, as it came.
#[derive(Clone, Debug)]
pub struct Call {
    /// The order's id.
    pub id: String,
    /// Whether its signature is right.
    pub genuine: bool,
    /// What it says.
    pub body: Value,
}

#[derive(Default)]
struct Script {
    /// How the next calls are answered; the last one stays.
    says: VecDeque<Say>,
    calls: Vec<Call>,
}

/// A service that answers as it is told.
#[derive(Clone)]
pub struct Receiver {
    script: Arc<Mutex<Script>>,
    called: Arc<Notify>,
    /// Where orders are taken.
    pub url: String,
}

impl Receiver {
    /// One that answers each call in turn, and every further one as the last.
    pub async fn start(says: impl IntoIterator<Item = Say>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/orders", listener.local_addr()?);
        let this = Self {
            script: Arc::default(),
            called: Arc::default(),
            url,
        };
        this.say(says);
        let router = Router::new().fallback(answer).with_state(this.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        Ok(this)
    }

    /// Answers so from here on.
    pub fn say(&self, says: impl IntoIterator<Item = Say>) {
        self.script().says = says.into_iter().collect();
    }

    /// Every call so far.
    pub fn calls(&self) -> Vec<Call> {
        self.script().calls.clone()
    }

    /// Waits until it was called so often.
    pub async fn called(&self, times: usize) -> Vec<Call> {
        loop {
            let called = self.called.notified();
            let calls = self.calls();
            if calls.len() >= times {
                return calls;
            }
            called.await;
        }
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of a call, and says how it is answered.
    fn hear(&self, call: Call) -> Say {
        let mut script = self.script();
        script.calls.push(call);
        let say = match script.says.len() {
            0 | 1 => script.says.front().cloned(),
            _ => script.says.pop_front(),
        };
        self.called.notify_waiters();
        say.unwrap_or(Say::Ticket)
    }
}

async fn answer(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let call = Call {
        id: named(&headers, "webhook-id"),
        genuine: is_genuine(&headers, &body),
        body: serde_json::from_slice(&body).unwrap_or_default(),
    };
    match receiver.hear(call.clone()) {
        Say::Answer(number, body) => (status(number), body).into_response(),
        Say::Ticket if call.genuine => {
            let short: String = call.id.chars().rev().take(8).collect();
            let ticket = json!({ "code": format!("TICKET-{}", short.to_uppercase()) });
            ticket.to_string().into_response()
        }
        Say::Ticket => StatusCode::UNAUTHORIZED.into_response(),
        Say::Later(number, seconds) => {
            let asked = [(header::RETRY_AFTER, seconds.to_string())];
            (status(number), asked).into_response()
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

fn status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn named(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
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
#[expect(clippy::expect_used, reason = "the secret is a constant")]
pub fn sign(id: &str, at: &str, body: &[u8]) -> String {
    let key = STANDARD
        .decode(&SECRET["whsec_".len()..])
        .expect("it is base64");
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length will do");
    mac.update(format!("{id}.{at}.").as_bytes());
    mac.update(body);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}
