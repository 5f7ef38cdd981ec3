//! Looking after the outbox: what did not arrive, what waits, what is old.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::chat::Installation;
use crate::database::Ts;
use crate::ids::{ItemId, WorkspaceId};
use crate::queue::{self, Queue, Unsettled};
use crate::subject::Subject;

/// Letters that did not arrive yet, or never will, oldest first.
pub async fn undelivered(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Unsettled>, sqlx::Error> {
    queue::unsettled(conn, Queue::Outbox, workspace).await
}

/// Tries dead and refused letters again: those given, or all. Returns how many. Of an old one there is
/// nothing left to send.
pub async fn retry(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    ids: Option<&[ItemId]>,
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    queue::retry(conn, Queue::Outbox, workspace, ids, now).await
}

/// Takes back what waits to be said to very many about something, and has not been begun.
pub async fn withdraw(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    subject: &Subject,
) -> Result<u64, sqlx::Error> {
    let taken = sqlx::query!(
        "DELETE FROM outbox WHERE workspace_id = $1 AND subject = $2 AND weight = 'bulk' AND settled_at IS NULL AND attempts = 0",
        workspace,
        subject.to_string(),
    );
    Ok(taken.execute(conn).await?.rows_affected())
}

/// Lets go of what an installation's refusal held back, once it takes us again.
pub async fn resume(
    conn: &mut PgConnection,
    installation: &Installation,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let methods = sqlx::query_scalar!(
        r#"DELETE FROM outbox_pace WHERE starts_with(bucket, $1) RETURNING bucket AS "bucket!""#,
        format!("{installation}#"),
    )
    .fetch_all(&mut *conn)
    .await?;
    // What is on its way counts at least one attempt: its lease stands.
    sqlx::query!(
        "UPDATE outbox SET available_at = $2
         WHERE state = 'pending' AND attempts = 0 AND method = ANY($1) AND available_at > $2",
        &methods,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// How many letters of a workspace were given up, and can be tried again by hand.
pub async fn given_up(conn: &mut PgConnection, workspace: WorkspaceId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM outbox
           WHERE workspace_id = $1 AND state IN ('dead', 'unreadable')"#,
        workspace,
    )
    .fetch_one(conn)
    .await
}
