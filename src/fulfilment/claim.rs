//! Claiming what waits to be delivered.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::clock::later;
use crate::database::Ts;
use crate::ids::{RedemptionId, WorkspaceId};
use crate::queue::{Claims, LEASE, Queue, Ticket};
use crate::rewards::FORMAT;

/// A redemption that waits to be delivered, and is worked on.
#[derive(Clone, Debug)]
pub(super) struct Claimed {
    /// The claim on it.
    pub(super) ticket: Ticket,
    /// Which one.
    pub(super) redemption: RedemptionId,
    /// Since when it waits.
    pub(super) since: Timestamp,
    /// When a claim before ended by itself: what came of that try nobody knows.
    pub(super) abandoned: Option<Timestamp>,
    /// Whether its service said that it calls back.
    pub(super) promised: bool,
}

/// Claims up to `limit` that are due, and of a workspace no more than `most` beside those `under_way`:
/// whoever has least under way comes first.
pub(super) async fn claim(
    claims: &Claims,
    now: Timestamp,
    limit: i64,
    most: i64,
    under_way: &BTreeMap<WorkspaceId, i64>,
) -> Result<Vec<Claimed>, sqlx::Error> {
    let (workspaces, counts): (Vec<WorkspaceId>, Vec<i64>) = under_way
        .iter()
        .map(|(workspace, count)| (*workspace, *count))
        .unzip();
    let rows = sqlx::query!(
        // Steps from workspace to workspace through the index: what it costs is their number.
        r#"WITH RECURSIVE waiting AS (
             (SELECT workspace_id FROM fulfilment WHERE settled_at IS NULL ORDER BY workspace_id LIMIT 1)
             UNION ALL
             SELECT next.workspace_id FROM waiting CROSS JOIN LATERAL (
               SELECT f.workspace_id FROM fulfilment f
               WHERE f.settled_at IS NULL AND f.workspace_id > waiting.workspace_id
               ORDER BY f.workspace_id LIMIT 1
             ) next
           ), due AS (
             SELECT first.row, first.available_at,
                    coalesce(busy.count, 0) + row_number() OVER (PARTITION BY waiting.workspace_id
                                                                 ORDER BY first.available_at, first.id) AS turn
             FROM waiting
             LEFT JOIN unnest($3::uuid[], $4::bigint[]) AS busy(workspace_id, count)
               ON busy.workspace_id = waiting.workspace_id
             CROSS JOIN LATERAL (
               SELECT f.ctid AS row, f.id, f.available_at FROM fulfilment f
               WHERE f.settled_at IS NULL AND f.workspace_id = waiting.workspace_id AND f.available_at <= $1
                 AND f.format <= $6
               ORDER BY f.available_at, f.id
               LIMIT greatest($5 - coalesce(busy.count, 0), 0)
             ) first
           ), chosen AS (
             SELECT due.row FROM due ORDER BY due.turn, due.available_at LIMIT $2
           ), held AS (
             SELECT f.workspace_id, f.id, CASE WHEN f.lease IS NOT NULL THEN f.available_at END AS abandoned
             FROM fulfilment f
             WHERE f.ctid = ANY(ARRAY(SELECT row FROM chosen)) AND f.settled_at IS NULL AND f.available_at <= $1
             FOR UPDATE SKIP LOCKED
           )
           UPDATE fulfilment f SET attempts = f.attempts + 1, available_at = $7, lease = gen_random_uuid()
           FROM held WHERE f.workspace_id = held.workspace_id AND f.id = held.id
           RETURNING f.workspace_id, f.id, f.attempts, f.lease AS "lease!", f.redemption_id, f.created_at,
                     f.promised, held.abandoned AS "abandoned?: Ts""#,
        Ts(now) as _,
        limit,
        &workspaces,
        &counts,
        most,
        FORMAT,
        Ts(later(now, LEASE)) as _,
    )
    .fetch_all(claims.pool())
    .await?;
    let claimed = rows.into_iter().map(|row| Claimed {
        ticket: Ticket {
            queue: Queue::Fulfilment,
            workspace: row.workspace_id,
            id: row.id,
            attempts: row.attempts,
            lease: row.lease,
        },
        redemption: row.redemption_id,
        since: row.created_at.into(),
        abandoned: row.abandoned.map(Timestamp::from),
        promised: row.promised,
    });
    Ok(claimed.collect())
}

/// Has all the time that it may take from `since` on: what waits for money was not tried yet.
pub(super) async fn begin_anew(
    conn: &mut PgConnection,
    ticket: &Ticket,
    since: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE fulfilment SET created_at = $4 WHERE workspace_id = $1 AND id = $2 AND lease = $3",
        ticket.workspace,
        ticket.id.value(),
        ticket.lease,
        Ts(since) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Notes that its service calls back.
pub(super) async fn promise(conn: &mut PgConnection, ticket: &Ticket) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE fulfilment SET promised = true WHERE workspace_id = $1 AND id = $2 AND lease = $3",
        ticket.workspace,
        ticket.id.value(),
        ticket.lease,
    )
    .execute(conn)
    .await
    .map(drop)
}
