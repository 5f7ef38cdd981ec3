//! What has waited long for a decision.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::ids::{RedemptionId, WorkspaceId};

/// A redemption that nobody has decided on.
#[derive(Clone, Copy, Debug)]
pub struct Overdue {
    /// Which.
    pub redemption: RedemptionId,
    /// Since when it waits.
    pub requested_at: Ts,
}

/// Takes the redemption that has waited longest without a decision or a reminder since `before`, and
/// notes that whoever decides is reminded now, in the caller's transaction.
pub async fn take_overdue(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    before: Timestamp,
    now: Timestamp,
) -> Result<Option<Overdue>, sqlx::Error> {
    sqlx::query_as!(
        Overdue,
        r#"UPDATE redemption r SET reminded_at = $3
           FROM (
             SELECT id FROM redemption
             WHERE workspace_id = $1 AND state = 'requested' AND coalesce(reminded_at, requested_at) < $2
             ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
           ) due
           WHERE r.workspace_id = $1 AND r.id = due.id
           RETURNING r.id AS redemption, r.requested_at"#,
        workspace,
        Ts(before) as _,
        Ts(now) as _,
    )
    .fetch_optional(conn)
    .await
}

/// Lets a redemption wait that was [due](take_overdue) since `before` and of which nobody could be reminded, as
/// if they had been at `at`.
pub async fn remind_later(
    conn: &mut PgConnection,
    (workspace, id): (WorkspaceId, RedemptionId),
    before: Timestamp,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE redemption SET reminded_at = $4
         WHERE workspace_id = $1 AND id = $2 AND state = 'requested' AND coalesce(reminded_at, requested_at) < $3",
        workspace,
        id,
        Ts(before) as _,
        Ts(at) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
