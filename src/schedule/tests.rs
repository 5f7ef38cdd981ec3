//! Recurrences, by calendars and clocks that do as they like.

#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use jiff::civil::{Date, DateTime, Time, Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::sample::select;

use super::plan::{Plan, plan};
use super::{DayOfMonth, Days, Recurrence};

/// Whole hours, half hours and quarters; half an hour of summer; days without midnight, and a zone
/// that left out a whole day.
const ZONES: [&str; 14] = [
    "UTC",
    "Asia/Jakarta",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Europe/Berlin",
    "Africa/Cairo",
    "Antarctica/Troll",
];

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

const PATTERNS: [&str; 8] = [
    "30 16 * * FRI",
    "0 9 1 * *",
    "30 2 * * *",
    "0 0 * * SUN",
    "*/10 * * * *",
    "15,45 1-3 * * *",
    "0 8 * * MON#2",
    "0 12 29 2 *",
];

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn zones() -> impl Strategy<Value = TimeZone> {
    select(&ZONES[..]).prop_map(zone)
}

fn days_of_month() -> impl Strategy<Value = DayOfMonth> {
    prop_oneof![
        (1_i8..=31).prop_map(DayOfMonth::Day),
        (1_i8..=4, select(&WEEKDAYS[..])).prop_map(|(nth, day)| DayOfMonth::Nth(nth, day)),
        select(&WEEKDAYS[..]).prop_map(DayOfMonth::Last),
    ]
}

fn days() -> impl Strategy<Value = Days> {
    prop_oneof![
        select(&WEEKDAYS[..]).prop_map(Days::Weekly),
        (0_i64..400).prop_map(|day| Days::Fortnightly(date(2026, 1, 1) + day.days())),
        days_of_month().prop_map(Days::Monthly),
        (1_i8..=3, days_of_month()).prop_map(|(month, day)| Days::Quarterly { month, day }),
    ]
}

fn times() -> impl Strategy<Value = Time> {
    (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn on_days() -> impl Strategy<Value = Recurrence> {
    (days(), times()).prop_map(|(days, at)| Recurrence::OnDays { days, at })
}

fn recurrences() -> impl Strategy<Value = Recurrence> {
    let patterns = select(&PATTERNS[..]).prop_map(|it| Recurrence::cron(it).unwrap());
    prop_oneof![3 => on_days(), 1 => patterns]
}

/// Any instant from 2005 to 2060, and more often one near which clocks are changed.
fn instants() -> impl Strategy<Value = Timestamp> {
    let seconds = 1_104_537_600_i64..2_840_140_800;
    (seconds, zones(), any::<bool>(), -5400_i64..5400).prop_map(|(second, zone, near, off)| {
        let at = Timestamp::from_second(second).unwrap();
        let change = zone.following(at).next().filter(|_| near);
        let at = change.map_or(at, |change| change.timestamp());
        at.saturating_add(SignedDuration::from_secs(off)).unwrap()
    })
}

/// Whether something recurs on a day: told by the day alone.
fn recurs_on(days: Days, day: Date) -> bool {
    let in_month = |rule: DayOfMonth| match rule {
        DayOfMonth::Day(wanted) => day.day() == wanted.min(day.days_in_month()),
        DayOfMonth::Nth(nth, weekday) => day.weekday() == weekday && (day.day() - 1) / 7 + 1 == nth,
        DayOfMonth::Last(weekday) => {
            day.weekday() == weekday && day.day() + 7 > day.days_in_month()
        }
    };
    match days {
        Days::Weekly(weekday) => day.weekday() == weekday,
        Days::Fortnightly(start) => (day - start).get_days() % 14 == 0,
        Days::Monthly(rule) => in_month(rule),
        Days::Quarterly { month, day: rule } => {
            (day.month() - 1) % 3 + 1 == month && in_month(rule)
        }
    }
}

/// When the clocks of a zone first show a time or a later one, found by looking at them.
fn first_shown(zone: &TimeZone, clock: DateTime) -> Timestamp {
    let guess = clock.to_zoned(TimeZone::UTC).unwrap().timestamp();
    // No zone is further ahead of UTC than this.
    let from = guess - SignedDuration::from_hours(16);
    let minutes = (0..60 * 60).map(|minute| from + SignedDuration::from_mins(minute));
    let mut shown = minutes.filter(|at| zone.to_datetime(*at) >= clock);
    shown.next().unwrap()
}

proptest! {
    #[test]
    fn what_is_next_is_after_now_and_nothing_is_between(
        recurrence in recurrences(), zone in zones(), now in instants(),
    ) {
        let next = recurrence.next(now, &zone).unwrap();
        prop_assert!(next > now);
        let just_before = next - SignedDuration::from_micros(1);
        prop_assert_eq!(recurrence.next(just_before, &zone), Some(next));
        prop_assert_eq!(recurrence.latest(next, &zone), Some(next));
        let latest = recurrence.latest(now, &zone).unwrap();
        prop_assert!(latest <= now);
        prop_assert_eq!(recurrence.latest(just_before, &zone), Some(latest));
        prop_assert_eq!(recurrence.next(latest, &zone), Some(next));
    }

    #[test]
    fn no_day_is_left_out_and_none_added(
        days in days(), at in times(), zone in zones(), now in instants(),
    ) {
        let recurrence = Recurrence::OnDays { days, at };
        let times = std::iter::successors(recurrence.next(now, &zone), |it| recurrence.next(*it, &zone));
        let times: Vec<Timestamp> = times.take(5).collect();
        let today = zone.to_datetime(now).date();
        // Yesterday's may be still to come, where clocks leave out a day.
        let calendar = std::iter::successors(Some(today - 2.days()), |day| day.tomorrow().ok());
        let expected = calendar
            .filter(|day| recurs_on(days, *day))
            .map(|day| first_shown(&zone, day.to_datetime(at)))
            .filter(|instant| *instant > now);
        prop_assert_eq!(times, expected.take(5).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_written_is_read_back(recurrence in recurrences()) {
        let written = recurrence.to_string();
        let read: Recurrence = written.parse().unwrap();
        prop_assert_eq!(read.to_string(), written);
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        prop_assert_eq!(read.next(now, &TimeZone::UTC), recurrence.next(now, &TimeZone::UTC));
    }

    #[test]
    fn any_text_is_understood_or_refused(text in ".{0,40}") {
        let _ = text.parse::<Recurrence>();
    }

    /// However long nobody looked: it is due next in the future, done at most once, and for the
    /// latest time; what is not done for is counted.
    #[test]
    fn downtime_repeats_nothing_and_hides_nothing(
        recurrence in on_days(), zone in zones(), from in instants(), down in 0_i64..(30 * 24 * 60),
        years in select(&[0_i64, 0, 1, 9][..]),
    ) {
        let due = recurrence.next(from, &zone).unwrap();
        let now = due + SignedDuration::from_mins(down) + SignedDuration::from_hours(years * 365 * 24);
        let Plan { run, passed, next } = plan(&recurrence, &zone, due, now);
        let next = next.unwrap();
        prop_assert!(next > now);
        let times = std::iter::successors(Some(due), |at| recurrence.next(*at, &zone));
        let happened: Vec<Timestamp> = times.take_while(|at| *at <= now).collect();
        prop_assert_eq!(1 + passed, happened.len());
        prop_assert_eq!(run, happened.last().copied());
        // And looking again, at once, there is nothing to do.
        prop_assert_eq!(recurrence.latest(now, &zone).filter(|at| *at >= next), None);
    }
}

fn due_at(spec: &str, zone_name: &str, after: &str) -> String {
    let recurrence: Recurrence = spec.parse().unwrap();
    let zone = zone(zone_name);
    let next = recurrence.next(after.parse().unwrap(), &zone).unwrap();
    next.to_zoned(zone).strftime("%F %R %:z").to_string()
}

#[test]
fn a_time_that_does_not_exist_comes_when_clocks_have_passed_it() {
    // Berlin leaves out the hour from two on 28 March 2027, Lord Howe half of it on 4 October 2026.
    let berlin = due_at("weekly sun 02:30", "Europe/Berlin", "2027-03-27T00:00:00Z");
    assert_eq!(berlin, "2027-03-28 03:00 +02:00");
    let lord_howe = due_at(
        "weekly sun 02:15",
        "Australia/Lord_Howe",
        "2026-10-03T00:00:00Z",
    );
    assert_eq!(lord_howe, "2026-10-04 02:30 +11:00");
    // Samoa left out 30 December 2011, a Friday.
    let apia = due_at("weekly fri 10:00", "Pacific/Apia", "2011-12-29T00:00:00Z");
    assert_eq!(apia, "2011-12-31 00:00 +14:00");
}

#[test]
fn a_time_that_exists_twice_comes_once() {
    let zone = zone("Europe/Berlin");
    for spec in ["weekly sun 02:30", "cron 30 2 * * SUN"] {
        let recurrence: Recurrence = spec.parse().unwrap();
        let first = recurrence
            .next("2026-10-24T12:00:00Z".parse().unwrap(), &zone)
            .unwrap();
        assert_eq!(first.to_string(), "2026-10-25T00:30:00Z", "{spec}");
        let second = recurrence.next(first, &zone).unwrap();
        assert_eq!(second.to_string(), "2026-11-01T01:30:00Z", "{spec}");
    }
}

#[test]
fn months_end_where_they_end() {
    for (spec, after, due) in [
        (
            "monthly 31 09:00",
            "2027-02-01T00:00:00Z",
            "2027-02-28 09:00 +00:00",
        ),
        (
            "monthly 31 09:00",
            "2028-02-28T12:00:00Z",
            "2028-02-29 09:00 +00:00",
        ),
        (
            "monthly 30 09:00",
            "2026-12-30T09:00:00Z",
            "2027-01-30 09:00 +00:00",
        ),
        (
            "monthly 2nd-tue 09:00",
            "2026-12-01T00:00:00Z",
            "2026-12-08 09:00 +00:00",
        ),
        (
            "monthly last-fri 16:30",
            "2026-12-25T16:30:00Z",
            "2027-01-29 16:30 +00:00",
        ),
        (
            "quarterly 2 31 09:00",
            "2026-12-01T00:00:00Z",
            "2027-02-28 09:00 +00:00",
        ),
        (
            "quarterly 1 1st-mon 09:00",
            "2026-11-01T00:00:00Z",
            "2027-01-04 09:00 +00:00",
        ),
        (
            "fortnightly 2026-11-23 09:00",
            "2026-11-23T09:00:00Z",
            "2026-12-07 09:00 +00:00",
        ),
    ] {
        assert_eq!(due_at(spec, "UTC", after), due, "{spec} after {after}");
    }
}

#[test]
fn words_are_taken_in_any_case() {
    for (said, is) in [
        ("Weekly Mon 09:00", "weekly mon 09:00"),
        ("MONTHLY 1st-TUE 10:00", "monthly 1st-tue 10:00"),
        // A pattern is kept as it was written.
        ("Cron 30 16 * * FRI", "cron 30 16 * * FRI"),
    ] {
        assert_eq!(said.parse::<Recurrence>().unwrap().to_string(), is);
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    for spec in [
        "",
        "weekly",
        "weekly 09:00",
        "weekly mon",
        "weekly mon 25:00",
        "monthly 0 09:00",
        "monthly 32 09:00",
        "monthly 5th-mon 09:00",
        "quarterly 4 1 09:00",
        "quarterly 1 09:00",
        "fortnightly 2026-02-30 09:00",
        "cron",
        "cron x",
        "cron 0 9 30 2 *",
        "daily 09:00",
    ] {
        assert!(spec.parse::<Recurrence>().is_err(), "{spec}");
    }
}

/// Each minute, for ten years: what that costs to look at is bounded.
#[test]
fn years_of_minutes_are_passed_at_once() {
    let each_minute: Recurrence = "cron * * * * *".parse().unwrap();
    let due = "2026-11-23T09:00:00Z".parse().unwrap();
    let now: Timestamp = "2036-11-23T09:00:30Z".parse().unwrap();
    let plan = plan(&each_minute, &TimeZone::UTC, due, now);
    assert_eq!(plan.run.unwrap().to_string(), "2036-11-23T09:00:00Z");
    assert_eq!(plan.next.unwrap().to_string(), "2036-11-23T09:01:00Z");
    assert!(plan.passed >= 999, "{}", plan.passed);
}
