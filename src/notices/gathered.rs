//! What comes together in one message.

use std::collections::HashSet;

use sqlx::PgConnection;

use super::Due;
use crate::ids::{KudosId, MemberId, NoticeId, WorkspaceId};

/// The thanks that a message tells of, those that were taken back left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thanks {
    /// Who thanks, in the order they did.
    pub givers: Vec<MemberId>,
    /// Points, of all of them together.
    pub points: i64,
    /// The first kudos that thanks.
    pub first: Option<KudosId>,
    /// Whether all of it was done in public.
    pub public: bool,
}

/// What a message tells of.
pub async fn thanks(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    notice: NoticeId,
) -> Result<Thanks, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT coalesce(g.merged_into, g.id) AS "giver!: MemberId", sum(k.points)::bigint AS "points!",
                  (array_agg(k.id ORDER BY e.id))[1] AS "first!: KudosId", bool_and(k.place_kind = 'public') AS "public!"
           FROM notice_entry e
           JOIN kudos k ON k.workspace_id = e.workspace_id AND k.id = e.kudos_id
           JOIN member g ON g.workspace_id = k.workspace_id AND g.id = k.giver
           WHERE e.workspace_id = $1 AND e.notice_id = $2
             AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)
           GROUP BY 1 ORDER BY min(e.id)"#,
        workspace,
        notice,
    )
    .fetch_all(conn)
    .await?;
    Ok(Thanks {
        givers: rows.iter().map(|row| row.giver).collect(),
        points: rows.iter().map(|row| row.points).sum(),
        first: rows.first().map(|row| row.first),
        public: rows.iter().all(|row| row.public),
    })
}

/// Which of the kudos were undone. To be asked once what is due is held.
pub async fn undone_of(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    due: &[Due],
) -> Result<HashSet<KudosId>, sqlx::Error> {
    let ids: Vec<KudosId> = due.iter().map(|it| it.kudos).collect();
    let undone = sqlx::query_scalar!(
        "SELECT kudos_id FROM kudos_reversal WHERE workspace_id = $1 AND kudos_id = ANY($2)",
        workspace,
        &ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(undone.into_iter().collect())
}
