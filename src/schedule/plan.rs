//! Decides what to do about a due time that has come. Pure.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Recurrence;

/// How many times that went by are counted: what years of downtime cost is bounded.
const COUNTED: usize = 1000;

/// Whether something is done now, and when it is due next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// The time for which it is done now.
    pub(super) run: Option<Timestamp>,
    /// How many times went by for which it is not done; of very many, as many as are counted.
    pub(super) passed: usize,
    /// When it is due next: after now.
    pub(super) next: Option<Timestamp>,
}

/// Of the times from `due` until `now`, the latest is what counts, however late: nobody wants ten reports
/// after a fortnight.
pub(super) fn plan(
    recurrence: &Recurrence,
    zone: &TimeZone,
    due: Timestamp,
    now: Timestamp,
) -> Plan {
    let run = recurrence.latest(now, zone).filter(|latest| *latest >= due);
    let eve = Timestamp::from_microsecond(due.as_microsecond() - 1).unwrap_or(due);
    let times = std::iter::successors(recurrence.next(eve, zone), |at| recurrence.next(*at, zone));
    let happened = times.take_while(|at| *at <= now).take(COUNTED).count();
    Plan {
        run,
        passed: happened.saturating_sub(usize::from(run.is_some())),
        next: recurrence.next(now, zone),
    }
}
