//! The dates of what recurs, for those who are told of it by their own clocks.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{Recurrence, instant};

/// The zone whose clocks are ahead of all others. A date begins for the programme when it does there:
/// before anybody's hour has come.
pub const EARLIEST: &str = "Etc/GMT-14";

/// How many dates are looked through.
const DATES: usize = 1000;

impl Recurrence {
    /// At which hour it recurs; none where that is not one hour.
    pub fn at(&self) -> Option<Time> {
        match self {
            Self::OnDays { at, .. } => Some(*at),
            Self::Once(at) => Some(at.time()),
            Self::Cron { .. } => None,
        }
    }

    /// Its dates from this one on.
    pub fn dates(&self, from: Date) -> impl Iterator<Item = Date> {
        let eve = from.saturating_sub(1.day()).at(23, 59, 59, 0);
        let times = std::iter::successors(self.after(eve), |at| self.after(*at));
        times.map(DateTime::date).take(DATES)
    }

    /// When a date of it begins anywhere.
    pub fn begins(&self, day: Date) -> Option<Timestamp> {
        let earliest = TimeZone::get(EARLIEST).ok()?;
        instant(day.to_datetime(self.at()?), &earliest)
    }
}
