//! Reactions taken away, and messages deleted, before we heard that they gave.

use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::database::Ts;

/// Something that was done to a reaction: put on, or taken away.
#[derive(Clone, Copy, Debug)]
pub struct Reacted<'a> {
    /// The workspace.
    pub workspace: Uuid,
    /// Where the message stands.
    pub channel: &'a str,
    /// The message's id within the place.
    pub message: &'a str,
    /// The emoji's short name.
    pub emoji: &'a str,
    /// Whose reaction it is.
    pub giver: Uuid,
    /// When it was done.
    pub at: Timestamp,
}

/// Notes that a reaction was taken away.
pub async fn note_removed(
    conn: &mut PgConnection,
    removed: Reacted<'_>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO kudos_reaction_removed (workspace_id, channel, message_id, emoji, giver, removed_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, channel, message_id, emoji, giver) DO UPDATE
         SET removed_at = greatest(kudos_reaction_removed.removed_at, excluded.removed_at)",
        removed.workspace,
        removed.channel,
        removed.message,
        removed.emoji,
        removed.giver,
        Ts(removed.at) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whether a reaction that was put on was taken away later.
pub async fn was_removed_after(
    conn: &mut PgConnection,
    put_on: Reacted<'_>,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
             SELECT FROM kudos_reaction_removed
             WHERE workspace_id = $1 AND channel = $2 AND message_id = $3 AND emoji = $4 AND giver = $5
               AND removed_at >= $6) AS "removed!""#,
        put_on.workspace,
        put_on.channel,
        put_on.message,
        put_on.emoji,
        put_on.giver,
        Ts(put_on.at) as _,
    )
    .fetch_one(conn)
    .await
}

/// Notes that a message was deleted: whatever it said gives nothing any more.
pub async fn note_deleted(
    conn: &mut PgConnection,
    workspace: Uuid,
    channel: &str,
    message: &str,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO kudos_message_deleted (workspace_id, channel, message_id, deleted_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        workspace,
        channel,
        message,
        Ts(at) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whether a message was deleted.
pub async fn was_deleted(
    conn: &mut PgConnection,
    workspace: Uuid,
    channel: &str,
    message: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM kudos_message_deleted
                          WHERE workspace_id = $1 AND channel = $2 AND message_id = $3) AS "deleted!""#,
        workspace,
        channel,
        message,
    )
    .fetch_one(conn)
    .await
}
