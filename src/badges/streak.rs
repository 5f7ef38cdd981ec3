//! Working days in a row. Pure.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::calendar::is_weekend;
use crate::holidays::Holidays;

/// How far ahead a working day is looked for. A calendar that leaves none is not heeded.
const A_YEAR: i32 = 366;

/// On which days somebody works, and when those begin.
#[derive(Clone, Debug)]
pub(super) struct Calendar<'a> {
    /// Whose clocks they go by.
    pub(super) zone: TimeZone,
    /// Whose holidays they have, where that is known.
    pub(super) country: Option<String>,
    /// The programme's holidays.
    pub(super) holidays: &'a Holidays,
}

impl Calendar<'_> {
    /// The day that it is then.
    pub(super) fn day(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// Whether they work on it.
    pub(super) fn works(&self, day: Date) -> bool {
        !is_weekend(day) && !self.holidays.include(day, self.country.as_deref())
    }

    /// The first working day after a day.
    fn next(&self, day: Date) -> Date {
        let days = (1..=A_YEAR).map(|after| day.saturating_add(after.days()));
        let mut working = days.filter(|day| self.works(*day));
        working.next().unwrap_or(Date::MAX)
    }

    /// Whether a row that ended on `last` can still grow: no working day has gone by since.
    fn goes_on(&self, last: Date, today: Date) -> bool {
        self.next(last) >= today
    }
}

/// How somebody gave, working day after working day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Streak {
    /// When a row was first of 1, 2, 3 … days: the longest was as long as this list.
    pub(super) reached: Vec<Timestamp>,
    /// How long the last row is.
    pub(super) days: i64,
    /// The last day of it.
    pub(super) last: Option<Date>,
}

impl Streak {
    /// What gifts come to, oldest first. One on a day off neither counts nor breaks a row.
    pub(super) fn of(gifts: impl IntoIterator<Item = Timestamp>, calendar: &Calendar<'_>) -> Self {
        let mut streak = Self::default();
        for at in gifts {
            let day = calendar.day(at);
            if !calendar.works(day) || streak.last.is_some_and(|last| last >= day) {
                continue;
            }
            let follows = streak.last.is_some_and(|last| calendar.next(last) == day);
            streak.days = if follows {
                streak.days.saturating_add(1)
            } else {
                1
            };
            streak.last = Some(day);
            if usize::try_from(streak.days).is_ok_and(|days| days > streak.reached.len()) {
                streak.reached.push(at);
            }
        }
        streak
    }
}

/// How long a row is as of today: nothing once a working day went by without a gift.
pub(super) fn as_of(days: i64, last: Option<Date>, today: Date, calendar: &Calendar<'_>) -> i64 {
    match last {
        Some(last) if calendar.goes_on(last, today) => days,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
