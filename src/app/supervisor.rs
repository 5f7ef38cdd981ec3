//! Keeps long-lived tasks alive: one that ends although nobody asked it to, or moves no more, is
//! started again.

use std::time::Duration;

use metrics::counter;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::clock::Pauses;
use crate::vitals::{Pulse, Vitals};

const PAUSES: Pauses = Pauses::new(Duration::from_millis(100), Duration::from_secs(30));
/// A task that ran this long had a good life: the next pause is short again.
const GOOD_LIFE: Duration = Duration::from_mins(1);

/// A long-lived task, by what is known of it outside.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// As logs and metrics call it.
    pub name: &'static str,
    /// Whether nothing works without it, so that `/readyz` asks for it.
    pub critical: bool,
}

/// The tasks that are kept alive.
#[derive(Debug)]
pub struct Supervisor {
    stop: CancellationToken,
    vitals: Vitals,
    tasks: JoinSet<()>,
}

impl Supervisor {
    /// One that keeps nothing alive yet. Its tasks are told to end by `stop`.
    pub fn new(vitals: Vitals, stop: CancellationToken) -> Self {
        Self {
            stop,
            vitals,
            tasks: JoinSet::new(),
        }
    }

    /// Starts a task, and starts it again whenever it panics, ends before it is told to, or has told
    /// of itself once and falls silent: more and more slowly, unless it lived well.
    pub fn keep<F>(
        &mut self,
        task: Task,
        mut life: impl FnMut(CancellationToken, Pulse) -> F + Send + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        let stop = self.stop.clone();
        let pulse = self.pulse(task);
        self.tasks.spawn(async move {
            let mut pauses = PAUSES;
            loop {
                let born = Instant::now();
                pulse.up();
                // With this one it ends, too.
                let ended = AbortOnDropHandle::new(tokio::spawn(life(stop.clone(), pulse.clone())));
                let Some(cause) = end_of(ended, &pulse, &stop).await else {
                    return;
                };
                mourn(task.name, &pulse, cause);
                if born.elapsed() > GOOD_LIFE {
                    pauses.restart();
                }
                let pause = tokio::time::sleep(pauses.take());
                if stop.run_until_cancelled(pause).await.is_none() {
                    return;
                }
            }
        });
    }

    /// Starts a task that has no order of its own to end in: told to end, it is left where it waits.
    pub fn keep_until_told<F>(&mut self, task: Task, mut life: impl FnMut() -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.keep(task, move |stop, _| {
            let life = life();
            async move {
                stop.run_until_cancelled(life).await;
            }
        });
    }

    fn pulse(&self, task: Task) -> Pulse {
        if task.critical {
            self.vitals.watch(task.name)
        } else {
            Pulse::default()
        }
    }

    /// Tells all tasks to end. They are waited for [later](Supervisor::end).
    pub fn tell(&self) {
        self.stop.cancel();
    }

    /// Waits until all have ended, and ends by force those that are not done in time.
    pub async fn end(mut self, by: Instant) {
        self.tell();
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if timeout_at(by, all).await.is_err() {
            tracing::warn!(tasks = self.tasks.len(), "tasks did not end in time");
            self.tasks.shutdown().await;
        }
    }
}

/// Why a task is gone, or nothing where it was told to.
async fn end_of(
    mut running: AbortOnDropHandle<()>,
    pulse: &Pulse,
    stop: &CancellationToken,
) -> Option<&'static str> {
    let ended = tokio::select! {
        ended = &mut running => ended,
        // What it waits for may never come: what was asked of a database over a line that died.
        () = pulse.fell_silent(), if !stop.is_cancelled() => {
            return Some("silence");
        }
    };
    if stop.is_cancelled() {
        return None;
    }
    // What a panic says may quote what it panicked about: the hook that logs panics knows what is safe.
    Some(match ended {
        Err(error) if error.is_panic() => "panic",
        _ => "end",
    })
}

fn mourn(task: &'static str, pulse: &Pulse, cause: &'static str) {
    pulse.down();
    counter!("plaudit_task_failures_total", "task" => task, "cause" => cause).increment(1);
    tracing::error!(task, cause, "a task ended that nobody told to");
}
