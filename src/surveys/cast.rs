//! Answering: ballots are sealed and put beside the invitation; answers that bear a name are kept apart.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::ballot::{Place, RunKey};
use super::keys::{BallotKeys, KeyError};
use super::question::Answer;
use super::run::{self, Run, RunState};
use super::{Attribution, named};
use crate::ids::{MemberId, RunId, WorkspaceId};
use crate::sealed::Sealed;

/// What became of the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// They are the first of this person.
    First,
    /// They take the place of earlier ones.
    Changed,
}

/// Why they do not count.
#[derive(Debug, thiserror::Error)]
pub enum NotCast {
    /// This person is not asked, or there is no such run.
    #[error("not asked")]
    NotAsked,
    /// It is closed, or its time is up.
    #[error("closed")]
    Closed(Box<Run>),
    /// What seals its ballots is not at hand here: what was answered could never be counted.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Seals answers, each to the question with its number, and casts them in the caller's transaction. What
/// is not among them stays as it was answered before. Nothing of them is kept but the ballots, and no
/// delivery's key: what comes twice counts once, since the last counts. A run that has nothing to seal
/// with is a named one, whose answers are kept as they are.
pub async fn cast(
    conn: &mut PgConnection,
    (keys, now): (&BallotKeys, Timestamp),
    (workspace, id, member): (WorkspaceId, RunId, MemberId),
    answers: &[(usize, Answer)],
) -> Result<Cast, NotCast> {
    // Whoever closes the run comes before or after.
    let held = sqlx::query!(
        r#"SELECT private_key AS "private_key: Sealed" FROM survey_run WHERE workspace_id = $1 AND id = $2 FOR SHARE"#,
        workspace,
        id
    );
    let held = held.fetch_optional(&mut *conn).await?;
    let run = run::run(conn, workspace, id).await?;
    let (held, run) = held.zip(run).ok_or(NotCast::NotAsked)?;
    let before = sqlx::query!(
        "SELECT ballots, seat FROM survey_invitation WHERE workspace_id = $1 AND run_id = $2 AND member_id = $3
         FOR UPDATE",
        workspace,
        id,
        member
    );
    let before = before.fetch_optional(&mut *conn).await?;
    let before = before.ok_or(NotCast::NotAsked)?;
    if run.state == RunState::Closed || run.closes_at.0 <= now {
        return Err(NotCast::Closed(Box::new(run)));
    }
    let ballots = match run.attribution {
        Attribution::Anonymous => {
            let key = keys.find((workspace, id), held.private_key.as_ref())?;
            let place = Place {
                workspace,
                run: id,
                seat: before.seat,
            };
            sealed(&key, place, &run, before.ballots.as_deref(), answers)
        }
        Attribution::Named => {
            named::keep(conn, &run, member, answers).await?;
            Vec::new()
        }
    };
    sqlx::query!(
        "UPDATE survey_invitation SET ballots = $4 WHERE workspace_id = $1 AND run_id = $2 AND member_id = $3",
        workspace,
        id,
        member,
        &ballots,
    )
    .execute(conn)
    .await?;
    Ok(match before.ballots {
        None => Cast::First,
        Some(_) => Cast::Changed,
    })
}

/// A ballot for each question. Who answers for the first time casts them all, so that none tells what they
/// left out.
fn sealed(
    key: &RunKey,
    place: Place,
    run: &Run,
    before: Option<&[Vec<u8>]>,
    answers: &[(usize, Answer)],
) -> Vec<Vec<u8>> {
    let given = |number: usize| {
        let mut answers = answers.iter();
        answers.find(|(of, _)| *of == number).map(|(_, it)| it)
    };
    let questions = run.questions.iter().enumerate();
    let ballots = questions.map(|(number, question)| {
        let kept = before.and_then(|before| before.get(number));
        match (given(number), kept) {
            (None, Some(kept)) => kept.clone(),
            (answer, _) => {
                let answer = answer.unwrap_or(&Answer::Skipped);
                key.seal(place, question, answer)
            }
        }
    });
    ballots.collect()
}
