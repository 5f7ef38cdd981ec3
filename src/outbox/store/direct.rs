//! Conversations of accounts with the bot, once they are opened.

use sqlx::PgConnection;

use crate::chat::Identity;

/// The conversation of an account with the bot, if it is known.
pub(in crate::outbox) async fn direct(
    conn: &mut PgConnection,
    account: &Identity,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT channel FROM direct_conversation WHERE platform = $1 AND team = $2 AND user_id = $3",
        account.platform.as_str(),
        account.team,
        account.user,
    )
    .fetch_optional(conn)
    .await
}

/// Remembers the conversation of an account with the bot.
pub async fn record_direct(
    conn: &mut PgConnection,
    account: &Identity,
    channel: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO direct_conversation AS d (platform, team, user_id, channel) VALUES ($1, $2, $3, $4)
         ON CONFLICT (platform, team, user_id) DO UPDATE SET channel = excluded.channel
         WHERE d.channel <> excluded.channel",
        account.platform.as_str(),
        account.team,
        account.user,
        channel,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Forgets the conversation of an account with the bot: it is gone.
pub(in crate::outbox) async fn forget_direct(
    conn: &mut PgConnection,
    account: &Identity,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM direct_conversation WHERE platform = $1 AND team = $2 AND user_id = $3",
        account.platform.as_str(),
        account.team,
        account.user,
    )
    .execute(conn)
    .await
    .map(drop)
}
