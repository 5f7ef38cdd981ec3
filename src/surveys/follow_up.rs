//! What an organisation says about the results of a run, and what it does about them.

use serde_json::json;
use sqlx::PgConnection;

use super::run::{self, Run, RunState};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{MemberId, RunId, WorkspaceId};
use crate::policy::Actor;
use crate::script::is_visible;
use crate::subject::Subject;

/// The longest, in characters.
pub const FOLLOW_UP_CHARS: usize = 2000;

/// What was said about a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// What.
    pub text: String,
    /// When.
    pub said_at: Ts,
}

/// Why it is not said.
#[derive(Debug, thiserror::Error)]
pub enum NotFollowedUp {
    /// There is no such run.
    #[error("there is no such run")]
    Unknown,
    /// Nobody knows yet what people answer.
    #[error("the run is open still")]
    Open,
    /// It says nothing, or too much.
    #[error("what is said has 1 to {FOLLOW_UP_CHARS} characters")]
    Text,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Says something about a closed run, in the caller's transaction. What was said is not changed; more may
/// be said.
pub async fn follow_up(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    (workspace, run): (WorkspaceId, RunId),
    text: &str,
) -> Result<(Run, FollowUp), NotFollowedUp> {
    let text = text.trim();
    if !text.chars().any(is_visible) || text.chars().count() > FOLLOW_UP_CHARS {
        return Err(NotFollowedUp::Text);
    }
    let run = run::run(conn, workspace, run).await?;
    let run = run.ok_or(NotFollowedUp::Unknown)?;
    if run.state == RunState::Open {
        return Err(NotFollowedUp::Open);
    }
    let said = FollowUp {
        text: text.to_owned(),
        said_at: Ts(clock.now()),
    };
    sqlx::query!(
        "INSERT INTO survey_follow_up (workspace_id, run_id, text, member_id, said_at) VALUES ($1, $2, $3, $4, $5)",
        workspace,
        run.id,
        said.text,
        by.member() as _,
        said.said_at as _,
    )
    .execute(&mut *conn)
    .await?;
    let change = Change::new(What::SurveyChanged)
        .to(Subject::Survey(run.survey))
        .with(json!({ "follow_up": run.id }));
    audit::record(conn, clock, workspace, by, change).await?;
    Ok((run, said))
}

/// What was said about a run, the oldest first.
pub async fn follow_ups(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    run: RunId,
) -> Result<Vec<FollowUp>, sqlx::Error> {
    sqlx::query_as!(
        FollowUp,
        r#"SELECT text, said_at AS "said_at: Ts" FROM survey_follow_up
           WHERE workspace_id = $1 AND run_id = $2 ORDER BY id"#,
        workspace,
        run,
    )
    .fetch_all(conn)
    .await
}

/// The members whom a run asked.
pub async fn asked_by(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    run: RunId,
) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT member_id FROM survey_invitation WHERE workspace_id = $1 AND run_id = $2 ORDER BY member_id",
        workspace,
        run,
    )
    .fetch_all(conn)
    .await
}
