//! Whether a delivery is the Bot Framework's.
//!
//! Every delivery carries a token that Microsoft signed. It is checked first and by itself: only
//! then is the body read, and of it, as untrusted, just what the token must agree with. A handler
//! that takes [`Verified`] cannot be reached by anyone else. A repetition while the token lasts is
//! legal; what it repeats is told apart later, by its key.

mod announcement;
mod claims;
mod keyring;
mod keys;
mod outline;
mod refused;
mod request;

use std::fmt;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::HeaderMap;

pub use announcement::{Announcement, FetchError};
pub use refused::{Refused, Rejection};
pub(super) use request::{authorization, credentials, read};

use crate::clock::Clock;
use crate::secure_url::SecureUrl;
use claims::Claims;
use keyring::Keyring;
use keys::Key;
use outline::Outline;

/// The one channel that is served.
const CHANNEL: &str = "msteams";

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
    clock: Clock,
    keyring: Keyring,
}

/// A genuine token: what it says, and the key it was signed with.
struct Genuine {
    claims: Claims,
    key: Arc<Key>,
}

impl Gatekeeper {
    /// A gatekeeper who has no keys yet: they are fetched when the first delivery needs them.
    pub fn new(http: reqwest::Client, clock: Clock, trust: Trust) -> Self {
        let keyring = Keyring::new(http, clock.clone(), trust.metadata.clone());
        Self(Arc::new(Inner {
            trust,
            clock,
            keyring,
        }))
    }

    /// The token of a delivery, when it is genuine, for us, and of today.
    async fn token(&self, headers: &HeaderMap) -> Result<Genuine, Refused> {
        let Inner {
            trust,
            clock,
            keyring,
        } = &*self.0;
        let token = credentials(authorization(headers)?, "Bearer")?;
        let key = keyring.find(&claims::key_id(token)?).await?;
        let claims = Claims::proven(token, &key)?;
        claims.check(trust, clock.now())?;
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

/// The body of a delivery that the Bot Framework vouches for.
#[derive(Clone, PartialEq, Eq)]
pub struct Verified(Bytes);

impl Verified {
    /// The activity, as it came.
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

impl<S> FromRequest<S> for Verified
where
    S: Send + Sync,
    Option<Gatekeeper>: FromRef<S>,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        let gatekeeper = Option::<Gatekeeper>::from_ref(state).ok_or(Rejection::NotConfigured)?;
        let (head, body) = request.into_parts();
        let token = gatekeeper.token(&head.headers).await;
        let token = token.map_err(Refused::counted)?;
        let body = read(body).await?;
        let agreed = gatekeeper.body(&token, &body);
        agreed.map_err(Refused::counted)?;
        Ok(Self(body))
    }
}

#[cfg(test)]
mod tests;
