//! Looking after the outbox: what did not arrive, what waits, what is old.

use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::chat::Platform;
use crate::database::Ts;

/// A letter that did not arrive.
#[derive(Debug)]
pub struct Undelivered {
    /// Its number.
    pub id: i64,
    /// `pending`, `refused` or `dead`.
    pub state: String,
    /// The conversation.
    pub lane: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was put in.
    pub created_at: Ts,
    /// What the platform said last.
    pub last_error: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
}

/// Letters that did not arrive yet, or never will, oldest first.
pub async fn undelivered(
    conn: &mut PgConnection,
    workspace: Uuid,
) -> Result<Vec<Undelivered>, sqlx::Error> {
    sqlx::query_as!(
        Undelivered,
        r#"SELECT id, state, lane, attempts, created_at, last_error, subject FROM outbox
           WHERE workspace_id = $1 AND state <> 'sent' ORDER BY id"#,
        workspace,
    )
    .fetch_all(conn)
    .await
}

/// Tries dead and refused letters again: those given, or all. Returns how many. Of an old one there is
/// nothing left to send.
pub async fn retry(
    conn: &mut PgConnection,
    workspace: Uuid,
    ids: Option<&[i64]>,
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE outbox SET state = 'pending', attempts = 0, available_at = $3, settled_at = NULL
         WHERE workspace_id = $1 AND state IN ('refused', 'dead') AND letter <> 'null'
           AND ($2::bigint[] IS NULL OR id = ANY($2))",
        workspace,
        ids,
        Ts(now) as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Lets go of what a team's refusal held back, once the team takes us again.
pub async fn resume(
    conn: &mut PgConnection,
    platform: Platform,
    team: &str,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let methods = sqlx::query_scalar!(
        r#"DELETE FROM outbox_pace WHERE starts_with(bucket, $1) RETURNING bucket AS "bucket!""#,
        format!("{platform}:{team}#"),
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

/// How much waits, and since when.
pub(in crate::outbox) async fn depth(pool: &PgPool) -> Result<(i64, Option<Ts>), sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT count(*) AS "waiting!", min(created_at) AS "oldest: Ts" FROM outbox WHERE state = 'pending'"#
    )
    .fetch_one(pool)
    .await?;
    Ok((row.waiting, row.oldest))
}
