//! Closing: all ballots are opened together, counted, and erased with the key.

use std::collections::HashSet;

use serde_json::json;
use sqlx::PgConnection;

use super::ballot::{Place, RunKey};
use super::keys::{BallotKeys, KeyError};
use super::known::elsewhere;
use super::question::{Answer, Question};
use super::reward::reward;
use super::run::{self, Run, RunState};
use super::tally::{Ballots, Elsewhere, Tally, groups_of, tally};
use super::{Attribution, named};
use crate::audit::{self, Change, What};
use crate::clock::{Clock, shuffle, unguessable};
use crate::database::Ts;
use crate::ids::{MemberId, RunId, SeatId, WorkspaceId};
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

/// The ballots of one person, and where they belonged at launch.
struct Cast {
    ballots: Vec<Vec<u8>>,
    seat: SeatId,
    team: Option<String>,
    country: Option<String>,
    manager_id: Option<MemberId>,
    /// Their own id, where somebody reports to them.
    leads: Option<MemberId>,
}

/// What becomes of the ballots of a run that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// They are counted.
    Counted,
    /// They are erased unread: what opens them is lost.
    Unread,
}

/// Closes a run, in the caller's transaction, which must be rolled back on an error. Where fewer
/// answered than the floor, nothing is opened. Once it is committed, the key is to be
/// [forgotten](BallotKeys::forget).
pub async fn close(
    conn: &mut PgConnection,
    clock: &Clock,
    (keys, reading): (&BallotKeys, Reading),
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
        Attribution::Anonymous => {
            let kept = held.private_key.as_ref();
            open_ballots(conn, clock, (keys, reading), &run, kept).await?
        }
        Attribution::Named => count_named(conn, &run).await?,
    };
    reward(conn, clock, &run).await?;
    let charts = answered.shown.then(|| hex::encode(unguessable::<16>()));
    erase(conn, clock, &run, answered.people, charts).await?;
    let change = Change::new(What::SurveyChanged)
        .to(Subject::Survey(run.survey))
        .with(json!({ "closed": id, "answered": answered.people, "read": answered.shown }));
    audit::record(conn, clock, workspace, by, change).await?;
    let run = run::run(conn, workspace, id).await?;
    run.ok_or(NotClosed::Unknown)
}

/// Who answered, and whether anything of it may be shown.
struct Answered {
    people: usize,
    shown: bool,
}

/// Opens all ballots where enough were cast, and writes what they come to.
async fn open_ballots(
    conn: &mut PgConnection,
    clock: &Clock,
    (keys, reading): (&BallotKeys, Reading),
    run: &Run,
    private_key: Option<&Sealed>,
) -> Result<Answered, NotClosed> {
    let which = (run.workspace, run.id);
    let cast = sqlx::query_as!(
        Cast,
        r#"SELECT i.ballots AS "ballots!", i.seat, i.team, i.country, i.manager_id,
                  CASE WHEN EXISTS (
                      SELECT FROM survey_invitation r
                      WHERE r.workspace_id = $1 AND r.run_id = $2 AND r.manager_id = i.member_id
                  ) THEN i.member_id END AS "leads: MemberId"
           FROM survey_invitation i
           WHERE i.workspace_id = $1 AND i.run_id = $2 AND i.ballots IS NOT NULL"#,
        run.workspace,
        run.id
    );
    let cast = cast.fetch_all(&mut *conn).await?;
    let people = cast.len();
    let shown = people >= run.floor && reading == Reading::Counted;
    if shown {
        let key = keys.find(which, private_key)?;
        let survey = run::survey(conn, run.workspace, run.survey).await?;
        let survey = survey.ok_or(NotClosed::Unknown)?;
        let elsewhere = elsewhere(conn, &survey, run, clock.now()).await?;
        let (questions, floor) = (run.questions.clone(), run.floor);
        let counted = tokio::task::spawn_blocking(move || {
            count(&key, which, &questions, cast, &elsewhere, floor)
        });
        let counted = counted.await.map_err(|_| NotClosed::BrokenOff)??;
        write(conn, run, counted).await?;
    }
    Ok(Answered { people, shown })
}

/// Counts answers that bear names, under the same floor. What was written stays where it can be taken back.
async fn count_named(conn: &mut PgConnection, run: &Run) -> Result<Answered, NotClosed> {
    let answers = named::named_answers(conn, run.workspace, run.id).await?;
    let ballots: Vec<Ballots> = answers
        .iter()
        .map(|it| it.ballots(&run.questions))
        .collect();
    let counted = Tally {
        comments: Vec::new(),
        ..tally(&run.questions, &ballots, &[], run.floor)
    };
    write(conn, run, counted).await?;
    let people = answers.len();
    Ok(Answered {
        people,
        shown: people >= run.floor,
    })
}

/// Opens ballots and counts them: the only place at which they are read.
fn count(
    key: &RunKey,
    (workspace, run): (WorkspaceId, RunId),
    questions: &[Question],
    cast: Vec<Cast>,
    elsewhere: &[Elsewhere],
    floor: usize,
) -> Result<Tally, NotClosed> {
    let people = cast.len();
    let mut seats = HashSet::new();
    let mut ballots = Vec::new();
    for cast in cast {
        let place = Place {
            workspace,
            run,
            seat: cast.seat,
        };
        let each = questions.iter().zip(&cast.ballots);
        let answers = each.map(|(question, ballot)| key.open(place, question, ballot));
        match answers.collect::<Result<Vec<Answer>, _>>() {
            // Only somebody who changes the database makes a seat count twice.
            Ok(answers) if seats.insert(cast.seat) => ballots.push(Ballots {
                answers,
                groups: groups_of(cast.team.as_ref(), cast.country.as_ref(), cast.manager_id),
                leads: cast.leads.map(|it| it.to_string()),
            }),
            _ => {}
        }
    }
    if ballots.is_empty() {
        return Err(NotClosed::NoneOpens(people));
    }
    if ballots.len() < people {
        let lost = people - ballots.len();
        tracing::error!(run.id = %run, people = lost, "ballots do not open, and are not counted");
    }
    shuffle(&mut ballots);
    let mut tally = tally(questions, &ballots, elsewhere, floor);
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
    charts: Option<String>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE survey_invitation SET ballots = NULL WHERE workspace_id = $1 AND run_id = $2 AND ballots IS NOT NULL",
        run.workspace,
        run.id
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE survey_run SET state = 'closed', private_key = NULL, closed_at = $3, answered = $4, chart_token = $5,
                               put_off_until = NULL
         WHERE workspace_id = $1 AND id = $2",
        run.workspace,
        run.id,
        Ts(clock.now()) as _,
        i32::try_from(answered).unwrap_or(i32::MAX),
        charts,
    )
    .execute(conn)
    .await
    .map(drop)
}
