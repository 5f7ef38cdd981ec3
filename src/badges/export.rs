//! Who has which badge, as rows.

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use sqlx::PgConnection;

use super::Source;
use crate::database::Ts;
use crate::ids::{MemberId, WorkspaceId};

/// A badge that somebody has, or had.
#[derive(Clone, Debug)]
pub struct AwardRow {
    /// Who.
    pub member: MemberId,
    /// How they are called.
    pub member_name: String,
    /// What the badge is typed as.
    pub badge: String,
    /// When it was earned.
    pub earned_at: Ts,
    /// When it was taken back, if it was.
    pub taken_at: Option<Ts>,
    /// How they got it.
    pub source: Source,
}

/// The badges that were earned from `from` until before `until`, oldest first.
pub fn export(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> BoxStream<'_, sqlx::Result<AwardRow>> {
    sqlx::query_as!(
        AwardRow,
        r#"SELECT a.member_id AS member, m.name AS member_name, a.badge, a.earned_at, a.taken_at,
                  a.source AS "source: Source"
           FROM badge_award a
           JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
           WHERE a.workspace_id = $1 AND a.earned_at >= coalesce($2::timestamptz, '-infinity')
             AND a.earned_at < coalesce($3::timestamptz, 'infinity')
           ORDER BY a.earned_at, a.member_id, a.badge"#,
        workspace,
        from.map(Ts) as _,
        until.map(Ts) as _,
    )
    .fetch(conn)
}
