//! Results as rows: counts alone.

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::Question;

use super::tally::{ANSWERED, Dimension};
use crate::database::Ts;
use crate::ids::{RunId, SurveyId, WorkspaceId};

/// How often an answer was given in a closed run, by everybody or by a group.
#[derive(Clone, Debug)]
pub struct CountRow {
    /// The run.
    pub run: RunId,
    /// Its survey.
    pub survey: SurveyId,
    /// What that is called.
    pub title: String,
    /// When it was closed.
    pub closed_at: Ts,
    /// How many were invited.
    pub invited: i32,
    /// How many answered anything.
    pub run_answered: i32,
    /// The question.
    pub question: String,
    /// The dimension that the group is of.
    pub dimension: Dimension,
    /// Which: the team, the country, the manager's name; empty for everybody.
    pub part: String,
    /// How many of the group answered the question.
    pub answered: i32,
    /// The answer; of several options its number.
    pub answer: String,
    /// How often it was given.
    pub count: i32,
    /// The question as it was asked.
    pub asked: Option<Json<Question>>,
}

impl CountRow {
    /// The answer in English, where it is called anything.
    pub fn label(&self) -> Option<&str> {
        let asked = self.asked.as_ref()?;
        asked.0.called(&self.answer)
    }
}

/// The counts of runs that were closed from `from` until before `until`, oldest first.
pub fn export(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> BoxStream<'_, sqlx::Result<CountRow>> {
    sqlx::query_as!(
        CountRow,
        r#"SELECT r.id AS run, s.id AS survey, s.title, r.closed_at AS "closed_at!", r.invited, r.answered AS "run_answered!",
                  c.question, c.dimension AS "dimension: Dimension", coalesce(m.name, c.part) AS "part!",
                  a.count AS answered, c.answer, c.count,
                  (SELECT q FROM jsonb_array_elements(s.questions) q WHERE q->>'id' = c.question LIMIT 1) AS "asked: Json<Question>"
           FROM survey_run r
           JOIN survey s ON s.workspace_id = r.workspace_id AND s.id = r.survey_id
           JOIN survey_count c ON c.workspace_id = r.workspace_id AND c.run_id = r.id AND c.answer <> $4
           JOIN survey_count a ON a.workspace_id = c.workspace_id AND a.run_id = c.run_id AND a.question = c.question
                AND a.dimension = c.dimension AND a.part = c.part AND a.answer = $4
           LEFT JOIN member m ON c.dimension = 'manager' AND m.workspace_id = c.workspace_id AND m.id::text = c.part
           WHERE r.workspace_id = $1 AND r.closed_at >= coalesce($2::timestamptz, '-infinity') AND r.closed_at < coalesce($3::timestamptz, 'infinity')
           ORDER BY r.closed_at, r.id, c.question, c.dimension, c.part, c.answer"#,
        workspace,
        from.map(Ts) as _,
        until.map(Ts) as _,
        ANSWERED,
    )
    .fetch(conn)
}
