//! Claiming what may leave now.

use jiff::Timestamp;
use sqlx::PgPool;

use crate::database::Ts;
use crate::outbox::Letter;
use crate::outbox::pacing::{LANE_PACE, LEASE};

/// A letter that a worker holds until its lease ends.
#[derive(Debug)]
pub(in crate::outbox) struct Claimed {
    pub(in crate::outbox) id: i64,
    pub(in crate::outbox) attempts: i32,
    pub(in crate::outbox) letter: Letter,
}

/// How many conversations one look goes over: what it costs is bounded, however many wait.
const LANES: i32 = 128;

/// What one look over the conversations found.
#[derive(Debug)]
pub(in crate::outbox) struct Round {
    pub(in crate::outbox) claimed: Vec<Claimed>,
    /// Where to go on the next time; nowhere, when there is no conversation after the cursor.
    pub(in crate::outbox) reached: Option<String>,
}

/// Claims up to `limit` letters, the first of each lane that is free, in lanes after `cursor`.
pub(in crate::outbox) async fn claim(
    pool: &PgPool,
    now: Timestamp,
    cursor: &str,
    limit: i64,
) -> Result<Round, sqlx::Error> {
    let rows = sqlx::query!(
        // The recursion steps from lane to lane through the index: what it costs is the number of
        // lanes, not of letters.
        r#"WITH RECURSIVE head AS (
             (SELECT lane, id, workspace_id, method, burst, available_at, 1 AS depth FROM outbox
              WHERE state = 'pending' AND lane > $1 ORDER BY lane, id LIMIT 1)
             UNION ALL
             SELECT next.*, head.depth + 1 FROM head CROSS JOIN LATERAL (
               SELECT lane, id, workspace_id, method, burst, available_at FROM outbox
               WHERE state = 'pending' AND lane > head.lane ORDER BY lane, id LIMIT 1
             ) next
             WHERE head.depth < $6
           ), free AS (
             SELECT head.workspace_id, head.id, head.lane FROM head
             WHERE head.available_at <= $2
               AND NOT EXISTS (SELECT FROM outbox_pace p
                               WHERE p.bucket IN (head.lane, head.method) AND p.free_at > $2
                                  OR p.bucket = head.method || '/rate'
                                     AND p.free_at > $2 + head.burst * interval '1 ms')
             ORDER BY head.depth LIMIT $3
           ), held AS (
             SELECT o.workspace_id, o.id FROM outbox o JOIN free USING (workspace_id, id)
             WHERE o.state = 'pending' AND o.available_at <= $2
             FOR UPDATE OF o SKIP LOCKED
           ), claimed AS (
             UPDATE outbox o SET available_at = $4, attempts = o.attempts + 1
             FROM held WHERE o.workspace_id = held.workspace_id AND o.id = held.id
             RETURNING o.id, o.lane, o.attempts, o.letter, o.method, o.spacing
           ), rated AS (
             -- The limit fills up by what each takes and drains with time.
             INSERT INTO outbox_pace (bucket, free_at)
             SELECT method || '/rate', $2 + sum(spacing) * interval '1 ms' FROM claimed GROUP BY method
             ON CONFLICT (bucket) DO UPDATE
             SET free_at = greatest(outbox_pace.free_at, $2) + (excluded.free_at - $2)
           ), paced AS (
             INSERT INTO outbox_pace (bucket, free_at) SELECT lane, $5 FROM claimed
             ON CONFLICT (bucket) DO UPDATE SET free_at = greatest(outbox_pace.free_at, excluded.free_at)
           )
           -- When as many were free as were wanted, there may be more of them before the last lane.
           SELECT CASE (SELECT count(*) FROM free) WHEN $3 THEN (SELECT max(lane) FROM free)
                       ELSE (SELECT max(lane) FROM head) END AS reached,
                  c.id AS "id?", c.attempts AS "attempts?", c.letter AS "letter?"
           FROM (SELECT) AS always LEFT JOIN claimed c ON true
           ORDER BY c.lane"#,
        cursor,
        Ts(now) as _,
        limit,
        Ts(now.saturating_add(LEASE).unwrap_or(now)) as _,
        Ts(now.saturating_add(LANE_PACE).unwrap_or(now)) as _,
        LANES,
    )
    .fetch_all(pool)
    .await?;
    let reached = rows.first().and_then(|row| row.reached.clone());
    let understood = rows.into_iter().filter_map(|row| {
        let (id, attempts) = (row.id?, row.attempts?);
        let letter = serde_json::from_value(row.letter?);
        if letter.is_err() {
            // Of another release, perhaps: a replica that understands it will send it.
            tracing::error!(letter.id = id, "a letter cannot be read");
        }
        Some(Claimed {
            id,
            attempts,
            letter: letter.ok()?,
        })
    });
    Ok(Round {
        claimed: understood.collect(),
        reached,
    })
}
