//! How much waits in a queue, for metrics.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use metrics::gauge;
use sqlx::PgPool;

use super::Queue;
use crate::database::Ts;
use crate::explained::explained;

/// How often what waits is counted.
const EVERY: Duration = Duration::from_secs(2);

/// Shows how much waits in a queue, and how much was set aside there.
#[derive(Debug)]
pub struct Gauges {
    queue: Queue,
    shown: Option<Instant>,
}

impl Gauges {
    /// Nothing is shown yet.
    pub const fn of(queue: Queue) -> Self {
        Self { queue, shown: None }
    }

    /// Counts and shows it, unless that was done just now. What cannot be counted stays as it was shown.
    pub async fn show(&mut self, pool: &PgPool, now: Timestamp) {
        if self.shown.is_some_and(|at| at.elapsed() < EVERY) {
            return;
        }
        if let Err(error) = show(pool, self.queue, now).await {
            tracing::debug!(error = explained(&error), queue = %self.queue, "what waits is not counted");
        }
        self.shown = Some(Instant::now());
    }
}

/// How much of one weight waits, and since when.
struct Depth {
    weight: String,
    waiting: i64,
    oldest: Option<Ts>,
}

async fn show(pool: &PgPool, queue: Queue, now: Timestamp) -> Result<(), sqlx::Error> {
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
