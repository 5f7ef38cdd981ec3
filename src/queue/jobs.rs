//! The workers of a queue: each claimed item in a task of its own, and a few at a time.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use sqlx::PgPool;
use tokio::task::{Id, JoinError, JoinSet};

use super::{End, Queue, Ticket};
use crate::clock::Clock;
use crate::database::{is_invalid, within};
use crate::explained::explained;
use crate::guarded::{Panicked, guarded, note_panic};
use crate::ids::ItemId;

/// How long what is under way may take once we are told to stop.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long one try to record it may take: what is asked over a line that died is never answered, and
/// hands are few.
const ONE_TRY: Duration = Duration::from_secs(10);

/// How long to wait after each failure to record what became of an item: within its lease.
const RECORDING: [Duration; 4] = [
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::ZERO,
];

/// The items under way, each with its kind.
#[derive(Debug)]
pub struct Jobs<K> {
    tasks: JoinSet<()>,
    held: HashMap<Id, (K, Ticket)>,
}

impl<K> Default for Jobs<K> {
    fn default() -> Self {
        Self {
            tasks: JoinSet::new(),
            held: HashMap::new(),
        }
    }
}

impl<K> Jobs<K> {
    /// Begins to work on an item.
    pub fn begin(
        &mut self,
        kind: K,
        ticket: Ticket,
        work: impl Future<Output = ()> + Send + 'static,
    ) {
        let task = self.tasks.spawn(work);
        self.held.insert(task.id(), (kind, ticket));
    }

    /// The kinds of all that is under way.
    pub fn kinds(&mut self) -> impl ExactSizeIterator<Item = &K> {
        while let Some(done) = self.tasks.try_join_next_with_id() {
            self.lay_down(done);
        }
        self.held.values().map(|(kind, _)| kind)
    }

    /// How many of each kind are under way.
    pub fn under_way(&mut self) -> BTreeMap<K, i64>
    where
        K: Clone + Ord,
    {
        let mut under_way = BTreeMap::new();
        for kind in self.kinds() {
            *under_way.entry(kind.clone()).or_default() += 1;
        }
        under_way
    }

    /// Returns once an item is done with; at once when there is none.
    pub async fn freed(&mut self) -> Option<()> {
        let done = self.tasks.join_next_with_id().await?;
        self.lay_down(done);
        Some(())
    }

    /// Waits for what is under way, but not for long. What had to be let go is returned: its lease
    /// ends by itself.
    pub async fn finish(mut self) -> Vec<Ticket> {
        let all = async { while self.freed().await.is_some() {} };
        if tokio::time::timeout(PATIENCE, all).await.is_err() {
            tracing::warn!(items = self.held.len(), "let go before they were done");
        }
        self.tasks.shutdown().await;
        self.held.into_values().map(|(_, ticket)| ticket).collect()
    }

    fn lay_down(&mut self, done: Result<(Id, ()), JoinError>) {
        let id = match &done {
            Ok((id, ())) => *id,
            Err(error) => error.id(),
        };
        let Some((_, ticket)) = self.held.remove(&id) else {
            return;
        };
        // Beside the work itself, which is guarded: its lease ends, and it is tried again.
        if done.is_err_and(|error| error.is_panic()) {
            note_panic(ticket.queue.as_str());
            log_panic(ticket.queue, ticket.id);
        }
    }
}

/// Works on an item; a panic is this item's alone.
pub async fn guard<T>(
    ticket: &Ticket,
    work: impl Future<Output = T> + Send,
) -> Result<T, Panicked> {
    let done = guarded(ticket.queue.as_str(), work).await;
    if done.is_err() {
        log_panic(ticket.queue, ticket.id);
    }
    done
}

fn log_panic(queue: Queue, id: ItemId) {
    tracing::error!(
        queue = queue.as_str(),
        item.id = id.value(),
        "the work on an item panicked"
    );
}

/// Records what became of an item, again where the database is away for a moment: without its
/// record, what was done would be done again. Where all is in vain, its lease ends by itself; what the
/// database will never take down is given up, so that it is not done for ever.
pub async fn insist<F>(ticket: &Ticket, pool: &PgPool, clock: &Clock, record: impl Fn() -> F)
where
    F: Future<Output = Result<(), sqlx::Error>>,
{
    let mut in_vain: Option<String> = None;
    for pause in RECORDING {
        let tried = match &in_vain {
            None => within(ONE_TRY, record()).await,
            Some(reason) => within(ONE_TRY, give_up(ticket, pool, clock, reason)).await,
        };
        match tried {
            Ok(()) => return,
            Err(error) => {
                let queue = ticket.queue.as_str();
                tracing::error!(
                    queue,
                    item.id = ticket.id.value(),
                    error = explained(&error),
                    "an item is not settled yet"
                );
                if is_invalid(&error) {
                    in_vain = Some(explained(&error));
                    continue;
                }
                tokio::time::sleep(pause).await;
            }
        }
    }
}

async fn give_up(
    ticket: &Ticket,
    pool: &PgPool,
    clock: &Clock,
    reason: &str,
) -> Result<(), sqlx::Error> {
    let reason = format!("what came of it cannot be recorded: {reason}");
    let mut conn = pool.acquire().await?;
    let settled = ticket.settle(&mut conn, clock.now(), End::Dead, Some(&reason));
    settled.await.map(drop)
}
