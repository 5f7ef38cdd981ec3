//! Allowances of which something is left shortly before they start anew.

use jiff::{Timestamp, ToSpan, Zoned};
use sqlx::PgConnection;

use super::Allowance;
use crate::chat::Standing;
use crate::database::Day;
use crate::ids::{MemberId, WorkspaceId};
use crate::people::{self, NoticeKind};
use crate::settings::{AllowancePeriod, Settings};

/// What a member has left to give.
#[derive(Clone, Copy, Debug)]
pub struct Unused {
    /// Who.
    pub member: MemberId,
    /// How many points.
    pub left: i64,
}

/// When the allowance starts anew, if that is so near that whoever has something left is told of it.
pub fn unused_ends(settings: &Settings, now: Timestamp) -> Option<Zoned> {
    // What is new every morning needs no reminder.
    let days = settings.allowance_remind_days;
    if days == 0 || settings.allowance_period == AllowancePeriod::Day {
        return None;
    }
    let end = settings.allowance_period.next(now, &settings.time_zone);
    let today = settings.day(now);
    let from = end.date().saturating_sub(i32::from(days).days());
    (today >= from).then_some(end)
}

/// Takes members who have something left in this period and were not told of it, at most `limit`, where
/// it is day for them: the caller tells them in the same transaction.
pub async fn take_unused(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Unused>, sqlx::Error> {
    let allowance = Allowance::at(now, settings);
    let zones = people::zones_by_day(conn, workspace, &settings.time_zone, now).await?;
    let points = allowance.points;
    sqlx::query_as!(
        Unused,
        r#"UPDATE member m SET allowance_reminded = $2
           FROM (
             SELECT m.id, coalesce(a.balance, 0) + greatest($3 - coalesce(a.granted, 0), 0) AS points
             FROM member m
             LEFT JOIN ledger_account a ON a.workspace_id = m.workspace_id AND a.kind = 'allowance' AND a.owner = m.id
                                       AND a.period = $2
             WHERE m.workspace_id = $1 AND m.active AND m.giving_paused_at IS NULL
               AND (m.standing = $4 OR (m.standing = $5 AND $6)) AND NOT $7 = ANY (m.muted)
               AND m.allowance_reminded IS DISTINCT FROM $2 AND coalesce(m.time_zone, '') = ANY ($8)
               AND coalesce(a.balance, 0) + greatest($3 - coalesce(a.granted, 0), 0) > 0
             ORDER BY m.id LIMIT $9
             FOR NO KEY UPDATE OF m SKIP LOCKED
           ) unused
           WHERE m.workspace_id = $1 AND m.id = unused.id
           RETURNING m.id AS member, unused.points AS "left!""#,
        workspace,
        Day(allowance.period) as _,
        points,
        Standing::Member.as_str(),
        Standing::Guest.as_str(),
        settings.allow_guests,
        NoticeKind::Allowance.as_str(),
        &zones,
        limit,
    )
    .fetch_all(conn)
    .await
}
