//! Reactions taken away, and messages deleted, perhaps before we heard that they gave.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::ids::{MemberId, WorkspaceId};

/// What gives in a chat, and can be taken away again.
#[derive(Clone, Debug)]
pub enum Cause {
    /// A message.
    Message {
        /// Where it stands.
        channel: String,
        /// Its id within the channel.
        message: String,
    },
    /// A reaction.
    Reaction {
        /// Where the message stands that it is on.
        channel: String,
        /// The message's id within the channel.
        message: String,
        /// The emoji's short name.
        emoji: String,
        /// Whose it is.
        giver: MemberId,
    },
}

/// Notes that `cause` was taken away `at` a time.
pub async fn note_withdrawn(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    cause: &Cause,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    let noted = match cause {
        Cause::Message { channel, message } => {
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
        }
        Cause::Reaction {
            channel,
            message,
            emoji,
            giver,
        } => {
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
        }
    };
    noted.map(drop)
}

/// Whether `cause` was taken away; a reaction, after it was put on `at` a time.
pub async fn was_withdrawn(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    cause: &Cause,
    at: Timestamp,
) -> Result<bool, sqlx::Error> {
    match cause {
        Cause::Message { channel, message } => {
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
        Cause::Reaction {
            channel,
            message,
            emoji,
            giver,
        } => {
            sqlx::query_scalar!(
                r#"SELECT EXISTS (
                     SELECT FROM kudos_reaction_removed
                     WHERE workspace_id = $1 AND channel = $2 AND message_id = $3 AND emoji = $4 AND giver = $5
                       AND removed_at >= $6) AS "removed!""#,
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
    }
}
