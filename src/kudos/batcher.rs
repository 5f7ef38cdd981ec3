//! Gifts in natural batches: whatever waits while one commit runs forms the next.
//!
//! There is no timer, so a lone gift waits for nothing; under load a batch grows to what one commit
//! can carry, and neither a popular recipient nor one commit at a time limits the rate. Several
//! replicas may each run one: the locks are what is correct, not the channel.

use std::sync::Arc;

use metrics::histogram;
use sqlx::postgres::PgConnectOptions;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::aside::Aside;
use super::recorder::Recorder;
use super::{Gift, Outcome};
use crate::attempt::Failure;
use crate::clock::Clock;
use crate::outbox::Bell;

/// Why a gift is not known to be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRecorded {
    /// More is waiting than can be promised.
    #[error("too many gifts are waiting")]
    Busy,
    /// Somebody else holds one of its accounts.
    #[error("an account is held by somebody else")]
    Held,
    /// The database did not commit.
    #[error("the database did not commit")]
    Database,
}

/// What is known of a gift.
pub type Recorded = Result<Outcome, Failure<NotRecorded>>;

/// The hand-over to the tasks that record gifts.
#[derive(Clone, Debug)]
pub struct Batcher {
    queue: mpsc::UnboundedSender<Waiting>,
    room: Arc<Semaphore>,
}

/// A gift, and who waits for what becomes of it.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) gift: Gift,
    pub(super) since: Instant,
    reply: oneshot::Sender<Recorded>,
    _place: OwnedSemaphorePermit,
}

impl Waiting {
    pub(super) fn answer(self, recorded: Recorded) {
        let _ = self.reply.send(recorded);
    }

    pub(super) fn refuse(self, reason: NotRecorded) {
        self.answer(Err(Failure::NotDone(reason)));
    }
}

/// How many gifts may wait: a few seconds of work.
const ROOM: usize = 4096;

/// How many one commit carries: more brings no more throughput, only longer waits.
pub(super) const BATCH: usize = 128;

/// A gift to more people than this goes by itself: nobody waits for its thousands of rows.
const LARGE: usize = 128;

impl Batcher {
    /// Starts the tasks. The one returned ends, everything recorded, once every handle is dropped.
    pub fn start(options: &PgConnectOptions, clock: &Clock, bell: &Bell) -> (Self, JoinHandle<()>) {
        let (queue, waiting) = mpsc::unbounded_channel();
        let recorder = || Recorder::new(options, clock.clone(), bell.clone());
        let (aside, kept_aside) = Aside::start(recorder());
        let (large, one_by_one) = record_one_by_one(recorder(), aside.clone());
        let lanes = Lanes {
            recorder: recorder(),
            aside,
            large,
        };
        let task = tokio::spawn(async move {
            lanes.run(waiting).await;
            // What they still hold is recorded before it is said that all is.
            let _ = one_by_one.await;
            let _ = kept_aside.await;
        });
        let room = Arc::new(Semaphore::new(ROOM));
        (Self { queue, room }, task)
    }

    /// Records a gift; returns once it is durable, or once it is known that it is not.
    pub async fn give(&self, gift: Gift) -> Recorded {
        let busy = Failure::NotDone(NotRecorded::Busy);
        let place = Arc::clone(&self.room)
            .try_acquire_owned()
            .map_err(|_| busy)?;
        let (reply, recorded) = oneshot::channel();
        let waiting = Waiting {
            gift,
            since: Instant::now(),
            reply,
            _place: place,
        };
        self.queue.send(waiting).map_err(|_| busy)?;
        // Whoever held the gift is gone, perhaps in the middle of its commit.
        let gone = Failure::Unknown(NotRecorded::Database);
        recorded.await.unwrap_or(Err(gone))
    }
}

/// The ways that gifts take: most together, large ones by themselves, and those that wait for an
/// account aside.
struct Lanes {
    recorder: Recorder,
    aside: Aside,
    large: mpsc::UnboundedSender<Waiting>,
}

impl Lanes {
    async fn run(mut self, mut waiting: mpsc::UnboundedReceiver<Waiting>) {
        let mut batch = Vec::with_capacity(BATCH);
        while waiting.recv_many(&mut batch, BATCH).await > 0 {
            let mut together = Vec::with_capacity(batch.len());
            for waiting in batch.drain(..) {
                if self.aside.waits_for(&waiting.gift) {
                    self.aside.put(waiting);
                } else if waiting.gift.recipients.len() > LARGE {
                    let _ = self.large.send(waiting);
                } else {
                    together.push(waiting);
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "a batch is small")]
            histogram!("plaudit_gift_batch_size").record(together.len() as f64);
            for held in self.recorder.record(together).await {
                self.aside.put(held);
            }
        }
    }
}

/// A lane for large gifts.
fn record_one_by_one(
    mut recorder: Recorder,
    aside: Aside,
) -> (mpsc::UnboundedSender<Waiting>, JoinHandle<()>) {
    let (large, mut waiting) = mpsc::unbounded_channel();
    let task = tokio::spawn(async move {
        while let Some(waiting) = waiting.recv().await {
            for held in recorder.record(vec![waiting]).await {
                aside.put(held);
            }
        }
    });
    (large, task)
}
