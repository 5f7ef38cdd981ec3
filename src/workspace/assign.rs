//! Saying which programme a team belongs to: an operator does, or whoever has an invitation.

use serde_json::json;
use sqlx::PgConnection;

use super::connect::{found, take_turns};
use super::store::connection;
use crate::audit::{self, Change, What};
use crate::chat::Installation;
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::ids::WorkspaceId;
use crate::people;
use crate::policy::Actor;
use crate::subject::Subject;

/// Where a team is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// In this workspace.
    Workspace(WorkspaceId),
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
/// caller's transaction. `by` is who says so, for the audit log.
pub async fn assign(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    installation: &Installation,
    home: Home,
) -> Result<Assigned, AssignError> {
    take_turns(conn).await?;
    let before = connection(conn, installation).await?.map(|it| it.workspace);
    let shared = match before {
        Some(before) => shares(conn, before, installation).await?,
        None => false,
    };
    let workspace = match (home, before) {
        (Home::Workspace(home), Some(before)) if home == before => return Ok(Assigned::Unchanged),
        (Home::New, Some(_)) if !shared => return Ok(Assigned::Unchanged),
        (Home::Workspace(home), _) => home,
        (Home::New, _) => found(conn, clock, &installation.team).await?,
    };
    if let Some(before) = before {
        if let Some(name) = in_use(conn, before).await? {
            return Err(AssignError::InUse(name));
        }
        sqlx::query!(
            "UPDATE connection SET workspace_id = $3 WHERE platform = $1 AND team = $2",
            installation.platform.as_str(),
            installation.team,
            workspace,
        )
        .execute(&mut *conn)
        .await?;
        if shared {
            let team = (installation.platform, installation.team.as_str());
            people::forget(conn, before, Some(team)).await?;
        } else {
            dissolve(conn, clock, before).await?;
        }
    } else {
        // Its name and its bot are told at the first contact.
        sqlx::query!(
            "INSERT INTO connection (platform, team, workspace_id, name, bot_user, connected_at)
             VALUES ($1, $2, $3, $2, '', $4)",
            installation.platform.as_str(),
            installation.team,
            workspace,
            Ts(clock.now()) as _,
        )
        .execute(&mut *conn)
        .await?;
    }
    let Installation { platform, team } = installation;
    let about = Subject::Team(format!("{platform}:{team}"));
    let change = Change::new(What::TeamAssigned).to(about);
    let change = match before {
        Some(before) => change.with(json!({ "from": before })),
        None => change,
    };
    audit::record(conn, clock, workspace, by, change).await?;
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
    workspace: WorkspaceId,
    installation: &Installation,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM connection
                          WHERE workspace_id = $1 AND (platform, team) <> ($2, $3)) AS "shared!""#,
        workspace,
        installation.platform.as_str(),
        installation.team,
    )
    .fetch_one(conn)
    .await
}

/// The name of a workspace in which anything was ever given.
async fn in_use(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Option<String>, sqlx::Error> {
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
    workspace: WorkspaceId,
) -> Result<(), sqlx::Error> {
    people::forget(conn, workspace, None).await?;
    sqlx::query!(
        "WITH settings AS (DELETE FROM setting WHERE workspace_id = $1),
              drafts AS (DELETE FROM kudos_draft WHERE workspace_id = $1),
              added AS (DELETE FROM kudos_reaction_added WHERE workspace_id = $1),
              removed AS (DELETE FROM kudos_reaction_removed WHERE workspace_id = $1),
              deliveries AS (DELETE FROM delivery WHERE workspace_id = $1),
              deferred AS (DELETE FROM inbox WHERE workspace_id = $1),
              letters AS (DELETE FROM outbox WHERE workspace_id = $1),
              invitations AS (DELETE FROM invitation WHERE workspace_id = $1),
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
