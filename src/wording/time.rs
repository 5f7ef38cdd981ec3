//! Instants and days, as each language writes them.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Words;
use super::pattern::{arg, number};
use crate::chat::{Rich, Span};
use crate::settings::AllowancePeriod;

/// A day that is so many days away is told with its year.
const FAR: i32 = 180;

impl Words<'_> {
    /// "5 left, resets on Mon at 00:00, your time."
    pub(super) fn left(&self, left: i64, resets_at: &Zoned, zone: Option<&TimeZone>) -> Rich {
        let args = number("left", left).with("when", self.reset(resets_at, zone));
        match zone {
            Some(_) => self.rich("left-yours", &args),
            None => self.rich("left-programme", &args),
        }
    }

    /// When the allowance starts anew: in the reader's zone where it is known, else in the
    /// programme's, which is then named. Their own device writes it where the medium can: it stands beside no
    /// other day.
    pub(super) fn reset(&self, resets_at: &Zoned, zone: Option<&TimeZone>) -> Rich {
        Rich(vec![Span::Time {
            at: resets_at.timestamp(),
            label: self.reset_in_words(resets_at, zone),
        }])
    }

    /// When the allowance starts anew, written as the days beside it are.
    pub(super) fn reset_in_words(&self, resets_at: &Zoned, zone: Option<&TimeZone>) -> String {
        let local = zone.map_or_else(
            || resets_at.clone(),
            |zone| resets_at.with_time_zone(zone.clone()),
        );
        let time = self.clock_time(&local);
        // Within a week the weekday says it all.
        let day = match self.settings.allowance_period {
            AllowancePeriod::Day | AllowancePeriod::Week => self.weekday(local.date()),
            AllowancePeriod::Month => self.day_with_weekday(local.date()),
        };
        let args = arg("day", day).with("time", time);
        match zone {
            Some(_) => self.text("time-at", &args),
            None => self.text("time-at-zone", &args.with("zone", zone_name(&local))),
        }
    }

    /// "1 Dec at 09:30", as the clock stands there.
    pub(super) fn instant(&self, at: &Zoned) -> String {
        let args = arg("day", self.day(at.date())).with("time", self.clock_time(at));
        self.text("time-at", &args)
    }

    /// "Tue 1 Dec at 09:30", as the clock stands there; with the year where that is far.
    pub(super) fn appointment(&self, at: &Zoned, today: Date) -> String {
        let day = arg("weekday", self.weekday(at.date()));
        let day = day.with("day", self.day_ahead(at.date(), today));
        let day = self.text("day-with-weekday", &day);
        let args = arg("day", day).with("time", self.clock_time(at));
        self.text("time-at", &args)
    }

    /// "09:30".
    fn clock_time(&self, at: &Zoned) -> String {
        let hour = arg("hour", format!("{:02}", at.hour()));
        self.text(
            "time-clock",
            &hour.with("minute", format!("{:02}", at.minute())),
        )
    }

    /// "Mon".
    fn weekday(&self, day: Date) -> String {
        let weekday = day.weekday().to_monday_one_offset();
        self.text("weekday", &number("day", weekday.into()))
    }

    /// "Tue 1 Dec".
    fn day_with_weekday(&self, day: Date) -> String {
        let args = arg("weekday", self.weekday(day)).with("day", self.day(day));
        self.text("day-with-weekday", &args)
    }

    /// "1 Dec".
    pub(super) fn day(&self, day: Date) -> String {
        let month = self.text("month-short", &number("month", day.month().into()));
        let args = number("day", day.day().into()).with("month", month);
        self.text("day-of-month", &args)
    }

    /// "1 Dec"; "1 Dec 2027" where that is far from `today`, and the reader might take it for this year's.
    pub(super) fn day_ahead(&self, day: Date, today: Date) -> String {
        let near = |days: i32| days.abs() < FAR;
        if day.since(today).is_ok_and(|it| near(it.get_days())) {
            return self.day(day);
        }
        // As a text, since a year has no thousands.
        let args = arg("day", self.day(day)).with("year", day.year().to_string());
        self.text("day-of-year", &args)
    }

    /// "December 2026".
    pub(super) fn month(&self, day: Date) -> String {
        let month = self.text("month", &number("month", day.month().into()));
        // As a text, since a year has no thousands.
        let args = arg("month", month).with("year", day.year().to_string());
        self.text("month-of-year", &args)
    }
}

/// `WIB` where the zone has a name of its own, else its distance: `UTC+08`.
fn zone_name(at: &Zoned) -> String {
    let name = at.strftime("%Z").to_string();
    if name.starts_with(['+', '-']) {
        format!("UTC{name}")
    } else {
        name
    }
}
