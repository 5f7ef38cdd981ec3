//! On which day something is told whose date may be one on which people do not work. Pure.

use jiff::ToSpan;
use jiff::civil::Date;

/// The day on which a date is observed: the first working day from then on, at most so many days later; where
/// there is none, the date itself. So it is never told ahead, nor long after.
pub(super) fn observed(date: Date, most: i32, works: impl Fn(Date) -> bool) -> Date {
    let mut days = (0..=most).map(|later| date.saturating_add(later.days()));
    days.find(|day| works(*day)).unwrap_or(date)
}

/// How long after it a day of somebody's is still celebrated: over a weekend.
const CELEBRATED_LATE: i32 = 2;

/// The dates that are celebrated today, the earliest first: what falls on days on which nobody works comes on the
/// first one on which they do, unless that is far.
pub fn celebrated_on(today: Date, works: impl Fn(Date) -> bool) -> Vec<Date> {
    observed_on(today, CELEBRATED_LATE, works)
}

/// The dates that are observed today, the earliest first.
fn observed_on(today: Date, most: i32, works: impl Fn(Date) -> bool) -> Vec<Date> {
    let dates = (0..=most).rev();
    let dates = dates.map(|before| today.saturating_sub(before.days()));
    let mut dates: Vec<Date> = dates
        .filter(|date| observed(*date, most, &works) == today)
        .collect();
    // At the beginning of the calendar days repeat.
    dates.dedup();
    dates
}

/// The latest date that is to be told of today, if any is: it is observed today, or was when nobody was
/// there. Nothing is told on a day on which nobody works, even if it is observed on that.
pub(super) fn owed(
    today: Date,
    most: i32,
    works: impl Fn(Date) -> bool,
    is_date: impl Fn(Date) -> bool,
) -> Option<Date> {
    let days = (0..=most).map(|before| today.saturating_sub(before.days()));
    let latest = days.into_iter().find(|day| is_date(*day))?;
    let day = observed(latest, most, &works);
    (works(today) && day <= today).then_some(latest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::is_weekend;

    #[test]
    fn what_falls_on_a_weekend_is_told_on_monday() {
        let works = |day: Date| !is_weekend(day);
        assert_eq!(
            observed_on(date(2026, 11, 30), 2, works),
            [date(2026, 11, 28), date(2026, 11, 29), date(2026, 11, 30)]
        );
        assert_eq!(observed_on(date(2026, 11, 28), 2, works), []);
        assert_eq!(
            observed_on(date(2026, 11, 27), 2, works),
            [date(2026, 11, 27)]
        );
    }

    #[test]
    fn long_holidays_keep_no_date_from_being_told() {
        // A week of holidays: its last two days are told after it, the others on their day.
        let off = date(2027, 3, 8)..=date(2027, 3, 14);
        let works = |day: Date| !off.contains(&day);
        assert_eq!(observed(date(2027, 3, 8), 2, works), date(2027, 3, 8));
        assert_eq!(observed(date(2027, 3, 13), 2, works), date(2027, 3, 15));
        assert_eq!(observed(date(2027, 3, 14), 2, works), date(2027, 3, 15));
    }

    #[test]
    fn what_nobody_was_there_to_tell_is_owed_for_some_working_days() {
        let works = |day: Date| !is_weekend(day);
        let monday = |day: Date| day.weekday() == jiff::civil::Weekday::Monday;
        let on = |day: i8| owed(date(2026, 11, day), 4, works, monday);
        assert_eq!(on(23), Some(date(2026, 11, 23)));
        assert_eq!(on(27), Some(date(2026, 11, 23)));
        assert_eq!(on(28), None);
        assert_eq!(on(22), None);
        let friday = |day: Date| day.weekday() == jiff::civil::Weekday::Friday;
        let on = |day: i8| owed(date(2026, 11, day), 4, works, friday);
        assert_eq!(on(28), None, "nobody works");
        assert_eq!(on(30), Some(date(2026, 11, 27)));
        let never = owed(date(2026, 11, 27), 4, |_| false, friday);
        assert_eq!(never, None, "a week of holidays");
    }

    proptest! {
        #[test]
        fn every_date_is_observed_on_one_day_and_not_before_it(
            after in 0_i32..4000,
            most in 0_i32..6,
            off in proptest::collection::btree_set(-10_i32..20, 0..25),
        ) {
            let it = date(2026, 1, 1).saturating_add(after.days());
            let off: BTreeSet<Date> = off.into_iter().map(|days| it.saturating_add(days.days())).collect();
            let works = |day: Date| !off.contains(&day);
            let days = (-10..20).map(|days| it.saturating_add(days.days()));
            let told: Vec<Date> = days
                .filter(|today| observed_on(*today, most, works).contains(&it))
                .collect();
            prop_assert_eq!(told.len(), 1);
            let late = it.until(told[0]).unwrap().get_days();
            prop_assert!((0..=most).contains(&late));
        }
    }
}
