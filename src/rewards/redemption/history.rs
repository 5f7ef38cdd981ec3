//! Each change of a redemption, in order.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Redemption, State};
use crate::database::Ts;
use crate::ids::{RedemptionId, TransferId, WorkspaceId};
use crate::policy::Actor;

/// One change, as it was noted.
#[derive(Clone, Debug)]
pub struct Past {
    /// When.
    pub at: Ts,
    /// Who did it: a member's id, or a word for who acted without being one.
    pub actor: String,
    /// How they are called, where it is a member.
    pub actor_name: Option<String>,
    /// What it was; nothing when it was asked for.
    pub before: Option<State>,
    /// What it became.
    pub after: State,
    /// Why.
    pub reason: Option<String>,
    /// What moved its points, where they moved.
    pub transfer_id: Option<TransferId>,
}

/// What has happened to a redemption, oldest first.
pub async fn history(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    redemption: RedemptionId,
) -> Result<Vec<Past>, sqlx::Error> {
    sqlx::query_as!(
        Past,
        r#"SELECT s.at, s.actor, who.name AS "actor_name?", s.before AS "before: State", s.after AS "after: State",
                  s.reason, s.transfer_id
           FROM redemption_step s
           LEFT JOIN member who ON who.workspace_id = s.workspace_id AND who.id = id_in(s.actor, '')
           WHERE s.workspace_id = $1 AND s.redemption_id = $2 ORDER BY s.number"#,
        workspace,
        redemption,
    )
    .fetch_all(conn)
    .await
}

/// Notes that a [locked](super::read::lock) redemption, or one that is new, is `redemption.state` now.
pub(super) async fn note(
    conn: &mut PgConnection,
    now: Timestamp,
    redemption: &Redemption,
    before: Option<State>,
    by: &Actor,
    transfer: Option<TransferId>,
) -> Result<(), sqlx::Error> {
    let reason = before.and(redemption.reason.as_deref());
    sqlx::query!(
        "INSERT INTO redemption_step (workspace_id, redemption_id, number, at, actor, before, after, reason, transfer_id)
         SELECT $1, $2, coalesce(max(s.number), 0) + 1, $3, $4, $5, $6, $7, $8
         FROM redemption_step s WHERE s.workspace_id = $1 AND s.redemption_id = $2",
        redemption.workspace,
        redemption.id,
        Ts(now) as _,
        by.to_string(),
        before.map(State::as_str),
        redemption.state.as_str(),
        reason,
        transfer as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
