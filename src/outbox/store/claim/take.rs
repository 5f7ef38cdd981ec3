//! Taking letters: each gets a lease, and what they use of the limits is noted with it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;
use sqlx::{Connection, PgConnection};

use super::heads::Head;
use crate::clock::later;
use crate::database::Ts;
use crate::ids::{ItemId, LeaseId, WorkspaceId};
use crate::outbox::Weight;
use crate::outbox::pacing::{Bucket, LANE_PACE, NOTICE_SHARE, Way};
use crate::queue::LEASE;

/// A letter that was taken, as it is kept.
pub(super) struct Taken {
    pub(super) workspace: WorkspaceId,
    pub(super) id: ItemId,
    lane: String,
    pub(super) attempts: i32,
    pub(super) lease: LeaseId,
    pub(super) letter: Value,
    pub(super) method: String,
    spacing: i32,
    pub(super) direct: Option<String>,
}

/// Takes those letters that nobody else holds or took meanwhile, in the order of their lanes.
pub(super) async fn take(
    conn: &mut PgConnection,
    free: &[&Head],
    weight: Weight,
    now: Timestamp,
) -> Result<Vec<Taken>, sqlx::Error> {
    if free.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = conn.begin().await?;
    let mut taken = lease(&mut tx, free, now).await?;
    taken.sort_unstable_by(|a, b| a.lane.cmp(&b.lane));
    use_up(&mut tx, &taken, weight, now).await?;
    rest(&mut tx, &taken, now).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn lease(
    conn: &mut PgConnection,
    free: &[&Head],
    now: Timestamp,
) -> Result<Vec<Taken>, sqlx::Error> {
    sqlx::query_as!(
        Taken,
        r#"WITH held AS (
             SELECT o.workspace_id, o.id
             FROM unnest($1::uuid[], $2::bigint[]) AS n(workspace_id, id)
             JOIN outbox o ON o.workspace_id = n.workspace_id AND o.id = n.id
             WHERE o.settled_at IS NULL AND o.available_at <= $3
             FOR UPDATE OF o SKIP LOCKED
           )
           UPDATE outbox o SET available_at = $4, attempts = o.attempts + 1, lease = gen_random_uuid()
           FROM held WHERE o.workspace_id = held.workspace_id AND o.id = held.id
           RETURNING o.workspace_id AS workspace, o.id, o.lane, o.attempts, o.lease AS "lease!", o.letter,
                     o.method, o.spacing, o.direct"#,
        &free.iter().map(|it| it.workspace).collect::<Vec<_>>(),
        &free.iter().map(|it| it.id.value()).collect::<Vec<_>>(),
        Ts(now) as _,
        Ts(later(now, LEASE)) as _,
    )
    .fetch_all(conn)
    .await
}

/// A method's limit fills up by what each letter takes of it, and drains with time.
async fn use_up(
    conn: &mut PgConnection,
    taken: &[Taken],
    weight: Weight,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    // In one order for everybody, since each row is locked.
    let mut used: BTreeMap<String, i64> = BTreeMap::new();
    for letter in taken {
        let spacing = i64::from(letter.spacing);
        *used.entry(Bucket::Rate.of(&letter.method)).or_default() += spacing;
        if weight == Weight::Notice {
            *used.entry(Bucket::Notices.of(&letter.method)).or_default() += NOTICE_SHARE * spacing;
        }
    }
    let (buckets, used): (Vec<String>, Vec<i64>) = used.into_iter().unzip();
    sqlx::query!(
        "INSERT INTO outbox_pace (bucket, free_at)
         SELECT n.bucket, $1::timestamptz + n.used * interval '1 ms' FROM unnest($2::text[], $3::bigint[]) AS n(bucket, used)
         ON CONFLICT (bucket) DO UPDATE
         SET free_at = greatest(outbox_pace.free_at, $1) + (excluded.free_at - $1)",
        Ts(now) as _,
        &buckets,
        &used,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// A conversation rests after each message. Opening it says nothing in it.
async fn rest(conn: &mut PgConnection, taken: &[Taken], now: Timestamp) -> Result<(), sqlx::Error> {
    let said = taken.iter().filter(|it| !Way::opens(&it.method));
    let lanes: Vec<String> = said.map(|it| it.lane.clone()).collect();
    sqlx::query!(
        "INSERT INTO outbox_pace (bucket, free_at) SELECT lane, $2 FROM unnest($1::text[]) AS lane
         ON CONFLICT (bucket) DO UPDATE SET free_at = greatest(outbox_pace.free_at, excluded.free_at)",
        &lanes,
        Ts(later(now, LANE_PACE)) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
