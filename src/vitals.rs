//! Whether the long-lived tasks live: they tell, and `/readyz` asks.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How long a task that tells of itself may be silent. Its slowest step, a question that the
/// database answers at its own limit, takes half of it.
const SILENCE: Duration = Duration::from_mins(1);

/// What is known of the tasks without which nothing works. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Vitals(Arc<Mutex<BTreeMap<&'static str, Life>>>);

#[derive(Clone, Copy, Debug)]
enum Life {
    /// It ended, and does not run again yet.
    Down,
    /// It runs; when it last told of itself, if it ever does.
    Up(Option<Instant>),
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
        let pulse = Pulse {
            task,
            vitals: Some(self.clone()),
        };
        pulse.down();
        pulse
    }

    /// A task that does not work, if there is one.
    pub fn failing(&self) -> Option<Failing> {
        let now = Instant::now();
        self.lives().iter().find_map(|(&task, life)| match life {
            Life::Down => Some(Failing {
                task,
                silent: false,
            }),
            Life::Up(Some(beat)) if now.duration_since(*beat) > SILENCE => {
                Some(Failing { task, silent: true })
            }
            Life::Up(_) => None,
        })
    }

    fn lives(&self) -> MutexGuard<'_, BTreeMap<&'static str, Life>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How one task tells of itself. One that nobody watches tells nobody.
#[derive(Clone, Debug, Default)]
pub struct Pulse {
    task: &'static str,
    vitals: Option<Vitals>,
}

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

    fn tell(&self, life: Life) {
        if let Some(vitals) = &self.vitals {
            vitals.lives().insert(self.task, life);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_ends_or_falls_silent_is_missed() {
        let vitals = Vitals::default();
        assert_eq!(vitals.failing(), None);
        let pulse = vitals.watch("clerk");
        let said = |vitals: &Vitals| vitals.failing().map(|it| it.to_string());
        assert_eq!(said(&vitals).as_deref(), Some("the clerk is down"));
        pulse.up();
        tokio::time::advance(SILENCE * 2).await;
        assert_eq!(said(&vitals), None, "it never promised to tell");
        pulse.beat();
        tokio::time::advance(SILENCE).await;
        assert_eq!(said(&vitals), None);
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(said(&vitals).as_deref(), Some("the clerk does not move"));
        pulse.beat();
        assert_eq!(said(&vitals), None);
        pulse.down();
        assert_eq!(said(&vitals).as_deref(), Some("the clerk is down"));
        Pulse::default().beat();
    }
}
