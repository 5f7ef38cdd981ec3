//! Looking at a member: their kudos are counted, and badges follow.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sqlx::PgConnection;

use super::claim::done;
use super::history::History;
use super::streak::{Calendar, Streak};
use super::{Badge, Claimed, Rule, all};
use crate::database::{Day, Ts};
use crate::holidays::Holidays;
use crate::settings::Settings;

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// Badges that they earned for the first time, and since those were there: what is told.
    pub news: Vec<Badge>,
    /// How many they got, told or not.
    pub earned: u64,
    /// How many were taken back with what was undone.
    pub taken: u64,
}

/// Counts what a member gave and received, keeps it, and gives and takes the badges that follow from
/// rules, in the transaction that holds them. Nothing is taken back but after an undo: a move to another
/// zone, another calendar or a new company value costs nobody a badge.
pub async fn look(
    conn: &mut PgConnection,
    now: Timestamp,
    claimed: &Claimed,
    settings: &Settings,
    holidays: &Holidays,
) -> Result<Looked, sqlx::Error> {
    let history = History::read(conn, claimed.workspace, claimed.member).await?;
    let calendar = calendar_of(
        claimed.time_zone.as_deref(),
        claimed.country.clone(),
        settings,
        holidays,
    );
    let streak = history.streak(&calendar);
    let known = awards(conn, claimed).await?;
    let badges = all(conn, claimed.workspace).await?.into_iter();
    let mut looked = Looked::default();
    for badge in badges.filter(|it| !it.archived && it.rule != Rule::ByHand) {
        let reached = history.reached(badge.rule, &streak, &settings.values, now);
        let before = known.get(&badge.slug);
        match (reached, before == Some(&true)) {
            (Some(at), false) => {
                earn(conn, claimed, &badge, at).await?;
                looked.earned = looked.earned.saturating_add(1);
                if before.is_none() && at >= badge.since.0 {
                    looked.news.push(badge);
                }
            }
            (None, true) if claimed.undone => {
                take_back(conn, claimed, &badge, now).await?;
                looked.taken = looked.taken.saturating_add(1);
            }
            _ => {}
        }
    }
    keep(conn, claimed, &history, &streak, now).await?;
    done(conn, claimed).await?;
    Ok(looked)
}

/// Whose working days count: a zone that nobody knows is the programme's.
pub(super) fn calendar_of<'a>(
    zone: Option<&str>,
    country: Option<String>,
    settings: &Settings,
    holidays: &'a Holidays,
) -> Calendar<'a> {
    let own = zone.and_then(|name| TimeZone::get(name).ok());
    Calendar {
        zone: own.unwrap_or_else(|| settings.time_zone.clone()),
        country,
        holidays,
    }
}

/// What they ever had, and whether it stands.
async fn awards(
    conn: &mut PgConnection,
    claimed: &Claimed,
) -> Result<HashMap<String, bool>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT badge, taken_at IS NULL AS "stands!" FROM badge_award
           WHERE workspace_id = $1 AND member_id = $2"#,
        claimed.workspace,
        claimed.member,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.badge, row.stands))
        .collect())
}

async fn earn(
    conn: &mut PgConnection,
    claimed: &Claimed,
    badge: &Badge,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO badge_award (workspace_id, member_id, badge, earned_at, source)
         VALUES ($1, $2, $3, $4, 'rule')
         ON CONFLICT (workspace_id, member_id, badge)
         DO UPDATE SET earned_at = excluded.earned_at, taken_at = NULL",
        claimed.workspace,
        claimed.member,
        badge.slug,
        Ts(at) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

async fn take_back(
    conn: &mut PgConnection,
    claimed: &Claimed,
    badge: &Badge,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE badge_award SET taken_at = $4 WHERE workspace_id = $1 AND member_id = $2 AND badge = $3",
        claimed.workspace,
        claimed.member,
        badge.slug,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

async fn keep(
    conn: &mut PgConnection,
    claimed: &Claimed,
    history: &History,
    streak: &Streak,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let counted = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO badge_counter (workspace_id, member_id, received, given, points_received, company_values,
                                    streak_best, streak, streak_last, first_at, looked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (workspace_id, member_id) DO UPDATE
         SET received = excluded.received, given = excluded.given, points_received = excluded.points_received,
             company_values = excluded.company_values, streak_best = excluded.streak_best,
             streak = excluded.streak, streak_last = excluded.streak_last, first_at = excluded.first_at,
             looked_at = excluded.looked_at",
        claimed.workspace,
        claimed.member,
        counted(history.received.len()),
        counted(history.given.len()),
        history.points_received,
        &history.values(),
        counted(streak.reached.len()),
        streak.days,
        streak.last.map(Day) as _,
        history.first().map(Ts) as _,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
