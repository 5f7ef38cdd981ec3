//! Calendar periods. A day belongs to one of each length.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

words! {
    /// A calendar period, in the programme's zone.
    pub enum Period {
        /// One day.
        Day = "day",
        /// Monday to Sunday.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// Three calendar months.
        Quarter = "quarter",
        /// A calendar year.
        Year = "year",
        /// Since the beginning.
        All = "all",
    }
}

/// Whether a day is a Saturday or a Sunday.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

impl Period {
    /// The first day of the period that holds `day`.
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                day.saturating_sub(i64::from(day.weekday().since(Weekday::Monday)).days())
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let month = (day.month() - 1) / 3 * 3 + 1;
                Date::new(day.year(), month, 1).unwrap_or(day)
            }
            Self::Year => day.first_of_year(),
            Self::All => Date::constant(1970, 1, 1),
        }
    }

    /// A day of the period before the one that holds `day`; since the beginning there is none.
    pub fn before(self, day: Date) -> Date {
        match self {
            Self::All => day,
            _ => self.start(day).saturating_sub(1.day()),
        }
    }

    /// The first day of the period after the one that holds `day`; after all time there is none.
    pub fn next(self, day: Date) -> Option<Date> {
        let start = self.start(day);
        Some(match self {
            Self::Day => start.saturating_add(1.day()),
            Self::Week => start.saturating_add(1.week()),
            Self::Month => start.saturating_add(1.month()),
            Self::Quarter => start.saturating_add(3.months()),
            Self::Year => start.saturating_add(1.year()),
            Self::All => return None,
        })
    }

    /// The last day of the period that holds `day`.
    pub fn end(self, day: Date) -> Date {
        self.next(day).map_or(Date::constant(9999, 12, 31), |next| {
            next.saturating_sub(1.day())
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_begin_where_the_calendar_says() {
        let day = date(2026, 11, 21);
        assert_eq!(Period::Week.start(day), date(2026, 11, 16));
        assert_eq!(Period::Week.start(date(2026, 11, 22)), date(2026, 11, 16));
        assert_eq!(Period::Week.start(date(2026, 11, 16)), date(2026, 11, 16));
        assert_eq!(Period::Quarter.start(day), date(2026, 10, 1));
        assert_eq!(Period::Quarter.end(date(2026, 10, 1)), date(2026, 12, 31));
        assert_eq!(Period::Quarter.start(date(2026, 1, 31)), date(2026, 1, 1));
        assert_eq!(Period::Year.start(day), date(2026, 1, 1));
        assert_eq!(Period::Month.end(date(2028, 2, 1)), date(2028, 2, 29));
        assert_eq!(Period::Day.before(day), date(2026, 11, 20));
        assert_eq!(Period::Week.before(day), date(2026, 11, 15));
        assert_eq!(Period::Month.before(date(2026, 3, 31)), date(2026, 2, 28));
        assert_eq!(Period::Quarter.before(date(2026, 2, 1)), date(2025, 12, 31));
        assert_eq!(Period::Year.before(day), date(2025, 12, 31));
        assert_eq!(
            Period::Month.next(date(2026, 12, 31)),
            Some(date(2027, 1, 1))
        );
        assert_eq!(Period::All.next(day), None);
    }
}
