//! What a board counts, and over which days.

use jiff::Zoned;
use jiff::civil::{Date, Weekday};

use crate::calendar::Period;

words! {
    /// What a board counts.
    pub enum Metric {
        /// Points received.
        Received = "received",
        /// Points given.
        Given = "given",
    }
}

/// The period that a board tells of which fell due `at`, and a day of it: on the first day of a
/// period it is the one that has just ended.
pub(super) fn told_of(monthly: bool, at: &Zoned) -> (Period, Date) {
    let today = at.date();
    let period = if monthly { Period::Month } else { Period::Week };
    let day = if monthly || today.weekday() == Weekday::Monday {
        today.yesterday().unwrap_or(today)
    } else {
        today
    };
    (period, day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_board_is_about_the_period_that_ends_or_has_ended() {
        for (monthly, at, period, starts) in [
            // Monday, Friday, and the first of a month.
            (
                false,
                "2026-11-23T09:00[Asia/Jakarta]",
                Period::Week,
                date(2026, 11, 16),
            ),
            (
                false,
                "2026-11-20T16:30[Asia/Jakarta]",
                Period::Week,
                date(2026, 11, 16),
            ),
            (
                true,
                "2026-11-01T09:00[Asia/Jakarta]",
                Period::Month,
                date(2026, 10, 1),
            ),
        ] {
            let (told, day) = told_of(monthly, &at.parse().unwrap());
            assert_eq!((told, told.start(day)), (period, starts), "{at}");
        }
    }
}
