//! The dates of surveys in the database: planned as they begin anywhere, and launched as the first
//! person's hour comes.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::launch::{NotLaunched, launch_on};
use super::plan::{Plan, known};
use super::run::{Run, lock_survey, survey};
use super::{BallotKeys, Survey};
use crate::clock::{Clock, later};
use crate::database::{Day, Ts};
use crate::ids::{SurveyId, WorkspaceId};
use crate::settings;

/// How long a date waits that could not be looked at.
const PUT_OFF: SignedDuration = SignedDuration::from_mins(5);

/// How many dates that nobody held are noted: what years of downtime cost is bounded.
const NOTED: usize = 100;

/// Dates that came and went without a launch.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The survey.
    pub survey: Survey,
    /// Its dates, the first first.
    pub days: Vec<Date>,
}

/// A date of a survey begins: it is planned, in the caller's transaction, which holds the schedule's row.
/// Says which dates before it will not be held.
pub async fn plan_date(
    conn: &mut PgConnection,
    clock: &Clock,
    (workspace, id): (WorkspaceId, SurveyId),
    day: Date,
) -> Result<Option<Passed>, sqlx::Error> {
    let Some(survey) = survey(conn, workspace, id).await? else {
        return Ok(None);
    };
    let Some(schedule) = known(conn, workspace, id).await? else {
        return Ok(None);
    };
    if schedule.dates(day).next() != Some(day) {
        return Ok(None);
    }
    let settings = settings::load(conn, workspace).await?;
    let now = clock.now();
    let plan = Plan::of(conn, &survey, schedule, &settings, now).await?;
    let opens = plan.opens(day, now);
    let latest = sqlx::query_scalar!(
        r#"SELECT max(day) AS "latest: Day" FROM survey_date WHERE workspace_id = $1 AND survey_id = $2 AND day < $3"#,
        workspace,
        id,
        Day(day) as _,
    );
    let latest = latest.fetch_one(&mut *conn).await?.map(|latest| latest.0);
    let left = sqlx::query_scalar!(
        r#"UPDATE survey_date SET state = 'passed'
           WHERE workspace_id = $1 AND survey_id = $2 AND day < $3 AND state = 'planned' RETURNING day AS "day: Day""#,
        workspace,
        id,
        Day(day) as _,
    );
    let mut days: Vec<Date> = left
        .fetch_all(&mut *conn)
        .await?
        .iter()
        .map(|it| it.0)
        .collect();
    let unseen = plan.schedule.dates(latest.unwrap_or(Date::MIN));
    let unseen = unseen.filter(|it| Some(*it) != latest);
    let unseen: Vec<Date> = unseen.take_while(|it| *it < day).collect();
    days.extend(unseen.iter().rev().take(NOTED).rev());
    days.sort();
    // Each date is held once: what is known of it stays.
    sqlx::query!(
        "INSERT INTO survey_date (workspace_id, survey_id, day, state, opens_at)
         SELECT $1, $2, day, CASE WHEN day = $4 THEN 'planned' ELSE 'passed' END, $5
         FROM unnest($3::date[] || $4::date) day
         ON CONFLICT DO NOTHING",
        workspace,
        id,
        &days.iter().copied().map(Day).collect::<Vec<_>>() as _,
        Day(day) as _,
        Ts(opens) as _,
    )
    .execute(conn)
    .await?;
    Ok((!days.is_empty()).then_some(Passed { survey, days }))
}

/// A date whose time may have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDate {
    /// Whose programme it belongs to.
    pub workspace: WorkspaceId,
    /// The survey.
    pub survey: SurveyId,
    /// The date.
    pub day: Date,
}

/// The date that waits longest for its launch.
pub async fn due_date(
    conn: &mut PgConnection,
    now: Timestamp,
) -> Result<Option<DueDate>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT workspace_id, survey_id, day AS "day: Day" FROM survey_date
           WHERE state = 'planned' AND opens_at <= $1 ORDER BY opens_at, survey_id LIMIT 1"#,
        Ts(now) as _,
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| DueDate {
        workspace: row.workspace_id,
        survey: row.survey_id,
        day: row.day.0,
    }))
}

/// What came of a date whose time may have come.
#[derive(Debug)]
pub enum Held {
    /// People are asked.
    Launched(Run),
    /// People are not asked.
    Refused(Survey, NotLaunched),
    /// Its time has not come, or somebody else was there before.
    NotYet,
}

/// Launches a survey on one of its dates, in the caller's transaction, which must be rolled back on an
/// error. What cannot be mended by waiting is no error: the date is refused.
pub async fn hold_date(
    conn: &mut PgConnection,
    clock: &Clock,
    keys: &BallotKeys,
    due: DueDate,
) -> Result<Held, NotLaunched> {
    let DueDate { workspace, .. } = due;
    let now = clock.now();
    // The survey first, as whoever changes its schedule does.
    let survey = lock_survey(conn, workspace, due.survey).await?;
    let held = sqlx::query_scalar!(
        r#"SELECT true AS "held!" FROM survey_date
           WHERE workspace_id = $1 AND survey_id = $2 AND day = $3 AND state = 'planned' AND opens_at <= $4
           FOR UPDATE"#,
        workspace,
        due.survey,
        Day(due.day) as _,
        Ts(now) as _,
    );
    let held = held.fetch_optional(&mut *conn).await?;
    let schedule = known(conn, workspace, due.survey).await?;
    let (Some(survey), Some(_), Some(schedule)) = (survey, held, schedule) else {
        return Ok(Held::NotYet);
    };
    let settings = settings::load(conn, workspace).await?;
    let plan = Plan::of(conn, &survey, schedule, &settings, now).await?;
    // Whoever plans the next date says that this one was not held.
    let next_begins = plan.schedule.next_begins(due.day);
    if next_begins.is_some_and(|next| next <= now) {
        put_off_date(conn, due, now).await?;
        return Ok(Held::NotYet);
    }
    // People, their places and their holidays may have changed since it was planned.
    let opens = plan.opens(due.day, now);
    if opens > now {
        wait(conn, due, opens).await?;
        return Ok(Held::NotYet);
    }
    let how = (due.day, plan.schedule.open_for, &plan.hours);
    match launch_on(conn, clock, keys, &settings, &survey, how).await {
        Ok(run) => {
            sqlx::query!(
                "UPDATE survey_date SET state = 'launched', run_id = $4
                 WHERE workspace_id = $1 AND survey_id = $2 AND day = $3",
                workspace,
                due.survey,
                Day(due.day) as _,
                run.id,
            )
            .execute(conn)
            .await?;
            Ok(Held::Launched(run))
        }
        Err(waits @ (NotLaunched::Key(_) | NotLaunched::Untold(_) | NotLaunched::Database(_))) => {
            Err(waits)
        }
        Err(refused) => {
            sqlx::query!(
                "UPDATE survey_date SET state = 'refused'
                 WHERE workspace_id = $1 AND survey_id = $2 AND day = $3",
                workspace,
                due.survey,
                Day(due.day) as _,
            )
            .execute(conn)
            .await?;
            Ok(Held::Refused(survey, refused))
        }
    }
}

/// Lets a date wait that could not be launched, so that it keeps no other one.
pub async fn put_off_date(
    conn: &mut PgConnection,
    due: DueDate,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    wait(conn, due, later(now, PUT_OFF)).await
}

async fn wait(conn: &mut PgConnection, due: DueDate, until: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE survey_date SET opens_at = $4
         WHERE workspace_id = $1 AND survey_id = $2 AND day = $3 AND state = 'planned'",
        due.workspace,
        due.survey,
        Day(due.day) as _,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
