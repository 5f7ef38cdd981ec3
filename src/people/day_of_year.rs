//! A day of every year, as birthdays are.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

/// A text that says no day of the year.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no day such as 03-14")]
pub struct NoDayOfYear(String);

impl DayOfYear {
    /// The day that this date is of.
    pub fn of(date: Date) -> Self {
        Self {
            month: date.month(),
            day: date.day(),
        }
    }

    /// The date on which it falls in a year: a day before, where the year has no 29 February.
    pub fn in_year(self, year: i16) -> Date {
        let own = Date::new(year, self.month, self.day);
        own.or_else(|_| Date::new(year, self.month, self.day.saturating_sub(1)))
            .unwrap_or(Date::MAX)
    }

    /// All days that fall on a date: two, on 28 February of most years.
    pub fn falling_on(date: Date) -> Vec<Self> {
        let leap = Self { month: 2, day: 29 };
        let mut days = vec![Self::of(date)];
        if leap.in_year(date.year()) == date && !days.contains(&leap) {
            days.push(leap);
        }
        days
    }

    /// Its month.
    pub const fn month(self) -> i8 {
        self.month
    }

    /// Its day.
    pub const fn day(self) -> i8 {
        self.day
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for DayOfYear {
    type Err = NoDayOfYear;

    /// Reads `03-14`, or a whole date, of which the year is left out.
    fn from_str(text: &str) -> Result<Self, NoDayOfYear> {
        let whole = Date::strptime("%Y-%m-%d", text);
        // A year that has every day.
        let day = whole.or_else(|_| Date::strptime("%Y-%m-%d", format!("2024-{text}")));
        match day {
            Ok(day) => Ok(Self::of(day)),
            Err(_) => Err(NoDayOfYear(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_birthday_is_read_without_its_year() {
        for (typed, kept) in [
            ("03-14", Some("03-14")),
            ("1990-03-14", Some("03-14")),
            ("02-29", Some("02-29")),
            ("1990-02-29", None),
            ("02-30", None),
            ("3/14", None),
            ("14-03", None),
            ("", None),
        ] {
            let read = typed.parse::<DayOfYear>();
            assert_eq!(
                read.ok().map(|it| it.to_string()).as_deref(),
                kept,
                "{typed}"
            );
        }
    }

    #[test]
    fn whoever_was_born_on_the_last_of_february_has_a_birthday_every_year() {
        let leap: DayOfYear = "02-29".parse().unwrap();
        assert_eq!(leap.in_year(2027), date(2027, 2, 28));
        assert_eq!(leap.in_year(2028), date(2028, 2, 29));
        assert_eq!(DayOfYear::falling_on(date(2027, 2, 28)).len(), 2);
        assert_eq!(DayOfYear::falling_on(date(2028, 2, 28)).len(), 1);
        assert_eq!(DayOfYear::falling_on(date(2028, 2, 29)), [leap]);
    }

    proptest! {
        #[test]
        fn every_day_falls_on_one_date_of_every_year(ahead in 0_i32..366, year in 1900_i16..2200) {
            let own = DayOfYear::of(date(2024, 1, 1).saturating_add(ahead.days()));
            let mut dates = (0..366).map(|ahead| date(year, 1, 1).saturating_add(ahead.days()));
            let dates: Vec<Date> = dates
                .by_ref()
                .filter(|it| it.year() == year && DayOfYear::falling_on(*it).contains(&own))
                .collect();
            prop_assert_eq!(dates, [own.in_year(year)]);
            prop_assert_eq!(own.to_string().parse::<DayOfYear>(), Ok(own));
        }
    }
}
