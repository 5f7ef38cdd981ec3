//! Reactions taken away before we heard that they were put on.

use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::database::Ts;

/// Notes that `giver` took a reaction away at `at`.
pub async fn note_removed(
    conn: &mut PgConnection,
    workspace: Uuid,
    channel: &str,
    message: &str,
    emoji: &str,
    giver: Uuid,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO kudos_reaction_removed (workspace_id, channel, message_id, emoji, giver, removed_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, channel, message_id, emoji, giver) DO UPDATE
         SET removed_at = greatest(kudos_reaction_removed.removed_at, excluded.removed_at)",
        workspace,
        channel,
        message,
        emoji,
        giver,
        Ts(at) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whether the reaction that was put on at `at` was taken away later.
pub async fn was_removed_after(
    conn: &mut PgConnection,
    workspace: Uuid,
    channel: &str,
    message: &str,
    emoji: &str,
    giver: Uuid,
    at: Timestamp,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
             SELECT FROM kudos_reaction_removed
             WHERE workspace_id = $1 AND channel = $2 AND message_id = $3 AND emoji = $4 AND giver = $5
               AND removed_at > $6) AS "removed!""#,
        workspace,
        channel,
        message,
        emoji,
        giver,
        Ts(at) as _,
    )
    .fetch_one(conn)
    .await
}
