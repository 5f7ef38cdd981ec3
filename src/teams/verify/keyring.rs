//! The issuer's keys, fetched when they are needed and kept for a day.
//!
//! One request asks the issuer at a time, and whoever else needs the answer waits for it. A key id
//! that nobody knows makes us ask again, but once a minute at most, whoever sends it. When the
//! issuer is away, the last good keys serve on.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::Client;
use serde::Deserialize;
use tokio::sync::{Mutex, OwnedMutexGuard};
use url::{Host, Url};

use super::Refused;
use super::keys::{self, Key, Keys};
use crate::clock::Clock;

/// How long keys are taken for good.
const AGE: SignedDuration = SignedDuration::from_hours(24);

/// How long the issuer is left alone, whatever keys are asked for.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// The same while there are no keys at all, and so nothing can be let through.
const SHORT_PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// How long asking may take. Teams repeats what is not answered within some ten seconds.
const DEADLINE: Duration = Duration::from_secs(5);

/// The most that is read of an answer: the Bot Framework's keys take some tens of kilobytes.
const MOST: usize = 1024 * 1024;

pub(super) struct Keyring(Arc<Ring>);

struct Ring {
    http: Client,
    clock: Clock,
    metadata: Url,
    held: RwLock<Held>,
    /// When the issuer may be asked next. Whoever holds it is asking.
    turn: Arc<Mutex<Timestamp>>,
}

#[derive(Clone, Default)]
struct Held {
    keys: Option<Fetched>,
    /// Whether the issuer was away when it was last asked.
    away: bool,
}

#[derive(Clone)]
struct Fetched {
    keys: Arc<Keys>,
    at: Timestamp,
}

/// Why there are no new keys.
#[derive(Debug, thiserror::Error)]
enum FetchError {
    #[error("{0}")]
    Unreached(reqwest::Error),
    #[error("status {0}")]
    Status(u16),
    #[error("the answer is too long")]
    TooLong,
    #[error("the answer took too long")]
    TooSlow,
    #[error("the answer is not readable")]
    Unreadable,
    #[error("the keys are at an address that anybody could answer for")]
    Insecure,
    #[error("no key is usable")]
    NoneUsable,
}

#[derive(Deserialize)]
struct Metadata {
    jwks_uri: Url,
}

impl Keyring {
    pub(super) fn new(http: Client, clock: Clock, metadata: Url) -> Self {
        Self(Arc::new(Ring {
            http,
            clock,
            metadata,
            held: RwLock::default(),
            turn: Arc::new(Mutex::new(Timestamp::MIN)),
        }))
    }

    /// The key with this id.
    pub(super) async fn find(&self, id: &str) -> Result<Arc<Key>, Refused> {
        let ring = &self.0;
        let held = ring.held();
        match held.key(id) {
            Some(key) if !held.aged(ring.clock.now()) => return Ok(key),
            Some(key) if held.away => {
                // Nobody waits for an issuer that did not answer, while old keys serve.
                if let Ok(turn) = Arc::clone(&ring.turn).try_lock_owned() {
                    tokio::spawn(Arc::clone(ring).ask(turn));
                }
                return Ok(key);
            }
            _ => {}
        }
        let turn = Arc::clone(&ring.turn).lock_owned().await;
        // Whoever had the turn before may have brought the key.
        let held = ring.held();
        if held.key(id).is_none() || held.aged(ring.clock.now()) {
            // A task of its own: a sender who hangs up must not waste the question of the minute.
            let asking = tokio::spawn(Arc::clone(ring).ask(turn));
            if let Err(panicked) = asking.await {
                tracing::error!(error = %panicked, "fetching Teams' keys broke off");
            }
        }
        let held = ring.held();
        match held.keys {
            Some(_) => held.key(id).ok_or(Refused::UnknownKey),
            None => Err(Refused::NoKeys),
        }
    }
}

impl Held {
    fn key(&self, id: &str) -> Option<Arc<Key>> {
        self.keys.as_ref()?.keys.get(id).cloned()
    }

    fn aged(&self, now: Timestamp) -> bool {
        let fetched = self.keys.as_ref();
        fetched.is_none_or(|fetched| now.duration_since(fetched.at) >= AGE)
    }
}

impl Ring {
    fn held(&self) -> Held {
        let held = self.held.read();
        held.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, held: Held) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
    }

    /// Asks the issuer, unless it was asked just now.
    async fn ask(self: Arc<Self>, mut turn: OwnedMutexGuard<Timestamp>) {
        if self.clock.now() < *turn {
            return;
        }
        let fetched = tokio::time::timeout(DEADLINE, self.fetch()).await;
        let fetched = fetched.unwrap_or(Err(FetchError::TooSlow));
        let at = self.clock.now();
        let before = self.held().keys;
        let pause = match (&before, &fetched) {
            // The first keys are no answer to a key that is missing among them.
            (None, Ok(_)) => SignedDuration::ZERO,
            (None, Err(_)) => SHORT_PAUSE,
            (Some(_), _) => PAUSE,
        };
        *turn = at.checked_add(pause).unwrap_or(at);
        self.hold(match fetched {
            Ok(keys) => Held {
                keys: Some(Fetched {
                    keys: Arc::new(keys),
                    at,
                }),
                away: false,
            },
            Err(error) => {
                tracing::warn!(error = %error, "Teams' keys cannot be fetched");
                Held {
                    keys: before,
                    away: true,
                }
            }
        });
    }

    async fn fetch(&self) -> Result<Keys, FetchError> {
        let metadata = self.get(self.metadata.clone()).await?;
        let metadata: Metadata =
            serde_json::from_slice(&metadata).map_err(|_| FetchError::Unreadable)?;
        if !is_secure(&metadata.jwks_uri) {
            return Err(FetchError::Insecure);
        }
        let published = self.get(metadata.jwks_uri).await?;
        let keys = keys::parse(&published).map_err(|_| FetchError::Unreadable)?;
        if keys.is_empty() {
            return Err(FetchError::NoneUsable);
        }
        Ok(keys)
    }

    async fn get(&self, url: Url) -> Result<Vec<u8>, FetchError> {
        let unreached = |error: reqwest::Error| FetchError::Unreached(error.without_url());
        let mut response = self.http.get(url).send().await.map_err(unreached)?;
        if !response.status().is_success() {
            return Err(FetchError::Status(response.status().as_u16()));
        }
        let mut contents = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreached)? {
            if contents.len() + chunk.len() > MOST {
                return Err(FetchError::TooLong);
            }
            contents.extend_from_slice(&chunk);
        }
        Ok(contents)
    }
}

/// Whether nobody can answer in another's name: https, or this machine itself.
fn is_secure(url: &Url) -> bool {
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(address))) => address.is_loopback(),
        ("http", Some(Host::Ipv6(address))) => address.is_loopback(),
        _ => false,
    }
}
