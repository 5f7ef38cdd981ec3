//! Whether a delivery is an outgoing webhook's.
//!
//! Teams signs the raw bytes with the security token that it showed once, when the webhook was
//! made. What does not even look signed is refused before a byte of it is read. No time is signed, so what is repeated must be told apart by the activity's id.

use std::fmt;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRef, FromRequest, Request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::{Digest, Sha256};

use super::verify::{Refused, Rejection, authorization, credentials, read};

/// What an outgoing webhook signs with.
#[derive(Clone, Debug)]
pub struct WebhookKey(SecretSlice<u8>);

/// Not a security token.
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
struct Claim(Vec<u8>);

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

    fn prove(&self, claim: &Claim, body: &[u8]) -> Result<(), Refused> {
        let mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret());
        let mut mac = mac.map_err(|_| Refused::Forged)?;
        mac.update(body);
        mac.verify_slice(&claim.0).map_err(|_| Refused::Forged)
    }
}

/// The body of a delivery that the outgoing webhook signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed(Bytes);

impl Signed {
    /// The bytes that were signed.
    pub fn body(&self) -> &[u8] {
        &self.0
    }
}

// What people write is not for logs.
impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signed({} bytes)", self.0.len())
    }
}

impl<S> FromRequest<S> for Signed
where
    S: Send + Sync,
    Option<WebhookKey>: FromRef<S>,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        let key = Option::<WebhookKey>::from_ref(state).ok_or(Rejection::NotConfigured)?;
        let (head, body) = request.into_parts();
        let authorization = authorization(&head.headers).map_err(Refused::counted)?;
        let claim = Claim::read(authorization).map_err(Refused::counted)?;
        let body = read(body).await?;
        key.prove(&claim, &body).map_err(Refused::counted)?;
        Ok(Self(body))
    }
}

#[cfg(test)]
mod tests;
