//! Redemptions as outside programs read them.

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use sqlx::PgExecutor;

use super::State;
use crate::database::Ts;
use crate::ids::{MemberId, RedemptionId, WorkspaceId};

/// One redemption. What was delivered, and where to, is nobody's but its member's.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its id.
    pub id: RedemptionId,
    /// The slug of the item.
    pub item: String,
    /// Whose it is.
    pub member: MemberId,
    /// How they are called.
    pub member_name: String,
    /// How many points.
    pub points: i64,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub requested_at: Ts,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Ts>,
    /// When it was there.
    pub fulfilled_at: Option<Ts>,
    /// Which adapter delivers it.
    pub provider: String,
    /// What the adapter calls it.
    pub provider_reference: Option<String>,
    /// Why it was rejected, failed or given back.
    pub reason: Option<String>,
}

/// Every redemption that was asked for from an instant until another, oldest first; of one state,
/// where it is named.
pub fn export<'e>(
    executor: impl PgExecutor<'e> + 'e,
    workspace: WorkspaceId,
    (from, until): (Option<Timestamp>, Option<Timestamp>),
    state: Option<State>,
) -> BoxStream<'e, Result<Line, sqlx::Error>> {
    sqlx::query_as!(
        Line,
        r#"SELECT r.id, i.slug AS item, coalesce(m.merged_into, m.id) AS "member!: MemberId", m.name AS member_name, r.points,
                  r.state AS "state: State", r.requested_at, r.decided_by, r.decided_at, r.fulfilled_at, r.provider,
                  r.provider_reference, r.reason
           FROM redemption r
           JOIN reward_item i ON i.workspace_id = r.workspace_id AND i.id = r.item_id
           JOIN member w ON w.workspace_id = r.workspace_id AND w.id = r.member_id
           JOIN member m ON m.workspace_id = w.workspace_id AND m.id = coalesce(w.merged_into, w.id)
           WHERE r.workspace_id = $1 AND ($2::timestamptz IS NULL OR r.requested_at >= $2)
             AND ($3::timestamptz IS NULL OR r.requested_at < $3) AND ($4::text IS NULL OR r.state = $4)
           ORDER BY r.requested_at, r.id"#,
        workspace,
        from.map(Ts) as _,
        until.map(Ts) as _,
        state.map(State::as_str),
    )
    .fetch(executor)
}
