//! Where a stand-in has the time from.

use std::fmt;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

/// The time as whoever runs the stand-in tells it, so that both can live at any instant.
#[derive(Clone)]
pub struct Clock {
    shows: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    moves: Option<Arc<dyn Fn(SignedDuration) + Send + Sync>>,
}

impl Clock {
    /// The machine's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    pub fn system() -> Self {
        Self::new(Timestamp::now)
    }

    /// A clock that shows what `now` says.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            shows: Arc::new(now),
            moves: None,
        }
    }

    /// This clock, which whoever visits the chat page may move on.
    #[must_use]
    pub fn moved_by(self, moves: impl Fn(SignedDuration) + Send + Sync + 'static) -> Self {
        Self {
            moves: Some(Arc::new(moves)),
            ..self
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.shows)()
    }

    /// Whether it may be moved on.
    pub(crate) const fn moves(&self) -> bool {
        self.moves.is_some()
    }

    /// Moves it on, where it may be.
    pub(crate) fn move_on(&self, by: SignedDuration) {
        if let Some(moves) = &self.moves {
            moves(by);
        }
    }

    /// What it shows once `by` has passed.
    pub(crate) fn in_future(&self, by: SignedDuration) -> Timestamp {
        self.now().saturating_add(by).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}

/// The hand of a clock that stands still until a test moves it.
#[cfg(test)]
#[derive(Clone)]
pub(crate) struct Hand(Arc<std::sync::Mutex<Timestamp>>);

#[cfg(test)]
impl Hand {
    /// Shows the instant `at`.
    pub(crate) fn at(at: &str) -> Self {
        Self(Arc::new(std::sync::Mutex::new(at.parse().unwrap())))
    }

    /// The clock that it is on.
    pub(crate) fn clock(&self) -> Clock {
        let at = Arc::clone(&self.0);
        Clock::new(move || *at.lock().unwrap())
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock().now()
    }

    /// Moves it on.
    pub(crate) fn advance(&self, by: SignedDuration) {
        let moved = self.clock().in_future(by);
        *self.0.lock().unwrap() = moved;
    }
}
