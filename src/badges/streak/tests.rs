use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::clock::{later, minutes};

const ZONES: [&str; 8] = [
    "UTC",
    "Asia/Jakarta",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
];

fn calendar<'a>(zone: &str, country: &str, holidays: &'a Holidays) -> Calendar<'a> {
    Calendar {
        zone: TimeZone::get(zone).unwrap(),
        country: Some(country.to_owned()).filter(|it| !it.is_empty()),
        holidays,
    }
}

fn instants(said: &[&str]) -> Vec<Timestamp> {
    said.iter().map(|at| at.parse().unwrap()).collect()
}

#[test]
fn weekends_and_holidays_break_no_row_and_a_working_day_does() {
    // Thursday, Friday, Monday; Tuesday is a holiday of Indonesia.
    let holidays = Holidays::new([("ID".to_owned(), date(2026, 11, 24))]);
    let gifts = instants(&[
        "2026-11-19T03:00:00Z",
        "2026-11-20T03:00:00Z",
        "2026-11-21T03:00:00Z",
        "2026-11-23T03:00:00Z",
        "2026-11-25T03:00:00Z",
    ]);
    let jakarta = calendar("Asia/Jakarta", "ID", &holidays);
    let streak = Streak::of(gifts.iter().copied(), &jakarta);
    assert_eq!((streak.days, streak.reached.len()), (4, 4));
    assert_eq!(streak.reached[3], gifts[4]);
    let malaysia = calendar("Asia/Jakarta", "MY", &holidays);
    let streak = Streak::of(gifts, &malaysia);
    assert_eq!((streak.days, streak.reached.len()), (1, 3));
}

#[test]
fn a_day_is_that_of_ones_own_clock() {
    let none = Holidays::default();
    // 23:50 on Monday and 00:10 on Tuesday in Kathmandu, which is 5:45 ahead.
    let gifts = instants(&["2026-11-23T18:05:00Z", "2026-11-23T18:25:00Z"]);
    let there = calendar("Asia/Kathmandu", "", &none);
    assert_eq!(Streak::of(gifts.iter().copied(), &there).days, 2);
    let here = calendar("UTC", "", &none);
    assert_eq!(Streak::of(gifts, &here).days, 1);
}

#[test]
fn a_row_goes_on_until_a_working_day_went_by() {
    let none = Holidays::default();
    let utc = calendar("UTC", "", &none);
    let friday = Some(date(2026, 11, 20));
    for (today, days) in [
        (date(2026, 11, 20), 3),
        (date(2026, 11, 22), 3),
        (date(2026, 11, 23), 3),
        (date(2026, 11, 24), 0),
    ] {
        assert_eq!(as_of(3, friday, today, &utc), days, "{today}");
    }
    assert_eq!(as_of(0, None, date(2026, 11, 20), &utc), 0);
}

proptest! {
    /// Day by day: what a plain walk over the calendar comes to.
    #[test]
    fn a_streak_is_what_a_walk_over_the_days_comes_to(
        zone in select(&ZONES[..]),
        country in select(&["", "ID", "MY"][..]),
        off in proptest::collection::vec((select(&["", "ID", "MY"][..]), 0_i32..120), 0..30),
        gifts in proptest::collection::vec(0_i64..120 * 24 * 60, 0..150),
    ) {
        // Over the days on which clocks change, in both halves of the world.
        let first = date(2026, 8, 20);
        let off = off.into_iter().map(|(of, day)| (of.to_owned(), first.saturating_add(day.days())));
        let holidays = Holidays::new(off);
        let calendar = calendar(zone, country, &holidays);
        let begin: Timestamp = "2026-08-21T00:00:00Z".parse().unwrap();
        let mut gifts: Vec<Timestamp> = gifts.into_iter()
            .map(|after| later(begin, minutes(after))).collect();
        gifts.sort();
        let days: BTreeSet<Date> = gifts.iter().map(|at| calendar.day(*at)).collect();
        let (mut row, mut best, mut last_row) = (0_i64, 0, 0);
        let mut day = first;
        while day <= date(2027, 1, 5) {
            if calendar.works(day) {
                row = if days.contains(&day) { row + 1 } else { 0 };
                best = best.max(row);
                if row > 0 { last_row = row; }
            }
            prop_assert_eq!(
                as_of_walk(&gifts, &calendar, day),
                if calendar.works(day) && !days.contains(&day) { previous(&days, &calendar, day) } else { row },
            );
            day = day.tomorrow().unwrap();
        }
        let streak = Streak::of(gifts.iter().copied(), &calendar);
        prop_assert_eq!(i64::try_from(streak.reached.len()).unwrap(), best);
        prop_assert_eq!(streak.days, last_row);
        prop_assert!(streak.reached.is_sorted());
    }
}

/// What is shown on a day, of the gifts until then.
fn as_of_walk(gifts: &[Timestamp], calendar: &Calendar<'_>, today: Date) -> i64 {
    let until = gifts
        .iter()
        .copied()
        .filter(|at| calendar.day(*at) <= today);
    let streak = Streak::of(until, calendar);
    as_of(streak.days, streak.last, today, calendar)
}

/// How long the row was before a day on which nothing was given yet.
fn previous(days: &BTreeSet<Date>, calendar: &Calendar<'_>, day: Date) -> i64 {
    let mut row = 0;
    let mut before = day.yesterday().unwrap();
    while before >= date(2026, 8, 1) {
        if calendar.works(before) {
            if !days.contains(&before) {
                break;
            }
            row += 1;
        }
        before = before.yesterday().unwrap();
    }
    row
}
