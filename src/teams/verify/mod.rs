//! Whether a delivery is the Bot Framework's.
//!
//! Every delivery carries a token that Microsoft signed. It is checked first and by itself: only
//! then is the body read, and of it, as untrusted, just what the token must agree with. A handler
//! that takes [`Verified`] cannot be reached by anyone else. A repetition while the token lasts is
//! legal; what it repeats is told apart later, by its key.

mod claims;
mod outline;
mod refused;

use std::fmt;
use std::sync::Arc;

use axum::http::HeaderMap;
use jiff::Timestamp;

pub use refused::Refused;

use super::authorization::{authorization, credentials};
use crate::chat::Platform;
use crate::clock::Clock;
use crate::keyring::{Key, Keyring};
use crate::proven::{Proven, Prover};
use crate::secure_url::SecureUrl;
use claims::Claims;
use outline::Outline;

/// The body of a delivery that the Bot Framework vouches for.
pub type Verified = Proven<Gatekeeper>;

/// The one channel that is served, as the Bot Framework calls it.
pub const CHANNEL: &str = "msteams";

/// Whom we trust, and who we are to them.
#[derive(Clone, Debug)]
pub struct Trust {
    /// The bot's application id.
    pub app_id: String,
    /// The one tenant that is served.
    pub tenant: String,
    /// Who signs deliveries.
    pub issuer: String,
    /// Where the issuer announces its keys.
    pub metadata: SecureUrl,
}

/// Checks deliveries, and keeps the keys they are checked with. Cheap to clone.
#[derive(Clone)]
pub struct Gatekeeper(Arc<Inner>);

struct Inner {
    trust: Trust,
    keyring: Keyring,
}

/// A genuine token: what it says, and the key it was signed with.
pub struct Genuine {
    claims: Claims,
    key: Arc<Key>,
}

impl Gatekeeper {
    /// A gatekeeper who has no keys yet: they are fetched when the first delivery needs them.
    pub fn new(http: reqwest::Client, clock: Clock, trust: Trust) -> Self {
        let keyring = Keyring::new(http, clock, trust.metadata.clone());
        Self(Arc::new(Inner { trust, keyring }))
    }

    /// The token of a delivery, when it is genuine, for us, and of today.
    async fn token(&self, headers: &HeaderMap, now: Timestamp) -> Result<Genuine, Refused> {
        let Inner { trust, keyring } = &*self.0;
        let token = credentials(authorization(headers)?, "Bearer")?;
        let key = keyring.find(&claims::key_id(token)?).await?;
        let claims = Claims::proven(token, &key)?;
        claims.check(trust, now)?;
        Ok(Genuine { claims, key })
    }

    /// Whether a body is what its token was issued for.
    fn body(&self, token: &Genuine, body: &[u8]) -> Result<(), Refused> {
        let outline = Outline::read(body)?;
        let channel = outline.channel_id.as_deref().unwrap_or_default();
        if !token.key.endorses(channel) {
            return Err(Refused::Endorsement);
        }
        if channel != CHANNEL {
            return Err(Refused::Channel);
        }
        if !token.claims.serves(outline.service_url.as_deref()) {
            return Err(Refused::ServiceUrl);
        }
        if !outline.is_of(&self.0.trust.tenant) {
            return Err(Refused::Tenant);
        }
        Ok(())
    }
}

impl fmt::Debug for Gatekeeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Gatekeeper").field(&self.0.trust).finish()
    }
}

impl Prover for Gatekeeper {
    const PLATFORM: Platform = Platform::Teams;
    type Claim = Genuine;
    type Refused = Refused;

    async fn claim(&self, head: &HeaderMap, now: Timestamp) -> Result<Genuine, Refused> {
        self.token(head, now).await
    }

    fn prove(&self, claim: &Genuine, body: &[u8]) -> Result<(), Refused> {
        self.body(claim, body)
    }
}

#[cfg(test)]
mod tests;
