//! Whether the long-lived tasks live: they tell, and `/readyz` asks.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use crate::clock::moment;

/// How long a task that tells of itself may be silent. Its slowest step, a question that the
/// database answers at its own limit, takes half of it.
const SILENCE: Duration = Duration::from_mins(1);

/// What passes between two looks at a clock.
const MOMENT: Duration = Duration::from_millis(1);

/// The life signs of the tasks without which nothing works. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Vitals(Arc<Mutex<BTreeMap<&'static str, Pulse>>>);

#[derive(Clone, Copy, Debug, Default)]
enum Life {
    /// It ended, and does not run again yet.
    #[default]
    Down,
    /// It runs; when it last told of itself, if it ever does.
    Up(Option<Instant>),
}

impl Life {
    /// When it is silent for too long, unless it tells of itself before.
    fn silent_at(self) -> Option<Instant> {
        match self {
            Self::Up(Some(beat)) => Some(moment(beat, SILENCE)),
            Self::Down | Self::Up(None) => None,
        }
    }
}

/// A task without which nothing works, and which does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// The task.
    pub task: &'static str,
    /// Whether it runs at all.
    pub silent: bool,
}

impl fmt::Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.silent {
            "does not move"
        } else {
            "is down"
        };
        write!(f, "the {} {how}", self.task)
    }
}

impl Vitals {
    /// The pulse of a task, which is down until it [is up](Pulse::up).
    pub fn watch(&self, task: &'static str) -> Pulse {
        let pulse = Pulse::default();
        self.pulses().insert(task, pulse.clone());
        pulse
    }

    /// A task that does not work, if there is one.
    pub fn failing(&self) -> Option<Failing> {
        let now = Instant::now();
        self.pulses().iter().find_map(|(&task, pulse)| {
            let life = pulse.life();
            let silent = life.silent_at().is_some_and(|at| at < now);
            let down = matches!(life, Life::Down);
            (silent || down).then_some(Failing { task, silent })
        })
    }

    fn pulses(&self) -> MutexGuard<'_, BTreeMap<&'static str, Pulse>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How one task tells of itself. It is down at first.
#[derive(Clone, Debug, Default)]
pub struct Pulse(Arc<Mutex<Life>>);

impl Pulse {
    /// Tells that the task moves. Who has told once is missed when it falls silent.
    pub fn beat(&self) {
        self.tell(Life::Up(Some(Instant::now())));
    }

    /// Tells that the task runs.
    pub fn up(&self) {
        self.tell(Life::Up(None));
    }

    /// Tells that the task has ended.
    pub fn down(&self) {
        self.tell(Life::Down);
    }

    /// Waits until the task has been silent for too long.
    pub async fn fell_silent(&self) {
        loop {
            let now = Instant::now();
            match self.life().silent_at() {
                Some(at) if at < now => return,
                // A moment later than it may be silent.
                Some(at) => sleep_until(moment(at, MOMENT)).await,
                None => sleep(SILENCE).await,
            }
        }
    }

    fn life(&self) -> Life {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, life: Life) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = life;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_ends_or_falls_silent_is_missed() {
        let vitals = Vitals::default();
        assert_eq!(vitals.failing(), None);
        let pulse = vitals.watch("deferred worker");
        let said = |vitals: &Vitals| vitals.failing().map(|it| it.to_string());
        assert_eq!(
            said(&vitals).as_deref(),
            Some("the deferred worker is down")
        );
        pulse.up();
        tokio::time::advance(SILENCE * 2).await;
        assert_eq!(said(&vitals), None, "it never promised to tell");
        pulse.beat();
        tokio::time::advance(SILENCE).await;
        assert_eq!(said(&vitals), None);
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(
            said(&vitals).as_deref(),
            Some("the deferred worker does not move")
        );
        pulse.beat();
        assert_eq!(said(&vitals), None);
        pulse.down();
        assert_eq!(
            said(&vitals).as_deref(),
            Some("the deferred worker is down")
        );
    }
}
