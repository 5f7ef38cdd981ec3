//! Which programme a team belongs to: found by itself, or said by an operator.

use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Connection;
use super::store::connection;
use crate::audit::{self, Change, What};
use crate::chat::Platform;
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::people;
use crate::policy::Actor;

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

/// Connects a team, or refreshes what is known of it.
///
/// A server is one organisation's: a platform's first team joins the programme that is there. Any
/// other new team founds a programme of its own.
pub async fn connect(
    conn: &mut PgConnection,
    clock: &Clock,
    new: &NewConnection,
) -> Result<Connection, sqlx::Error> {
    take_turns(conn).await?;
    let workspace = match connection(conn, new.platform, &new.team).await? {
        Some(known) => known.workspace,
        None => match waiting_for(conn, new.platform).await? {
            Some(workspace) => workspace,
            None => found(conn, clock, &new.name).await?,
        },
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
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    // A programme that was founded for an announced team had no better name than its id.
    sqlx::query!(
        "UPDATE workspace SET name = $3 WHERE id = $1 AND name = $2",
        workspace,
        new.team,
        new.name,
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

/// Lets one transaction at a time decide where a team belongs: teams of two platforms that start
/// together on an empty database are of one programme.
async fn take_turns(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('plaudit founding', 0))")
        .execute(conn)
        .await
        .map(drop)
}

/// The only workspace, if it has no team of `platform` yet.
async fn waiting_for(
    conn: &mut PgConnection,
    platform: Platform,
) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT w.id FROM workspace w
         WHERE dissolved_at IS NULL AND (SELECT count(*) FROM workspace WHERE dissolved_at IS NULL) = 1
           AND NOT EXISTS (SELECT FROM connection c WHERE c.workspace_id = w.id AND c.platform = $1)",
        platform.as_str(),
    )
    .fetch_optional(conn)
    .await
}

async fn found(conn: &mut PgConnection, clock: &Clock, name: &str) -> Result<Uuid, sqlx::Error> {
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

/// Where an operator wants a team to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// In this workspace.
    Workspace(Uuid),
    /// In one of its own.
    New,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// It was there already.
    Unchanged,
    /// It will be there from its first contact.
    Announced,
    /// It is there now; its people are fetched again.
    Moved,
}

/// Why a team stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum AssignError {
    /// What was given cannot be taken along, and must not be lost.
    #[error("its programme {0} already has kudos, which cannot be moved")]
    InUse(String),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Says where a team belongs, before its first contact or while its programme is still empty, in the
/// caller's transaction.
pub async fn assign(
    conn: &mut PgConnection,
    clock: &Clock,
    platform: Platform,
    team: &str,
    home: Home,
) -> Result<Assigned, AssignError> {
    take_turns(conn).await?;
    let before = connection(conn, platform, team)
        .await?
        .map(|it| it.workspace);
    let shared = match before {
        Some(before) => shares(conn, before, platform, team).await?,
        None => false,
    };
    let workspace = match (home, before) {
        (Home::Workspace(home), Some(before)) if home == before => return Ok(Assigned::Unchanged),
        (Home::New, Some(_)) if !shared => return Ok(Assigned::Unchanged),
        (Home::Workspace(home), _) => home,
        (Home::New, _) => found(conn, clock, team).await?,
    };
    if let Some(before) = before {
        if let Some(name) = in_use(conn, before).await? {
            return Err(AssignError::InUse(name));
        }
        sqlx::query!(
            "UPDATE connection SET workspace_id = $3 WHERE platform = $1 AND team = $2",
            platform.as_str(),
            team,
            workspace,
        )
        .execute(&mut *conn)
        .await?;
        if shared {
            people::forget(conn, before, Some((platform, team))).await?;
        } else {
            dissolve(conn, clock, before).await?;
        }
    } else {
        // Its name and its bot are told at the first contact.
        sqlx::query!(
            "INSERT INTO connection (platform, team, workspace_id, name, bot_user, connected_at)
             VALUES ($1, $2, $3, $2, '', $4)",
            platform.as_str(),
            team,
            workspace,
            Ts(clock.now()) as _,
        )
        .execute(&mut *conn)
        .await?;
    }
    let change = Change::new(What::TeamAssigned).to("team", &format_args!("{platform}:{team}"));
    let change = change.with(json!({ "from": before }));
    audit::record(conn, clock, workspace, &Actor::Operator, change).await?;
    announce_change(conn).await?;
    Ok(if before.is_some() {
        Assigned::Moved
    } else {
        Assigned::Announced
    })
}

/// Whether other teams are in the workspace.
async fn shares(
    conn: &mut PgConnection,
    workspace: Uuid,
    platform: Platform,
    team: &str,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM connection
                          WHERE workspace_id = $1 AND (platform, team) <> ($2, $3)) AS "shared!""#,
        workspace,
        platform.as_str(),
        team,
    )
    .fetch_one(conn)
    .await
}

/// The name of a workspace in which anything was ever given.
async fn in_use(conn: &mut PgConnection, workspace: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT name FROM workspace w
         WHERE id = $1 AND (EXISTS (SELECT FROM kudos k WHERE k.workspace_id = w.id)
                         OR EXISTS (SELECT FROM ledger_transfer t WHERE t.workspace_id = w.id))",
        workspace,
    )
    .fetch_optional(conn)
    .await
}

/// Ends a workspace that has no team and in which nothing was given: what it held is deleted, but
/// for the audit log.
async fn dissolve(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: Uuid,
) -> Result<(), sqlx::Error> {
    people::forget(conn, workspace, None).await?;
    sqlx::query!(
        "WITH settings AS (DELETE FROM setting WHERE workspace_id = $1),
              drafts AS (DELETE FROM kudos_draft WHERE workspace_id = $1),
              reactions AS (DELETE FROM kudos_reaction_removed WHERE workspace_id = $1),
              deliveries AS (DELETE FROM delivery WHERE workspace_id = $1),
              deferred AS (DELETE FROM inbox WHERE workspace_id = $1),
              letters AS (DELETE FROM outbox WHERE workspace_id = $1),
              posted AS (DELETE FROM posted_message WHERE workspace_id = $1),
              recurring AS (DELETE FROM schedule WHERE workspace_id = $1),
              runs AS (DELETE FROM schedule_run WHERE workspace_id = $1)
         UPDATE workspace SET dissolved_at = $2 WHERE id = $1",
        workspace,
        Ts(clock.now()) as _,
    )
    .execute(conn)
    .await
    .map(drop)
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
    pub workspace: Uuid,
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
