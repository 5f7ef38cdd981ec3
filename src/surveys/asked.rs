//! The people whom a launch asks.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::circle::Circle;
use super::launch::NotLaunched;
use super::{Audience, Survey};
use crate::clock::{earlier, shuffle};
use crate::database::{Day, Ts};
use crate::holidays::Place;
use crate::ids::MemberId;
use crate::settings::Settings;

/// Whoever was asked within this time is passed over by a rotating audience.
const QUARTER: SignedDuration = SignedDuration::from_hours(24 * 91);

/// Somebody who may be asked.
pub(super) struct Candidate {
    /// Who.
    pub(super) id: MemberId,
    /// Where they are.
    pub(super) place: Place,
}

/// The people who may be asked.
pub(super) struct Candidates {
    /// Who; everybody of the rest of the audience, where a platform has not told who is in a circle.
    pub(super) candidates: Vec<Candidate>,
    /// The circle of which it has not.
    pub(super) untold: Option<Circle>,
}

/// A member as columns.
struct Row {
    id: MemberId,
    team: Option<String>,
    country: Option<String>,
    time_zone: Option<String>,
    hired_on: Option<Day>,
}

/// Everybody who is asked, in no order: drawn by lot where the audience is a share.
pub(super) async fn asked(
    conn: &mut PgConnection,
    survey: &Survey,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Candidate>, NotLaunched> {
    let found = candidates(conn, survey, settings, now).await?;
    if let Some(circle) = found.untold {
        return Err(NotLaunched::Untold(circle));
    }
    let mut asked = found.candidates;
    if let Some(share) = survey.definition.audience.share {
        shuffle(&mut asked);
        asked.truncate((asked.len() * usize::from(share)).div_ceil(100));
    }
    // In the order of ids, which tells nothing.
    asked.sort_by_key(|it| it.id);
    Ok(asked)
}

/// Everybody who may be asked, before lots are drawn.
pub(super) async fn candidates(
    conn: &mut PgConnection,
    survey: &Survey,
    settings: &Settings,
    now: Timestamp,
) -> Result<Candidates, sqlx::Error> {
    let audience = &survey.definition.audience;
    let today = Day(settings.day(now));
    let since = audience.rotating.then(|| Ts(earlier(now, QUARTER)));
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT m.id, m.team, m.country, m.time_zone, m.hired_on FROM member m
           WHERE m.workspace_id = $1 AND m.active AND m.standing = 'member' AND m.merged_into IS NULL
             AND NOT EXISTS (
               SELECT FROM survey_run r JOIN survey_invitation i ON i.workspace_id = r.workspace_id AND i.run_id = r.id
               WHERE r.workspace_id = $1 AND r.survey_id = $2 AND r.launched_at > $3 AND i.member_id = m.id)"#,
        survey.workspace,
        survey.id,
        since as _,
    )
    .fetch_all(&mut *conn)
    .await?;
    let asked = rows.into_iter().filter(|it| is_asked(audience, it, today));
    let asked = asked.map(|row| {
        let zone = row.time_zone.and_then(|name| TimeZone::get(&name).ok());
        Candidate {
            id: row.id,
            place: Place {
                zone: zone.unwrap_or_else(|| settings.time_zone.clone()),
                country: row.country,
            },
        }
    });
    let mut found = Candidates {
        candidates: asked.collect(),
        untold: None,
    };
    for circle in Circle::all_of(audience) {
        match circle.members(conn, survey.workspace, now).await? {
            Some(members) => found.candidates.retain(|it| members.contains(&it.id)),
            None => found.untold = Some(circle),
        }
    }
    Ok(found)
}

fn is_asked(audience: &Audience, member: &Row, today: Day) -> bool {
    let days = |hired: Day| hired.0.until(today.0).map_or(0, |since| since.get_days());
    audience.is_of_team(member.team.as_deref())
        && (audience.country.is_none() || audience.country == member.country)
        && audience.tenure_days.is_none_or(|least| {
            let days = member.hired_on.map(days);
            days.is_some_and(|days| i64::from(days) >= i64::from(least))
        })
}
