//! Conversations of accounts with the bot, once they are opened.

use std::collections::HashSet;

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

/// Those of the accounts whose conversation with the bot is known.
pub(super) async fn with_direct(
    conn: &mut PgConnection,
    accounts: &[&Identity],
) -> Result<HashSet<Identity>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT n.ordinal AS "ordinal!"
           FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS n(platform, team, user_id, ordinal)
           JOIN direct_conversation d ON d.platform = n.platform AND d.team = n.team AND d.user_id = n.user_id"#,
        &accounts.iter().map(|it| it.platform.as_str().to_owned()).collect::<Vec<_>>(),
        &accounts.iter().map(|it| it.team.clone()).collect::<Vec<_>>(),
        &accounts.iter().map(|it| it.user.clone()).collect::<Vec<_>>(),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| accounts.get(usize::try_from(row.ordinal - 1).ok()?))
        .map(|account| (*account).clone())
        .collect())
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
