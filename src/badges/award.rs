//! Badges that somebody awards, and takes.

use serde_json::json;
use sqlx::PgConnection;

use super::{Badge, Rule, find};
use crate::audit::{self, Change, What};
use crate::chat::text::is_blank;
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Actor;
use crate::subject::Subject;

/// The longest sentence on what a badge is awarded for, in characters.
pub const WHY_CHARS: usize = 500;

/// Why a badge is not awarded, or taken.
#[derive(Debug, thiserror::Error)]
pub enum AwardError {
    /// There is no such badge.
    #[error("there is no badge called {0}")]
    Unknown(String),
    /// It is put away.
    #[error("the badge is archived")]
    Archived,
    /// It is earned.
    #[error("the badge follows from a rule, and is not awarded by hand")]
    ByRule,
    /// What it is for is too long to be shown.
    #[error("what a badge is for is said in at most {WHY_CHARS} characters")]
    Long,
    /// They have it.
    #[error("they have the badge already")]
    Already,
    /// They do not have it.
    #[error("they do not have the badge")]
    NotTheirs,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// What was awarded.
#[derive(Clone, Debug)]
pub struct Awarded {
    /// The badge.
    pub badge: Badge,
    /// What for, in the words of whoever awarded it.
    pub reason: Option<String>,
}

/// Awards a badge that is awarded by hand, in the caller's transaction.
pub async fn award(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    (workspace, member): (WorkspaceId, MemberId),
    slug: &str,
    reason: Option<&str>,
) -> Result<Awarded, AwardError> {
    let reason = reason.map(str::trim).filter(|reason| !is_blank(reason));
    if reason.is_some_and(|it| it.chars().count() > WHY_CHARS) {
        return Err(AwardError::Long);
    }
    let badge = by_hand(conn, workspace, slug).await?;
    if badge.archived {
        return Err(AwardError::Archived);
    }
    let awarded = sqlx::query!(
        "INSERT INTO badge_award AS a (workspace_id, member_id, badge, earned_at, source, reason)
         VALUES ($1, $2, $3, $4, 'hand', $5)
         ON CONFLICT (workspace_id, member_id, badge)
         DO UPDATE SET earned_at = excluded.earned_at, reason = excluded.reason, taken_at = NULL
         WHERE a.taken_at IS NOT NULL",
        workspace,
        member,
        slug,
        Ts(clock.now()) as _,
        reason,
    )
    .execute(&mut *conn)
    .await?;
    if awarded.rows_affected() == 0 {
        return Err(AwardError::Already);
    }
    note(
        conn,
        clock,
        by,
        What::BadgeAwarded,
        (workspace, member),
        &badge,
    )
    .await?;
    Ok(Awarded {
        badge,
        reason: reason.map(str::to_owned),
    })
}

/// Takes a badge back that was awarded by hand, in the caller's transaction.
pub async fn take(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    (workspace, member): (WorkspaceId, MemberId),
    slug: &str,
) -> Result<Badge, AwardError> {
    let badge = by_hand(conn, workspace, slug).await?;
    let taken = sqlx::query!(
        "UPDATE badge_award SET taken_at = $4
         WHERE workspace_id = $1 AND member_id = $2 AND badge = $3 AND taken_at IS NULL",
        workspace,
        member,
        slug,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    if taken.rows_affected() == 0 {
        return Err(AwardError::NotTheirs);
    }
    note(
        conn,
        clock,
        by,
        What::BadgeTaken,
        (workspace, member),
        &badge,
    )
    .await?;
    Ok(badge)
}

async fn by_hand(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    slug: &str,
) -> Result<Badge, AwardError> {
    let badge = find(conn, workspace, slug).await?;
    let badge = badge.ok_or_else(|| AwardError::Unknown(slug.to_owned()))?;
    match badge.rule {
        Rule::ByHand => Ok(badge),
        _ => Err(AwardError::ByRule),
    }
}

async fn note(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    what: What,
    (workspace, member): (WorkspaceId, MemberId),
    badge: &Badge,
) -> Result<(), sqlx::Error> {
    let change = Change::new(what).to(Subject::Member(member));
    let detail = json!({ "badge": badge.slug, "name": badge.name });
    audit::record(conn, clock, workspace, by, change.with(detail)).await
}
