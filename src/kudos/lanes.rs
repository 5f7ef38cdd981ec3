//! The ways that gifts take: most together, those to a crowd by themselves, and those that wait for an
//! account aside.
//!
//! Each is run by a task of its own. What waits belongs to the lane and not to the task, so that a
//! lane that ended may be run again: what it had in hand is then not known, and nothing else is lost.

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use metrics::histogram;
use tokio::sync::{Mutex, mpsc};

use super::aside::Aside;
use super::batcher::Waiting;
use super::recorder::Recorder;
use super::thread::Thread;

/// How many one commit carries: more brings no more throughput, only longer waits.
pub(super) const BATCH: usize = 128;

/// A gift to more people than this goes by itself: nobody waits for its thousands of rows.
const CROWD: usize = 128;

/// How a lane gets a connection to record on.
pub(super) type Open = Arc<dyn Fn() -> Recorder + Send + Sync>;

/// What waits in a lane, whoever runs it.
type Queue = Mutex<mpsc::UnboundedReceiver<Waiting>>;

/// A way that gifts take.
pub struct Lane {
    /// What logs and metrics call the task that runs it.
    pub name: &'static str,
    life: Box<dyn Fn() -> BoxFuture<'static, ()> + Send>,
}

impl Lane {
    fn new<F>(
        name: &'static str,
        thread: &Arc<Thread>,
        life: impl Fn() -> F + Send + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let thread = Arc::clone(thread);
        Self {
            name,
            life: Box::new(move || {
                let (thread, life) = (Arc::clone(&thread), life());
                Box::pin(async move { thread.run(life).await })
            }),
        }
    }

    /// Records what comes. Ends, everything recorded, once nobody can hand in a gift any more: every
    /// [`Batcher`](super::Batcher) is dropped, and every lane before this one.
    pub fn run(&self) -> BoxFuture<'static, ()> {
        (self.life)()
    }
}

impl fmt::Debug for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lane").field(&self.name).finish()
    }
}

/// The lanes for what is handed in by `coming`, each before those that it hands on to.
pub(super) fn open(coming: mpsc::UnboundedReceiver<Waiting>, recorder: Open) -> Vec<Lane> {
    let (aside, lot) = Aside::new();
    let (crowds, waiting) = mpsc::unbounded_channel();
    let together = Arc::new(Together {
        coming: Mutex::new(coming),
        crowds,
        aside: aside.clone(),
    });
    let by_themselves = Arc::new(ByThemselves {
        coming: Mutex::new(waiting),
        aside,
    });
    let lot = Arc::new(Mutex::new(lot));
    let thread = Arc::new(Thread::new());
    let recorders = [recorder.clone(), recorder.clone(), recorder];
    let [for_most, for_crowds, for_those_aside] = recorders;
    vec![
        Lane::new("recorder", &thread, move || {
            together.clone().run(for_most())
        }),
        Lane::new("crowd-recorder", &thread, move || {
            by_themselves.clone().run(for_crowds())
        }),
        Lane::new("aside-recorder", &thread, move || {
            let (lot, recorder) = (lot.clone(), for_those_aside());
            async move { Box::pin(lot.lock().await.run(recorder)).await }
        }),
    ]
}

/// Most gifts.
struct Together {
    coming: Queue,
    crowds: mpsc::UnboundedSender<Waiting>,
    aside: Aside,
}

impl Together {
    async fn run(self: Arc<Self>, mut recorder: Recorder) {
        let mut coming = self.coming.lock().await;
        let mut batch = Vec::with_capacity(BATCH);
        while coming.recv_many(&mut batch, BATCH).await > 0 {
            let mut together = Vec::with_capacity(batch.len());
            for waiting in batch.drain(..) {
                if self.aside.waits_for(&waiting.gift) {
                    self.aside.put(waiting);
                } else if waiting.gift.recipients.len() > CROWD {
                    let _ = self.crowds.send(waiting);
                } else {
                    together.push(waiting);
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "a batch is small")]
            histogram!("plaudit_gift_batch_size").record(together.len() as f64);
            for held in recorder.record(together).await {
                self.aside.put(held);
            }
        }
    }
}

/// Gifts to a crowd.
struct ByThemselves {
    coming: Queue,
    aside: Aside,
}

impl ByThemselves {
    async fn run(self: Arc<Self>, mut recorder: Recorder) {
        let mut coming = self.coming.lock().await;
        while let Some(waiting) = coming.recv().await {
            for held in recorder.record(vec![waiting]).await {
                self.aside.put(held);
            }
        }
    }
}
