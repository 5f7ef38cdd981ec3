//! Lists of accounts, as the platform last told: who is in a user group, and who in a conversation.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::chat::Installation;
use crate::database::Ts;

/// The accounts in a group or a conversation, if they were told since.
pub async fn listed(
    conn: &mut PgConnection,
    through: &Installation,
    id: &str,
    since: Timestamp,
) -> Result<Option<Vec<String>>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT users FROM user_group
         WHERE platform = $1 AND team = $2 AND group_id = $3 AND fetched_at > $4",
        through.platform.as_str(),
        through.team,
        id,
        Ts(since) as _,
    )
    .fetch_optional(conn)
    .await
}

/// Remembers the accounts in a group or a conversation.
pub async fn record_list(
    conn: &mut PgConnection,
    through: &Installation,
    id: &str,
    users: &[String],
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO user_group (platform, team, group_id, users, fetched_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (platform, team, group_id) DO UPDATE
         SET users = excluded.users, fetched_at = excluded.fetched_at",
        through.platform.as_str(),
        through.team,
        id,
        users,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
