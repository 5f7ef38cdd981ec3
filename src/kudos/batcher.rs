//! Gifts in natural batches: whatever waits while one commit runs forms the next.
//!
//! There is no timer, so a lone gift waits for nothing; under load a batch grows to what one commit
//! can carry, and neither a popular recipient nor one commit at a time limits the rate. Several
//! replicas may each run one: the locks are what is correct, not the channel.

use std::sync::Arc;

use sqlx::postgres::PgConnectOptions;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::time::Instant;

use super::lanes::Lane;
use super::recorder::Recorder;
use super::{Gift, Outcome, lanes};
use crate::attempt::Failure;
use crate::clock::Clock;
use crate::outbox::Wakeup;

/// Why a gift is not known to be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRecorded {
    /// More is waiting than can be promised.
    #[error("too many gifts are waiting")]
    Busy,
    /// Somebody else holds what it needs.
    #[error("what it needs is held by somebody else")]
    Held,
    /// The database did not commit.
    #[error("the database did not commit")]
    Database,
}

/// Whether a gift was recorded, as far as it is known.
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

impl Batcher {
    /// The hand-over, and the lanes, which record nothing until they are run.
    pub fn new(options: &PgConnectOptions, clock: &Clock, wakeup: &Wakeup) -> (Self, Vec<Lane>) {
        let (queue, coming) = mpsc::unbounded_channel();
        let (options, clock, wakeup) = (options.clone(), clock.clone(), wakeup.clone());
        let recorder = move || Recorder::new(&options, clock.clone(), wakeup.clone());
        let room = Arc::new(Semaphore::new(ROOM));
        (
            Self { queue, room },
            lanes::open(coming, Arc::new(recorder)),
        )
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
