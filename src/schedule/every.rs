//! Tasks that run over and over, at no hour in particular.

use std::future::Future;
use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::clock::about;
use crate::explained::explained;

/// How long a task may take: what is asked over a line that died is never answered.
const LONGEST: Duration = Duration::from_mins(10);

/// Runs `task` about every `every`, with some jitter so that replicas do not march in step, until
/// told to stop. A task that fails, or takes ten minutes, is tried again the next time.
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
            () = tokio::time::sleep(about(every)) => {}
        }
        match timeout(LONGEST, task()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::warn!(
                    task = name,
                    error = explained(&error),
                    "a recurring task failed"
                );
            }
            Err(_) => tracing::warn!(task = name, "a recurring task took too long"),
        }
    }
}
