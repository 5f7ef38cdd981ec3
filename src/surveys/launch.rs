//! Launching: who is asked is settled, and the keys are made.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sqlx::PgConnection;

use super::ballot::RunKey;
use super::keys::{BallotKeys, KeyError};
use super::known::conflict;
use super::run::{self, Run};
use super::{Attribution, Audience, Survey};
use crate::audit::{self, Change, What};
use crate::clock::{Clock, earlier, later, shuffle};
use crate::database::{Day, Ts};
use crate::ids::{MemberId, RunId, SurveyId, WorkspaceId};
use crate::policy::Actor;
use crate::settings::Settings;
use crate::subject::Subject;

/// The shortest time that a run is open.
const SHORTEST: SignedDuration = SignedDuration::from_mins(1);
/// The longest.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Whoever was asked within this time is passed over by a rotating audience.
const QUARTER: SignedDuration = SignedDuration::from_hours(24 * 91);

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Why nobody is asked.
#[derive(Debug, thiserror::Error)]
pub enum NotLaunched {
    /// There is no such survey.
    #[error("there is no such survey")]
    Unknown,
    /// It was put away.
    #[error("the survey is archived")]
    Archived,
    /// It is under way.
    #[error("the survey is under way already, as run {0}: close that first")]
    UnderWay(RunId),
    /// It would be open for too short or too long.
    #[error("a run is open for a minute to 90 days")]
    Time,
    /// So few would be asked that nothing could be shown.
    #[error(
        "{asked} would be asked, and results are shown of {floor} or more: nothing could be shown"
    )]
    TooFew {
        /// How many would be.
        asked: usize,
        /// The smallest group whose results are shown.
        floor: usize,
    },
    /// Together with what another run tells, it would tell of too few.
    #[error(
        "{title:?} asks, or asked lately, the same of some of these people: both results together would tell how fewer than {floor} answered"
    )]
    Tells {
        /// The other survey.
        title: String,
        /// The smallest group whose results are shown.
        floor: usize,
    },
    /// The key cannot be kept.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Somebody who may be asked.
struct Candidate {
    id: MemberId,
    team: Option<String>,
    country: Option<String>,
    hired_on: Option<Day>,
}

/// Launches a survey, in the caller's transaction, which must be rolled back on an error. Whom it asks
/// is settled now; they are written to by whoever runs the server.
pub async fn launch(
    conn: &mut PgConnection,
    clock: &Clock,
    keys: &BallotKeys,
    (by, settings): (&Actor, &Settings),
    (workspace, id): (WorkspaceId, SurveyId),
    open_for: SignedDuration,
) -> Result<Run, NotLaunched> {
    if !(SHORTEST..=LONGEST).contains(&open_for) {
        return Err(NotLaunched::Time);
    }
    let survey = lock(conn, workspace, id).await?;
    let now = clock.now();
    let floor = survey.definition.floor.unwrap_or_default();
    let floor = floor.max(settings.survey_anonymity_threshold);
    let today = now.to_zoned(settings.time_zone.clone()).date();
    let asked = asked(conn, &survey, now, Day(today)).await?;
    let attribution = survey.definition.attribution;
    let least = match attribution {
        Attribution::Anonymous => floor,
        Attribution::Named => 1,
    };
    if asked.len() < least {
        return Err(NotLaunched::TooFew {
            asked: asked.len(),
            floor: least,
        });
    }
    if let Some(title) = conflict(conn, &survey, &asked, floor, now).await? {
        return Err(NotLaunched::Tells { title, floor });
    }
    let id: RunId = clock.new_id();
    let private_key = match attribution {
        Attribution::Anonymous => keys.keep((workspace, id), &RunKey::new())?,
        Attribution::Named => None,
    };
    let closes_at = later(now, open_for);
    // A day before it closes; of a short one, half of its time.
    let remind_at = earlier(closes_at, DAY.min(open_for / 2));
    sqlx::query!(
        "INSERT INTO survey_run (workspace_id, id, survey_id, floor, private_key,
                                 launched_at, remind_at, closes_at, invited, reward_points, attribution)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        workspace,
        id,
        survey.id,
        i32::try_from(floor).unwrap_or(i32::MAX),
        private_key as _,
        Ts(now) as _,
        Ts(remind_at) as _,
        Ts(closes_at) as _,
        i32::try_from(asked.len()).unwrap_or(i32::MAX),
        settings.survey_reward_points,
        attribution.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "INSERT INTO survey_invitation (workspace_id, run_id, member_id, team, country, manager_id)
         SELECT $1, $2, m.id, m.team, m.country, m.manager_id FROM member m
         WHERE m.workspace_id = $1 AND m.id = ANY($3) ORDER BY m.id",
        workspace,
        id,
        &asked as _,
    )
    .execute(&mut *conn)
    .await?;
    let change = Change::new(What::SurveyChanged)
        .to(Subject::Survey(survey.id))
        .with(json!({ "launched": id, "invited": asked.len(), "floor": floor }));
    audit::record(conn, clock, workspace, by, change).await?;
    let run = run::run(conn, workspace, id).await?;
    Ok(run.ok_or(sqlx::Error::RowNotFound)?)
}

/// The survey, held, if it may be launched.
async fn lock(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: SurveyId,
) -> Result<Survey, NotLaunched> {
    let survey = run::lock_survey(conn, workspace, id).await?;
    let survey = survey.ok_or(NotLaunched::Unknown)?;
    if survey.archived {
        return Err(NotLaunched::Archived);
    }
    let runs = run::runs_of(conn, workspace, id).await?;
    match runs.iter().find(|run| run.state == run::RunState::Open) {
        Some(open) => Err(NotLaunched::UnderWay(open.id)),
        None => Ok(survey),
    }
}

/// Everybody who is asked, in no order.
async fn asked(
    conn: &mut PgConnection,
    survey: &Survey,
    now: Timestamp,
    today: Day,
) -> Result<Vec<MemberId>, sqlx::Error> {
    let audience = &survey.definition.audience;
    let since = audience.rotating.then(|| Ts(earlier(now, QUARTER)));
    let candidates = sqlx::query_as!(
        Candidate,
        r#"SELECT m.id, m.team, m.country, m.hired_on FROM member m
           WHERE m.workspace_id = $1 AND m.active AND m.standing = 'member' AND m.merged_into IS NULL
             AND NOT EXISTS (
               SELECT FROM survey_run r JOIN survey_invitation i ON i.workspace_id = r.workspace_id AND i.run_id = r.id
               WHERE r.workspace_id = $1 AND r.survey_id = $2 AND r.launched_at > $3 AND i.member_id = m.id)"#,
        survey.workspace,
        survey.id,
        since as _,
    )
    .fetch_all(conn)
    .await?;
    let mut asked: Vec<MemberId> = candidates
        .into_iter()
        .filter(|it| is_asked(audience, it, today))
        .map(|it| it.id)
        .collect();
    if let Some(share) = audience.share {
        shuffle(&mut asked);
        asked.truncate((asked.len() * usize::from(share)).div_ceil(100));
    }
    // In the order of ids, which tells nothing.
    asked.sort();
    Ok(asked)
}

fn is_asked(audience: &Audience, member: &Candidate, today: Day) -> bool {
    let days = |hired: Day| hired.0.until(today.0).map_or(0, |since| since.get_days());
    audience.is_of_team(member.team.as_deref())
        && (audience.country.is_none() || audience.country == member.country)
        && audience.tenure_days.is_none_or(|least| {
            let days = member.hired_on.map(days);
            days.is_some_and(|days| i64::from(days) >= i64::from(least))
        })
}
