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
    /// How whoever decided is called, where it is a member.
    pub decided_by_name: Option<String>,
}

/// Which redemptions are wanted; what is left open leaves none out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// This one.
    pub id: Option<RedemptionId>,
    /// Asked for from this instant on,
    pub from: Option<Timestamp>,
    /// and before this one.
    pub until: Option<Timestamp>,
    /// What they are.
    pub state: Option<State>,
    /// Whose they are.
    pub member: Option<MemberId>,
}

/// Redemptions, oldest first.
pub fn export<'e>(
    executor: impl PgExecutor<'e> + 'e,
    workspace: WorkspaceId,
    wanted: Wanted,
) -> BoxStream<'e, Result<Line, sqlx::Error>> {
    sqlx::query_as!(
        Line,
        r#"SELECT r.id, i.slug AS item, m.id AS member, m.name AS member_name, r.points,
                  r.state AS "state: State", r.requested_at, r.decided_by, r.decided_at, r.fulfilled_at, r.provider,
                  r.provider_reference, r.reason, d.name AS "decided_by_name?"
           FROM redemption r
           JOIN reward_item i ON i.workspace_id = r.workspace_id AND i.id = r.item_id
           JOIN member w ON w.workspace_id = r.workspace_id AND w.id = r.member_id
           JOIN member m ON m.workspace_id = w.workspace_id AND m.id = coalesce(w.merged_into, w.id)
           LEFT JOIN member d ON d.workspace_id = r.workspace_id AND d.id = id_in(r.decided_by, '')
           WHERE r.workspace_id = $1 AND ($2::uuid IS NULL OR r.id = $2) AND ($3::timestamptz IS NULL OR r.requested_at >= $3)
             AND ($4::timestamptz IS NULL OR r.requested_at < $4) AND ($5::text IS NULL OR r.state = $5)
             AND ($6::uuid IS NULL OR m.id = $6)
           ORDER BY r.requested_at, r.id"#,
        workspace,
        wanted.id as _,
        wanted.from.map(Ts) as _,
        wanted.until.map(Ts) as _,
        wanted.state.map(State::as_str),
        wanted.member as _,
    )
    .fetch(executor)
}
