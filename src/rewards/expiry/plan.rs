//! Which points expire when. Pure.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

/// How many days before they expire somebody is told of points.
const TOLD_BEFORE: i32 = 30;

/// How many days before they expire somebody is reminded of points.
const REMINDED_BEFORE: i32 = 7;

/// What expires within so many days more is told of in the same message, so that there is one a week
/// at most.
const GATHERED: i32 = 6;

/// What somebody has left of what they received on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lot {
    pub(super) received: Date,
    pub(super) points: i64,
}

/// What somebody was told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) day: Date,
    pub(super) points: i64,
    pub(super) reminded: bool,
}

/// Points that expire, or did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expiring {
    /// As this day begins, in the programme's zone.
    pub day: Date,
    /// How many.
    pub points: i64,
}

/// The day on which what was received on `received` expires: the last of the month where that is
/// shorter.
pub(super) fn expires(received: Date, months: u16) -> Date {
    received.saturating_add(i32::from(months).months())
}

/// The last day whose points have expired on `day`.
pub(super) fn last_expired(day: Date, months: u16) -> Date {
    let mut last = day.saturating_sub(i32::from(months).months());
    // Several days may have the same end: the last of a short month.
    while let Ok(next) = last.checked_add(1.day())
        && expires(next, months) <= day
    {
        last = next;
    }
    last
}

fn days_until(today: Date, day: Date) -> i32 {
    day.since(today).map_or(0, |it| it.get_days())
}

/// What each of `notices`, which are in the order of their days, takes of `lots`, the oldest first:
/// spent points do not expire.
pub(super) fn taken(lots: &[Lot], months: u16, notices: &[Notice]) -> Vec<Expiring> {
    let mut before = 0;
    let mut take = |notice: &Notice| {
        let reached = lots
            .iter()
            .filter(|lot| expires(lot.received, months) <= notice.day);
        let reached: i64 = reached.map(|lot| lot.points).sum();
        let points = notice.points.min(reached - before).max(0);
        before += points;
        Expiring {
            day: notice.day,
            points,
        }
    };
    notices.iter().map(&mut take).collect()
}

/// What of `lots`, the oldest first, nobody was told of yet: the day on which it would expire, and the
/// one on which it does if it is told of today.
fn untold(
    lots: &[Lot],
    months: u16,
    notices: &[Notice],
    today: Date,
) -> impl Iterator<Item = (Date, Expiring)> {
    let mut told: i64 = taken(lots, months, notices)
        .iter()
        .map(|it| it.points)
        .sum();
    lots.iter().filter_map(move |lot| {
        let covered = told.min(lot.points);
        told -= covered;
        let end = expires(lot.received, months);
        // What lasts no longer than a month is told of as soon as it is there.
        let notice = TOLD_BEFORE.min(days_until(lot.received, end) - 1);
        let expiring = Expiring {
            day: end.max(today.saturating_add(notice.days())),
            points: lot.points - covered,
        };
        (expiring.points > 0).then_some((end, expiring))
    })
}

/// What somebody is to be told of today for the first time, in the order of its days.
pub(super) fn to_announce(
    lots: &[Lot],
    months: u16,
    notices: &[Notice],
    today: Date,
) -> Vec<Expiring> {
    let mut untold = untold(lots, months, notices, today).peekable();
    let mut found = BTreeMap::new();
    if untold
        .peek()
        .is_some_and(|(end, _)| days_until(today, *end) <= TOLD_BEFORE)
    {
        let soon = |(end, _): &(Date, Expiring)| days_until(today, *end) <= TOLD_BEFORE + GATHERED;
        for (_, expiring) in untold.take_while(soon) {
            *found.entry(expiring.day).or_insert(0) += expiring.points;
        }
    }
    let each = found.into_iter();
    each.map(|(day, points)| Expiring { day, points }).collect()
}

/// What somebody is to be told of today once more, in the order of its days.
pub(super) fn to_remind(
    lots: &[Lot],
    months: u16,
    notices: &[Notice],
    today: Date,
) -> Vec<Expiring> {
    let mut ahead = Vec::new();
    for (notice, expiring) in notices.iter().zip(taken(lots, months, notices)) {
        if !notice.reminded && expiring.points > 0 && expiring.day > today {
            ahead.push(expiring);
        }
    }
    let within = |days: i32| {
        let until = move |it: &&Expiring| days_until(today, it.day) <= days;
        ahead.iter().filter(until)
    };
    if within(REMINDED_BEFORE).next().is_none() {
        return Vec::new();
    }
    within(REMINDED_BEFORE + GATHERED).copied().collect()
}

/// The next points to expire, whether or not they were told of.
pub(super) fn next(lots: &[Lot], months: u16, notices: &[Notice], today: Date) -> Option<Expiring> {
    let told = taken(lots, months, notices).into_iter();
    let untold = untold(lots, months, notices, today).map(|(_, expiring)| expiring);
    let mut days = BTreeMap::new();
    for expiring in told.filter(|it| it.points > 0).chain(untold) {
        *days.entry(expiring.day).or_insert(0) += expiring.points;
    }
    let first = days.into_iter().next();
    first.map(|(day, points)| Expiring { day, points })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn lot(received: Date, points: i64) -> Lot {
        Lot { received, points }
    }

    fn expiring(day: Date, points: i64) -> Expiring {
        Expiring { day, points }
    }

    fn told(it: Expiring) -> Notice {
        Notice {
            day: it.day,
            points: it.points,
            reminded: false,
        }
    }

    #[test]
    fn a_month_that_is_shorter_ends_with_its_last_day() {
        for (received, months, end) in [
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2026, 1, 28), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2026, 11, 3), 12, date(2027, 11, 3)),
        ] {
            assert_eq!(expires(received, months), end, "{received}");
        }
        assert_eq!(last_expired(date(2026, 2, 28), 1), date(2026, 1, 31));
        assert_eq!(last_expired(date(2026, 2, 27), 1), date(2026, 1, 27));
        assert_eq!(last_expired(date(2026, 3, 31), 1), date(2026, 2, 28));
    }

    proptest! {
        #[test]
        fn the_last_day_is_the_last(year in 1990_i16..2100, day in 1_i64..366, months in 1_u16..121) {
            let day = date(year, 1, 1).saturating_add(day.days());
            let last = last_expired(day, months);
            prop_assert!(expires(last, months) <= day);
            prop_assert!(expires(last.tomorrow().unwrap(), months) > day);
        }
    }

    #[test]
    fn a_month_before_its_end_it_is_told_of_with_what_ends_in_the_week_after() {
        let lots = [
            lot(date(2026, 1, 10), 5),
            lot(date(2026, 1, 14), 7),
            lot(date(2026, 1, 16), 9),
            lot(date(2026, 1, 17), 11),
        ];
        let on = |today| to_announce(&lots, 12, &[], today);
        assert_eq!(on(date(2026, 12, 10)), []);
        let first = [
            expiring(date(2027, 1, 10), 5),
            expiring(date(2027, 1, 14), 7),
            expiring(date(2027, 1, 16), 9),
        ];
        assert_eq!(on(date(2026, 12, 11)), first);
        let notices = first.map(told);
        let later = |today| to_announce(&lots, 12, &notices, today);
        assert_eq!(later(date(2026, 12, 17)), []);
        assert_eq!(later(date(2026, 12, 18)), [expiring(date(2027, 1, 17), 11)]);
    }

    #[test]
    fn what_is_told_of_late_has_a_month_from_then_on() {
        let lots = [lot(date(2025, 1, 10), 5), lot(date(2026, 1, 8), 7)];
        let today = date(2027, 1, 1);
        let told_late = to_announce(&lots, 12, &[], today);
        assert_eq!(told_late, [expiring(date(2027, 1, 31), 12)]);
        assert_eq!(next(&lots, 12, &[], today), Some(told_late[0]));
    }

    #[test]
    fn what_lasts_a_month_is_told_of_as_soon_as_it_is_there() {
        let lots = [lot(date(2026, 1, 31), 5)];
        for today in [date(2026, 1, 31), date(2026, 2, 1)] {
            let told = to_announce(&lots, 1, &[], today);
            assert_eq!(told, [expiring(date(2026, 2, 28), 5)], "{today}");
        }
    }

    #[test]
    fn what_is_spent_does_not_expire() {
        let notices = [
            told(expiring(date(2027, 1, 10), 5)),
            told(expiring(date(2027, 1, 14), 7)),
        ];
        // Of the first five, four are spent.
        let lots = [lot(date(2026, 1, 10), 1), lot(date(2026, 1, 14), 7)];
        let left = taken(&lots, 12, &notices);
        assert_eq!(left.iter().map(|it| it.points).collect::<Vec<_>>(), [1, 7]);
        // Points that came back are more than was told of.
        let back = [lot(date(2026, 1, 10), 9), lot(date(2026, 1, 14), 7)];
        let left = taken(&back, 12, &notices);
        assert_eq!(left.iter().map(|it| it.points).collect::<Vec<_>>(), [5, 7]);
        assert_eq!(
            to_announce(&back, 12, &notices, date(2027, 1, 2)),
            [expiring(date(2027, 2, 1), 4)]
        );
    }

    #[test]
    fn a_week_before_it_is_told_of_once_more() {
        let lots = [lot(date(2026, 1, 10), 5), lot(date(2026, 1, 15), 7)];
        let [first, second] = [
            expiring(date(2027, 1, 10), 5),
            expiring(date(2027, 1, 15), 7),
        ];
        let mut notices = [told(first), told(second)];
        let on = |notices: &[Notice], today| to_remind(&lots, 12, notices, today);
        assert_eq!(on(&notices, date(2027, 1, 2)), []);
        assert_eq!(on(&notices, date(2027, 1, 3)), [first, second]);
        assert_eq!(on(&notices, date(2027, 1, 9)), [first, second], "late");
        notices[0].reminded = true;
        assert_eq!(on(&notices, date(2027, 1, 7)), []);
        assert_eq!(on(&notices, date(2027, 1, 8)), [second]);
        assert_eq!(on(&notices, date(2027, 1, 15)), [], "its day has come");
    }
}
