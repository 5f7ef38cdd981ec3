//! The first letter that waits in each conversation, and what its way is paced by.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::ids::{ItemId, WorkspaceId};
use crate::outbox::pacing::Bucket;
use crate::outbox::{Letter, Weight};
use crate::queue::Payload;

/// How many conversations one look goes over: what it costs is bounded, however many wait.
const LANES: i32 = 128;

/// The first letter of a lane.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) workspace: WorkspaceId,
    pub(super) id: ItemId,
    pub(super) lane: String,
    pub(super) method: String,
    /// How far ahead of its limit it may use the method, in milliseconds.
    pub(super) burst: i32,
    /// When it may leave at the earliest.
    pub(super) available_at: Timestamp,
}

/// Until when what is not free is taken, by its bucket.
pub(super) type Paces = HashMap<String, Timestamp>;

/// The first letter of one weight in each lane after `cursor`, lane by lane.
pub(super) async fn after(
    conn: &mut PgConnection,
    weight: Weight,
    cursor: &str,
) -> Result<Vec<Head>, sqlx::Error> {
    let rows = sqlx::query!(
        // Steps from lane to lane through the index: what it costs is the number of lanes, not of
        // letters.
        r#"WITH RECURSIVE head AS (
             (SELECT workspace_id, id, lane, method, burst, available_at, 1 AS depth FROM outbox
              WHERE settled_at IS NULL AND weight = $1 AND lane > $2 AND format <= $3
              ORDER BY lane, id LIMIT 1)
             UNION ALL
             SELECT next.*, head.depth + 1 FROM head CROSS JOIN LATERAL (
               SELECT workspace_id, id, lane, method, burst, available_at FROM outbox
               WHERE settled_at IS NULL AND weight = $1 AND lane > head.lane AND format <= $3
               ORDER BY lane, id LIMIT 1
             ) next
             WHERE head.depth < $4
           )
           SELECT workspace_id AS "workspace!: WorkspaceId", id AS "id!: ItemId", lane AS "lane!", method AS "method!", burst AS "burst!",
                  available_at AS "available_at!: Ts"
           FROM head ORDER BY depth"#,
        weight.as_str(),
        cursor,
        Letter::FORMAT,
        LANES,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Head {
            workspace: row.workspace,
            id: row.id,
            lane: row.lane,
            method: row.method,
            burst: row.burst,
            available_at: row.available_at.into(),
        })
        .collect())
}

/// What paces these letters and is not free now.
pub(super) async fn paces(
    conn: &mut PgConnection,
    heads: &[Head],
    now: Timestamp,
) -> Result<Paces, sqlx::Error> {
    let mut buckets: Vec<String> = heads
        .iter()
        .flat_map(|head| {
            let method = [Bucket::Pause, Bucket::Rate, Bucket::Notices];
            let method = method.map(|bucket| bucket.of(&head.method));
            method.into_iter().chain([head.lane.clone()])
        })
        .collect();
    buckets.sort_unstable();
    buckets.dedup();
    if buckets.is_empty() {
        return Ok(Paces::new());
    }
    let rows = sqlx::query!(
        r#"SELECT bucket, free_at AS "free_at: Ts" FROM outbox_pace WHERE bucket = ANY($1) AND free_at > $2"#,
        &buckets,
        Ts(now) as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.bucket, row.free_at.into()))
        .collect())
}
