//! Whether a delivery is an outgoing webhook's.
//!
//! Teams signs the raw bytes with the security token that it showed once, when the webhook was
//! made. No time is signed, so what is repeated must be told apart by the activity's id.

use std::str::FromStr;

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretSlice};
use sha2::{Digest, Sha256};

use super::authorization::{authorization, credentials};
use super::verify::Refused;
use crate::chat::Platform;
use crate::proven::{Proven, Prover};

/// The body of a delivery that the outgoing webhook signed.
pub type Signed = Proven<WebhookKey>;

/// What an outgoing webhook signs with.
#[derive(Clone, Debug)]
pub struct WebhookKey(SecretSlice<u8>);

/// Text that is no security token.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the security token that Teams showed for the webhook, in base64")]
pub struct NotKey;

impl FromStr for WebhookKey {
    type Err = NotKey;

    fn from_str(token: &str) -> Result<Self, NotKey> {
        let key = STANDARD.decode(token.trim()).map_err(|_| NotKey)?;
        if key.is_empty() {
            return Err(NotKey);
        }
        Ok(Self(key.into()))
    }
}

/// The signature that a delivery claims.
pub struct Claim(Vec<u8>);

impl Claim {
    /// Reads the header `Authorization`.
    fn read(authorization: &str) -> Result<Self, Refused> {
        let signature = credentials(authorization, "HMAC")?;
        let signature = STANDARD.decode(signature).map_err(|_| Refused::Malformed)?;
        // No key signs in another length.
        if signature.len() == Sha256::output_size() {
            Ok(Self(signature))
        } else {
            Err(Refused::Forged)
        }
    }
}

impl WebhookKey {
    /// Checks a delivery against its header `Authorization`.
    pub fn verify(&self, authorization: &str, body: &[u8]) -> Result<(), Refused> {
        self.prove(&Claim::read(authorization)?, body)
    }
}

impl Prover for WebhookKey {
    const PLATFORM: Platform = Platform::Teams;
    type Claim = Claim;
    type Refused = Refused;

    async fn claim(&self, head: &HeaderMap, _: Timestamp) -> Result<Claim, Refused> {
        Claim::read(authorization(head)?)
    }

    fn prove(&self, claim: &Claim, body: &[u8]) -> Result<(), Refused> {
        let mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret());
        let mut mac = mac.map_err(|_| Refused::Forged)?;
        mac.update(body);
        mac.verify_slice(&claim.0).map_err(|_| Refused::Forged)
    }
}

#[cfg(test)]
mod tests;
