//! How long an allowance lasts.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::calendar::Period;
use crate::script::folded;

/// The period after which an allowance starts anew, at local midnight of the programme's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AllowancePeriod {
    /// Every midnight.
    Day,
    /// Every Monday.
    Week,
    /// Every 1st.
    Month,
}

impl AllowancePeriod {
    /// As it is set.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    const fn calendar(self) -> Period {
        match self {
            Self::Day => Period::Day,
            Self::Week => Period::Week,
            Self::Month => Period::Month,
        }
    }

    /// The first day of the period that holds `day`.
    pub fn start(self, day: Date) -> Date {
        self.calendar().start(day)
    }

    /// The first instant of the period after the one that holds `now`.
    pub fn next(self, now: Timestamp, zone: &TimeZone) -> Zoned {
        let day = now.to_zoned(zone.clone()).date();
        let next = self.calendar().next(day).unwrap_or(day);
        // Where midnight does not exist, the day begins when the clocks say so.
        next.to_zoned(zone.clone())
            .unwrap_or_else(|_| now.to_zoned(zone.clone()))
    }
}

impl FromStr for AllowancePeriod {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match folded(name).as_str() {
            "day" | "daily" => Ok(Self::Day),
            "week" | "weekly" => Ok(Self::Week),
            "month" | "monthly" => Ok(Self::Month),
            _ => Err("must be day, week or month".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn begins_at_local_midnight_in_half_hour_zones_and_over_daylight_saving() {
        let kolkata = TimeZone::get("Asia/Kolkata").unwrap();
        let now: Timestamp = "2026-11-21T18:40:00Z".parse().unwrap();
        // 00:10 on the 22nd in Kolkata.
        let next = AllowancePeriod::Day.next(now, &kolkata);
        assert_eq!(next.timestamp().to_string(), "2026-11-22T18:30:00Z");

        // In Santiago, midnight of 6 September 2026 does not exist: the day begins at 01:00.
        let santiago = TimeZone::get("America/Santiago").unwrap();
        let eve: Timestamp = "2026-09-05T20:00:00Z".parse().unwrap();
        let next = AllowancePeriod::Day.next(eve, &santiago);
        assert_eq!((next.date(), next.hour()), (date(2026, 9, 6), 1));
    }
}
