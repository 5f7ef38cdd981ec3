//! When people are written to, wherever they are and whatever their calendars say.

use jiff::civil::{Date, Time, date, time};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const ZONES: [&str; 9] = [
    "UTC",
    "Asia/Jakarta",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/New_York",
    "America/Santiago",
    "Europe/Berlin",
    "Africa/Cairo",
];

fn places() -> impl Strategy<Value = Place> {
    (select(&ZONES[..]), select(&["", "ID", "MY"][..])).prop_map(|(zone, country)| Place {
        zone: TimeZone::get(zone).unwrap(),
        country: (!country.is_empty()).then(|| country.to_owned()),
    })
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..1000).prop_map(|after| date(2026, 1, 1).saturating_add(after.days()))
}

fn any_time() -> impl Strategy<Value = Time> {
    (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn any_hours() -> impl Strategy<Value = Hours> {
    let holiday = (select(&["", "ID", "MY"][..]), any_day());
    let holidays = proptest::collection::vec(holiday, 0..400);
    (any_time(), any::<bool>(), holidays).prop_map(|(at, skip_weekends, holidays)| Hours {
        at,
        skip_weekends,
        holidays: Holidays::new(holidays.into_iter().map(|(of, day)| (of.to_owned(), day))),
    })
}

proptest! {
    /// In time: at the hour, on the date or the first working day after it.
    #[test]
    fn who_is_invited_in_time_is_so_at_the_hour_of_the_first_working_day(
        hours in any_hours(), place in places(), day in any_day(),
    ) {
        let at = hours.punctual(day, &place);
        prop_assert_eq!(hours.invites(day, &place, at), at);
        let clock = place.zone.to_datetime(at);
        prop_assert!(clock.date() >= day && hours.works(clock.date(), &place));
        let before = day.series(1.day()).take_while(|day| *day < clock.date());
        prop_assert!(before.into_iter().all(|day| !hours.works(day, &place)));
        // A little later only where clocks are set forward then.
        let after = clock.time().duration_since(hours.at);
        prop_assert!((SignedDuration::ZERO..=SignedDuration::from_hours(1)).contains(&after));
    }

    /// Late: not before, not on a day that is skipped, and not at night.
    #[test]
    fn who_is_invited_late_is_so_on_a_working_day_and_soon_after_its_hour(
        hours in any_hours(), place in places(), day in any_day(), late in 0_i64..60_000,
    ) {
        let now = hours.punctual(day, &place).saturating_add(SignedDuration::from_mins(late)).unwrap();
        let at = hours.invites(day, &place, now);
        prop_assert!(at >= now);
        let today = place.zone.to_datetime(at).date();
        prop_assert!(hours.works(today, &place));
        let since = at.duration_since(hours.on(today, &place));
        prop_assert!((SignedDuration::ZERO..=SAME_DAY).contains(&since));
        // What would be at once is not asked for again.
        prop_assert_eq!(hours.invites(day, &place, at), at);
    }

    #[test]
    fn who_is_reminded_is_so_once_later_on_a_working_day_and_in_time(
        hours in any_hours(), place in places(), day in any_day(), days in 1_i64..30,
    ) {
        let invited = hours.punctual(day, &place);
        let latest = invited.saturating_add(SignedDuration::from_hours(24 * (days - 1))).unwrap();
        let working = day.series(1.day()).take(60).filter(|it| hours.works(*it, &place));
        let due = working.map(|it| hours.on(it, &place)).filter(|at| *at > invited && *at <= latest);
        prop_assert_eq!(hours.reminds((invited, latest), &place), due.max());
    }
}
