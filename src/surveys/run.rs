//! Surveys and their runs in the database.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;
use sqlx::types::Json;

use super::{Attribution, Audience, Definition, Question, SurveyKind};
use crate::clock::later;
use crate::database::Ts;
use crate::ids::{MemberId, RunId, SurveyId, WorkspaceId};

words! {
    /// Whether a run takes answers.
    pub enum RunState {
        /// It takes answers.
        Open = "open",
        /// It takes none any more.
        Closed = "closed",
    }
}

/// A survey.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its id.
    pub id: SurveyId,
    /// What it asks, and whom.
    pub definition: Definition,
    /// When it was made.
    pub created_at: Ts,
    /// Whether it is launched no more.
    pub archived: bool,
}

/// One launch of a survey.
#[derive(Clone, Debug)]
pub struct Run {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its id.
    pub id: RunId,
    /// Which survey it is of.
    pub survey: SurveyId,
    /// What sort of survey that is.
    pub kind: SurveyKind,
    /// What it is called.
    pub title: String,
    /// Whether answers bear names.
    pub attribution: Attribution,
    /// The questions.
    pub questions: Vec<Question>,
    /// Whether it takes answers.
    pub state: RunState,
    /// The smallest group whose results are shown.
    pub floor: usize,
    /// When it was launched.
    pub launched_at: Ts,
    /// When it closes, unless it is closed before.
    pub closes_at: Ts,
    /// When it was closed.
    pub closed_at: Option<Ts>,
    /// How many were invited.
    pub invited: i32,
    /// How many have answered anything.
    pub answered: i32,
    /// Points for taking part, given when it closes.
    pub reward_points: i64,
    /// What the addresses of its charts are told by; nothing while nothing is shown.
    pub chart_token: Option<String>,
}

/// A run that there is not, to be tried out: under the survey's own id, which no run has, so that there is
/// nothing that an answer could be kept in.
pub fn trial(survey: &Survey, floor: usize, now: Timestamp, open_for: SignedDuration) -> Run {
    Run {
        workspace: survey.workspace,
        id: RunId::new(survey.id.value()),
        survey: survey.id,
        kind: survey.definition.kind,
        title: survey.definition.title.clone(),
        attribution: survey.definition.attribution,
        questions: survey.definition.questions.clone(),
        state: RunState::Open,
        floor: survey.definition.floor.unwrap_or_default().max(floor),
        launched_at: Ts(now),
        closes_at: Ts(later(now, open_for)),
        closed_at: None,
        invited: 0,
        answered: 0,
        reward_points: 0,
        chart_token: None,
    }
}

/// A run as its columns.
struct Row {
    workspace_id: WorkspaceId,
    id: RunId,
    survey_id: SurveyId,
    kind: SurveyKind,
    title: String,
    attribution: Attribution,
    questions: Json<Vec<Question>>,
    state: RunState,
    floor: i32,
    launched_at: Ts,
    closes_at: Ts,
    closed_at: Option<Ts>,
    invited: i32,
    answered: i32,
    reward_points: i64,
    chart_token: Option<String>,
}

impl Run {
    /// Whether answers bear names.
    pub fn is_named(&self) -> bool {
        self.attribution == Attribution::Named
    }
}

impl From<Row> for Run {
    fn from(row: Row) -> Self {
        Self {
            workspace: row.workspace_id,
            id: row.id,
            survey: row.survey_id,
            kind: row.kind,
            title: row.title,
            attribution: row.attribution,
            questions: row.questions.0,
            state: row.state,
            floor: usize::try_from(row.floor).unwrap_or(usize::MAX),
            launched_at: row.launched_at,
            closes_at: row.closes_at,
            closed_at: row.closed_at,
            invited: row.invited,
            answered: row.answered,
            reward_points: row.reward_points,
            chart_token: row.chart_token,
        }
    }
}

/// A survey as its columns.
struct SurveyRow {
    workspace_id: WorkspaceId,
    id: SurveyId,
    kind: SurveyKind,
    title: String,
    attribution: Attribution,
    questions: Json<Vec<Question>>,
    audience: Json<Audience>,
    floor: Option<i32>,
    created_at: Ts,
    archived: bool,
}

impl From<SurveyRow> for Survey {
    fn from(row: SurveyRow) -> Self {
        Self {
            workspace: row.workspace_id,
            id: row.id,
            definition: Definition {
                kind: row.kind,
                title: row.title,
                attribution: row.attribution,
                questions: row.questions.0,
                audience: row.audience.0,
                floor: row.floor.and_then(|floor| usize::try_from(floor).ok()),
            },
            created_at: row.created_at,
            archived: row.archived,
        }
    }
}

/// Runs by what `$after` says, which begins with `WHERE`.
macro_rules! runs {
    ($after:literal, $($arg:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT r.workspace_id, r.id, r.survey_id, s.kind AS "kind: SurveyKind", s.title,
                      s.attribution AS "attribution: Attribution", s.questions AS "questions: Json<Vec<Question>>",
                      r.state AS "state: RunState", r.floor,
                      r.launched_at, r.closes_at, r.closed_at, r.invited, r.reward_points, r.chart_token,
                      coalesce(r.answered, (SELECT count(*)::int FROM survey_invitation i
                          WHERE i.workspace_id = r.workspace_id AND i.run_id = r.id AND i.ballots IS NOT NULL)) AS "answered!"
               FROM survey_run r JOIN survey s ON s.workspace_id = r.workspace_id AND s.id = r.survey_id "# + $after,
            $($arg),+
        )
    };
}

/// The run with this id.
pub async fn run(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    run: RunId,
) -> Result<Option<Run>, sqlx::Error> {
    let row = runs!("WHERE r.workspace_id = $1 AND r.id = $2", workspace, run);
    Ok(row.fetch_optional(conn).await?.map(Run::from))
}

/// The runs of a survey, the latest first.
pub async fn runs_of(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    survey: SurveyId,
) -> Result<Vec<Run>, sqlx::Error> {
    let rows = runs!(
        "WHERE r.workspace_id = $1 AND r.survey_id = $2 ORDER BY r.launched_at DESC, r.id DESC",
        workspace,
        survey
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// The latest runs of the same survey that were closed before this one was launched, the latest first.
pub(super) async fn runs_before(
    conn: &mut PgConnection,
    after: &Run,
    most: i64,
) -> Result<Vec<Run>, sqlx::Error> {
    let rows = runs!(
        "WHERE r.workspace_id = $1 AND r.survey_id = $2 AND r.state = 'closed' AND r.launched_at < $3
         ORDER BY r.launched_at DESC LIMIT $4",
        after.workspace,
        after.survey,
        after.launched_at as _,
        most,
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// Runs of other surveys that are open, or whose results are shown and were closed after `since`.
pub(super) async fn runs_of_others(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    survey: SurveyId,
    since: Timestamp,
) -> Result<Vec<Run>, sqlx::Error> {
    let rows = runs!(
        "WHERE r.workspace_id = $1 AND r.survey_id <> $2
           AND (r.state = 'open' OR r.chart_token IS NOT NULL AND r.closed_at > $3)",
        workspace,
        survey,
        Ts(since) as _,
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// The run whose charts have this token.
pub async fn run_of_charts(
    conn: &mut PgConnection,
    token: &str,
) -> Result<Option<Run>, sqlx::Error> {
    let row = runs!("WHERE r.chart_token = $1", token);
    Ok(row.fetch_optional(conn).await?.map(Run::from))
}

/// The open runs that a member is asked by, once they are invited, and whether they have answered; those that
/// close first first.
pub async fn open_for(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    now: Timestamp,
) -> Result<Vec<(Run, bool)>, sqlx::Error> {
    let rows = runs!(
        "JOIN survey_invitation mine ON mine.workspace_id = r.workspace_id AND mine.run_id = r.id AND mine.member_id = $2
         WHERE r.workspace_id = $1 AND r.state = 'open' AND mine.invite_at <= $3 ORDER BY r.closes_at, r.id",
        workspace,
        member,
        Ts(now) as _,
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    let answered = sqlx::query_scalar!(
        "SELECT run_id FROM survey_invitation WHERE workspace_id = $1 AND member_id = $2 AND ballots IS NOT NULL",
        workspace,
        member
    );
    let answered = answered.fetch_all(conn).await?;
    let runs = rows.into_iter().map(Run::from);
    let each = runs.map(|run| {
        let answered = answered.contains(&run.id);
        (run, answered)
    });
    Ok(each.collect())
}

/// The closed runs to which a member has answered with their name, the latest first.
pub async fn named_by(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Vec<Run>, sqlx::Error> {
    let rows = runs!(
        "JOIN survey_answer mine ON mine.workspace_id = r.workspace_id AND mine.run_id = r.id AND mine.member_id = $2
         WHERE r.workspace_id = $1 AND r.state = 'closed' ORDER BY r.launched_at DESC, r.id DESC",
        workspace,
        member
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// Every open run, those that close first first.
pub async fn open_runs(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Run>, sqlx::Error> {
    let rows = runs!(
        "WHERE r.workspace_id = $1 AND r.state = 'open' ORDER BY r.closes_at, r.id",
        workspace
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Run::from).collect())
}

/// Surveys by what `$after` says, which begins with `WHERE`.
macro_rules! surveys {
    ($after:literal, $($arg:expr),+ $(,)?) => {
        sqlx::query_as!(
            SurveyRow,
            r#"SELECT workspace_id, id, kind AS "kind: SurveyKind", title, attribution AS "attribution: Attribution", questions AS "questions: Json<Vec<Question>>",
                      audience AS "audience: Json<Audience>", floor, created_at, archived_at IS NOT NULL AS "archived!"
               FROM survey "# + $after,
            $($arg),+
        )
    };
}

/// Every survey, the oldest first.
pub async fn surveys(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Survey>, sqlx::Error> {
    let rows = surveys!("WHERE workspace_id = $1 ORDER BY created_at, id", workspace);
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Survey::from).collect())
}

/// The survey with this id.
pub async fn survey(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: SurveyId,
) -> Result<Option<Survey>, sqlx::Error> {
    let row = surveys!("WHERE workspace_id = $1 AND id = $2", workspace, id);
    Ok(row.fetch_optional(conn).await?.map(Survey::from))
}

/// The survey with this id, held: nobody else launches it meanwhile.
pub(super) async fn lock_survey(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: SurveyId,
) -> Result<Option<Survey>, sqlx::Error> {
    let row = surveys!(
        "WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE",
        workspace,
        id
    );
    Ok(row.fetch_optional(conn).await?.map(Survey::from))
}
