//! The time that a board is asked for.

use jiff::civil::Date;

use crate::calendar::Period;
use crate::command::When;
use crate::wording::BoardPeriod;

/// The period that is asked for, and a day of it.
pub(super) fn period_and_day(when: When, today: Date) -> (Period, Date) {
    let month_of = |year, month| Date::new(year, month, 1).unwrap_or(today);
    match when {
        When::This(period) => (period, today),
        When::Last(period) => (period, period.before(today)),
        When::Month(month) if month > today.month() => (
            Period::Month,
            month_of(today.year().saturating_sub(1), month),
        ),
        When::Month(month) => (Period::Month, month_of(today.year(), month)),
        When::MonthOf(year, month) => (Period::Month, month_of(year, month)),
        When::Year(year) => (Period::Year, month_of(year, 1)),
        When::WeekOf(year, month, day) => (
            Period::Week,
            begun(Period::Week, year, today, |year| {
                Date::new(year, month, day).ok()
            }),
        ),
        When::Quarter(year, number) => {
            let month = number.saturating_sub(1).saturating_mul(3).saturating_add(1);
            let first = |year| Date::new(year, month, 1).ok();
            (Period::Quarter, begun(Period::Quarter, year, today, first))
        }
    }
}

/// A day of that year; where none is said, of the last in which the period that holds it has begun.
fn begun(
    period: Period,
    year: Option<i16>,
    today: Date,
    day: impl Fn(i16) -> Option<Date>,
) -> Date {
    let found = match year {
        Some(year) => day(year),
        // The 29th of February is not in every year.
        None => (0..=8)
            .filter_map(|ago| day(today.year().saturating_sub(ago)))
            .find(|day| period.start(*day) <= today),
    };
    found.unwrap_or(today)
}

/// The time as it is told, of which `day` is one.
pub(super) fn said_period(when: When, day: Date) -> BoardPeriod {
    match when {
        When::This(period) => BoardPeriod::This(period),
        When::Last(Period::Week) | When::WeekOf(..) => BoardPeriod::WeekOf(Period::Week.start(day)),
        When::Last(Period::Month) | When::Month(_) | When::MonthOf(..) => BoardPeriod::MonthOf(day),
        When::Last(Period::Quarter) | When::Quarter(..) => BoardPeriod::QuarterOf(day),
        When::Last(Period::Year) | When::Year(_) => BoardPeriod::YearOf(day),
        When::Last(Period::Day | Period::All) => BoardPeriod::Yesterday,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_by_its_name_is_the_one_that_began_last() {
        let today = date(2026, 11, 27);
        let starts = |when| {
            let (period, day) = period_and_day(when, today);
            (period, period.start(day))
        };
        let table = [
            (When::Month(11), Period::Month, date(2026, 11, 1)),
            (When::Month(3), Period::Month, date(2026, 3, 1)),
            (When::Month(12), Period::Month, date(2025, 12, 1)),
            (When::MonthOf(2025, 2), Period::Month, date(2025, 2, 1)),
            (When::Year(2025), Period::Year, date(2025, 1, 1)),
            (When::WeekOf(None, 11, 25), Period::Week, date(2026, 11, 23)),
            (When::WeekOf(None, 11, 29), Period::Week, date(2026, 11, 23)),
            (When::WeekOf(None, 12, 1), Period::Week, date(2025, 12, 1)),
            (When::WeekOf(None, 2, 29), Period::Week, date(2024, 2, 26)),
            (
                When::WeekOf(Some(2025), 11, 24),
                Period::Week,
                date(2025, 11, 24),
            ),
            (When::Quarter(None, 3), Period::Quarter, date(2026, 7, 1)),
            (When::Quarter(None, 4), Period::Quarter, date(2026, 10, 1)),
            (
                When::Quarter(Some(2025), 1),
                Period::Quarter,
                date(2025, 1, 1),
            ),
            (When::Last(Period::Day), Period::Day, date(2026, 11, 26)),
            (When::Last(Period::Week), Period::Week, date(2026, 11, 16)),
            (When::Last(Period::Month), Period::Month, date(2026, 10, 1)),
            (
                When::Last(Period::Quarter),
                Period::Quarter,
                date(2026, 7, 1),
            ),
            (When::Last(Period::Year), Period::Year, date(2025, 1, 1)),
        ];
        for (when, period, day) in table {
            assert_eq!(starts(when), (period, day), "{when:?}");
        }
    }
}
