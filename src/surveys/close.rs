//! Closing: all ballots are opened together, counted, and erased with the key.

use serde_json::json;
use sqlx::PgConnection;

use super::ballot::{OpeningKey, open};
use super::keys::{BallotKeys, KeyError};
use super::question::{Answer, Question};
use super::run::{self, Run, RunState};
use super::tally::{Ballots, Tally, groups_of, tally};
use super::{Attribution, named};
use crate::audit::{self, Change, What};
use crate::clock::{Clock, shuffle};
use crate::database::Ts;
use crate::ids::{MemberId, RunId, WorkspaceId};
use crate::policy::Actor;
use crate::sealed::Sealed;
use crate::subject::Subject;

/// Why a run stays open.
#[derive(Debug, thiserror::Error)]
pub enum NotClosed {
    /// There is no such run.
    #[error("there is no such run")]
    Unknown,
    /// It was closed before.
    #[error("the run is closed")]
    Closed,
    /// What opens its ballots is not at hand. Nothing is lost while it stays open.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Not one ballot opens: the key is another run's.
    #[error("none of the {0} ballots opens with the key of the run")]
    NoneOpens(usize),
    /// The work was broken off.
    #[error("the count was broken off")]
    BrokenOff,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// The ballots of one person, and where they belong.
struct Cast {
    ballots: Vec<Vec<u8>>,
    team: Option<String>,
    country: Option<String>,
    manager_id: Option<MemberId>,
}

/// Closes a run, in the caller's transaction, which must be rolled back on an error. Where fewer
/// answered than the floor, nothing is opened. Once it is committed, the key is to be
/// [forgotten](BallotKeys::forget).
pub async fn close(
    conn: &mut PgConnection,
    clock: &Clock,
    keys: &BallotKeys,
    by: &Actor,
    (workspace, id): (WorkspaceId, RunId),
) -> Result<Run, NotClosed> {
    // Whoever answers has done so, or comes too late.
    let held = sqlx::query!(
        r#"SELECT private_key AS "private_key: Sealed" FROM survey_run WHERE workspace_id = $1 AND id = $2 FOR UPDATE"#,
        workspace,
        id
    );
    let held = held.fetch_optional(&mut *conn).await?;
    let run = run::run(conn, workspace, id).await?;
    let (held, run) = held.zip(run).ok_or(NotClosed::Unknown)?;
    if run.state == RunState::Closed {
        return Err(NotClosed::Closed);
    }
    let answered = match run.attribution {
        Attribution::Anonymous => open_ballots(conn, keys, &run, held.private_key.as_ref()).await?,
        Attribution::Named => count_named(conn, &run).await?,
    };
    erase(conn, clock, &run, answered).await?;
    let change = Change::new(What::SurveyChanged)
        .to(Subject::Survey(run.survey))
        .with(json!({ "closed": id, "answered": answered }));
    audit::record(conn, clock, workspace, by, change).await?;
    let run = run::run(conn, workspace, id).await?;
    run.ok_or(NotClosed::Unknown)
}

/// Opens all ballots where enough were cast, and writes what they come to. Returns how many answered.
async fn open_ballots(
    conn: &mut PgConnection,
    keys: &BallotKeys,
    run: &Run,
    private_key: Option<&Sealed>,
) -> Result<usize, NotClosed> {
    let which = (run.workspace, run.id);
    let cast = sqlx::query_as!(
        Cast,
        r#"SELECT i.ballots AS "ballots!", m.team, m.country, m.manager_id AS "manager_id: MemberId"
           FROM survey_invitation i JOIN member m ON m.workspace_id = i.workspace_id AND m.id = i.member_id
           WHERE i.workspace_id = $1 AND i.run_id = $2 AND i.ballots IS NOT NULL"#,
        run.workspace,
        run.id
    );
    let cast = cast.fetch_all(&mut *conn).await?;
    let answered = cast.len();
    if answered >= run.floor {
        let key = keys.find(which, private_key)?;
        let (questions, floor) = (run.questions.clone(), run.floor);
        let counted =
            tokio::task::spawn_blocking(move || count(&key, which, &questions, cast, floor));
        let counted = counted.await.map_err(|_| NotClosed::BrokenOff)??;
        write(conn, run, counted).await?;
    }
    Ok(answered)
}

/// Counts answers that bear names, under the same floor. What was written stays where it can be taken back.
/// Returns how many answered.
async fn count_named(conn: &mut PgConnection, run: &Run) -> Result<usize, NotClosed> {
    let answers = named::named_answers(conn, run.workspace, run.id).await?;
    let ballots: Vec<Ballots> = answers
        .iter()
        .map(|it| it.ballots(&run.questions))
        .collect();
    let counted = Tally {
        comments: Vec::new(),
        ..tally(&run.questions, &ballots, run.floor)
    };
    write(conn, run, counted).await?;
    Ok(answers.len())
}

/// Opens ballots and counts them: the only place at which they are read.
fn count(
    key: &OpeningKey,
    run: (WorkspaceId, RunId),
    questions: &[Question],
    cast: Vec<Cast>,
    floor: usize,
) -> Result<Tally, NotClosed> {
    let (people, mut closed, mut opened) = (cast.len(), 0, 0);
    let mut ballots: Vec<Ballots> = cast
        .into_iter()
        .map(|cast| {
            let each = questions.iter().zip(&cast.ballots);
            let answers = each.map(|(question, ballot)| {
                let answer = open(key, run, question, ballot).ok();
                *if answer.is_some() {
                    &mut opened
                } else {
                    &mut closed
                } += 1;
                answer.unwrap_or(Answer::Skipped)
            });
            Ballots {
                answers: answers.collect(),
                groups: groups_of(cast.team.as_ref(), cast.country.as_ref(), cast.manager_id),
            }
        })
        .collect();
    if opened == 0 {
        return Err(NotClosed::NoneOpens(people));
    }
    if closed > 0 {
        tracing::error!(
            run.id = %run.1, ballots = closed,
            "ballots do not open, and are not counted"
        );
    }
    shuffle(&mut ballots);
    let mut tally = tally(questions, &ballots, floor);
    for (_, comments) in &mut tally.comments {
        shuffle(comments);
    }
    Ok(tally)
}

async fn write(conn: &mut PgConnection, run: &Run, tally: Tally) -> Result<(), sqlx::Error> {
    let of = |text: fn(&super::tally::Count) -> &str| -> Vec<String> {
        tally.counts.iter().map(|it| text(it).to_owned()).collect()
    };
    let counts: Vec<i32> = tally.counts.iter().map(|it| it.times).collect();
    sqlx::query!(
        "INSERT INTO survey_count (workspace_id, run_id, question, dimension, part, answer, count)
         SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[])",
        run.workspace,
        run.id,
        &of(|it| &it.question),
        &of(|it| it.dimension.as_str()),
        &of(|it| &it.part),
        &of(|it| &it.answer),
        &counts,
    )
    .execute(&mut *conn)
    .await?;
    for (question, comments) in tally.comments {
        sqlx::query!(
            "INSERT INTO survey_comment (workspace_id, run_id, question, place, text)
             SELECT $1, $2, $3, place, text FROM unnest($4::text[]) WITH ORDINALITY AS it (text, place)",
            run.workspace,
            run.id,
            question,
            &comments,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

async fn erase(
    conn: &mut PgConnection,
    clock: &Clock,
    run: &Run,
    answered: usize,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE survey_invitation SET ballots = NULL WHERE workspace_id = $1 AND run_id = $2 AND ballots IS NOT NULL",
        run.workspace,
        run.id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE survey_run SET state = 'closed', private_key = NULL, closed_at = $3, answered = $4, put_off_until = NULL
         WHERE workspace_id = $1 AND id = $2",
        run.workspace,
        run.id,
        Ts(clock.now()) as _,
        i32::try_from(answered).unwrap_or(i32::MAX),
    )
    .execute(conn)
    .await
    .map(drop)
}
