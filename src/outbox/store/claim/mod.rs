//! Claiming what may leave now.

use jiff::Timestamp;

use crate::clock::later;
use crate::database::Ts;
use crate::outbox::pacing::{LANE_PACE, Way};
use crate::outbox::{Letter, Weight};
use crate::queue::{self, Claims, LEASE, Payload, Queue, Ticket};

/// A letter that a worker holds until its lease ends.
#[derive(Debug)]
pub(in crate::outbox) struct Claimed {
    pub(in crate::outbox) ticket: Ticket,
    pub(in crate::outbox) letter: Letter,
    /// Whether the person's conversation has to be opened first, and nothing else be done.
    pub(in crate::outbox) opens: bool,
    /// The conversation that was opened for it.
    pub(in crate::outbox) direct: Option<String>,
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

/// Claims up to `limit` letters of one weight, the first of each lane that is free, in lanes after
/// `cursor`. What is to leave by the installations `elsewhere` is others' to claim.
pub(in crate::outbox) async fn claim(
    claims: &Claims,
    now: Timestamp,
    weight: Weight,
    cursor: &str,
    limit: i64,
    elsewhere: &[String],
) -> Result<Round, sqlx::Error> {
    let rows = sqlx::query!(
        // The recursion steps from lane to lane through the index: what it costs is the number of
        // lanes, not of letters.
        r#"WITH RECURSIVE head AS (
             (SELECT lane, id, ctid AS row, method, burst, available_at, 1 AS depth FROM outbox
              WHERE settled_at IS NULL AND weight = $7 AND lane > $1 AND format <= $8
              ORDER BY lane, id LIMIT 1)
             UNION ALL
             SELECT next.*, head.depth + 1 FROM head CROSS JOIN LATERAL (
               SELECT lane, id, ctid AS row, method, burst, available_at FROM outbox
               WHERE settled_at IS NULL AND weight = $7 AND lane > head.lane AND format <= $8
               ORDER BY lane, id LIMIT 1
             ) next
             WHERE head.depth < $6
           ), free AS (
             SELECT head.row, head.lane FROM head
             WHERE head.available_at <= $2 AND split_part(head.lane, '/', 1) <> ALL($9)
               AND NOT EXISTS (SELECT FROM outbox_pace p
                               WHERE p.bucket IN (head.lane, head.method) AND p.free_at > $2)
               AND (NOT EXISTS (SELECT FROM outbox_pace p
                                WHERE p.bucket = head.method || '/rate'
                                  AND p.free_at > $2 + head.burst * interval '1 ms')
                    -- A fifth of the limit is for notices, however much else there is.
                    OR $7 = 'notice' AND NOT EXISTS (SELECT FROM outbox_pace p
                                                     WHERE p.bucket = head.method || '/notice' AND p.free_at > $2))
             ORDER BY head.depth LIMIT $3
           ), held AS (
             SELECT o.ctid AS row FROM outbox o
             WHERE o.ctid = ANY(ARRAY(SELECT row FROM free)) AND o.settled_at IS NULL AND o.available_at <= $2
             FOR UPDATE SKIP LOCKED
           ), claimed AS (
             UPDATE outbox o SET available_at = $4, attempts = o.attempts + 1, lease = gen_random_uuid()
             WHERE o.ctid = ANY(ARRAY(SELECT row FROM held))
             RETURNING o.workspace_id, o.id, o.lane, o.attempts, o.lease, o.letter, o.method, o.spacing, o.direct
           ), rated AS (
             -- The limit fills up by what each takes and drains with time.
             INSERT INTO outbox_pace (bucket, free_at)
             SELECT method || share.name, $2 + share.times * sum(spacing) * interval '1 ms'
             FROM claimed CROSS JOIN (VALUES ('/rate', 1), ('/notice', 5)) AS share(name, times)
             WHERE share.name = '/rate' OR $7 = 'notice'
             GROUP BY method, share.name, share.times
             ON CONFLICT (bucket) DO UPDATE
             SET free_at = greatest(outbox_pace.free_at, $2) + (excluded.free_at - $2)
           ), paced AS (
             -- Opening a conversation says nothing in it.
             INSERT INTO outbox_pace (bucket, free_at) SELECT lane, $5 FROM claimed WHERE method NOT LIKE '%#open'
             ON CONFLICT (bucket) DO UPDATE SET free_at = greatest(outbox_pace.free_at, excluded.free_at)
           )
           -- When as many were free as were wanted, there may be more of them before the last lane.
           SELECT CASE (SELECT count(*) FROM free) WHEN $3 THEN (SELECT max(lane) FROM free)
                       ELSE (SELECT max(lane) FROM head) END AS reached,
                  c.workspace_id AS "workspace?", c.id AS "id?", c.attempts AS "attempts?", c.lease AS "lease?",
                  c.letter AS "letter?", c.method AS "method?", c.direct AS "direct?"
           FROM (SELECT) AS always LEFT JOIN claimed c ON true
           ORDER BY c.lane"#,
        cursor,
        Ts(now) as _,
        limit,
        Ts(later(now, LEASE)) as _,
        Ts(later(now, LANE_PACE)) as _,
        LANES,
        weight.as_str(),
        Letter::FORMAT,
        elsewhere,
    )
    .fetch_all(claims.pool())
    .await?;
    let mut round = Round {
        reached: rows.first().and_then(|row| row.reached.clone()),
        claimed: Vec::new(),
    };
    for row in rows {
        let (Some(workspace), Some(id), Some(attempts), Some(lease), Some(letter), Some(method)) = (
            row.workspace,
            row.id,
            row.attempts,
            row.lease,
            row.letter,
            row.method,
        ) else {
            continue;
        };
        let ticket = Ticket {
            queue: Queue::Outbox,
            workspace,
            id,
            attempts,
            lease,
        };
        if let Some((ticket, letter)) = queue::read(claims.pool(), now, ticket, letter).await {
            round.claimed.push(Claimed {
                ticket,
                letter,
                opens: Way::opens(&method),
                direct: row.direct,
            });
        }
    }
    Ok(round)
}
