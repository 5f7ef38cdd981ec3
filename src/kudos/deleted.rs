//! Messages that were deleted, perhaps before we heard that they gave.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::ids::WorkspaceId;

/// Notes that a message was deleted `at` a time.
pub async fn note_deleted(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
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
    workspace: WorkspaceId,
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
