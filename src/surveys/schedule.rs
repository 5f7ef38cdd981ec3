//! When a survey is launched by itself.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::schedule::Recurrence;

/// The dates of a survey, and how each run of it goes.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Its dates, and the hour of each member's own zone.
    pub recurrence: Recurrence,
    /// How long a run is open after the last invitation.
    pub open_for: SignedDuration,
    /// Whether nobody is written to on Saturdays and Sundays.
    pub skip_weekends: bool,
    /// Whether nobody is written to on holidays.
    pub skip_holidays: bool,
    /// No date before this day is held.
    pub first_day: Option<Date>,
    /// The last date that is held.
    pub last_day: Option<Date>,
}

impl Schedule {
    /// At which hour people are written to; none where the recurrence has no one hour.
    pub(super) fn at(&self) -> Option<Time> {
        self.recurrence.at()
    }

    /// Its dates from this one on.
    pub(super) fn dates(&self, from: Date) -> impl Iterator<Item = Date> {
        let from = self.first_day.map_or(from, |first| first.max(from));
        let dates = self.recurrence.dates(from);
        dates.take_while(|day| self.last_day.is_none_or(|last| *day <= last))
    }

    /// When a date begins anywhere.
    pub(super) fn begins(&self, day: Date) -> Option<Timestamp> {
        self.recurrence.begins(day)
    }

    /// When the date after this one begins anywhere: what was not launched before is not launched.
    pub(super) fn next_begins(&self, day: Date) -> Option<Timestamp> {
        let next = self.dates(day.saturating_add(1.day())).next()?;
        self.begins(next)
    }
}
