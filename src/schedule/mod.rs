//! What recurs: due times, claimed once over all replicas.

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::clock::jitter;
use crate::database::Ts;

/// Claims what fell due at `due_at`, in the transaction that does it. False when it is done already.
pub async fn claim(
    conn: &mut PgConnection,
    workspace: Uuid,
    name: &str,
    due_at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "INSERT INTO schedule_run (workspace_id, name, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        workspace,
        name,
        Ts(due_at) as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Runs `task` about every `every`, with some jitter so that replicas do not march in step, until
/// told to stop. A task that fails is tried again the next time.
pub async fn every<E, F>(
    every: Duration,
    stop: CancellationToken,
    name: &'static str,
    mut task: impl FnMut() -> F,
) where
    E: std::fmt::Display,
    F: Future<Output = Result<(), E>>,
{
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(every.mul_f64(0.9 + 0.2 * jitter())) => {}
        }
        if let Err(error) = task().await {
            tracing::warn!(task = name, error = %error, "a recurring task failed");
        }
    }
}
