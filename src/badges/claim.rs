//! Who is to be looked at: one member after another, by any replica.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::ids::{Joining, MemberId, WorkspaceId};
use crate::queue::{self, Aside};

/// A member who is looked at, and held until the transaction ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who.
    pub member: MemberId,
    /// Whether something was undone, so that badges may have to be taken back.
    pub undone: bool,
    /// Their own zone.
    pub time_zone: Option<String>,
    /// Whose holidays they have.
    pub country: Option<String>,
    failures: i32,
}

/// Holds a member who is to be looked at, whom nobody else holds. The row of the member is held with
/// it, and neither is waited for: whoever makes two members one takes the member first.
pub async fn claim(
    conn: &mut PgConnection,
    now: Timestamp,
) -> Result<Option<Claimed>, sqlx::Error> {
    sqlx::query_as!(
        Claimed,
        "SELECT l.workspace_id AS workspace, l.member_id AS member, l.undone, l.failures, m.time_zone, m.country
         FROM badge_look l
         JOIN member m ON m.workspace_id = l.workspace_id AND m.id = l.member_id
         WHERE l.due_at <= $1
         ORDER BY l.due_at LIMIT 1
         FOR UPDATE OF l SKIP LOCKED FOR KEY SHARE OF m SKIP LOCKED",
        Ts(now) as _,
    )
    .fetch_optional(conn)
    .await
}

/// Notes that a member was looked at.
pub(super) async fn done(conn: &mut PgConnection, claimed: &Claimed) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM badge_look WHERE workspace_id = $1 AND member_id = $2",
        claimed.workspace,
        claimed.member,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Sets a member aside who could not be looked at: it is tried again, later each time.
pub async fn set_aside(
    conn: &mut PgConnection,
    claimed: &Claimed,
    now: Timestamp,
    reason: &str,
) -> Result<(), sqlx::Error> {
    let failures = claimed.failures.saturating_add(1);
    sqlx::query!(
        "UPDATE badge_look SET failures = $3, due_at = $4, last_error = $5
         WHERE workspace_id = $1 AND member_id = $2",
        claimed.workspace,
        claimed.member,
        failures,
        Ts(queue::again(now, failures)) as _,
        reason,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Who of a workspace waits because they could not be looked at, if anybody does.
pub async fn aside(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Option<Aside>, sqlx::Error> {
    sqlx::query_as!(
        Aside,
        r#"SELECT count(*) AS "many!", coalesce(max(last_error), '') AS "reason!" FROM badge_look
           WHERE workspace_id = $1 AND failures > 0 HAVING count(*) > 0"#,
        workspace,
    )
    .fetch_optional(conn)
    .await
}

/// Has everybody of a programme looked at. Whoever is looked at just now is waited for: that look may not see
/// what this is for.
pub(super) async fn everybody(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO badge_look (workspace_id, member_id)
         SELECT workspace_id, id FROM member WHERE workspace_id = $1 AND merged_into IS NULL ORDER BY id
         ON CONFLICT (workspace_id, member_id) DO UPDATE SET due_at = badge_look.due_at",
        workspace,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Makes the badges of one member the other's, who is looked at. Of two awards of one badge the earlier
/// stands, as long as one of them does.
pub async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH moved AS (
           DELETE FROM badge_award WHERE workspace_id = $1 AND member_id = $2
           RETURNING badge, earned_at, source, reason, taken_at
         )
         INSERT INTO badge_award AS own (workspace_id, member_id, badge, earned_at, source, reason, taken_at)
         SELECT $1, $3, badge, earned_at, source, reason, taken_at FROM moved
         ON CONFLICT (workspace_id, member_id, badge) DO UPDATE
         SET earned_at = excluded.earned_at, source = excluded.source, reason = excluded.reason,
             taken_at = excluded.taken_at
         WHERE excluded.taken_at IS NULL AND (own.taken_at IS NOT NULL OR excluded.earned_at < own.earned_at)",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "DELETE FROM badge_counter WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        from,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "WITH moved AS (
           DELETE FROM badge_look WHERE workspace_id = $1 AND member_id = $2 RETURNING undone
         )
         INSERT INTO badge_look AS l (workspace_id, member_id, undone)
         VALUES ($1, $3, coalesce((SELECT undone FROM moved), false))
         ON CONFLICT (workspace_id, member_id) DO UPDATE SET undone = l.undone OR excluded.undone",
        workspace,
        from,
        to,
    )
    .execute(conn)
    .await
    .map(drop)
}
