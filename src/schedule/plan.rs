//! What is to be done about a due time that has come. Pure.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Recurrence, WhenMissed};

/// How late something may be done without having been missed.
const PUNCTUAL: SignedDuration = SignedDuration::from_hours(1);

/// How many times that went by are counted: what years of downtime cost is bounded.
const COUNTED: usize = 1000;

/// What is done now, and when it is looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// The time for which it is done now.
    pub(super) run: Option<Timestamp>,
    /// How many times went by for which it is not done; of very many, as many as are counted.
    pub(super) passed: usize,
    /// When it is due next: after now.
    pub(super) next: Option<Timestamp>,
}

/// Of the times from `due` until `now`, the latest is what counts: nobody wants ten reports after a
/// fortnight. Unless it is one that may be made up for, it has to be recent as well.
pub(super) fn plan(
    recurrence: &Recurrence,
    zone: &TimeZone,
    when_missed: WhenMissed,
    due: Timestamp,
    now: Timestamp,
) -> Plan {
    let run = recurrence.latest(now, zone).filter(|latest| {
        let recent = now.duration_since(*latest) <= PUNCTUAL;
        *latest >= due && (recent || when_missed == WhenMissed::Late)
    });
    let eve = Timestamp::from_microsecond(due.as_microsecond() - 1).unwrap_or(due);
    let times = std::iter::successors(recurrence.next(eve, zone), |at| recurrence.next(*at, zone));
    let happened = times.take_while(|at| *at <= now).take(COUNTED).count();
    Plan {
        run,
        passed: happened.saturating_sub(usize::from(run.is_some())),
        next: recurrence.next(now, zone),
    }
}
