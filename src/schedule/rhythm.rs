//! How something recurs, told from its first day.

use jiff::civil::{Date, Time};

use super::{DayOfMonth, Days, Recurrence};

words! {
    /// How often, and on which days.
    pub enum Rhythm {
        /// On that day alone.
        Once = "once",
        /// On its weekday.
        Weekly = "weekly",
        /// On its weekday, every other week.
        Fortnightly = "fortnightly",
        /// On the first, second … or last of its weekday in the month.
        MonthlyByWeekday = "monthly_weekday",
        /// On its day of the month.
        MonthlyByDay = "monthly_day",
        /// On the first, second … or last of its weekday, in its month of each quarter.
        QuarterlyByWeekday = "quarterly_weekday",
        /// On its day of the month, in its month of each quarter.
        QuarterlyByDay = "quarterly_day",
    }
}

impl Rhythm {
    /// Every rhythm.
    pub const ALL: [Self; 7] = [
        Self::Once,
        Self::Weekly,
        Self::Fortnightly,
        Self::MonthlyByWeekday,
        Self::MonthlyByDay,
        Self::QuarterlyByWeekday,
        Self::QuarterlyByDay,
    ];

    /// What recurs so from a day on.
    pub fn from(self, first: Date, at: Time) -> Recurrence {
        let by_day = DayOfMonth::Day(first.day());
        let nth = (1..=4).find(|nth| {
            let day = first.nth_weekday_of_month(*nth, first.weekday());
            day.is_ok_and(|day| day == first)
        });
        let weekday = first.weekday();
        let by_weekday = nth.map_or(DayOfMonth::Last(weekday), |nth| {
            DayOfMonth::Nth(nth, weekday)
        });
        let quarterly = |day| Days::Quarterly {
            month: (first.month().saturating_sub(1) % 3).saturating_add(1),
            day,
        };
        let days = match self {
            Self::Once => return Recurrence::Once(first.to_datetime(at)),
            Self::Weekly => Days::Weekly(weekday),
            Self::Fortnightly => Days::Fortnightly(first),
            Self::MonthlyByWeekday => Days::Monthly(by_weekday),
            Self::MonthlyByDay => Days::Monthly(by_day),
            Self::QuarterlyByWeekday => quarterly(by_weekday),
            Self::QuarterlyByDay => quarterly(by_day),
        };
        Recurrence::OnDays { days, at }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn the_first_day_says_which_days_follow() {
        let ten = time(10, 0, 0, 0);
        for (rhythm, first, spec) in [
            (Rhythm::Once, date(2026, 12, 1), "once 2026-12-01 10:00"),
            (Rhythm::Weekly, date(2026, 12, 1), "weekly tue 10:00"),
            (
                Rhythm::Fortnightly,
                date(2026, 12, 1),
                "fortnightly 2026-12-01 10:00",
            ),
            (
                Rhythm::MonthlyByWeekday,
                date(2026, 12, 8),
                "monthly 2nd-tue 10:00",
            ),
            (
                Rhythm::MonthlyByWeekday,
                date(2026, 12, 29),
                "monthly last-tue 10:00",
            ),
            (Rhythm::MonthlyByDay, date(2026, 12, 31), "monthly 31 10:00"),
            (
                Rhythm::QuarterlyByWeekday,
                date(2026, 11, 2),
                "quarterly 2 1st-mon 10:00",
            ),
            (
                Rhythm::QuarterlyByDay,
                date(2026, 12, 15),
                "quarterly 3 15 10:00",
            ),
        ] {
            let recurrence = rhythm.from(first, ten);
            assert_eq!(recurrence.to_string(), spec);
            let before = first.to_datetime(time(0, 0, 0, 0));
            assert_eq!(
                recurrence.after(before),
                Some(first.to_datetime(ten)),
                "{spec}"
            );
        }
    }
}
