//! What members want to be told of, once it is within their reach.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::ids::{Joining, MemberId, RewardId, WorkspaceId};

/// Keeps that a member wants to be told when an item is within their reach.
pub async fn wish(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    item: RewardId,
    member: MemberId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO reward_wish (workspace_id, item_id, member_id, wished_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        workspace,
        item,
        member,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What a member wishes for and what costs least first, at most `limit`; and how much that is in all.
pub async fn wished(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    limit: i64,
) -> Result<(Vec<RewardId>, i64), sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT w.item_id, count(*) OVER () AS "all!"
           FROM reward_wish w
           JOIN reward_item i ON i.workspace_id = w.workspace_id AND i.id = w.item_id
           WHERE w.workspace_id = $1 AND w.member_id = $2 AND i.archived_at IS NULL
           ORDER BY i.price, w.item_id LIMIT $3"#,
        workspace,
        member,
        limit,
    )
    .fetch_all(conn)
    .await?;
    let all = rows.first().map_or(0, |row| row.all);
    Ok((rows.into_iter().map(|row| row.item_id).collect(), all))
}

/// A wish that has come true.
#[derive(Clone, Copy, Debug)]
pub struct Granted {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The item within reach.
    pub item: RewardId,
    /// Whose.
    pub member: MemberId,
}

/// Takes a wish from before `before` that has come true, of any workspace: the item is in stock, and its
/// member can pay for it. The caller, who knows which day it is there, tells them in the same transaction,
/// or [puts it off](put_off) where the item is not offered to them.
pub async fn granted(
    conn: &mut PgConnection,
    before: Timestamp,
) -> Result<Option<Granted>, sqlx::Error> {
    sqlx::query_as!(
        Granted,
        r#"WITH within_reach AS (
             SELECT w.workspace_id, w.item_id, w.member_id
             FROM reward_wish w
             JOIN reward_item i ON i.workspace_id = w.workspace_id AND i.id = w.item_id
             JOIN ledger_account a ON a.workspace_id = w.workspace_id AND a.kind = 'points' AND a.owner = w.member_id
             WHERE i.archived_at IS NULL AND i.stock IS DISTINCT FROM 0 AND a.balance >= i.price
               AND w.wished_at <= $1
             ORDER BY w.wished_at LIMIT 1
             FOR UPDATE OF w SKIP LOCKED
           )
           DELETE FROM reward_wish w USING within_reach r
           WHERE (w.workspace_id, w.item_id, w.member_id) = (r.workspace_id, r.item_id, r.member_id)
           RETURNING w.workspace_id AS workspace, w.item_id AS item, w.member_id AS member"#,
        Ts(before) as _,
    )
    .fetch_optional(conn)
    .await
}

/// Puts a wish behind all others: it cannot be told of now.
pub async fn put_off(
    conn: &mut PgConnection,
    wish: &Granted,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE reward_wish SET wished_at = $4 WHERE workspace_id = $1 AND item_id = $2 AND member_id = $3",
        wish.workspace,
        wish.item,
        wish.member,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Makes the wishes of one member the other's, in the transaction that makes them one.
pub(super) async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH gone AS (
           DELETE FROM reward_wish WHERE workspace_id = $1 AND member_id = $2 RETURNING item_id, wished_at
         )
         INSERT INTO reward_wish (workspace_id, item_id, member_id, wished_at)
         SELECT $1, item_id, $3, wished_at FROM gone
         ON CONFLICT DO NOTHING",
        workspace,
        from,
        to,
    )
    .execute(conn)
    .await
    .map(drop)
}
