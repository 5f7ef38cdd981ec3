//! When somebody is written to: at an hour of their own zone, on a day on which they work.

use std::slice;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::Holidays;
use crate::calendar::is_weekend;
use crate::schedule::instant;

/// How long after its hour an invitation that is late still leaves the same day: later it would come at
/// night.
const SAME_DAY: SignedDuration = SignedDuration::from_hours(8);

/// How far ahead a working day is looked for. A calendar that leaves none is not heeded.
const A_YEAR: i32 = 366;

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose clocks they go by.
    pub zone: TimeZone,
    /// Whose holidays they have, where that is known.
    pub country: Option<String>,
}

/// The hour at which people are written to, and the days on which they are.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The hour, by each one's own clock.
    pub at: Time,
    /// Whether nobody is written to on Saturdays and Sundays.
    pub skip_weekends: bool,
    /// Days on which people are not written to either.
    pub holidays: Holidays,
}

impl Hours {
    /// Whether somebody there is written to on a day.
    pub fn works(&self, day: Date, place: &Place) -> bool {
        let holiday = self.holidays.include(day, place.country.as_deref());
        !(holiday || self.skip_weekends && is_weekend(day))
    }

    /// The day, or the first after it on which everybody works who is in one of these places.
    pub fn working_day(&self, day: Date, places: &[Place]) -> Date {
        let days = (0..A_YEAR).map(|after| day.saturating_add(after.days()));
        let works = |day: &Date| places.iter().all(|place| self.works(*day, place));
        let mut working = days.filter(works);
        working.next().unwrap_or(day)
    }

    /// The hour of a day there.
    pub fn on(&self, day: Date, place: &Place) -> Timestamp {
        // Beyond the end of the calendar is never.
        instant(day.to_datetime(self.at), &place.zone).unwrap_or(Timestamp::MAX)
    }

    /// When somebody there is invited on a date, or on the working day after it.
    pub fn punctual(&self, date: Date, place: &Place) -> Timestamp {
        self.on(self.working_day(date, slice::from_ref(place)), place)
    }

    /// When somebody there is invited who could not be before `now`: where their hour has passed, at once,
    /// if that is on the same day and not much later, and else at the next such hour.
    pub fn invites(&self, date: Date, place: &Place, now: Timestamp) -> Timestamp {
        let punctual = self.punctual(date, place);
        if punctual >= now {
            return punctual;
        }
        let today = place.zone.to_datetime(now).date();
        let hour = self.on(today, place);
        let since = now.duration_since(hour);
        if self.works(today, place) && (SignedDuration::ZERO..=SAME_DAY).contains(&since) {
            return now;
        }
        match self.punctual(today, place) {
            next if next >= now => next,
            _ => self.punctual(today.saturating_add(1.day()), place),
        }
    }

    /// When somebody there is reminded who was invited at some time: at the last such hour until `latest`
    /// on a working day after that; never, where there is none.
    pub fn reminds(
        &self,
        (invited, latest): (Timestamp, Timestamp),
        place: &Place,
    ) -> Option<Timestamp> {
        let first = place.zone.to_datetime(invited).date();
        let last = place.zone.to_datetime(latest).date();
        let days = (0..A_YEAR).map(|before| last.saturating_sub(before.days()));
        let days = days.take_while(|day| *day > first);
        let mut hours = days
            .filter(|day| self.works(*day, place))
            .map(|day| self.on(day, place));
        hours.find(|at| *at <= latest)
    }
}

#[cfg(test)]
mod tests;
