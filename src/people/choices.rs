//! Choices about a member: whether they appear on boards, which they choose themselves, and whether they
//! give, which an admin may pause.

use sqlx::PgConnection;

use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Actor;
use crate::subject::Subject;

/// Keeps whether a member appears on boards.
pub async fn choose_boards(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    shown: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE member SET on_leaderboards = $3 WHERE workspace_id = $1 AND id = $2",
        workspace,
        member,
        shown,
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await
}

/// Pauses a member from giving, or lets them give again. Returns whether that changed anything.
pub async fn pause_giving(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    (workspace, member): (WorkspaceId, MemberId),
    paused: bool,
) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "UPDATE member SET giving_paused_at = CASE WHEN $3 THEN $4::timestamptz END
         WHERE workspace_id = $1 AND id = $2 AND (giving_paused_at IS NOT NULL) <> $3",
        workspace,
        member,
        paused,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    if changed.rows_affected() == 0 {
        return Ok(false);
    }
    let what = if paused {
        What::GivingPaused
    } else {
        What::GivingResumed
    };
    let change = Change::new(what).to(Subject::Member(member));
    audit::record(conn, clock, workspace, actor, change).await?;
    announce_change(conn).await?;
    Ok(true)
}
