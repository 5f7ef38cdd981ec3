//! Answers that bear a name, to surveys that say so: kept apart from ballots, and taken back by whoever
//! gave them.

use std::collections::BTreeMap;

use sqlx::PgConnection;
use sqlx::types::Json;

use super::question::{Answer, Question};
use super::run::Run;
use super::tally::{Ballots, groups_of};
use crate::ids::{Joining, MemberId, RunId, WorkspaceId};

/// By the id of a question, what was chosen or written.
type Given = BTreeMap<String, Vec<String>>;

/// What somebody answered to a named run.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who.
    pub member: MemberId,
    /// What they are called.
    pub name: String,
    team: Option<String>,
    country: Option<String>,
    manager: Option<MemberId>,
    given: Json<Given>,
}

impl Named {
    /// What they chose or wrote at a question; nothing where they left it out.
    pub fn answer(&self, question: &Question) -> &[String] {
        self.given.get(&question.id).map_or(&[], Vec::as_slice)
    }

    /// These answers as a ballot, to be counted.
    pub(super) fn ballots(&self, questions: &[Question]) -> Ballots {
        let answer = |question: &Question| {
            let answer = question.read(self.answer(question));
            answer.unwrap_or(Answer::Skipped)
        };
        Ballots {
            answers: questions.iter().map(answer).collect(),
            groups: groups_of(self.team.as_ref(), self.country.as_ref(), self.manager),
            leads: None,
        }
    }
}

/// Keeps answers, each to the question with its number; what is not among them stays as it was.
pub(super) async fn keep(
    conn: &mut PgConnection,
    run: &Run,
    member: MemberId,
    answers: &[(usize, Answer)],
) -> Result<(), sqlx::Error> {
    let mut given = Given::new();
    for (number, answer) in answers {
        if let Some(question) = run.questions.get(*number) {
            given.insert(question.id.clone(), question.written(answer));
        }
    }
    sqlx::query!(
        "INSERT INTO survey_answer (workspace_id, run_id, member_id, answers) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, run_id, member_id)
         DO UPDATE SET answers = survey_answer.answers || EXCLUDED.answers",
        run.workspace,
        run.id,
        member,
        Json(given) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What was answered to a named run by whom, by their names; nothing to an anonymous one.
pub async fn named_answers(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    run: RunId,
) -> Result<Vec<Named>, sqlx::Error> {
    sqlx::query_as!(
        Named,
        r#"SELECT a.member_id AS member, m.name, i.team, i.country, i.manager_id AS "manager: MemberId",
                  a.answers AS "given: Json<Given>"
           FROM survey_answer a JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
           JOIN survey_invitation i ON i.workspace_id = a.workspace_id AND i.run_id = a.run_id AND i.member_id = a.member_id
           WHERE a.workspace_id = $1 AND a.run_id = $2 ORDER BY m.name, m.id"#,
        workspace,
        run
    )
    .fetch_all(conn)
    .await
}

/// Erases what a member answered to a named run, open or closed. They are not reminded any more.
pub async fn withdraw(
    conn: &mut PgConnection,
    (workspace, run, member): (WorkspaceId, RunId, MemberId),
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM survey_answer WHERE workspace_id = $1 AND run_id = $2 AND member_id = $3",
        workspace,
        run,
        member
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Erases what a member answered to every survey that asked what they like.
pub async fn withdraw_interests(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM survey_answer a USING survey_run r, survey s
         WHERE a.workspace_id = $1 AND a.member_id = $2
           AND r.workspace_id = $1 AND r.id = a.run_id
           AND s.workspace_id = $1 AND s.id = r.survey_id AND s.kind = 'interest'",
        workspace,
        member
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Two members are one person: what the one answered counts where the other did not.
pub(super) async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE survey_answer a SET member_id = $3
         FROM survey_invitation kept
         WHERE a.workspace_id = $1 AND a.member_id = $2
           AND kept.workspace_id = $1 AND kept.run_id = a.run_id AND kept.member_id = $3
           AND NOT EXISTS (SELECT FROM survey_answer own
                           WHERE own.workspace_id = $1 AND own.run_id = a.run_id AND own.member_id = $3)",
        workspace,
        from,
        to
    )
    .execute(conn)
    .await
    .map(drop)
}
