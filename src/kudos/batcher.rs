//! Gifts in natural batches: whatever waits while one commit runs forms the next.
//!
//! There is no timer, so a lone gift waits for nothing; under load a batch grows to what one commit
//! can carry, and neither a popular recipient nor one commit at a time limits the rate. Several
//! replicas may each run one: the locks are what is correct, not the channel.

use std::io;
use std::time::Duration;

use metrics::{counter, histogram};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::post::post;
use super::{Gift, Outcome};
use crate::clock::Clock;
use crate::outbox::Bell;

/// Nothing was recorded, and trying again is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRecorded {
    /// More is waiting than can be promised.
    #[error("too many gifts are waiting")]
    Busy,
    /// The database could not commit.
    #[error("the database could not commit")]
    Database,
}

/// The hand-over to the task that records gifts.
#[derive(Clone, Debug)]
pub struct Batcher {
    queue: mpsc::Sender<(Gift, oneshot::Sender<Result<Outcome, NotRecorded>>)>,
}

type Waiting = (Gift, oneshot::Sender<Result<Outcome, NotRecorded>>);

/// How many gifts may wait: a few seconds of work.
const QUEUE: usize = 4096;

/// How many one commit carries: more brings no more throughput, only longer waits.
const BATCH: usize = 128;

/// How long a commit may take before the database is taken to be away: whoever waits is told within
/// the three seconds that platforms give.
const PATIENCE: Duration = Duration::from_secs(2);

impl Batcher {
    /// Starts the task. It ends, everything recorded, once every handle is dropped.
    pub fn start(options: &PgConnectOptions, clock: Clock, bell: Bell) -> (Self, JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        // A connection opened on almost empty tables keeps sequential plans for its session, and
        // slows down as they grow. This one only ever looks up keys.
        let options = options
            .clone()
            .application_name("plaudit gifts")
            .options([
                ("enable_seqscan", "off"),
                ("plan_cache_mode", "force_generic_plan"),
                // An account that somebody holds fails the gifts that need it, and no others.
                ("lock_timeout", "1s"),
            ])
            .disable_statement_logging();
        let task = tokio::spawn(
            Recorder {
                options,
                conn: None,
                clock,
                bell,
            }
            .run(waiting),
        );
        (Self { queue }, task)
    }

    /// Records a gift; returns once it is durable.
    pub async fn give(&self, gift: Gift) -> Result<Outcome, NotRecorded> {
        let (done, outcome) = oneshot::channel();
        self.queue
            .try_send((gift, done))
            .map_err(|_| NotRecorded::Busy)?;
        outcome.await.unwrap_or(Err(NotRecorded::Database))
    }
}

struct Recorder {
    options: PgConnectOptions,
    conn: Option<PgConnection>,
    clock: Clock,
    bell: Bell,
}

impl Recorder {
    async fn run(mut self, mut waiting: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::with_capacity(BATCH);
        while waiting.recv_many(&mut batch, BATCH).await > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a batch is small")]
            histogram!("plaudit_gift_batch_size").record(batch.len() as f64);
            self.record(batch.drain(..)).await;
            self.bell.ring();
        }
    }

    async fn record(&mut self, batch: impl Iterator<Item = Waiting>) {
        let (gifts, replies): (Vec<Gift>, Vec<_>) = batch.unzip();
        match self.commit(&gifts).await {
            Ok(outcomes) => {
                for (reply, outcome) in replies.into_iter().zip(outcomes) {
                    let _ = reply.send(Ok(outcome));
                }
            }
            Err(error) => {
                tracing::warn!(error = %error, gifts = gifts.len(), "a batch failed; its gifts go one by one");
                let mut away = is_timeout(&error);
                for (gift, reply) in gifts.iter().zip(replies) {
                    // Without a database, they need not wait for it one after the other.
                    let outcome = if away {
                        Err(NotRecorded::Database)
                    } else {
                        self.commit_alone(gift, &mut away).await
                    };
                    let _ = reply.send(outcome);
                }
            }
        }
    }

    async fn commit_alone(&mut self, gift: &Gift, away: &mut bool) -> Result<Outcome, NotRecorded> {
        match self.commit(std::slice::from_ref(gift)).await {
            Ok(mut outcomes) => outcomes.pop().ok_or(NotRecorded::Database),
            Err(error) => {
                tracing::error!(error = %error, kudos.id = %gift.id, "a gift was not recorded");
                *away = matches!(error, sqlx::Error::Io(_));
                Err(NotRecorded::Database)
            }
        }
    }

    /// A connection that has gone silent is given up, and with it whatever was not committed.
    async fn commit(&mut self, gifts: &[Gift]) -> Result<Vec<Outcome>, sqlx::Error> {
        tokio::time::timeout(PATIENCE, self.commit_unhurried(gifts))
            .await
            .unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into()))
    }

    async fn commit_unhurried(&mut self, gifts: &[Gift]) -> Result<Vec<Outcome>, sqlx::Error> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.options.connect().await?,
        };
        // The connection comes back only after a commit: one that failed may hold anything.
        let mut tx = conn.begin().await?;
        let outcomes = post(&mut tx, &self.clock, gifts).await?;
        tx.commit().await?;
        self.conn = Some(conn);
        for outcome in &outcomes {
            let word = match outcome {
                Outcome::Given { .. } => "given",
                Outcome::AlreadyGiven => "already_given",
                Outcome::Short { .. } => "short",
            };
            counter!("plaudit_ledger_posts_total", "outcome" => word).increment(1);
        }
        Ok(outcomes)
    }
}

fn is_timeout(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut)
}
