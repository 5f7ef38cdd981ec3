//! Whether a delivery is Slack's.
//!
//! Slack signs the raw bytes of everything it sends, so they are checked before anything is parsed;
//! and what does not even look signed, and of these minutes, is refused before a byte of it is read. A
//! handler that takes [`Verified`] cannot be reached by anyone else. A repetition within the five
//! minutes is legal; what it repeats is told apart later, by its key.

use std::fmt;
use std::str::FromStr;

use axum::body::{Bytes, HttpBody, to_bytes};
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::LengthLimitError;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::clock::Clock;

/// How far Slack's clock and ours may be apart, in seconds: older deliveries may be replays.
const WINDOW: i64 = 300;

/// The longest body. Forms with their state take tens of kilobytes.
const MOST: usize = 1024 * 1024;

/// The secret Slack signs with; while it is being rotated, the old one and the new.
#[derive(Clone, Debug)]
pub struct SigningSecrets(Vec<SecretString>);

/// Not one or two secrets.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected one signing secret, or two separated by a comma")]
pub struct NotSecrets;

impl FromStr for SigningSecrets {
    type Err = NotSecrets;

    fn from_str(text: &str) -> Result<Self, NotSecrets> {
        let secrets: Vec<&str> = text.split(',').map(str::trim).collect();
        if secrets.len() > 2 || secrets.contains(&"") {
            return Err(NotSecrets);
        }
        Ok(Self(secrets.into_iter().map(SecretString::from).collect()))
    }
}

/// Why a delivery is refused. The sender is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not signed.
    #[error("not signed")]
    Missing,
    /// Its signature or time is not written as Slack writes them.
    #[error("malformed signature or timestamp")]
    Malformed,
    /// It is too old, or of the future.
    #[error("outside the time window")]
    Stale,
    /// Somebody else signed it, or it was altered.
    #[error("wrong signature")]
    Forged,
}

impl Refused {
    /// The name used in metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Stale => "stale",
            Self::Forged => "forged",
        }
    }

    /// Turned away, and counted.
    fn counted(self) -> Rejection {
        metrics::counter!(
            "plaudit_deliveries_total",
            "platform" => "slack", "kind" => "unverified", "outcome" => self.as_str(),
        )
        .increment(1);
        Rejection::Refused(self)
    }
}

/// What the headers of a delivery claim: to be of these minutes, and signed.
struct Claim<'a> {
    timestamp: &'a str,
    signature: [u8; 32],
}

impl<'a> Claim<'a> {
    fn read(
        timestamp: Option<&'a str>,
        signature: Option<&str>,
        now: Timestamp,
    ) -> Result<Self, Refused> {
        let (Some(timestamp), Some(signature)) = (timestamp, signature) else {
            return Err(Refused::Missing);
        };
        let signed_at = seconds(timestamp).ok_or(Refused::Malformed)?;
        let signature = digest(signature).ok_or(Refused::Malformed)?;
        if now.as_second().abs_diff(signed_at) > WINDOW.unsigned_abs() {
            return Err(Refused::Stale);
        }
        Ok(Self {
            timestamp,
            signature,
        })
    }
}

impl SigningSecrets {
    /// Checks a delivery against its headers `X-Slack-Request-Timestamp` and `X-Slack-Signature`.
    pub fn verify(
        &self,
        timestamp: Option<&str>,
        signature: Option<&str>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.prove(&Claim::read(timestamp, signature, now)?, body)
    }

    fn prove(&self, claim: &Claim<'_>, body: &[u8]) -> Result<(), Refused> {
        // Every secret is tried, so that the time taken does not tell which one is in use.
        let genuine = self.0.iter().fold(false, |genuine, secret| {
            signs(secret, claim.timestamp, body, &claim.signature) | genuine
        });
        if genuine {
            Ok(())
        } else {
            Err(Refused::Forged)
        }
    }
}

/// Digits only: what is signed is the text, so it must have one way to be written.
fn seconds(timestamp: &str) -> Option<i64> {
    let digits = timestamp.bytes().all(|b| b.is_ascii_digit());
    timestamp.parse().ok().filter(|_| digits)
}

/// The 32 bytes of `v0=` and lower-case hexadecimal.
fn digest(signature: &str) -> Option<[u8; 32]> {
    let hexadecimal = signature.strip_prefix("v0=")?;
    if hexadecimal.bytes().any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut digest = [0; 32];
    hex::decode_to_slice(hexadecimal, &mut digest).ok()?;
    Some(digest)
}

fn signs(secret: &SecretString, timestamp: &str, body: &[u8], signature: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else {
        return false;
    };
    mac.update(b"v0:");
    mac.update(timestamp.as_bytes());
    mac.update(b":");
    mac.update(body);
    mac.verify_slice(signature).is_ok()
}

/// The body of a delivery that Slack signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Verified(Bytes);

impl Verified {
    /// The bytes that were signed.
    pub fn body(&self) -> &[u8] {
        &self.0
    }
}

// What people write is not for logs.
impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verified({} bytes)", self.0.len())
    }
}

/// Why a request does not get through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// Slack is not set up here.
    NotConfigured,
    /// The body is longer than anything Slack sends.
    TooLarge,
    /// The body broke off.
    Interrupted,
    /// It is not Slack's.
    Refused(Refused),
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        match self {
            Self::NotConfigured => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Interrupted => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::UNAUTHORIZED,
        }
        .into_response()
    }
}

impl<S> FromRequest<S> for Verified
where
    S: Send + Sync,
    Option<SigningSecrets>: FromRef<S>,
    Clock: FromRef<S>,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        let secrets = Option::<SigningSecrets>::from_ref(state).ok_or(Rejection::NotConfigured)?;
        let (head, body) = request.into_parts();
        let timestamp = header(&head.headers, "x-slack-request-timestamp");
        let signature = header(&head.headers, "x-slack-signature");
        let now = Clock::from_ref(state).now();
        let claim = Claim::read(timestamp, signature, now).map_err(Refused::counted)?;
        if body.size_hint().lower() > MOST as u64 {
            return Err(Rejection::TooLarge);
        }
        let body = to_bytes(body, MOST).await.map_err(unread)?;
        let proven = secrets.prove(&claim, &body);
        proven.map_err(Refused::counted)?;
        Ok(Self(body))
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap_or_default())
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what map_err hands over"
)]
fn unread(error: axum::Error) -> Rejection {
    let too_large = std::error::Error::source(&error)
        .is_some_and(<dyn std::error::Error>::is::<LengthLimitError>);
    if too_large {
        Rejection::TooLarge
    } else {
        Rejection::Interrupted
    }
}

#[cfg(test)]
mod tests;
