//! Time and chance, as arguments: what decides by them can be tested at any instant.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rand::seq::SliceRandom;
use tokio::time::Instant;

use crate::ids::Id;

/// Where the time comes from.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    // Microseconds since the epoch.
    Set(Arc<AtomicI64>),
    // How far it is ahead of the machine's, in microseconds.
    Ahead(Arc<AtomicI64>),
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

    /// The machine's clock, until it is [advanced](Clock::advance); its copies move with it.
    pub fn to_be_advanced() -> Self {
        Self(Source::Ahead(Arc::default()))
    }

    /// Now, in the microseconds that `PostgreSQL` keeps.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    pub fn now(&self) -> Timestamp {
        let of_machine = || Timestamp::now().as_microsecond();
        let micros = match &self.0 {
            Source::System => of_machine(),
            Source::Set(at) => at.load(Ordering::SeqCst),
            Source::Ahead(by) => of_machine().saturating_add(by.load(Ordering::SeqCst)),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves it on; the machine's clock is left alone.
    pub fn advance(&self, by: SignedDuration) {
        if let Source::Set(micros) | Source::Ahead(micros) = &self.0 {
            let by = i64::try_from(by.as_micros()).unwrap_or_default();
            micros.fetch_add(by, Ordering::SeqCst);
        }
    }

    /// A new id whose order is the order of time (UUID v7, RFC 9562).
    pub fn new_id<T>(&self) -> Id<T> {
        Id::of_instant(self.now())
    }
}

/// The instant in the microseconds that `PostgreSQL` keeps: told more exactly, it would not be the one that
/// is read back.
pub fn as_kept(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// The instant that comes `by` after `at`, or the last one that there is.
pub fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

/// The instant that comes `by` before `at`, or the first one that there is.
pub fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_sub(by).unwrap_or(at)
}

/// So many minutes, or as many as there are.
pub const fn minutes(count: i64) -> SignedDuration {
    SignedDuration::from_secs(count.saturating_mul(60))
}

/// The moment of this machine that comes `after` another one: what is waited for ends then.
pub fn moment(from: Instant, after: Duration) -> Instant {
    const NEVER: Duration = Duration::from_hours(24 * 365);
    from.checked_add(after)
        .or_else(|| from.checked_add(NEVER))
        .unwrap_or(from)
}

/// Pauses between tries that fail one after the other: each is twice the one before, up to the
/// longest.
#[derive(Clone, Copy, Debug)]
pub struct Pauses {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Pauses {
    /// Pauses that begin with `first`, and grow up to `longest`.
    pub const fn new(first: Duration, longest: Duration) -> Self {
        Self {
            first,
            longest,
            next: first,
        }
    }

    /// The pause to make now.
    pub fn take(&mut self) -> Duration {
        let now = self.next.min(self.longest);
        self.next = now.saturating_mul(2);
        now
    }

    /// Begins again with the first: something went well.
    pub const fn restart(&mut self) {
        self.next = self.first;
    }

    /// The pause after so many failures in a row, for those who keep their number. The first comes
    /// after the first.
    pub fn after(self, failures: i32) -> SignedDuration {
        let doublings = failures.saturating_sub(1).clamp(0, 31);
        let grown = self.first.saturating_mul(1 << doublings);
        SignedDuration::try_from(grown.min(self.longest)).unwrap_or(SignedDuration::MAX)
    }
}

/// A number in `0.0..1.0`, for jitter and nothing else.
#[expect(clippy::disallowed_methods, reason = "the one place that draws lots")]
pub fn jitter() -> f64 {
    rand::random()
}

/// This pause, or up to a quarter more or less: many who wait for the same thing do not all come at once.
pub fn about(pause: Duration) -> Duration {
    pause.mul_f64(0.75 + 0.5 * jitter())
}

/// Bytes that nobody can guess, for secrets.
#[expect(clippy::disallowed_methods, reason = "the one place that draws lots")]
pub fn unguessable<const N: usize>() -> [u8; N] {
    std::array::from_fn(|_| rand::random())
}

/// Puts things in an order that nobody can guess.
#[expect(clippy::disallowed_methods, reason = "the one place that draws lots")]
pub fn shuffle<T>(things: &mut [T]) {
    things.shuffle(&mut rand::rng());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sums_with_time_end_where_time_does(second in any::<i64>(), by in any::<i64>(), count in any::<i64>()) {
            let at = Timestamp::from_second(second % 300_000_000_000).unwrap_or(Timestamp::MAX);
            let by = SignedDuration::from_secs(by);
            let (after, before) = (later(at, by), earlier(at, by));
            let (first, last) = if by.is_negative() { (after, before) } else { (before, after) };
            prop_assert!(first <= at && at <= last);
            if let Ok(exact) = at.checked_add(by) {
                prop_assert_eq!(after, exact);
            }
            let minutes = minutes(count);
            prop_assert!(minutes.as_mins() == count || minutes.as_secs().unsigned_abs() >= i64::MAX.unsigned_abs());
        }
    }

    #[test]
    fn pauses_grow_up_to_the_longest() {
        let mut pauses = Pauses::new(Duration::from_secs(1), Duration::from_secs(5));
        for _ in 0..2 {
            let taken = [(); 5].map(|()| pauses.take().as_secs());
            assert_eq!(taken, [1, 2, 4, 5, 5]);
            pauses.restart();
        }
        let after = [i32::MIN, 0, 1, 2, 3, 4, i32::MAX].map(|it| pauses.after(it).as_secs());
        assert_eq!(after, [1, 1, 1, 2, 4, 5, 5]);
        let mut endless = Pauses::new(Duration::MAX, Duration::MAX);
        assert_eq!([endless.take(), endless.take()], [Duration::MAX; 2]);
        assert_eq!(endless.after(3), SignedDuration::MAX);
    }

    #[test]
    fn a_moment_is_never_in_the_past() {
        let now = Instant::now();
        for after in [Duration::ZERO, Duration::from_secs(1), Duration::MAX] {
            assert!(moment(now, after) >= now, "{after:?}");
        }
        assert!(moment(now, Duration::MAX) > moment(now, Duration::from_hours(1)));
    }
}
