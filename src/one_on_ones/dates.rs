//! When two talk: a date, moved to a day on which both work.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use sqlx::PgConnection;

use super::OneOnOne;
use crate::database::Day;
use crate::holidays::{self, Hours, Place};
use crate::ids::MemberId;
use crate::schedule::Recurrence;
use crate::settings::Settings;

/// How far back dates are looked for that holidays moved to a day ahead.
const BACK: i32 = 60;

/// When two talk.
#[derive(Clone, Debug)]
pub struct Cadence {
    /// On which days, and at which hour of each one's own clock they are reminded.
    pub recurrence: Recurrence,
    /// On none before this.
    pub first_day: Date,
}

/// The dates of two people.
#[derive(Clone, Debug)]
pub struct Dates {
    cadence: Cadence,
    skips: Option<Day>,
    hours: Hours,
    /// Where each of the two is, in their order.
    places: [Place; 2],
}

impl Dates {
    /// The dates of a pair.
    pub async fn of(
        conn: &mut PgConnection,
        pair: &OneOnOne,
        settings: &Settings,
    ) -> Result<Self, sqlx::Error> {
        let mut all = Self::of_all(conn, std::slice::from_ref(pair), settings).await?;
        all.pop().ok_or(sqlx::Error::RowNotFound)
    }

    /// The dates of several pairs of one workspace, in the order of the pairs.
    pub async fn of_all(
        conn: &mut PgConnection,
        pairs: &[OneOnOne],
        settings: &Settings,
    ) -> Result<Vec<Self>, sqlx::Error> {
        let Some(first) = pairs.first() else {
            return Ok(Vec::new());
        };
        let people: Vec<MemberId> = pairs.iter().flat_map(OneOnOne::both).collect();
        let zone = &settings.time_zone;
        let found = holidays::places(conn, (first.workspace, &people), zone).await?;
        let nowhere = || Place {
            zone: zone.clone(),
            country: None,
        };
        let place = |member| found.get(&member).cloned().unwrap_or_else(nowhere);
        let holidays = holidays::all(conn, first.workspace).await?;
        let of = |pair: &OneOnOne| Self {
            cadence: pair.cadence.clone(),
            skips: pair.skips,
            hours: Hours {
                at: pair.cadence.recurrence.at().unwrap_or_default(),
                skip_weekends: true,
                holidays: holidays.clone(),
            },
            places: pair.both().map(place),
        };
        Ok(pairs.iter().map(of).collect())
    }

    /// On which day they talk that a date is for; on none, where it is skipped, or the next date comes as early.
    pub fn talk_on(&self, day: Date) -> Option<Date> {
        let mut dates = self.from(day);
        if dates.next() != Some(day) || self.skips == Some(Day(day)) {
            return None;
        }
        let on = self.hours.working_day(day, &self.places);
        dates.next().is_none_or(|next| on < next).then_some(on)
    }

    /// When each of the two is reminded of a talk on this day, in their order.
    pub fn reminds(&self, talk_on: Date) -> [Timestamp; 2] {
        let [one, other] = &self.places;
        [one, other].map(|place| self.hours.on(talk_on, place))
    }

    /// The next date of which neither has been reminded at `now`, and the day on which they talk.
    pub fn next(&self, now: Timestamp) -> Option<(Date, Date)> {
        let first = self.places.iter();
        let today = first
            .map(|place| place.zone.to_datetime(now).date())
            .min()?;
        let held = self
            .from(today.saturating_sub(BACK.days()))
            .filter_map(|day| Some((day, self.talk_on(day)?)));
        let mut ahead = held.filter(|(_, on)| self.reminds(*on).iter().all(|at| *at > now));
        ahead.next()
    }

    /// When a date begins anywhere.
    pub(super) fn begins(&self, day: Date) -> Option<Timestamp> {
        self.cadence.recurrence.begins(day)
    }

    fn from(&self, day: Date) -> impl Iterator<Item = Date> {
        let first = self.cadence.first_day.max(day);
        self.cadence.recurrence.dates(first)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;
    use crate::holidays::Holidays;

    fn dates(spec: &str, holidays: &[(&str, Date)], countries: [&str; 2]) -> Dates {
        let each = holidays.iter().map(|(of, day)| ((*of).to_owned(), *day));
        let place = |country: &str| Place {
            zone: TimeZone::get("Asia/Jakarta").unwrap(),
            country: Some(country.to_owned()),
        };
        Dates {
            cadence: Cadence {
                recurrence: spec.parse().unwrap(),
                first_day: date(2026, 11, 2),
            },
            skips: None,
            hours: Hours {
                at: time(9, 0, 0, 0),
                skip_weekends: true,
                holidays: Holidays::new(each),
            },
            places: countries.map(place),
        }
    }

    fn noon(day: Date) -> Timestamp {
        day.at(12, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .unwrap()
            .timestamp()
    }

    #[test]
    fn a_holiday_of_either_moves_the_day_on() {
        let (tuesday, wednesday) = (date(2026, 12, 1), date(2026, 12, 2));
        for country in ["ID", "MY"] {
            let dates = dates("weekly tue 09:00", &[(country, tuesday)], ["ID", "MY"]);
            assert_eq!(dates.talk_on(tuesday), Some(wednesday), "{country}");
            let ahead = dates.next(noon(date(2026, 11, 30)));
            assert_eq!(ahead, Some((tuesday, wednesday)), "{country}");
        }
        let elsewhere = dates("weekly tue 09:00", &[("SG", tuesday)], ["ID", "MY"]);
        assert_eq!(elsewhere.talk_on(tuesday), Some(tuesday));
    }

    #[test]
    fn a_date_that_would_come_with_the_next_one_is_not_held() {
        let days = (1..8).map(|day| ("", date(2026, 12, day)));
        let days: Vec<_> = days.collect();
        let dates = dates("weekly tue 09:00", &days, ["ID", "MY"]);
        assert_eq!(dates.talk_on(date(2026, 12, 1)), None);
        assert_eq!(dates.talk_on(date(2026, 12, 8)), Some(date(2026, 12, 8)));
    }

    #[test]
    fn what_is_skipped_or_before_the_first_day_is_not_held() {
        let mut dates = dates("weekly tue 09:00", &[], ["ID", "MY"]);
        assert_eq!(dates.talk_on(date(2026, 10, 27)), None);
        assert_eq!(dates.talk_on(date(2026, 12, 2)), None, "no date");
        dates.skips = Some(Day(date(2026, 12, 1)));
        let ahead = dates.next(noon(date(2026, 11, 30)));
        assert_eq!(ahead, Some((date(2026, 12, 8), date(2026, 12, 8))));
    }

    proptest! {
        #[test]
        fn whatever_the_calendar_they_talk_on_days_of_work_of_both_and_in_order(
            closed in proptest::collection::vec((0_usize..3, 0_i32..120), 0..60),
            spec in proptest::sample::select(&[
                "weekly mon 09:00", "weekly sat 07:30", "fortnightly 2026-11-04 09:00",
                "monthly last-fri 16:00", "monthly 31 23:30",
            ][..]),
        ) {
            let begin = date(2026, 11, 2);
            let closed: Vec<_> = closed
                .into_iter()
                .map(|(of, after)| (["", "ID", "MY"][of], begin.saturating_add(after.days())))
                .collect();
            let dates = dates(spec, &closed, ["ID", "MY"]);
            let held: Vec<Date> = dates.from(begin).take(12).filter_map(|day| dates.talk_on(day)).collect();
            prop_assert!(held.windows(2).all(|two| two[0] < two[1]), "{:?}", held);
            for day in held {
                for place in &dates.places {
                    prop_assert!(dates.hours.works(day, place), "{day}");
                }
                let [one, other] = dates.reminds(day);
                prop_assert_eq!(one, other, "one zone");
            }
        }
    }
}
