//! What a member has, and what is next.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::look::calendar_of;
use super::streak::as_of;
use super::{Badge, Rule, all};
use crate::database::{Day, Ts};
use crate::holidays;
use crate::ids::{MemberId, WorkspaceId};
use crate::settings::Settings;

/// A badge that somebody has.
#[derive(Clone, Debug)]
pub struct Earned {
    /// Which.
    pub badge: Badge,
    /// Since when they have it.
    pub at: Ts,
    /// What for, where it was awarded by hand.
    pub reason: Option<String>,
}

/// How far somebody is on the way to a badge.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Which.
    pub badge: Badge,
    /// How much they have of what it takes.
    pub has: i64,
    /// How much it takes.
    pub wants: i64,
}

/// Everything about a member's badges.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// What they have, the latest first.
    pub earned: Vec<Earned>,
    /// The badges that are next: of each sort of rule the nearest.
    pub next: Vec<Progress>,
    /// Points that they received and that were not taken back: what levels go by.
    pub points_received: i64,
}

/// What a member was last counted to have.
struct Counter {
    received: i64,
    given: i64,
    points_received: i64,
    company_values: Vec<String>,
    streak: i64,
}

/// The badges of a member, in the time that two rows take to be read, however much they gave. What
/// happened in the last seconds may not be counted yet.
pub async fn of(
    conn: &mut PgConnection,
    now: Timestamp,
    settings: &Settings,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Shelf, sqlx::Error> {
    let badges = all(conn, workspace).await?;
    let counter = counter(conn, now, settings, workspace, member).await?;
    let rows = sqlx::query!(
        "SELECT badge, earned_at, reason FROM badge_award
         WHERE workspace_id = $1 AND member_id = $2 AND taken_at IS NULL
         ORDER BY earned_at DESC, badge",
        workspace,
        member,
    )
    .fetch_all(conn)
    .await?;
    let earned = rows.into_iter().filter_map(|row| {
        let badge = badges.iter().find(|it| it.slug == row.badge)?;
        Some(Earned {
            badge: badge.clone(),
            at: row.earned_at,
            reason: row.reason,
        })
    });
    let earned: Vec<Earned> = earned.collect();
    let mut next: Vec<Progress> = Vec::new();
    for badge in badges.into_iter().filter(|it| !it.archived) {
        if earned.iter().any(|it| it.badge.slug == badge.slug) {
            continue;
        }
        let Some(progress) = counter.progress(badge, settings) else {
            continue;
        };
        let word = progress.badge.rule.word();
        match next.iter_mut().find(|it| it.badge.rule.word() == word) {
            Some(other) if other.wants <= progress.wants => {}
            Some(other) => *other = progress,
            None => next.push(progress),
        }
    }
    Ok(Shelf {
        earned,
        next,
        points_received: counter.points_received,
    })
}

impl Counter {
    fn progress(&self, badge: Badge, settings: &Settings) -> Option<Progress> {
        let (has, wants) = match badge.rule {
            Rule::Received(n) => (self.received, i64::from(n)),
            Rule::Given(n) => (self.given, i64::from(n)),
            Rule::Streak(n) => (self.streak, i64::from(n)),
            Rule::EveryValue => {
                let values = || settings.values.iter();
                let given = values().filter(|it| self.company_values.contains(&it.slug));
                let counted = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
                (counted(given.count()), counted(values().count()))
            }
            // Time passes by itself.
            Rule::Years(_) | Rule::ByHand => return None,
        };
        Some(Progress {
            badge,
            has: has.min(wants),
            wants,
        })
    }
}

async fn counter(
    conn: &mut PgConnection,
    now: Timestamp,
    settings: &Settings,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Counter, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT c.received, c.given, c.points_received, c.company_values, c.streak,
                  c.streak_last AS "streak_last: Day", m.time_zone, m.country
           FROM badge_counter c JOIN member m ON m.workspace_id = c.workspace_id AND m.id = c.member_id
           WHERE c.workspace_id = $1 AND c.member_id = $2"#,
        workspace,
        member,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else {
        return Ok(Counter {
            received: 0,
            given: 0,
            points_received: 0,
            company_values: Vec::new(),
            streak: 0,
        });
    };
    let holidays = holidays::all(conn, workspace).await?;
    let calendar = calendar_of(row.time_zone.as_deref(), row.country, settings, &holidays);
    let last = row.streak_last.map(|day| day.0);
    Ok(Counter {
        received: row.received,
        given: row.given,
        points_received: row.points_received,
        company_values: row.company_values,
        streak: as_of(row.streak, last, calendar.day(now), &calendar),
    })
}
