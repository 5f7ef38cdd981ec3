//! Deliveries that can be understood only with the platform's help: stored before they are
//! acknowledged, then worked on until they are done.

use jiff::{SignedDuration, Timestamp};
use sqlx::types::Json;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::chat::Inbound;
use crate::database::Ts;

/// A delivery that waits.
#[derive(Debug)]
pub struct Deferred {
    /// The workspace.
    pub workspace: Uuid,
    /// Its number.
    pub id: i64,
    /// How often it was worked on, this time included.
    pub attempts: i32,
    /// What arrived.
    pub inbound: Inbound,
}

/// How long one attempt may take.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// Stores a delivery for the worker.
pub async fn defer(
    conn: &mut PgConnection,
    workspace: Uuid,
    inbound: &Inbound,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO inbox (workspace_id, inbound, created_at, available_at) VALUES ($1, $2, $3, $3)",
        workspace,
        Json(inbound) as _,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Claims the oldest deliveries that are due.
pub async fn claim(
    pool: &PgPool,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Deferred>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"UPDATE inbox i SET attempts = i.attempts + 1, available_at = $3
           FROM (SELECT workspace_id, id FROM inbox
                 WHERE state = 'pending' AND available_at <= $1
                 ORDER BY available_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
           WHERE i.workspace_id = due.workspace_id AND i.id = due.id
           RETURNING i.workspace_id, i.id, i.attempts, i.inbound AS "inbound: Json<Inbound>""#,
        Ts(now) as _,
        limit,
        Ts(now.saturating_add(LEASE).unwrap_or(now)) as _,
    )
    .fetch_all(pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Deferred {
            workspace: row.workspace_id,
            id: row.id,
            attempts: row.attempts,
            inbound: row.inbound.0,
        })
        .collect())
}

/// Ends the work on a delivery, well or not. What people typed is kept only while it is of use.
pub async fn finish(
    conn: &mut PgConnection,
    deferred: &Deferred,
    error: Option<&str>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE inbox SET state = CASE WHEN $3::text IS NULL THEN 'done' ELSE 'dead' END, last_error = $3,
                inbound = CASE WHEN $3::text IS NULL THEN 'null' ELSE inbound END
         WHERE workspace_id = $1 AND id = $2",
        deferred.workspace,
        deferred.id,
        error,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Puts a delivery back for another attempt.
pub async fn postpone(
    conn: &mut PgConnection,
    deferred: &Deferred,
    until: Timestamp,
    error: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE inbox SET available_at = $3, last_error = $4 WHERE workspace_id = $1 AND id = $2",
        deferred.workspace,
        deferred.id,
        Ts(until) as _,
        error,
    )
    .execute(conn)
    .await
    .map(drop)
}
