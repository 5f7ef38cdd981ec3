//! Holidays: days on which people are not written to, of everybody or of those of one country, read
//! from calendar files (iCalendar, RFC 5545).

mod event;
mod hours;
mod line;
mod places;
mod rule;
mod store;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use event::{Calendar, read};
pub use hours::{Hours, Place};
pub use line::NotACalendar;
pub use places::places;
pub use store::{Holiday, all, clear, list, replace};

/// The holidays of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    days: BTreeMap<String, BTreeSet<Date>>,
}

impl Holidays {
    /// Holidays, each of a country, or of everybody where the country is empty.
    pub fn new(days: impl IntoIterator<Item = (String, Date)>) -> Self {
        let mut holidays = Self::default();
        for (country, day) in days {
            holidays.days.entry(country).or_default().insert(day);
        }
        holidays
    }

    /// Whether somebody of this country has a holiday: one of everybody's, or of the country's.
    pub fn include(&self, day: Date, country: Option<&str>) -> bool {
        let of = |country: &str| self.days.get(country).is_some_and(|it| it.contains(&day));
        of("") || country.is_some_and(of)
    }
}
