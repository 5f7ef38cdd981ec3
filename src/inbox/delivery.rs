//! The keys of everything that was acted upon, kept for good.

use std::collections::HashSet;
use std::time::Duration;

use jiff::Timestamp;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use crate::database::{Ts, within};
use crate::ids::WorkspaceId;

/// A key, in its workspace.
pub type Key = (WorkspaceId, String);

/// Records that a delivery is acted upon in this transaction. Returns whether it is new: false when
/// any of its keys was recorded before, and then nothing of it must be done again.
pub async fn record(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
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
    workspaces: &[WorkspaceId],
    keys: &[String],
    now: Timestamp,
) -> Result<HashSet<Key>, sqlx::Error> {
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
    keys: impl IntoIterator<Item = Key>,
) -> Result<(), sqlx::Error> {
    let (workspaces, keys): (Vec<WorkspaceId>, Vec<String>) = keys.into_iter().unzip();
    sqlx::query!(
        "DELETE FROM delivery WHERE (workspace_id, key) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))",
        &workspaces,
        &keys,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whether a delivery was acted upon, as far as is committed.
pub async fn is_recorded(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    key: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM delivery WHERE workspace_id = $1 AND key = $2) AS "is!""#,
        workspace,
        key,
    )
    .fetch_one(conn)
    .await
}

/// How long another transaction may hold a key before nothing can be said of it.
const HELD: &str = "300ms";

/// Which of `keys` are recorded, looked up on a connection of its own: whoever asks does not trust
/// the one they had. An error means that it cannot be told, not within `patience` or not yet.
///
/// A key that can be taken was not recorded and, since a transaction notes its keys before it
/// commits, never will be by any that was under way. So it is tried, and left again: reading alone
/// does not see what is about to be committed.
pub async fn recorded(
    options: &PgConnectOptions,
    keys: &[Key],
    patience: Duration,
) -> Result<HashSet<Key>, sqlx::Error> {
    let looked = async {
        let mut conn = options.connect().await?;
        let free = try_keys(&mut conn, keys).await?;
        conn.close().await?;
        Ok(free)
    };
    let free = within(patience, looked).await?;
    Ok(keys
        .iter()
        .filter(|key| !free.contains(*key))
        .cloned()
        .collect())
}

async fn try_keys(conn: &mut PgConnection, keys: &[Key]) -> Result<HashSet<Key>, sqlx::Error> {
    let (workspaces, keys): (Vec<WorkspaceId>, Vec<String>) = keys.iter().cloned().unzip();
    let mut tx = conn.begin().await?;
    sqlx::query_scalar!("SELECT set_config('lock_timeout', $1, true)", HELD)
        .fetch_one(&mut *tx)
        .await?;
    let free = note(&mut tx, &workspaces, &keys, Timestamp::UNIX_EPOCH).await?;
    tx.rollback().await?;
    Ok(free)
}
