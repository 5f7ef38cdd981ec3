//! An issuer, and what it signs with.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaEncoding, RsaKeyPair};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::secure_url::SecureUrl;

/// The key that is announced from the start.
pub(super) static OURS: LazyLock<Signing> = LazyLock::new(|| Signing::new("fake-kid-1"));

/// A key that nobody has heard of until it is announced.
pub(super) static NEXT: LazyLock<Signing> = LazyLock::new(|| Signing::new("fake-kid-2"));

/// A private key, and the id it goes by.
pub(super) struct Signing {
    pub(super) id: &'static str,
    pair: RsaKeyPair,
}

impl Signing {
    fn new(id: &'static str) -> Self {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        Self { id, pair }
    }

    /// The public key as it is announced.
    pub(super) fn jwk(&self) -> Value {
        json!({
            "kty": "RSA", "use": "sig", "kid": self.id, "x5t": self.id,
            "n": encoded(self.modulus()), "e": "AQAB",
            "endorsements": ["msteams", "webchat"],
        })
    }

    /// A sequence of two numbers (RFC 8017, A.1.1), whose headers are as long as the key's size
    /// makes them.
    fn modulus(&self) -> &[u8] {
        &self.public_der()[9..265]
    }

    pub(super) fn public_der(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// A token as Teams writes it.
    pub(super) fn token(&self, claims: &Value) -> String {
        let header = json!({ "alg": "RS256", "kid": self.id, "typ": "JWT", "x5t": self.id });
        self.sign(&header, claims, &RSA_PKCS1_SHA256)
    }

    pub(super) fn sign(
        &self,
        header: &Value,
        claims: &Value,
        how: &'static dyn RsaEncoding,
    ) -> String {
        let message = message(header, claims);
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let chance = SystemRandom::new();
        self.pair
            .sign(how, &chance, message.as_bytes(), &mut signature)
            .unwrap();
        format!("{message}.{}", encoded(&signature))
    }
}

/// The part of a token that is signed.
pub(super) fn message(header: &Value, claims: &Value) -> String {
    format!(
        "{}.{}",
        encoded(header.to_string().as_bytes()),
        encoded(claims.to_string().as_bytes())
    )
}

pub(super) fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Where the keys are announced.
pub(super) struct Issuer {
    base: String,
    desk: Desk,
}

#[derive(Clone)]
struct Desk(Arc<Answers>);

struct Answers {
    asked: AtomicUsize,
    metadata: Mutex<Value>,
    keys: Mutex<String>,
    status: Mutex<StatusCode>,
    /// How long an answer takes.
    delay: Mutex<Duration>,
}

impl Issuer {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let desk = Desk(Arc::new(Answers {
            asked: AtomicUsize::new(0),
            metadata: Mutex::new(json!({ "jwks_uri": format!("{base}/keys") })),
            keys: Mutex::default(),
            status: Mutex::new(StatusCode::OK),
            delay: Mutex::default(),
        }));
        let router = Router::new()
            .route("/metadata", get(metadata))
            .route("/keys", get(keys))
            .with_state(desk.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let issuer = Self { base, desk };
        issuer.announce(&[OURS.jwk()]);
        issuer
    }

    pub(super) fn metadata(&self) -> SecureUrl {
        format!("{}/metadata", self.base).parse().unwrap()
    }

    /// How often it was asked for its metadata.
    pub(super) fn asked(&self) -> usize {
        self.desk.0.asked.load(Ordering::SeqCst)
    }

    pub(super) fn announce(&self, keys: &[Value]) {
        self.answer_keys(&json!({ "keys": keys }).to_string());
    }

    pub(super) fn answer_keys(&self, body: &str) {
        body.clone_into(&mut self.desk.0.keys.lock().unwrap());
    }

    pub(super) fn keep_keys_at(&self, address: &str) {
        *self.desk.0.metadata.lock().unwrap() = json!({ "jwks_uri": address });
    }

    pub(super) fn answer_with(&self, status: StatusCode) {
        *self.desk.0.status.lock().unwrap() = status;
    }

    pub(super) fn take(&self, delay: Duration) {
        *self.desk.0.delay.lock().unwrap() = delay;
    }
}

async fn metadata(State(Desk(answers)): State<Desk>) -> Response {
    answers.asked.fetch_add(1, Ordering::SeqCst);
    let delay = *answers.delay.lock().unwrap();
    tokio::time::sleep(delay).await;
    let metadata = answers.metadata.lock().unwrap().to_string();
    (*answers.status.lock().unwrap(), metadata).into_response()
}

async fn keys(State(Desk(answers)): State<Desk>) -> String {
    answers.keys.lock().unwrap().clone()
}
