//! Connections in the database.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Connection;
use crate::chat::Platform;
use crate::clock::Clock;
use crate::database::{Ts, announce_change};

/// A team that presents itself with a working token.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// The platform.
    pub platform: Platform,
    /// The team or tenant.
    pub team: String,
    /// What it is called.
    pub name: String,
    /// The bot's own account there.
    pub bot_user: String,
    /// The bot's other name.
    pub bot_id: Option<String>,
}

/// The connection of a team, if it has one.
pub async fn connection(
    conn: &mut PgConnection,
    platform: Platform,
    team: &str,
) -> Result<Option<Connection>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT workspace_id, bot_user, bot_id, dead_reason FROM connection WHERE platform = $1 AND team = $2",
        platform.as_str(),
        team,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Connection {
        platform,
        team: team.to_owned(),
        workspace: row.workspace_id,
        bot_user: row.bot_user,
        bot_id: row.bot_id,
        dead_reason: row.dead_reason,
    }))
}

/// Every connection of a workspace.
pub async fn connections(
    conn: &mut PgConnection,
    workspace: Uuid,
) -> Result<Vec<Connection>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT platform, team, bot_user, bot_id, dead_reason FROM connection
         WHERE workspace_id = $1 ORDER BY platform, team",
        workspace,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Connection {
                platform: row.platform.parse().ok()?,
                team: row.team,
                workspace,
                bot_user: row.bot_user,
                bot_id: row.bot_id,
                dead_reason: row.dead_reason,
            })
        })
        .collect())
}

/// Every workspace, oldest first, with its name.
pub async fn all(conn: &mut PgConnection) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!("SELECT id, name FROM workspace ORDER BY created_at, id")
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Connects a team, or refreshes what is known of it. A new team founds a workspace.
///
/// Several replicas may start at once: the team's row decides who founded it.
pub async fn connect(
    conn: &mut PgConnection,
    clock: &Clock,
    new: &NewConnection,
) -> Result<Connection, sqlx::Error> {
    let now = Ts(clock.now());
    // Serialises founders of the same team; released at the end of the transaction.
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        format!("{}:{}", new.platform, new.team),
    )
    .execute(&mut *conn)
    .await?;
    let workspace = if let Some(known) = connection(conn, new.platform, &new.team).await? {
        known.workspace
    } else {
        let workspace = clock.new_id();
        sqlx::query!(
            "INSERT INTO workspace (id, name, created_at) VALUES ($1, $2, $3)",
            workspace,
            new.name,
            now as _,
        )
        .execute(&mut *conn)
        .await?;
        workspace
    };
    sqlx::query!(
        "INSERT INTO connection (platform, team, workspace_id, name, bot_user, bot_id, connected_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (platform, team) DO UPDATE
         SET name = excluded.name, bot_user = excluded.bot_user, bot_id = excluded.bot_id,
             dead_since = NULL, dead_reason = NULL",
        new.platform.as_str(),
        new.team,
        workspace,
        new.name,
        new.bot_user,
        new.bot_id,
        now as _,
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await?;
    Ok(Connection {
        platform: new.platform,
        team: new.team.clone(),
        workspace,
        bot_user: new.bot_user.clone(),
        bot_id: new.bot_id.clone(),
        dead_reason: None,
    })
}

/// Notes that the platform refuses us.
pub async fn mark_dead(
    conn: &mut PgConnection,
    clock: &Clock,
    platform: Platform,
    team: &str,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE connection SET dead_since = $3, dead_reason = $4
         WHERE platform = $1 AND team = $2 AND dead_reason IS NULL",
        platform.as_str(),
        team,
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
    workspace: Uuid,
    from: &str,
    to: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE setting SET value = $3
         WHERE workspace_id = $1 AND key = 'leaderboard.channel' AND value = $2",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE posted_message SET channel = $3 WHERE workspace_id = $1 AND channel = $2",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await
}
