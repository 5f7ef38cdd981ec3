//! An issuer's keys, fetched when they are needed and kept for a day.
//!
//! One request asks the issuer at a time, and whoever else needs the answer waits for it. A key id
//! that nobody knows makes us ask again, but once a minute at most, whoever sends it. When the
//! issuer is away, the last good keys serve on.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use reqwest::Client;
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::announcement::Announcement;
use super::keys::{Key, Keys};
use crate::clock::{Clock, later};
use crate::explained::explained;
use crate::secure_url::SecureUrl;

/// How long keys are taken for good.
const AGE: SignedDuration = SignedDuration::from_hours(24);

/// How long the issuer is left alone, whatever keys are asked for.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// How long the issuer is left alone while there are no keys at all, and so nothing can be let through.
const SHORT_PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// The keys of one issuer. Its copies share them.
#[derive(Clone)]
pub struct Keyring(Arc<Ring>);

/// Why there is no key to check a token with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoKey {
    /// The issuer announces no key of that id.
    #[error("unknown key")]
    Unknown,
    /// The issuer's keys cannot be had: it is asked again soon.
    #[error("no keys to check with")]
    NoneAtAll,
}

struct Ring {
    http: Client,
    clock: Clock,
    metadata: SecureUrl,
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

impl Keyring {
    /// A ring without keys: they are fetched when the first token needs them.
    pub fn new(http: Client, clock: Clock, metadata: SecureUrl) -> Self {
        Self(Arc::new(Ring {
            http,
            clock,
            metadata,
            held: RwLock::default(),
            turn: Arc::new(Mutex::new(Timestamp::MIN)),
        }))
    }

    /// The key with this id.
    pub async fn find(&self, id: &str) -> Result<Arc<Key>, NoKey> {
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
                tracing::error!(
                    issuer.metadata = %ring.metadata,
                    error = explained(&panicked),
                    "fetching an issuer's keys broke off"
                );
            }
        }
        let held = ring.held();
        match held.keys {
            Some(_) => held.key(id).ok_or(NoKey::Unknown),
            None => Err(NoKey::NoneAtAll),
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
        let fetched = Announcement::fetch(&self.http, &self.metadata).await;
        let at = self.clock.now();
        let before = self.held().keys;
        let pause = match (&before, &fetched) {
            // The first keys are no answer to a key that is missing among them.
            (None, Ok(_)) => SignedDuration::ZERO,
            (None, Err(_)) => SHORT_PAUSE,
            (Some(_), _) => PAUSE,
        };
        *turn = later(at, pause);
        self.hold(match fetched {
            Ok(announced) => Held {
                keys: Some(Fetched {
                    keys: Arc::new(announced.keys),
                    at,
                }),
                away: false,
            },
            Err(error) => {
                tracing::warn!(
                    issuer.metadata = %self.metadata,
                    error = explained(&error),
                    "an issuer's keys cannot be fetched"
                );
                Held {
                    keys: before,
                    away: true,
                }
            }
        });
    }
}
