//! Whether a delivery is Slack's.
//!
//! Slack signs the raw bytes of everything it sends, so they are checked before anything is parsed;
//! and what does not look signed, and of these minutes, is refused by its head. A repetition within
//! the five minutes is legal; what it repeats is told apart later, by its key.

use std::str::FromStr;

use axum::http::{HeaderMap, StatusCode};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::chat::Platform;
use crate::proven::{Proven, Prover, Refusal};

/// The body of a delivery that Slack signed.
pub type Verified = Proven<SigningSecrets>;

/// How far Slack's clock and ours may be apart, in seconds: older deliveries may be replays.
const WINDOW: i64 = 300;

/// The secret Slack signs with; while it is being rotated, the old one and the new.
#[derive(Clone, Debug)]
pub struct SigningSecrets(Vec<SecretString>);

/// Text that is not one or two secrets.
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

impl Refusal for Refused {
    fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Stale => "stale",
            Self::Forged => "forged",
        }
    }

    fn status(self) -> StatusCode {
        StatusCode::UNAUTHORIZED
    }
}

/// What the headers of a delivery claim: to be of these minutes, and signed.
pub struct Claim {
    timestamp: String,
    signature: [u8; 32],
}

impl Claim {
    fn read(
        timestamp: Option<&str>,
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
            timestamp: timestamp.to_owned(),
            signature,
        })
    }
}

impl SigningSecrets {
    /// Whether each looks like one of Slack's: 32 hexadecimal digits.
    pub fn look_right(&self) -> bool {
        self.0.iter().all(|secret| {
            let secret = secret.expose_secret();
            secret.len() == 32 && secret.bytes().all(|digit| digit.is_ascii_hexdigit())
        })
    }

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

impl Prover for SigningSecrets {
    const PLATFORM: Platform = Platform::Slack;
    type Claim = Claim;
    type Refused = Refused;

    async fn claim(&self, head: &HeaderMap, now: Timestamp) -> Result<Claim, Refused> {
        let timestamp = header(head, "x-slack-request-timestamp");
        Claim::read(timestamp, header(head, "x-slack-signature"), now)
    }

    fn prove(&self, claim: &Claim, body: &[u8]) -> Result<(), Refused> {
        // Every secret is tried, so that the time taken does not tell which one is in use.
        let genuine = self.0.iter().fold(false, |genuine, secret| {
            signs(secret, &claim.timestamp, body, &claim.signature) | genuine
        });
        if genuine {
            Ok(())
        } else {
            Err(Refused::Forged)
        }
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests;
