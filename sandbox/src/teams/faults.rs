//! Faults on request: what goes wrong at the real one, now and then.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// What happens to a request instead of an ordinary answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 429, with this `Retry-After` in seconds or without any.
    Throttled(Option<u64>),
    /// 412: to be tried again.
    PreconditionFailed,
    /// 502, 504 or another status before any work.
    Broken(u16),
    /// The answer comes this much later.
    Slow(Duration),
    /// Done, but the answer is lost: a 504 after the work.
    LostAnswer,
    /// 403 with this code, such as `BotDisabledByAdmin`.
    Refused(String),
    /// 401, though the token is good.
    Unauthorized,
}

/// The faults still to come, by operation.
#[derive(Debug, Default)]
pub(super) struct Faults(BTreeMap<String, VecDeque<Fault>>);

impl Faults {
    pub(super) fn queue(&mut self, operation: &str, fault: Fault, times: usize) {
        let queue = self.0.entry(operation.to_owned()).or_default();
        queue.extend(std::iter::repeat_n(fault, times));
    }

    pub(super) fn next(&mut self, operation: &str) -> Option<Fault> {
        self.0.get_mut(operation)?.pop_front()
    }
}
