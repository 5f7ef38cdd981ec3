//! What members have left of what they received, and what they were told of.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use sqlx::PgConnection;

use super::plan::{Lot, Notice};
use crate::database::{Day, Ts};
use crate::ids::{MemberId, WorkspaceId};

/// Of each member what they have left, the oldest first: the latest that came in, as far as the
/// balance reaches. What was undone never came in, and what somebody received who is them by now is
/// theirs since then.
pub(super) async fn lots(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    members: &[MemberId],
    zone: &TimeZone,
) -> Result<HashMap<MemberId, Vec<Lot>>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"WITH whose AS (
             SELECT coalesce(m.merged_into, m.id) AS member, a.workspace_id, a.id, a.balance
             FROM member m
             JOIN ledger_account a ON a.workspace_id = m.workspace_id AND a.kind = 'points' AND a.owner = m.id
             WHERE m.workspace_id = $1 AND (m.id = ANY ($2) OR m.merged_into = ANY ($2))
           ), had AS (
             SELECT member, sum(balance)::bigint AS balance FROM whose GROUP BY member
           ), received AS (
             SELECT w.member, t.posted_at, t.amount, t.id,
                    (sum(t.amount) OVER (PARTITION BY w.member ORDER BY t.posted_at DESC, t.id DESC
                                         ROWS UNBOUNDED PRECEDING) - t.amount)::bigint AS later
             FROM whose w
             JOIN ledger_transfer t ON t.workspace_id = w.workspace_id AND t.to_account = w.id
             WHERE t.kind NOT IN ('join', 'refund')
               AND NOT EXISTS (SELECT FROM ledger_transfer r
                               WHERE r.workspace_id = t.workspace_id AND r.from_account = t.to_account
                                 AND r.kind = 'gift_reversal' AND r.source = t.source)
           )
           SELECT r.member AS "member!: MemberId", r.posted_at AS "posted_at!: Ts",
                  least(r.amount, h.balance - r.later) AS "points!"
           FROM received r JOIN had h USING (member)
           WHERE r.later < h.balance
           ORDER BY r.posted_at, r.id"#,
        workspace,
        members,
    )
    .fetch_all(conn)
    .await?;
    let mut lots: HashMap<MemberId, Vec<Lot>> = HashMap::new();
    for row in rows {
        let received = row.posted_at.0.to_zoned(zone.clone()).date();
        let of_member = lots.entry(row.member).or_default();
        match of_member.last_mut() {
            Some(last) if last.received == received => last.points += row.points,
            _ => of_member.push(Lot {
                received,
                points: row.points,
            }),
        }
    }
    Ok(lots)
}

/// What each member was told of that has not expired, in the order of its days.
pub(super) async fn notices(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Vec<Notice>>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT member_id, day AS "day: Day", points, reminded_at IS NOT NULL AS "reminded!" FROM expiry_notice
           WHERE workspace_id = $1 AND member_id = ANY ($2) ORDER BY day"#,
        workspace,
        members,
    )
    .fetch_all(conn)
    .await?;
    let mut notices: HashMap<MemberId, Vec<Notice>> = HashMap::new();
    for row in rows {
        notices.entry(row.member_id).or_default().push(Notice {
            day: row.day.0,
            points: row.points,
            reminded: row.reminded,
        });
    }
    Ok(notices)
}
