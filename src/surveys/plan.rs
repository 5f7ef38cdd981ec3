//! What dates a survey has ahead, and setting them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};
use serde_json::json;
use sqlx::PgConnection;

use super::Survey;
use super::asked::candidates;
use super::launch::{DAY, LONGEST};
use super::run::lock_survey;
use super::schedule::Schedule;
use crate::audit::{self, Change, What};
use crate::clock::{Clock, earlier, minutes};
use crate::database::Day;
use crate::holidays::{self, Holidays, Hours, Place};
use crate::ids::{SurveyId, WorkspaceId};
use crate::policy::Actor;
use crate::schedule::{self, Entry, NotRecurring};
use crate::settings::Settings;
use crate::subject::Subject;

/// What surveys are called in the schedule, before a colon and their id.
pub const SURVEY: &str = "survey";

/// How far back dates are looked for that holidays moved into the future.
const BACK: i32 = 60;

/// The least time between a close and the next launch: either may come a little late, and clocks are set
/// forward.
const BETWEEN: SignedDuration = SignedDuration::from_hours(2);

/// A date ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// The date.
    pub day: Date,
    /// When the first are invited, by their clock: on another day, where that one is skipped.
    pub opens: Zoned,
}

/// Why a survey has no dates.
#[derive(Debug, thiserror::Error)]
pub enum NotScheduled {
    /// There is no such survey.
    #[error("there is no such survey")]
    Unknown,
    /// It was put away.
    #[error("the survey is archived")]
    Archived,
    /// It would recur in a way that has no one hour.
    #[error(
        "a survey comes once, weekly, fortnightly, monthly or quarterly, such as \"monthly 1st-tue 10:00\""
    )]
    Recurrence,
    /// A run would be open for too short or too long.
    #[error("a run on a schedule is open for a day to 90 days")]
    Time,
    /// It would be open when it is to be launched again.
    #[error("a run would still be open when the next one comes: let it be open for a shorter time")]
    Overlap,
    /// All dates have been.
    #[error("none of its dates is ahead")]
    Never,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// A schedule with what it is about.
pub(super) struct Plan {
    pub(super) schedule: Schedule,
    pub(super) hours: Hours,
    places: Vec<Place>,
}

impl Plan {
    /// For those whom a survey would ask now.
    pub(super) async fn of(
        conn: &mut PgConnection,
        survey: &Survey,
        schedule: Schedule,
        settings: &Settings,
        now: Timestamp,
    ) -> Result<Self, sqlx::Error> {
        let asked = candidates(conn, survey, settings, now).await?;
        let mut places: Vec<Place> = Vec::new();
        for candidate in asked.candidates {
            if !places.contains(&candidate.place) {
                places.push(candidate.place);
            }
        }
        if places.is_empty() {
            places.push(Place {
                zone: settings.time_zone.clone(),
                country: None,
            });
        }
        let holidays = if schedule.skip_holidays {
            holidays::all(conn, survey.workspace).await?
        } else {
            Holidays::default()
        };
        let hours = Hours {
            at: schedule.at().unwrap_or_default(),
            skip_weekends: schedule.skip_weekends,
            holidays,
        };
        Ok(Self {
            schedule,
            hours,
            places,
        })
    }

    /// When the first of a date are invited, who could not be before `now`.
    pub(super) fn opens(&self, day: Date, now: Timestamp) -> Timestamp {
        let each = self.places.iter();
        let first = each.map(|place| self.hours.invites(day, place, now)).min();
        first.unwrap_or(now)
    }

    /// When the first of a date are invited, by their clock, and when the last.
    fn invited(&self, day: Date) -> Option<(Zoned, Timestamp)> {
        let each = self.places.iter();
        let each = each.map(|place| (self.hours.punctual(day, place), place));
        let last = each.clone().map(|(at, _)| at).max()?;
        let (first, place) = each.min_by_key(|(at, _)| *at)?;
        Some((first.to_zoned(place.zone.clone()), last))
    }

    /// The dates ahead, without those that are over.
    fn ahead<'a>(
        &'a self,
        now: Timestamp,
        over: &'a BTreeSet<Date>,
    ) -> impl Iterator<Item = Upcoming> + 'a {
        // Holidays may have moved those of a while ago.
        let today = now.to_zoned(TimeZone::UTC).date();
        let dates = self.schedule.dates(today.saturating_sub(BACK.days()));
        dates.filter_map(move |day| {
            let (opens, _) = self.invited(day)?;
            let next = self.schedule.next_begins(day);
            // What holidays move behind the next date is not held.
            let held = next.is_none_or(|next| opens.timestamp() < next);
            let ahead = opens.timestamp() > now && !over.contains(&day);
            (held && ahead).then_some(Upcoming { day, opens })
        })
    }

    /// Whether a run of a date would be open when the next one comes.
    fn overlaps(&self, first: &Upcoming, second: &Upcoming) -> bool {
        let last = self.invited(first.day).map(|(_, last)| last);
        let opens = earlier(second.opens.timestamp(), BETWEEN);
        let latest = earlier(opens, self.schedule.open_for);
        last.is_some_and(|last| last > latest)
    }
}

/// The dates that a schedule would have, the first three. Nothing is changed.
pub async fn dates_of(
    conn: &mut PgConnection,
    survey: &Survey,
    schedule: &Schedule,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Upcoming>, NotScheduled> {
    if survey.archived {
        return Err(NotScheduled::Archived);
    }
    if schedule.at().is_none() {
        return Err(NotScheduled::Recurrence);
    }
    if !(DAY..=LONGEST).contains(&schedule.open_for) {
        return Err(NotScheduled::Time);
    }
    let plan = Plan::of(conn, survey, schedule.clone(), settings, now).await?;
    let over = over(conn, survey).await?;
    let ahead: Vec<Upcoming> = plan.ahead(now, &over).take(SHOWN).collect();
    match &ahead[..] {
        [] => Err(NotScheduled::Never),
        [first, second, ..] if plan.overlaps(first, second) => Err(NotScheduled::Overlap),
        _ => Ok(ahead),
    }
}

/// How many dates are shown.
const SHOWN: usize = 3;

/// Gives a survey its dates, in the place of those that it had, in the caller's transaction, which must
/// be rolled back on an error. Returns the first three.
pub async fn put_on_schedule(
    conn: &mut PgConnection,
    clock: &Clock,
    (by, settings): (&Actor, &Settings),
    (workspace, id): (WorkspaceId, SurveyId),
    schedule: &Schedule,
) -> Result<Vec<Upcoming>, NotScheduled> {
    // The schedule first, as whoever plans a date does.
    schedule::remove(conn, workspace, &what(id)).await?;
    let survey = lock_survey(conn, workspace, id).await?;
    let survey = survey.ok_or(NotScheduled::Unknown)?;
    forget(conn, workspace, id).await?;
    let now = clock.now();
    let ahead = dates_of(conn, &survey, schedule, settings, now).await?;
    let first = ahead.first().map(|it| it.day).ok_or(NotScheduled::Never)?;
    let spec = schedule.recurrence.to_string();
    let open_minutes = schedule.open_for.as_mins();
    sqlx::query!(
        "INSERT INTO survey_schedule (workspace_id, survey_id, spec, open_minutes, skip_weekends, skip_holidays,
                                      first_day, last_day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        workspace,
        id,
        spec,
        i32::try_from(open_minutes).unwrap_or(i32::MAX),
        schedule.skip_weekends,
        schedule.skip_holidays,
        Day(first) as _,
        schedule.last_day.map(Day) as _,
    )
    .execute(&mut *conn)
    .await?;
    let entry = Entry {
        recurrence: schedule.recurrence.clone(),
        zone: schedule::EARLIEST.to_owned(),
        own_zones: false,
    };
    // So that the first date is the next one, though it may have begun in the earliest zone.
    let begins = schedule.begins(first).unwrap_or(now);
    let since = earlier(begins, SignedDuration::from_secs(1));
    schedule::set(conn, workspace, &what(id), &entry, since).await?;
    let change = Change::new(What::SurveyChanged)
        .to(Subject::Survey(id))
        .with(json!({ "scheduled": spec }));
    audit::record(conn, clock, workspace, by, change).await?;
    Ok(ahead)
}

/// Takes the dates of a survey away, in the caller's transaction. False where it had none.
pub async fn take_off_schedule(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    (workspace, id): (WorkspaceId, SurveyId),
) -> Result<bool, sqlx::Error> {
    schedule::remove(conn, workspace, &what(id)).await?;
    lock_survey(conn, workspace, id).await?;
    let had = forget(conn, workspace, id).await?;
    if had {
        let change = Change::new(What::SurveyChanged)
            .to(Subject::Survey(id))
            .with(json!({ "unscheduled": true }));
        audit::record(conn, clock, workspace, by, change).await?;
    }
    Ok(had)
}

/// Forgets a schedule and what was planned; what came of other dates stays, so that none is held twice.
async fn forget(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: SurveyId,
) -> Result<bool, sqlx::Error> {
    sqlx::query!(
        "DELETE FROM survey_date WHERE workspace_id = $1 AND survey_id = $2 AND state = 'planned'",
        workspace,
        id
    )
    .execute(&mut *conn)
    .await?;
    let forgotten = sqlx::query!(
        "DELETE FROM survey_schedule WHERE workspace_id = $1 AND survey_id = $2",
        workspace,
        id
    );
    Ok(forgotten.execute(conn).await?.rows_affected() > 0)
}

/// The schedule of a survey with its first three dates ahead; none where it has none.
pub async fn schedule_of(
    conn: &mut PgConnection,
    survey: &Survey,
    settings: &Settings,
    now: Timestamp,
) -> Result<Option<(Schedule, Vec<Upcoming>)>, sqlx::Error> {
    let Some(schedule) = known(conn, survey.workspace, survey.id).await? else {
        return Ok(None);
    };
    let plan = Plan::of(conn, survey, schedule, settings, now).await?;
    let over = over(conn, survey).await?;
    let ahead = plan.ahead(now, &over).take(SHOWN).collect();
    Ok(Some((plan.schedule, ahead)))
}

/// What of a survey's dates is over.
async fn over(conn: &mut PgConnection, survey: &Survey) -> Result<BTreeSet<Date>, sqlx::Error> {
    let days = sqlx::query_scalar!(
        r#"SELECT day AS "day: Day" FROM survey_date
           WHERE workspace_id = $1 AND survey_id = $2 AND state <> 'planned'"#,
        survey.workspace,
        survey.id,
    );
    Ok(days
        .fetch_all(conn)
        .await?
        .iter()
        .map(|day| day.0)
        .collect())
}

/// The schedule of a survey.
pub(super) async fn known(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: SurveyId,
) -> Result<Option<Schedule>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT spec, open_minutes, skip_weekends, skip_holidays, first_day AS "first_day: Day",
                  last_day AS "last_day: Day"
           FROM survey_schedule WHERE workspace_id = $1 AND survey_id = $2"#,
        workspace,
        id,
    );
    let Some(row) = row.fetch_optional(conn).await? else {
        return Ok(None);
    };
    let unreadable = |error: NotRecurring| sqlx::Error::Decode(Box::new(error));
    Ok(Some(Schedule {
        recurrence: row.spec.parse().map_err(unreadable)?,
        open_for: minutes(row.open_minutes.into()),
        skip_weekends: row.skip_weekends,
        skip_holidays: row.skip_holidays,
        first_day: Some(row.first_day.0),
        last_day: row.last_day.map(|day| day.0),
    }))
}

fn what(id: SurveyId) -> String {
    format!("{SURVEY}:{id}")
}
