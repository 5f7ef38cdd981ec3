//! Looking after the queues: what waits, what was set aside, and trying it again.

use jiff::Timestamp;
use metrics::gauge;
use sqlx::{PgConnection, PgPool};

use super::Queue;
use crate::database::Ts;
use crate::ids::{ItemId, WorkspaceId};
use crate::subject::Subject;

/// A row that waits, or was set aside.
#[derive(Debug)]
pub struct Unsettled {
    /// Its number.
    pub id: ItemId,
    /// `pending`, `refused`, `dead` or `unreadable`.
    pub state: String,
    /// The conversation that a letter is for, the person whom a delivery is of, or the redemption that a
    /// reward is for.
    pub lane: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was put in.
    pub created_at: Ts,
    /// What was said of it last.
    pub last_error: Option<String>,
    /// What it is about.
    pub subject: Option<Subject>,
}

/// What a workspace has in a queue that is not done with, oldest first.
pub async fn unsettled(
    conn: &mut PgConnection,
    queue: Queue,
    workspace: WorkspaceId,
) -> Result<Vec<Unsettled>, sqlx::Error> {
    match queue {
        Queue::Inbox => {
            sqlx::query_as!(
                Unsettled,
                r#"SELECT id, state, lane, attempts, created_at, last_error, NULL::text AS "subject: Subject" FROM inbox
                   WHERE workspace_id = $1 AND state <> 'done' ORDER BY id"#,
                workspace,
            )
            .fetch_all(conn)
            .await
        }
        Queue::Outbox => {
            sqlx::query_as!(
                Unsettled,
                r#"SELECT id, state, lane, attempts, created_at, last_error, subject FROM outbox
                   WHERE workspace_id = $1 AND state NOT IN ('sent', 'withheld', 'replaced') ORDER BY id"#,
                workspace,
            )
            .fetch_all(conn)
            .await
        }
        Queue::Fulfilment => {
            sqlx::query_as!(
                Unsettled,
                r#"SELECT id, state, redemption_id::text AS "lane!", attempts, created_at, last_error,
                          'redemption:' || redemption_id AS "subject: Subject" FROM fulfilment
                   WHERE workspace_id = $1 AND state <> 'done' ORDER BY id"#,
                workspace,
            )
            .fetch_all(conn)
            .await
        }
    }
}

/// Tries again what was set aside: those given, or all. Returns how many. Of a sensitive letter, and
/// of what is old, there is nothing left to try again.
pub async fn retry(
    conn: &mut PgConnection,
    queue: Queue,
    workspace: WorkspaceId,
    ids: Option<&[ItemId]>,
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    let numbers: Option<Vec<_>> = ids.map(|ids| ids.iter().map(|id| id.value()).collect());
    let done = match queue {
        Queue::Inbox => {
            sqlx::query!(
                "UPDATE inbox SET state = 'pending', attempts = 0, available_at = $3, settled_at = NULL, lease = NULL
                 WHERE workspace_id = $1 AND state IN ('dead', 'unreadable') AND inbound <> 'null'
                   AND ($2::bigint[] IS NULL OR id = ANY($2))",
                workspace,
                numbers.as_deref(),
                Ts(now) as _,
            )
            .execute(conn)
            .await?
        }
        Queue::Outbox => {
            sqlx::query!(
                "UPDATE outbox SET state = 'pending', attempts = 0, available_at = $3, settled_at = NULL, lease = NULL
                 WHERE workspace_id = $1 AND state IN ('refused', 'dead', 'unreadable') AND letter <> 'null'
                   AND ($2::bigint[] IS NULL OR id = ANY($2))",
                workspace,
                numbers.as_deref(),
                Ts(now) as _,
            )
            .execute(conn)
            .await?
        }
        Queue::Fulfilment => {
            sqlx::query!(
                // What waits, waits once: of several for one redemption the last.
                "UPDATE fulfilment f SET state = 'pending', attempts = 0, created_at = $3, available_at = $3,
                                         settled_at = NULL, lease = NULL
                 WHERE f.workspace_id = $1 AND f.state IN ('dead', 'unreadable')
                   AND ($2::bigint[] IS NULL OR f.id = ANY($2))
                   AND NOT EXISTS (SELECT FROM fulfilment later
                                   WHERE later.workspace_id = f.workspace_id
                                     AND later.redemption_id = f.redemption_id AND later.id > f.id)",
                workspace,
                numbers.as_deref(),
                Ts(now) as _,
            )
            .execute(conn)
            .await?
        }
    };
    Ok(done.rows_affected())
}

/// How much of one weight waits, and since when.
struct Depth {
    weight: String,
    waiting: i64,
    oldest: Option<Ts>,
}

/// Shows how much waits in a queue, and what was set aside there.
pub async fn measure(pool: &PgPool, queue: Queue, now: Timestamp) -> Result<(), sqlx::Error> {
    let name = queue.as_str();
    let (depths, set_aside) = match queue {
        Queue::Inbox => (inbox(pool).await?, inbox_aside(pool).await?),
        Queue::Outbox => (outbox(pool).await?, outbox_aside(pool).await?),
        Queue::Fulfilment => (fulfilment(pool).await?, fulfilment_aside(pool).await?),
    };
    gauge!("plaudit_queue_set_aside", "queue" => name).set(number(set_aside));
    for depth in &depths {
        let labels = [("queue", name.to_owned()), ("weight", depth.weight.clone())];
        gauge!("plaudit_queue_depth", &labels).set(number(depth.waiting));
        gauge!("plaudit_queue_oldest_seconds", &labels).set(age(depth.oldest, now));
    }
    if queue == Queue::Outbox {
        let waiting = depths.iter().map(|depth| depth.waiting).sum();
        let oldest = depths.iter().filter_map(|depth| depth.oldest).min();
        gauge!("plaudit_outbox_depth").set(number(waiting));
        gauge!("plaudit_outbox_oldest_seconds").set(age(oldest, now));
    }
    Ok(())
}

async fn inbox(pool: &PgPool) -> Result<Vec<Depth>, sqlx::Error> {
    sqlx::query_as!(
        Depth,
        r#"SELECT 'interactive' AS "weight!", count(*) AS "waiting!", min(created_at) AS oldest
           FROM inbox WHERE state = 'pending'"#
    )
    .fetch_all(pool)
    .await
}

async fn outbox(pool: &PgPool) -> Result<Vec<Depth>, sqlx::Error> {
    sqlx::query_as!(
        Depth,
        // Each weight every time: a gauge keeps what it was told last.
        r#"SELECT w.weight AS "weight!", count(o.id) AS "waiting!", min(o.created_at) AS oldest
           FROM unnest(ARRAY['interactive', 'notice', 'bulk']) AS w(weight)
           LEFT JOIN outbox o ON o.weight = w.weight AND o.settled_at IS NULL
           GROUP BY w.weight"#
    )
    .fetch_all(pool)
    .await
}

async fn fulfilment(pool: &PgPool) -> Result<Vec<Depth>, sqlx::Error> {
    sqlx::query_as!(
        Depth,
        r#"SELECT 'interactive' AS "weight!", count(*) AS "waiting!", min(created_at) AS oldest
           FROM fulfilment WHERE settled_at IS NULL"#
    )
    .fetch_all(pool)
    .await
}

async fn fulfilment_aside(pool: &PgPool) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM fulfilment WHERE state IN ('dead', 'unreadable')"#
    )
    .fetch_one(pool)
    .await
}

async fn inbox_aside(pool: &PgPool) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM inbox WHERE state IN ('dead', 'unreadable')"#
    )
    .fetch_one(pool)
    .await
}

async fn outbox_aside(pool: &PgPool) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM outbox WHERE state IN ('dead', 'unreadable')"#
    )
    .fetch_one(pool)
    .await
}

fn age(oldest: Option<Ts>, now: Timestamp) -> f64 {
    oldest.map_or(0.0, |at| now.duration_since(at.0).as_secs_f64().max(0.0))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a gauge needs no more than 52 bits"
)]
const fn number(count: i64) -> f64 {
    count as f64
}
