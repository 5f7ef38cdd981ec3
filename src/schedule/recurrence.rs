//! The days and times at which something recurs, on a calendar without zones.

use croner::Cron;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;

/// A day of each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOfMonth {
    /// This one, or the last where the month is shorter.
    Day(i8),
    /// The first to fourth of a weekday.
    Nth(i8, Weekday),
    /// The last of a weekday.
    Last(Weekday),
}

/// The days on which something recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// Each week.
    Weekly(Weekday),
    /// Every other week, in step with this day.
    Fortnightly(Date),
    /// Each month.
    Monthly(DayOfMonth),
    /// Each quarter.
    Quarterly {
        /// In its first, second or third month.
        month: i8,
        /// On this day of it.
        day: DayOfMonth,
    },
}

/// When something recurs, by a clock on some wall.
#[derive(Clone, Debug)]
pub enum Recurrence {
    /// On certain days, at one time of day.
    OnDays {
        /// The days.
        days: Days,
        /// The time of day.
        at: Time,
    },
    /// Once.
    Once(DateTime),
    /// Whenever a cron pattern matches.
    Cron {
        /// As it was written.
        pattern: String,
        /// As it is understood.
        cron: Box<Cron>,
    },
}

/// A Monday, from which weeks are counted.
const FIRST_MONDAY: Date = Date::constant(1970, 1, 5);

impl DayOfMonth {
    /// The day in the month that begins on `first`.
    fn of(self, first: Date) -> Option<Date> {
        match self {
            Self::Day(day) => {
                let day = day.clamp(1, first.days_in_month());
                Date::new(first.year(), first.month(), day).ok()
            }
            Self::Nth(nth, weekday) => first.nth_weekday_of_month(nth, weekday).ok(),
            Self::Last(weekday) => first.nth_weekday_of_month(-1, weekday).ok(),
        }
    }
}

impl Days {
    /// The number of the week, month or quarter that `day` is in. Its own day may be before or after.
    fn number(self, day: Date) -> i64 {
        let weeks = |from: Date, length: i64| days_between(from, day).div_euclid(length);
        match self {
            Self::Weekly(_) => weeks(FIRST_MONDAY, 7),
            Self::Fortnightly(start) => weeks(start, 14),
            Self::Monthly(_) => i64::from(day.year()) * 12 + i64::from(day.month() - 1),
            Self::Quarterly { .. } => i64::from(day.year()) * 4 + i64::from((day.month() - 1) / 3),
        }
    }

    /// The day in the week, month or quarter with this number; none beyond the calendar's end.
    fn day(self, number: i64) -> Option<Date> {
        let later = |from: Date, days: i64| from.checked_add(days.days()).ok();
        let month = |year: i64, month: i64, day: DayOfMonth| {
            let year = i16::try_from(year).ok()?;
            day.of(Date::new(year, i8::try_from(month).ok()?, 1).ok()?)
        };
        match self {
            Self::Weekly(weekday) => {
                let into_week = i64::from(weekday.since(Weekday::Monday));
                later(FIRST_MONDAY, number * 7 + into_week)
            }
            Self::Fortnightly(start) => later(start, number * 14),
            Self::Monthly(day) => month(number.div_euclid(12), number.rem_euclid(12) + 1, day),
            Self::Quarterly { month: of, day } => {
                let into_year = number.rem_euclid(4) * 3 + i64::from(of);
                month(number.div_euclid(4), into_year, day)
            }
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |days| days.get_days().into())
}

impl Recurrence {
    /// Every week on `weekday`.
    pub const fn weekly(weekday: Weekday, at: Time) -> Self {
        let days = Days::Weekly(weekday);
        Self::OnDays { days, at }
    }

    /// Every month on `day`.
    pub const fn monthly(day: DayOfMonth, at: Time) -> Self {
        let days = Days::Monthly(day);
        Self::OnDays { days, at }
    }

    /// The first of its times after `clock`.
    pub fn after(&self, clock: DateTime) -> Option<DateTime> {
        match self {
            Self::OnDays { days, at } => {
                let here = days.number(clock.date());
                let times = (here - 1..=here + 1).filter_map(|number| days.day(number));
                times.map(|day| day.to_datetime(*at)).find(|it| *it > clock)
            }
            Self::Once(at) => Some(*at).filter(|at| *at > clock),
            Self::Cron { cron, .. } => {
                let found = cron.find_next_occurrence(&whole_second(clock)?, false);
                found.ok().map(|it| it.datetime())
            }
        }
    }

    /// The last of its times that is not after `clock`.
    pub(super) fn until(&self, clock: DateTime) -> Option<DateTime> {
        match self {
            Self::OnDays { days, at } => {
                let here = days.number(clock.date());
                let times = (here - 1..=here + 1)
                    .rev()
                    .filter_map(|number| days.day(number));
                times
                    .map(|day| day.to_datetime(*at))
                    .find(|it| *it <= clock)
            }
            Self::Once(at) => Some(*at).filter(|at| *at <= clock),
            Self::Cron { cron, .. } => {
                let found = cron.find_previous_occurrence(&whole_second(clock)?, true);
                found.ok().map(|it| it.datetime())
            }
        }
    }
}

/// A clock's time as patterns are matched with: they know no zones, and nothing below a second.
fn whole_second(clock: DateTime) -> Option<jiff::Zoned> {
    let whole = clock.with().subsec_nanosecond(0).build().ok()?;
    whole.to_zoned(TimeZone::UTC).ok()
}
