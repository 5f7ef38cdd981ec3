//! Launching: who is asked is settled, and the keys are made.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sqlx::PgConnection;

use super::asked::{Candidate, asked};
use super::ballot::RunKey;
use super::circle::Circle;
use super::keys::{BallotKeys, KeyError};
use super::known::conflict;
use super::run::{self, Run};
use super::{Attribution, Survey};
use crate::audit::{self, Change, What};
use crate::clock::{Clock, earlier, later};
use crate::database::Ts;
use crate::holidays::Hours;
use crate::ids::{MemberId, RunId, SurveyId, WorkspaceId};
use crate::policy::Actor;
use crate::settings::Settings;
use crate::subject::Subject;

/// The shortest time that a run is open.
const SHORTEST: SignedDuration = SignedDuration::from_mins(1);
/// The longest.
pub(super) const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 90);

pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

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
    /// The platform has not told lately who is asked. The server asks it.
    #[error(
        "who is in {0} is not known yet: the server asks, for which the bot has to be in a private channel, and may ask people then"
    )]
    Untold(Circle),
    /// The key cannot be kept.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
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
    let closes_at = later(now, open_for);
    let timing = Timing {
        each: None,
        // A day before it closes; of a short one, half of its time.
        remind_at: Some(earlier(closes_at, DAY.min(open_for / 2))),
        closes_at,
    };
    let asked = asked(conn, &survey, settings, now).await?;
    start(conn, clock, keys, (by, settings), (&survey, &asked), timing).await
}

/// Launches a survey, which is held, on one of its dates: each is invited and reminded at an hour of
/// their own, and it closes so long after the last was invited.
pub(super) async fn launch_on(
    conn: &mut PgConnection,
    clock: &Clock,
    keys: &BallotKeys,
    settings: &Settings,
    survey: &Survey,
    (day, open_for, hours): (Date, SignedDuration, &Hours),
) -> Result<Run, NotLaunched> {
    may_be_launched(conn, survey).await?;
    let now = clock.now();
    let asked = asked(conn, survey, settings, now).await?;
    let invites = asked.iter().map(|it| hours.invites(day, &it.place, now));
    let invites: Vec<Timestamp> = invites.collect();
    let closes_at = later(invites.iter().copied().max().unwrap_or(now), open_for);
    let reminds = asked.iter().zip(&invites).map(|(asked, invited)| {
        let latest = earlier(closes_at, DAY);
        // Where there is no such hour, at the close: by then nobody is.
        let at = hours.reminds((*invited, latest), &asked.place);
        at.unwrap_or(closes_at)
    });
    let each = invites.iter().copied().zip(reminds).collect();
    let timing = Timing {
        each: Some(each),
        remind_at: None,
        closes_at,
    };
    let by = (&Actor::System, settings);
    start(conn, clock, keys, by, (survey, &asked), timing).await
}

/// When those who are asked are written to, and until when they have time.
struct Timing {
    /// When each is invited and reminded; at once, and all at one time, where nothing is said.
    each: Option<Vec<(Timestamp, Timestamp)>>,
    remind_at: Option<Timestamp>,
    closes_at: Timestamp,
}

async fn start(
    conn: &mut PgConnection,
    clock: &Clock,
    keys: &BallotKeys,
    (by, settings): (&Actor, &Settings),
    (survey, asked): (&Survey, &[Candidate]),
    timing: Timing,
) -> Result<Run, NotLaunched> {
    let workspace = survey.workspace;
    let floor = survey.definition.floor.unwrap_or_default();
    let floor = floor.max(settings.survey_anonymity_threshold);
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
    let members: Vec<MemberId> = asked.iter().map(|it| it.id).collect();
    if attribution == Attribution::Anonymous
        && let Some(title) = conflict(conn, survey, &members, floor, clock.now()).await?
    {
        return Err(NotLaunched::Tells { title, floor });
    }
    let id: RunId = clock.new_id();
    let private_key = match attribution {
        Attribution::Anonymous => keys.keep((workspace, id), &RunKey::new())?,
        Attribution::Named => None,
    };
    sqlx::query!(
        "INSERT INTO survey_run (workspace_id, id, survey_id, floor, private_key,
                                 launched_at, remind_at, closes_at, invited, reward_points, attribution)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        workspace,
        id,
        survey.id,
        i32::try_from(floor).unwrap_or(i32::MAX),
        private_key as _,
        Ts(clock.now()) as _,
        timing.remind_at.map(Ts) as _,
        Ts(timing.closes_at) as _,
        i32::try_from(asked.len()).unwrap_or(i32::MAX),
        settings.survey_reward_points,
        attribution.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    let (invites, reminds): (Vec<Ts>, Vec<Ts>) = timing
        .each
        .iter()
        .flatten()
        .map(|(invite, remind)| (Ts(*invite), Ts(*remind)))
        .unzip();
    sqlx::query!(
        "INSERT INTO survey_invitation (workspace_id, run_id, member_id, team, country, manager_id, invite_at, remind_at)
         SELECT $1, $2, m.id, m.team, m.country, m.manager_id, coalesce(it.invite_at, 'epoch'), it.remind_at
         FROM unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[]) it (member, invite_at, remind_at)
         JOIN member m ON m.workspace_id = $1 AND m.id = it.member ORDER BY m.id",
        workspace,
        id,
        &members as _,
        &invites as _,
        &reminds as _,
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
    may_be_launched(conn, &survey).await?;
    Ok(survey)
}

async fn may_be_launched(conn: &mut PgConnection, survey: &Survey) -> Result<(), NotLaunched> {
    if survey.archived {
        return Err(NotLaunched::Archived);
    }
    let runs = run::runs_of(conn, survey.workspace, survey.id).await?;
    match runs.iter().find(|run| run.state == run::RunState::Open) {
        Some(open) => Err(NotLaunched::UnderWay(open.id)),
        None => Ok(()),
    }
}
