//! Making surveys, and putting them away.

use serde_json::json;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::circle::NoCircle;
use super::{Definition, DefinitionError, take_off_schedule};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{SurveyId, WorkspaceId};
use crate::policy::Actor;
use crate::subject::Subject;

/// Why a survey is not made.
#[derive(Debug, thiserror::Error)]
pub enum NotDefined {
    /// It cannot be asked.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// Nobody knows whom it asks.
    #[error(transparent)]
    Circle(#[from] NoCircle),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Makes a survey, in the caller's transaction. Nobody is asked before it is launched.
pub async fn define(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    definition: &Definition,
) -> Result<SurveyId, NotDefined> {
    definition.check()?;
    let audience = definition.audience.clone();
    let audience = audience.located(conn, workspace).await??;
    let id: SurveyId = clock.new_id();
    sqlx::query!(
        "INSERT INTO survey (workspace_id, id, kind, title, questions, audience, floor, created_at, attribution)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        workspace,
        id,
        definition.kind.as_str(),
        definition.title,
        Json(&definition.questions) as _,
        Json(&audience) as _,
        definition.floor.and_then(|floor| i32::try_from(floor).ok()),
        Ts(clock.now()) as _,
        definition.attribution.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    let change = Change::new(What::SurveyChanged)
        .to(Subject::Survey(id))
        .with(json!({ "created": definition.title, "attribution": definition.attribution }));
    audit::record(conn, clock, workspace, by, change).await?;
    Ok(id)
}

/// Puts a survey away: it is launched no more, has no dates, and what it came to stays. False where there is none, or
/// it was put away before.
pub async fn archive(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    id: SurveyId,
) -> Result<bool, sqlx::Error> {
    take_off_schedule(conn, clock, by, (workspace, id)).await?;
    let archived = sqlx::query!(
        "UPDATE survey SET archived_at = $3 WHERE workspace_id = $1 AND id = $2 AND archived_at IS NULL",
        workspace,
        id,
        Ts(clock.now()) as _,
    );
    let archived = archived.execute(&mut *conn).await?.rows_affected() > 0;
    if archived {
        let change = Change::new(What::SurveyChanged)
            .to(Subject::Survey(id))
            .with(json!({ "archived": true }));
        audit::record(conn, clock, workspace, by, change).await?;
    }
    Ok(archived)
}
