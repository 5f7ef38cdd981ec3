//! A hint that there is something to do. Looking now and again is the truth.

use std::sync::Arc;

use tokio::sync::Notify;

/// Wakes a worker when something was put into a queue, so that nobody need wait for the next look.
#[derive(Clone, Debug, Default)]
pub struct Wakeup(Arc<Notify>);

impl Wakeup {
    /// Wakes whoever waits. Call it after the commit.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    /// Returns once it was woken.
    pub async fn woken(&self) {
        self.0.notified().await;
    }
}
