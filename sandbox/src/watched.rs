//! A model that others wait for: every change is told, and what is under way is counted.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// How long a test waits for something to show.
const PATIENCE: Duration = Duration::from_secs(10);

/// Nothing of the kind happened in time.
#[derive(Debug, thiserror::Error)]
#[error("nothing of the kind happened within {0:?}")]
pub struct NothingHappened(Duration);

/// What a stand-in knows, behind a lock.
pub(super) struct Watched<M> {
    model: Mutex<M>,
    changed: watch::Sender<u64>,
    pending: Arc<watch::Sender<usize>>,
}

impl<M> Watched<M> {
    pub(super) fn new(model: M) -> Self {
        Self {
            model: Mutex::new(model),
            changed: watch::channel(0).0,
            pending: Arc::new(watch::channel(0).0),
        }
    }

    /// Looks at the model.
    pub(super) fn read<T>(&self, look: impl FnOnce(&M) -> T) -> T {
        look(&held(&self.model))
    }

    /// Changes the model and tells everybody who waits.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut M) -> T) -> T {
        let outcome = change(&mut held(&self.model));
        self.changed.send_modify(|version| *version += 1);
        outcome
    }

    /// Reports every change of the model.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Waits, at most ten seconds, until the model shows something.
    pub(super) async fn wait_for<T>(
        &self,
        look: impl Fn(&M) -> Option<T>,
    ) -> Result<T, NothingHappened> {
        let mut changes = self.changes();
        let found = async {
            loop {
                changes.mark_unchanged();
                if let Some(found) = self.read(&look) {
                    return found;
                }
                // The sender lives as long as `self`, so that this cannot fail.
                changes.changed().await.ok();
            }
        };
        tokio::time::timeout(PATIENCE, found)
            .await
            .map_err(|_| NothingHappened(PATIENCE))
    }

    /// Counts a delivery as under way until the guard is dropped.
    pub(super) fn under_way(&self) -> UnderWay {
        self.pending.send_modify(|pending| *pending += 1);
        UnderWay(Arc::clone(&self.pending))
    }

    /// Waits until no delivery is under way.
    pub(super) async fn settled(&self) {
        let mut pending = self.pending.subscribe();
        // The sender lives as long as `self`, so that this cannot fail.
        pending.wait_for(|count| *count == 0).await.ok();
    }
}

/// A delivery under way.
pub(super) struct UnderWay(Arc<watch::Sender<usize>>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.send_modify(|pending| *pending -= 1);
    }
}

/// A lock whose holder panicked still guards sound data here: every change is a single step.
pub(super) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
