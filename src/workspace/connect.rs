//! First contact with a team, and which programme it belongs to.

use sqlx::PgConnection;

use super::Connection;
use super::store::connection;
use crate::chat::Installation;
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::ids::WorkspaceId;

/// An installation that presents itself with a working token.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// The installation.
    pub installation: Installation,
    /// What its team is called.
    pub name: String,
    /// The bot's own account there.
    pub bot_user: String,
    /// The bot's other name.
    pub bot_id: Option<String>,
    /// Whether it founds a programme where there is none yet.
    pub founds: bool,
}

/// Connects an installation, or refreshes what is known of it. Nothing where it belongs to no programme.
///
/// The first team of all founds a programme. Into one that is there a team comes because somebody
/// who may say so [does](super::assign()), and never by presenting itself.
pub async fn connect(
    conn: &mut PgConnection,
    clock: &Clock,
    new: &NewConnection,
) -> Result<Option<Connection>, sqlx::Error> {
    take_turns(conn).await?;
    let installation = &new.installation;
    let workspace = match connection(conn, installation).await? {
        Some(known) => known.workspace,
        None if new.founds && nothing_is_there(conn).await? => {
            found(conn, clock, &new.name).await?
        }
        None => return Ok(None),
    };
    sqlx::query!(
        "INSERT INTO connection (platform, team, workspace_id, name, bot_user, bot_id, connected_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (platform, team) DO UPDATE
         SET name = excluded.name, bot_user = excluded.bot_user, bot_id = excluded.bot_id,
             dead_since = NULL, dead_reason = NULL",
        installation.platform.as_str(),
        installation.team,
        workspace,
        new.name,
        new.bot_user,
        new.bot_id,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    // A programme that was founded for an announced team had no better name than its id.
    sqlx::query!(
        "UPDATE workspace SET name = $3 WHERE id = $1 AND name = $2",
        workspace,
        installation.team,
        new.name,
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await?;
    Ok(Some(Connection {
        installation: installation.clone(),
        workspace,
        bot_user: new.bot_user.clone(),
        bot_id: new.bot_id.clone(),
        dead_reason: None,
    }))
}

/// Lets one transaction at a time decide where a team belongs: of teams that start together on an empty
/// database one founds the programme.
pub(super) async fn take_turns(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('plaudit founding', 0))")
        .execute(conn)
        .await
        .map(drop)
}

/// Whether there is no programme yet.
async fn nothing_is_there(conn: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT NOT EXISTS (SELECT FROM workspace WHERE dissolved_at IS NULL) AS "nothing!""#
    )
    .fetch_one(conn)
    .await
}

/// Founds a programme.
pub(super) async fn found(
    conn: &mut PgConnection,
    clock: &Clock,
    name: &str,
) -> Result<WorkspaceId, sqlx::Error> {
    let workspace = clock.new_id();
    sqlx::query!(
        "INSERT INTO workspace (id, name, created_at) VALUES ($1, $2, $3)",
        workspace,
        name,
        Ts(clock.now()) as _,
    )
    .execute(conn)
    .await?;
    Ok(workspace)
}

/// A team, and the programme it belongs to.
#[derive(Clone, Debug)]
pub struct Team {
    /// The platform.
    pub platform: String,
    /// The team or tenant.
    pub team: String,
    /// What it is called.
    pub name: String,
    /// The workspace.
    pub workspace: WorkspaceId,
    /// What that is called.
    pub workspace_name: String,
    /// Whether it never was in contact.
    pub announced: bool,
    /// Why the platform refuses us, while it does.
    pub dead_reason: Option<String>,
}

/// Every team of every workspace.
pub async fn teams(conn: &mut PgConnection) -> Result<Vec<Team>, sqlx::Error> {
    sqlx::query_as!(
        Team,
        r#"SELECT c.platform, c.team, c.name, c.workspace_id AS workspace, w.name AS workspace_name,
                  c.bot_user = '' AS "announced!", c.dead_reason
           FROM connection c JOIN workspace w ON w.id = c.workspace_id
           ORDER BY w.created_at, w.id, c.platform, c.team"#
    )
    .fetch_all(conn)
    .await
}
