//! Gifts that wait for somebody else, where they keep nobody waiting.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use metrics::gauge;
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::Gift;
use super::batcher::{NotRecorded, Waiting};
use super::lanes::BATCH;
use super::needs::Need;
use super::recorder::Recorder;
use crate::clock::Pauses;

/// How long a gift waits for whoever holds what it needs.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long it still waits once we are to stop.
const CLOSING: Duration = Duration::from_secs(2);

/// The pauses between two tries.
const PAUSES: Pauses = Pauses::new(Duration::from_millis(10), Duration::from_millis(250));

/// The way there.
#[derive(Clone)]
pub(super) struct Aside {
    queue: mpsc::UnboundedSender<Waiting>,
    held: Held,
}

/// What gifts are known to wait for.
type Held = Arc<Mutex<HashSet<Need>>>;

impl Aside {
    /// The way there, and where it leads.
    pub(super) fn new() -> (Self, Lot) {
        let (queue, coming) = mpsc::unbounded_channel();
        let held = Held::default();
        let lot = Lot {
            coming,
            held: Arc::clone(&held),
            waiting: Vec::new(),
            closing: None,
        };
        (Self { queue, held }, lot)
    }

    /// Sets a gift aside until it can be recorded.
    pub(super) fn put(&self, waiting: Waiting) {
        let _ = self.queue.send(waiting);
    }

    /// Whether a gift needs what others wait for already.
    pub(super) fn waits_for(&self, gift: &Gift) -> bool {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        !held.is_empty() && gift.needs().any(|need| held.contains(&need))
    }
}

/// Where they wait.
pub(super) struct Lot {
    coming: mpsc::UnboundedReceiver<Waiting>,
    held: Held,
    waiting: Vec<Waiting>,
    closing: Option<Instant>,
}

impl Lot {
    /// Records those who wait. Ends once there is no way here and nobody waits any more.
    pub(super) async fn run(&mut self, mut recorder: Recorder) {
        let mut pauses = PAUSES;
        while self.take_in(pauses.take()).await {
            let before = self.waiting.len();
            self.send_off_late();
            self.try_again(&mut recorder).await;
            if self.waiting.len() < before {
                pauses.restart();
            }
            #[expect(clippy::cast_precision_loss, reason = "there is room for few")]
            gauge!("plaudit_gifts_waiting_aside").set(self.waiting.len() as f64);
        }
    }

    /// Waits for the next try, or for the next gift where there is nothing to try. False when there
    /// will be none.
    async fn take_in(&mut self, pause: Duration) -> bool {
        if self.waiting.is_empty() {
            let first = self.coming.recv().await;
            self.waiting.extend(first);
        } else {
            tokio::time::sleep(pause).await;
        }
        while let Ok(next) = self.coming.try_recv() {
            self.waiting.push(next);
        }
        if self.coming.is_closed() && self.coming.is_empty() && self.closing.is_none() {
            self.closing = Some(Instant::now());
        }
        !self.waiting.is_empty()
    }

    /// Answers those who have waited for too long.
    fn send_off_late(&mut self) {
        let closed = self.closing.is_some_and(|at| at.elapsed() >= CLOSING);
        let waiting = std::mem::take(&mut self.waiting);
        let (late, others) = waiting
            .into_iter()
            .partition(|it| closed || it.since.elapsed() >= PATIENCE);
        self.waiting = others;
        for waiting in late {
            tracing::error!(kudos.id = %waiting.gift.id, "what a gift needs is held by somebody else");
            waiting.refuse(NotRecorded::Held);
        }
    }

    /// Records those for whom nothing is held now.
    async fn try_again(&mut self, recorder: &mut Recorder) {
        let waiting = std::mem::take(&mut self.waiting);
        let held = recorder.held(&waiting).await;
        let (stuck, free) = waiting
            .into_iter()
            .partition(|it| it.gift.needs().any(|need| held.contains(&need)));
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = held;
        self.waiting = stuck;
        let mut free = free;
        while !free.is_empty() {
            let rest = free.split_off(free.len().min(BATCH));
            let still = recorder.record(free).await;
            self.waiting.extend(still);
            free = rest;
        }
    }
}
