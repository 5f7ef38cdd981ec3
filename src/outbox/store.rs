//! Letters in the database.

use jiff::{SignedDuration, Timestamp};
use sqlx::types::Json;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::Letter;
use super::pacing::{BURST, LANE_PACE, LEASE};
use crate::chat::{Place, Platform, Receipt};
use crate::database::Ts;

/// Puts letters in, in their order. They leave once the transaction has committed.
pub async fn enqueue(
    conn: &mut PgConnection,
    now: Timestamp,
    letters: &[Letter],
) -> Result<(), sqlx::Error> {
    let mut new = Vec::with_capacity(letters.len());
    for letter in letters {
        if !(letter.update && replace_pending_update(conn, letter).await?) {
            new.push(letter);
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        r#"INSERT INTO outbox (workspace_id, lane, method, key, letter, subject, spacing, created_at, available_at)
           SELECT n.workspace_id, n.lane, n.method, n.key, n.letter, n.subject, n.spacing, $8, $8
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::int[])
                AS n(workspace_id, lane, method, key, letter, subject, spacing)
           ON CONFLICT (workspace_id, key) DO NOTHING"#,
        &new.iter().map(|l| l.workspace).collect::<Vec<_>>(),
        &new.iter().map(|l| l.to.lane()).collect::<Vec<_>>(),
        &new.iter().map(|l| l.method()).collect::<Vec<_>>(),
        &new.iter().map(|l| l.key.clone()).collect::<Vec<_>>() as _,
        &new.iter().map(|l| Json(*l)).collect::<Vec<_>>() as _,
        &new.iter().map(|l| l.subject.clone()).collect::<Vec<_>>() as _,
        &new.iter().map(|l| l.spacing()).collect::<Vec<_>>(),
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// A change that has not left yet is overtaken by the next one.
async fn replace_pending_update(
    conn: &mut PgConnection,
    letter: &Letter,
) -> Result<bool, sqlx::Error> {
    let replaced = sqlx::query!(
        "UPDATE outbox SET letter = $4
         WHERE lane = $1 AND state = 'pending' AND workspace_id = $2 AND subject = $3
           AND attempts = 0 AND (letter ->> 'update')::bool",
        letter.to.lane(),
        letter.workspace,
        letter.subject,
        Json(letter) as _,
    )
    .execute(conn)
    .await?;
    Ok(replaced.rows_affected() > 0)
}

/// A letter that a worker holds until its lease ends.
#[derive(Debug)]
pub(super) struct Claimed {
    pub(super) id: i64,
    pub(super) attempts: i32,
    pub(super) letter: Letter,
}

/// How many conversations one look goes over: what it costs is bounded, however many wait.
const LANES: i32 = 128;

/// What one look over the conversations found.
#[derive(Debug)]
pub(super) struct Round {
    pub(super) claimed: Vec<Claimed>,
    /// Where to go on the next time; nowhere, when there is no conversation after the cursor.
    pub(super) reached: Option<String>,
}

/// Claims up to `limit` letters, the first of each lane that is free, in lanes after `cursor`.
pub(super) async fn claim(
    pool: &PgPool,
    now: Timestamp,
    cursor: &str,
    limit: i64,
) -> Result<Round, sqlx::Error> {
    let rows = sqlx::query!(
        // The recursion steps from lane to lane through the index: what it costs is the number of
        // lanes, not of letters.
        r#"WITH RECURSIVE head AS (
             (SELECT lane, id, workspace_id, method, available_at, 1 AS depth FROM outbox
              WHERE state = 'pending' AND lane > $1 ORDER BY lane, id LIMIT 1)
             UNION ALL
             SELECT next.*, head.depth + 1 FROM head CROSS JOIN LATERAL (
               SELECT lane, id, workspace_id, method, available_at FROM outbox
               WHERE state = 'pending' AND lane > head.lane ORDER BY lane, id LIMIT 1
             ) next
             WHERE head.depth < $7
           ), free AS (
             SELECT head.workspace_id, head.id, head.lane FROM head
             WHERE head.available_at <= $2
               AND NOT EXISTS (SELECT FROM outbox_pace p
                               WHERE p.bucket IN (head.lane, head.method) AND p.free_at > $2
                                  OR p.bucket = head.method || '/rate' AND p.free_at > $6)
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
        Ts(now.saturating_add(BURST).unwrap_or(now)) as _,
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

/// How a letter ended.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Sent,
    Refused,
    Dead,
}

impl End {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Dead => "dead",
        }
    }
}

/// Settles a letter for good. False when another worker did so, after this one's lease had ended.
pub(super) async fn settle(
    conn: &mut PgConnection,
    now: Timestamp,
    claimed: &Claimed,
    end: End,
    error: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE outbox SET state = $3, settled_at = $4, last_error = $5
         WHERE workspace_id = $1 AND id = $2 AND state = 'pending'",
        claimed.letter.workspace,
        claimed.id,
        end.as_str(),
        Ts(now) as _,
        error,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts a letter back for another attempt. Whether this one counted decides when it is given up.
pub(super) async fn postpone(
    conn: &mut PgConnection,
    claimed: &Claimed,
    until: Timestamp,
    error: &str,
    counted: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE outbox SET available_at = $3, last_error = $4, attempts = $5
         WHERE workspace_id = $1 AND id = $2 AND state = 'pending' AND attempts = $6",
        claimed.letter.workspace,
        claimed.id,
        Ts(until) as _,
        error,
        claimed.attempts - i32::from(!counted),
        claimed.attempts,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Leaves a method of a team alone until `until`.
pub(super) async fn pause(
    conn: &mut PgConnection,
    bucket: &str,
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO outbox_pace (bucket, free_at) VALUES ($1, $2)
         ON CONFLICT (bucket) DO UPDATE SET free_at = greatest(outbox_pace.free_at, excluded.free_at)",
        bucket,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Remembers where a message about a subject stands.
pub(super) async fn record_posted(
    conn: &mut PgConnection,
    now: Timestamp,
    letter: &Letter,
    receipt: &Receipt,
) -> Result<(), sqlx::Error> {
    let (Some(subject), Some(message)) = (&letter.subject, &receipt.message) else {
        return Ok(());
    };
    let (platform, team) = letter.to.team();
    sqlx::query!(
        "INSERT INTO posted_message (workspace_id, platform, team, channel, message_id, subject, posted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        letter.workspace,
        platform.as_str(),
        team,
        receipt.channel,
        message,
        subject,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The id of our message about the letter's subject in the letter's place.
pub(super) async fn posted_in(
    conn: &mut PgConnection,
    letter: &Letter,
    place: &Place,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT message_id FROM posted_message
         WHERE workspace_id = $1 AND subject = $2 AND platform = $3 AND team = $4 AND channel = $5
         ORDER BY posted_at LIMIT 1",
        letter.workspace,
        letter.subject,
        place.platform.as_str(),
        place.team,
        place.channel,
    )
    .fetch_optional(conn)
    .await
}

/// What our message in a place is about, if it is ours.
pub async fn posted_subject(
    conn: &mut PgConnection,
    workspace: Uuid,
    place: &Place,
    message: &str,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT subject FROM posted_message
         WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND channel = $4 AND message_id = $5",
        workspace,
        place.platform.as_str(),
        place.team,
        place.channel,
        message,
    )
    .fetch_optional(conn)
    .await
}

/// A letter that did not arrive.
#[derive(Debug)]
pub struct Undelivered {
    /// Its number.
    pub id: i64,
    /// `pending`, `refused` or `dead`.
    pub state: String,
    /// The conversation.
    pub lane: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was put in.
    pub created_at: Ts,
    /// What the platform said last.
    pub last_error: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
}

/// Letters that did not arrive yet, or never will, oldest first.
pub async fn undelivered(
    conn: &mut PgConnection,
    workspace: Uuid,
) -> Result<Vec<Undelivered>, sqlx::Error> {
    sqlx::query_as!(
        Undelivered,
        r#"SELECT id, state, lane, attempts, created_at, last_error, subject FROM outbox
           WHERE workspace_id = $1 AND state <> 'sent' ORDER BY id"#,
        workspace,
    )
    .fetch_all(conn)
    .await
}

/// Tries dead and refused letters again: those given, or all. Returns how many.
pub async fn retry(
    conn: &mut PgConnection,
    workspace: Uuid,
    ids: Option<&[i64]>,
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE outbox SET state = 'pending', attempts = 0, available_at = $3, settled_at = NULL
         WHERE workspace_id = $1 AND state IN ('refused', 'dead') AND ($2::bigint[] IS NULL OR id = ANY($2))",
        workspace,
        ids,
        Ts(now) as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// Lets go of what a team's refusal held back, once the team takes us again.
pub async fn resume(
    conn: &mut PgConnection,
    platform: Platform,
    team: &str,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let methods = sqlx::query_scalar!(
        r#"DELETE FROM outbox_pace WHERE starts_with(bucket, $1) RETURNING bucket AS "bucket!""#,
        format!("{platform}:{team}#"),
    )
    .fetch_all(&mut *conn)
    .await?;
    // What is on its way counts at least one attempt: its lease stands.
    sqlx::query!(
        "UPDATE outbox SET available_at = $2
         WHERE state = 'pending' AND attempts = 0 AND method = ANY($1) AND available_at > $2",
        &methods,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Forgets letters that arrived more than 30 days ago, and paces that have passed.
pub async fn prune(conn: &mut PgConnection, now: Timestamp) -> Result<u64, sqlx::Error> {
    let month_ago = now
        .saturating_sub(SignedDuration::from_hours(30 * 24))
        .unwrap_or(now);
    sqlx::query!(
        "DELETE FROM outbox_pace WHERE free_at < $1",
        Ts(month_ago) as _
    )
    .execute(&mut *conn)
    .await?;
    let done = sqlx::query!(
        "DELETE FROM outbox WHERE state = 'sent' AND settled_at < $1",
        Ts(month_ago) as _
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected())
}

/// How much waits, and since when.
pub(super) async fn depth(pool: &PgPool) -> Result<(i64, Option<Ts>), sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT count(*) AS "waiting!", min(created_at) AS "oldest: Ts" FROM outbox WHERE state = 'pending'"#
    )
    .fetch_one(pool)
    .await?;
    Ok((row.waiting, row.oldest))
}
