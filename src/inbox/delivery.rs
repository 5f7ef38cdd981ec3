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
    let new = note(conn, &vec![workspace; keys.len()], keys, now).await?;
    Ok(new.len() == keys.len())
}

/// Writes keys of several workspaces at once; those that are known stay as they are. Returns the
/// ones that were new.
pub async fn note(
    conn: &mut PgConnection,
    workspaces: &[Uuid],
    keys: &[String],
    now: Timestamp,
) -> Result<HashSet<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        // One order everywhere: two replicas with the same pair of keys must not wait for each other.
        r#"INSERT INTO delivery (workspace_id, key, at)
           SELECT n.workspace_id, n.key, $3 FROM unnest($1::uuid[], $2::text[]) AS n(workspace_id, key)
           ORDER BY n.workspace_id, n.key
           ON CONFLICT DO NOTHING
           RETURNING workspace_id, key"#,
        workspaces,
        keys,
        Ts(now) as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.workspace_id, row.key))
        .collect())
}

/// Takes back keys that were noted in this transaction for something that was not done after all.
pub async fn take_back(
    conn: &mut PgConnection,
    keys: impl IntoIterator<Item = (Uuid, String)>,
) -> Result<(), sqlx::Error> {
    let (workspaces, keys): (Vec<Uuid>, Vec<String>) = keys.into_iter().unzip();
    sqlx::query!(
        "DELETE FROM delivery WHERE (workspace_id, key) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))",
        &workspaces,
        &keys,
    )
    .execute(conn)
    .await
    .map(drop)
}
