//! A hint that there is something to do. Looking now and again is the truth.

use std::sync::Arc;

use tokio::sync::Notify;

/// Rung when something was put into a queue, so that nobody need wait for the next look.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// Rings. Call it after the commit.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Returns once it was rung.
    pub async fn rung(&self) {
        self.0.notified().await;
    }
}
