//! Records gifts together, and finds the one that does not let the others.

use std::collections::HashSet;

use sqlx::postgres::PgConnectOptions;

use super::Gift;
use super::batcher::{NotRecorded, Waiting};
use super::needs::Need;
use super::writer::{Writer, Written, is_away};
use crate::clock::Clock;
use crate::database::is_held;
use crate::explained::explained;
use crate::guarded::{Panicked, guarded};
use crate::outbox::Wakeup;

/// One connection, and what is done with gifts that fail on it.
pub(super) struct Recorder {
    writer: Writer,
    wakeup: Wakeup,
}

impl Recorder {
    pub(super) fn new(options: &PgConnectOptions, clock: Clock, wakeup: Wakeup) -> Self {
        Self {
            writer: Writer::new(options, clock),
            wakeup,
        }
    }

    /// Records `batch` and answers whoever waits. Returns those that somebody else does not let: they
    /// are to be tried again, elsewhere.
    ///
    /// A batch that fails is halved until what fails is alone, so that nobody is told that nothing was
    /// recorded because of another's gift.
    pub(super) async fn record(&mut self, batch: Vec<Waiting>) -> Vec<Waiting> {
        let mut held = Vec::new();
        let mut groups = vec![batch];
        while let Some(mut group) = groups.pop() {
            if group.is_empty() {
                continue;
            }
            match self.write(&group).await {
                Ok(written) => {
                    for (waiting, written) in group.into_iter().zip(written) {
                        let reason = |_| NotRecorded::Database;
                        waiting.answer(written.map_err(|failure| failure.map(reason)));
                    }
                    self.wakeup.wake();
                }
                // Without a database, nobody need wait for it one after the other.
                Err(Fault::Database(error)) if is_away(&error) => {
                    tracing::error!(
                        error = explained(&error),
                        gifts = group.len(),
                        "the database is away"
                    );
                    refuse(group);
                }
                Err(Fault::Database(error)) if is_held(&error) && group.len() == 1 => {
                    held.append(&mut group);
                }
                Err(Fault::Database(error)) if is_held(&error) => {
                    let (stuck, free) = self.part(group).await;
                    // Nothing that is known is held: it is another row, and is found by halves.
                    groups.extend(if stuck.is_empty() {
                        halves(free)
                    } else {
                        [Vec::new(), free]
                    });
                    held.extend(stuck);
                }
                Err(fault) if group.len() == 1 => {
                    let kudos = group[0].gift.id;
                    tracing::error!(error = explained(&fault), kudos.id = %kudos, "a gift was not recorded");
                    refuse(group);
                }
                Err(fault) => {
                    tracing::warn!(
                        error = explained(&fault),
                        gifts = group.len(),
                        "a batch failed and is halved"
                    );
                    groups.extend(halves(group));
                }
            }
        }
        held
    }

    async fn write(&mut self, group: &[Waiting]) -> Result<Vec<Written>, Fault> {
        let gifts: Vec<&Gift> = group.iter().map(|waiting| &waiting.gift).collect();
        // A gift that makes us panic harms its batch no more than one that the database refuses.
        Ok(guarded("gifts", self.writer.write(&gifts)).await??)
    }

    /// What these gifts need and somebody holds now; nothing, where that cannot be told.
    pub(super) async fn held(&mut self, waiting: &[Waiting]) -> HashSet<Need> {
        let gifts: Vec<&Gift> = waiting.iter().map(|waiting| &waiting.gift).collect();
        self.writer.held(&gifts).await.unwrap_or_default()
    }

    /// Parts a group of which something is held: those that wait for it, and the others.
    async fn part(&mut self, group: Vec<Waiting>) -> (Vec<Waiting>, Vec<Waiting>) {
        let held = self.held(&group).await;
        group
            .into_iter()
            .partition(|waiting| waiting.gift.needs().any(|it| held.contains(&it)))
    }
}

/// The second half, and the first: the last is tried next, so that the order stays.
fn halves(mut group: Vec<Waiting>) -> [Vec<Waiting>; 2] {
    let second = group.split_off(group.len() / 2);
    [second, group]
}

fn refuse(group: Vec<Waiting>) {
    for waiting in group {
        waiting.refuse(NotRecorded::Database);
    }
}

/// Why none of a group was recorded.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("recording it failed")]
    Panic(#[from] Panicked),
}
