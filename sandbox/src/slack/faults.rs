//! Faults on request: what goes wrong at the real one, now and then.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// What happens to a call instead of an ordinary answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 429 with this `Retry-After`, in seconds.
    RateLimited(u64),
    /// The answer comes this much later.
    Slow(Duration),
    /// Done, but the answer is lost: the connection ends in a 500 after the work.
    LostAnswer,
    /// `{"ok":false,"error":…}`.
    Error(String),
    /// A 500 before any work.
    Broken,
}

/// The faults still to come, by method.
#[derive(Debug, Default)]
pub(super) struct Faults {
    queued: BTreeMap<String, VecDeque<Fault>>,
    pace: Option<Pace>,
}

/// How many posts a channel takes.
#[derive(Debug)]
struct Pace {
    every: SignedDuration,
    last: BTreeMap<String, Timestamp>,
}

impl Faults {
    pub(super) fn queue(&mut self, method: &str, fault: Fault, times: usize) {
        let queue = self.queued.entry(method.to_owned()).or_default();
        queue.extend(std::iter::repeat_n(fault, times));
    }

    pub(super) fn next(&mut self, method: &str) -> Option<Fault> {
        self.queued.get_mut(method)?.pop_front()
    }

    pub(super) fn pace(&mut self, every: SignedDuration) {
        self.pace = Some(Pace {
            every,
            last: BTreeMap::new(),
        });
    }

    /// The seconds to wait when `channel` was posted to too recently.
    pub(super) fn too_soon(&mut self, channel: &str, now: Timestamp) -> Option<u64> {
        let pace = self.pace.as_mut()?;
        let last = pace.last.get(channel);
        if last.is_some_and(|last| now.duration_since(*last) < pace.every) {
            return Some(u64::try_from(pace.every.as_secs()).unwrap_or(1).max(1));
        }
        pace.last.insert(channel.to_owned(), now);
        None
    }
}
