//! From the time that a clock shows to the instant at which it does so, where clocks are set forward
//! and back.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::Recurrence;

impl Recurrence {
    /// The first time after `after` by the clocks of `zone`; none when it never recurs again.
    pub fn next(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut clock = zone.to_datetime(after);
        // More than one step only while clocks show an hour for the second time.
        loop {
            clock = self.after(clock)?;
            let at = instant(clock, zone)?;
            if at > after {
                return Some(at);
            }
        }
    }

    /// The last time that is not after `now`, by the clocks of `zone`.
    pub fn latest(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut clock = zone.to_datetime(now);
        let mut latest = self
            .until(clock)
            .and_then(|clock| instant(clock, zone))
            .filter(|at| *at <= now);
        // While clocks show an hour for the second time, what is ahead on them has been.
        while let Some(ahead) = self.after(clock) {
            let Some(at) = instant(ahead, zone).filter(|at| *at <= now) else {
                break;
            };
            latest = Some(at);
            clock = ahead;
        }
        latest
    }
}

/// When the clocks of `zone` show `clock`: the first time, if they do so twice, and as soon as they
/// have passed it, if they never do. So what is earlier on the clock is never later in time.
pub fn instant(clock: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let at = match zone.to_ambiguous_timestamp(clock).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(clock),
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(clock),
        AmbiguousOffset::Gap { after, .. } => {
            let eve = after.to_timestamp(clock).ok()?;
            let change = zone.following(eve).find(|it| it.offset() == after)?;
            Ok(change.timestamp())
        }
    };
    at.ok()
}
