//! Connections in the database.

use sqlx::PgConnection;

use super::Connection;
use crate::chat::{Installation, Place, Platform};
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::ids::WorkspaceId;
use crate::settings::{KEYS, Kind};

/// The connection of an installation, if it has one.
pub async fn connection(
    conn: &mut PgConnection,
    installation: &Installation,
) -> Result<Option<Connection>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT workspace_id, bot_user, bot_id, dead_reason FROM connection WHERE platform = $1 AND team = $2",
        installation.platform.as_str(),
        installation.team,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Connection {
        installation: installation.clone(),
        workspace: row.workspace_id,
        bot_user: row.bot_user,
        bot_id: row.bot_id,
        dead_reason: row.dead_reason,
    }))
}

/// Every connection of a workspace.
pub async fn connections(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Connection>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT platform AS "platform: Platform", team, bot_user, bot_id, dead_reason FROM connection
           WHERE workspace_id = $1 ORDER BY platform, team"#,
        workspace,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Connection {
            installation: Installation::new(row.platform, row.team),
            workspace,
            bot_user: row.bot_user,
            bot_id: row.bot_id,
            dead_reason: row.dead_reason,
        })
        .collect())
}

/// Every workspace, oldest first, with its name.
pub async fn all(conn: &mut PgConnection) -> Result<Vec<(WorkspaceId, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, name FROM workspace WHERE dissolved_at IS NULL ORDER BY created_at, id"
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// What a workspace is called.
pub async fn name(conn: &mut PgConnection, workspace: WorkspaceId) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!("SELECT name FROM workspace WHERE id = $1", workspace)
        .fetch_one(conn)
        .await
}

/// Notes that the platform refuses us.
pub async fn mark_dead(
    conn: &mut PgConnection,
    clock: &Clock,
    installation: &Installation,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE connection SET dead_since = $3, dead_reason = $4
         WHERE platform = $1 AND team = $2 AND dead_reason IS NULL",
        installation.platform.as_str(),
        installation.team,
        Ts(clock.now()) as _,
        reason,
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await
}

/// Follows a conversation that was given another id, wherever one is kept for later use.
pub async fn move_channel(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    from: &Place,
    to: &str,
) -> Result<(), sqlx::Error> {
    let moved = Place {
        channel: to.to_owned(),
        ..from.clone()
    };
    let channels = KEYS.iter().filter(|key| key.kind() == Kind::Channel);
    let channels: Vec<String> = channels.map(|key| key.name.to_owned()).collect();
    sqlx::query!(
        "UPDATE setting SET value = CASE value WHEN $2 THEN $3 ELSE $5 END
         WHERE workspace_id = $1 AND key = ANY($6) AND value IN ($2, $4)",
        workspace,
        from.channel,
        to,
        from.to_string(),
        moved.to_string(),
        &channels,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE posted_message SET channel = $5
         WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND channel = $4",
        workspace,
        from.platform.as_str(),
        from.team,
        from.channel,
        to,
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await
}
