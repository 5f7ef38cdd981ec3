//! What expires next, and what did.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::held::{lots, notices};
use super::plan::{Expiring, next};
use crate::database::Day;
use crate::ids::{Joining, MemberId, WorkspaceId};
use crate::settings::Settings;

/// The next points of a member to expire; nothing where points last for ever, or none is left.
pub async fn next_expiry(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    settings: &Settings,
    now: Timestamp,
) -> Result<Option<Expiring>, sqlx::Error> {
    let months = settings.rewards_expiry_months;
    if months == 0 {
        return Ok(None);
    }
    let mut lots = lots(conn, workspace, &[member], &settings.time_zone).await?;
    let mut notices = notices(conn, workspace, &[member]).await?;
    let today = settings.day(now);
    Ok(next(
        &lots.remove(&member).unwrap_or_default(),
        months,
        &notices.remove(&member).unwrap_or_default(),
        today,
    ))
}

/// The latest points of a member that expired, at most `limit` times, latest first.
pub async fn expired_lately(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    limit: i64,
) -> Result<Vec<Expiring>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT e.day AS "day: Day", sum(e.points)::bigint AS "points!" FROM expiry e
           JOIN member m ON m.workspace_id = e.workspace_id AND m.id = e.member_id
           WHERE e.workspace_id = $1 AND $2 IN (m.id, m.merged_into)
           GROUP BY e.day ORDER BY e.day DESC LIMIT $3"#,
        workspace,
        member,
        limit,
    )
    .fetch_all(conn)
    .await?;
    let expiring = rows.into_iter().map(|row| Expiring {
        day: row.day.0,
        points: row.points,
    });
    Ok(expiring.collect())
}

/// Makes what one member was told of what the other was, in the transaction that makes them one.
pub(in crate::rewards) async fn hand_on_notices(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH gone AS (
           DELETE FROM expiry_notice WHERE workspace_id = $1 AND member_id = $2
           RETURNING day, points, told_at, reminded_at
         )
         INSERT INTO expiry_notice AS known (workspace_id, member_id, day, points, told_at, reminded_at)
         SELECT $1, $3, day, points, told_at, reminded_at FROM gone
         ON CONFLICT (workspace_id, member_id, day) DO UPDATE SET points = known.points + excluded.points",
        workspace,
        from,
        to,
    )
    .execute(conn)
    .await
    .map(drop)
}
