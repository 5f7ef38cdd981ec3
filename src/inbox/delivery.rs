//! The keys of everything that was acted upon, kept for good.

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::database::Ts;

/// Records that a delivery is acted upon in this transaction. Returns whether it is new: false when
/// any of its keys was recorded before, and then nothing of it must be done again.
pub async fn record(
    conn: &mut PgConnection,
    workspace: Uuid,
    keys: &[String],
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let mut keys = keys.to_vec();
    // One order everywhere: two replicas with the same pair of keys must not wait for each other.
    keys.sort();
    let new = note(conn, &vec![workspace; keys.len()], &keys, now).await?;
    Ok(new == keys.len() as u64)
}

/// Writes keys of several workspaces at once; those that are known stay as they are. Returns how
/// many were new.
pub async fn note(
    conn: &mut PgConnection,
    workspaces: &[Uuid],
    keys: &[String],
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        r#"INSERT INTO delivery (workspace_id, key, at)
           SELECT n.workspace_id, n.key, $3 FROM unnest($1::uuid[], $2::text[]) AS n(workspace_id, key)
           ON CONFLICT DO NOTHING"#,
        workspaces,
        keys,
        Ts(now) as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Which of these keys were recorded before.
pub async fn known(
    conn: &mut PgConnection,
    workspaces: &[Uuid],
    keys: &[String],
) -> Result<HashSet<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT d.workspace_id, d.key FROM delivery d
           JOIN unnest($1::uuid[], $2::text[]) AS n(workspace_id, key) USING (workspace_id, key)"#,
        workspaces,
        keys,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.workspace_id, row.key))
        .collect())
}
