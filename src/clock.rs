//! Time and chance, as arguments: what decides by them can be tested at any instant.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Where the time comes from.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    // Microseconds since the epoch.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until it is [advanced](Clock::advance); its copies move with it.
    pub fn set_to(at: Timestamp) -> Self {
        Self(Source::Set(Arc::new(AtomicI64::new(at.as_microsecond()))))
    }

    /// Now, in the microseconds that `PostgreSQL` keeps.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    pub fn now(&self) -> Timestamp {
        let micros = match &self.0 {
            Source::System => Timestamp::now().as_microsecond(),
            Source::Set(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves a set clock; the machine's clock is left alone.
    pub fn advance(&self, by: SignedDuration) {
        if let Source::Set(at) = &self.0 {
            let micros = i64::try_from(by.as_micros()).unwrap_or_default();
            at.fetch_add(micros, Ordering::SeqCst);
        }
    }

    /// A new id whose order is the order of time (UUID v7, RFC 9562).
    pub fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.as_second()).unwrap_or_default();
        let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
        Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos))
    }
}

/// A number in `0.0..1.0`, for jitter and nothing else.
#[expect(clippy::disallowed_methods, reason = "the one place that draws lots")]
pub fn jitter() -> f64 {
    rand::random()
}
