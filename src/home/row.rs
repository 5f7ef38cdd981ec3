//! Homes in the database.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Fingerprint, KEPT};
use crate::chat::{Identity, Platform};
use crate::clock::earlier;
use crate::database::Ts;
use crate::ids::{MemberId, WorkspaceId};
use crate::queue::{self, Aside};

/// Notes that somebody opened their home, and returns what they were shown last, if that is known.
pub async fn opened(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    account: &Identity,
    now: Timestamp,
) -> Result<Option<Fingerprint>, sqlx::Error> {
    let shown = sqlx::query_scalar!(
        "INSERT INTO home AS h (workspace_id, platform, team, user_id, opened_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (workspace_id, platform, team, user_id)
         DO UPDATE SET opened_at = greatest(h.opened_at, excluded.opened_at), refused = NULL
         RETURNING shown",
        workspace,
        account.platform.as_str(),
        account.team,
        account.user,
        Ts(now) as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(shown.map(Fingerprint))
}

/// Keeps what somebody is shown, whether that is what waits for those who run the programme, too, and
/// when it will be something else by itself.
pub async fn keep(
    conn: &mut PgConnection,
    (workspace, account): (WorkspaceId, &Identity),
    shown: Option<&Fingerprint>,
    (minds, until): (bool, Option<Timestamp>),
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE home SET shown = $5, minds = $6, due_at = $7, failures = 0,
                shown_at = CASE WHEN shown IS DISTINCT FROM $5 OR $5 IS NULL THEN $8 ELSE shown_at END
         WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND user_id = $4",
        workspace,
        account.platform.as_str(),
        account.team,
        account.user,
        shown.map(|it| it.0.as_slice()),
        minds,
        until.map(Ts) as _,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// A home that is looked at, and held until the transaction ends.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Whose.
    pub member: MemberId,
    /// The account by which they have it.
    pub account: Identity,
    /// What they were shown last.
    pub shown: Option<Fingerprint>,
    failures: i32,
}

/// Holds a home that is to be looked at, and that nobody else holds. Those of a platform that only a newer release
/// knows are passed by.
pub async fn claim(
    conn: &mut PgConnection,
    now: Timestamp,
) -> Result<Option<Claimed>, sqlx::Error> {
    let platforms = Platform::ALL.map(|it| it.as_str().to_owned());
    let row = sqlx::query!(
        r#"SELECT h.workspace_id, i.member_id, h.platform AS "platform: Platform", h.team, h.user_id, h.shown, h.failures
           FROM home h
           JOIN identity i ON i.platform = h.platform AND i.team = h.team AND i.user_id = h.user_id
                          AND i.workspace_id = h.workspace_id
           WHERE h.due_at <= $1 AND h.opened_at > $2 AND h.refused IS NULL AND h.platform = ANY($3)
           ORDER BY h.due_at LIMIT 1 FOR UPDATE OF h SKIP LOCKED"#,
        Ts(now) as _,
        Ts(earlier(now, KEPT)) as _,
        &platforms,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Claimed {
        workspace: row.workspace_id,
        member: row.member_id,
        account: Identity::new(row.platform, row.team, row.user_id),
        shown: row.shown.map(Fingerprint),
        failures: row.failures,
    }))
}

/// It could not be looked at: it is tried again, later each time.
pub async fn set_aside(
    conn: &mut PgConnection,
    claimed: &Claimed,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let failures = claimed.failures.saturating_add(1);
    sqlx::query!(
        "UPDATE home SET failures = $5, due_at = $6
         WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND user_id = $4",
        claimed.workspace,
        claimed.account.platform.as_str(),
        claimed.account.team,
        claimed.account.user,
        failures,
        Ts(queue::again(now, failures)) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The platform does not show it, and says why: it is left alone until it is opened again.
pub async fn refused(
    conn: &mut PgConnection,
    account: &Identity,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE home SET refused = $4, shown = NULL, due_at = NULL
         WHERE platform = $1 AND team = $2 AND user_id = $3",
        account.platform.as_str(),
        account.team,
        account.user,
        reason,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Forgets a home whose owner is not there any more.
pub async fn forget(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    account: &Identity,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM home WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND user_id = $4",
        workspace,
        account.platform.as_str(),
        account.team,
        account.user,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Which homes of a workspace were opened lately on a platform that has them, and are not shown, if any.
pub async fn hidden(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Option<Aside>, sqlx::Error> {
    sqlx::query_as!(
        Aside,
        r#"SELECT count(*) AS "many!", coalesce(max(refused), '') AS "reason!" FROM home
           WHERE workspace_id = $1 AND platform = 'slack' AND refused IS NOT NULL HAVING count(*) > 0"#,
        workspace,
    )
    .fetch_optional(conn)
    .await
}
