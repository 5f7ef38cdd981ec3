//! What is done over and over, at no hour in particular.

use std::future::Future;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::clock::jitter;
use crate::explained::explained;

/// Runs `task` about every `every`, with some jitter so that replicas do not march in step, until
/// told to stop. A task that fails is tried again the next time.
pub async fn every<E, F>(
    every: Duration,
    stop: CancellationToken,
    name: &'static str,
    mut task: impl FnMut() -> F,
) where
    E: std::error::Error + 'static,
    F: Future<Output = Result<(), E>>,
{
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(every.mul_f64(0.9 + 0.2 * jitter())) => {}
        }
        if let Err(error) = task().await {
            tracing::warn!(
                task = name,
                error = explained(&error),
                "a recurring task failed"
            );
        }
    }
}
