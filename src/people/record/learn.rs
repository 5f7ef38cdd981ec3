//! What deliveries tell of their senders.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::derive::derive;
use super::take_turns;
use crate::chat::{Client, Identity, Locale};
use crate::database::{Ts, announce_change};
use crate::ids::WorkspaceId;

/// Keeps the language and the zone that a delivery tells of its sender: what
/// [`Account::news`](crate::people::Account::news) found new.
pub async fn learn(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    identity: &Identity,
    news: &Client,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    take_turns(conn, workspace).await?;
    // Whose account it is, is asked within the turn: it may just have been joined with another's.
    let member = sqlx::query_scalar!(
        "UPDATE identity
         SET learned_locale = coalesce($5, learned_locale), learned_time_zone = coalesce($6, learned_time_zone),
             learned_at = $7
         WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND user_id = $4
         RETURNING member_id",
        workspace,
        identity.platform.as_str(),
        identity.team,
        identity.user,
        news.locale.map(Locale::as_str),
        news.time_zone,
        Ts(now) as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(member) = member else {
        return Ok(());
    };
    derive(conn, workspace, member).await?;
    announce_change(conn).await
}
