//! The orderly end: told once, and over in time whatever hangs.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::clock::moment;

/// The order to end, and since when it stands. Cheap to clone.
///
/// Service managers kill after ten seconds. So each step has to be over by an instant of its own,
/// counted from the order: a step that hangs takes nothing from those that follow.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    token: CancellationToken,
    told: Arc<OnceLock<Instant>>,
}

/// The steps of an orderly end, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Deliveries under way are answered, while the tasks finish what they have begun.
    Deliveries,
    /// The tasks have ended.
    Tasks,
    /// The gifts that wait are recorded.
    Gifts,
    /// The connections to the database are closed.
    Connections,
    /// The private database has stopped.
    Database,
    /// The process has ended.
    Process,
}

impl Step {
    /// How long after the order the step has to be over. Platforms are answered within three
    /// seconds, and the database needs what it can get: what it has in memory goes to disk.
    const fn after(self) -> Duration {
        Duration::from_millis(match self {
            Self::Deliveries => 3000,
            Self::Tasks => 4000,
            Self::Gifts => 4800,
            Self::Connections => 5000,
            Self::Database => 9200,
            Self::Process => 9500,
        })
    }
}

impl Stop {
    /// Gives the order. Only the first time counts.
    pub fn tell(&self) {
        self.told.get_or_init(Instant::now);
        self.token.cancel();
    }

    /// Waits for the order.
    pub async fn told(&self) {
        self.token.cancelled().await;
    }

    /// Works until the order comes: nothing when it came first.
    pub async fn unless_told<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        // Starts are long, and awaited by what is long itself.
        self.token.run_until_cancelled(Box::pin(work)).await
    }

    /// For those who only need to know that the order came.
    pub fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    /// By when a step has to be over. An end that nobody ordered counts from its first step.
    pub fn by(&self, step: Step) -> Instant {
        moment(*self.told.get_or_init(Instant::now), step.after())
    }
}
