//! What comes every year.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::line::{NotACalendar, Property};

/// A rule that recurs every year, or every few.
#[derive(Debug)]
pub(super) struct Rule {
    /// Every so many years.
    interval: i16,
    /// So many times.
    count: Option<usize>,
    /// Not after this day.
    until: Option<Date>,
    months: Vec<i8>,
    /// Days of the months, from their end where negative.
    days: Vec<i8>,
    /// Weekdays: which of the month, from its end where negative, or each.
    weekdays: Vec<(Option<i8>, Weekday)>,
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

impl Rule {
    /// Reads a rule, or says that it is none that we know.
    pub(super) fn read(property: &Property) -> Result<Self, NotACalendar> {
        let wrong = |part: &str| {
            let known = "FREQ=YEARLY with INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY and BYDAY";
            property.wrong(format!("{part} is not understood: days come by {known}"))
        };
        let value = property.value.trim().to_ascii_uppercase();
        let mut rule = Self {
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            days: Vec::new(),
            weekdays: Vec::new(),
        };
        let mut yearly = false;
        for part in value.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| wrong(part))?;
            let read = match name {
                "FREQ" => {
                    yearly = value == "YEARLY";
                    yearly.then_some(())
                }
                "INTERVAL" => at_least_one(value).map(|it| rule.interval = it),
                "COUNT" => at_least_one(value).map(|it| rule.count = Some(it)),
                "UNTIL" => value
                    .get(..8)
                    .and_then(|day| Date::strptime("%Y%m%d", day).ok())
                    .map(|day| rule.until = Some(day)),
                "BYMONTH" => numbers(value, 1..=12).map(|it| rule.months = it),
                "BYMONTHDAY" => numbers(value, -31..=31).map(|it| rule.days = it),
                "BYDAY" => weekdays(value).map(|it| rule.weekdays = it),
                "WKST" => Some(()),
                _ => None,
            };
            read.ok_or_else(|| wrong(part))?;
        }
        // Without a month these are counted in the year, or come in every month.
        let in_no_month = rule.months.is_empty();
        if !yearly || in_no_month && !(rule.days.is_empty() && rule.weekdays.is_empty()) {
            return Err(wrong(&value));
        }
        Ok(rule)
    }

    /// The days until the end of a year.
    pub(super) fn days(&self, first: Date, last_year: i16) -> BTreeSet<Date> {
        let every = usize::try_from(self.interval).unwrap_or(1);
        let years = (first.year()..=last_year).step_by(every);
        let mut days: BTreeSet<Date> = years.flat_map(|year| self.of_year(first, year)).collect();
        // The first time is one, whatever the rule says.
        days.insert(first);
        let held = |day: &Date| *day >= first && self.until.is_none_or(|until| *day <= until);
        let most = self.count.unwrap_or(usize::MAX);
        days.into_iter().filter(held).take(most).collect()
    }

    fn of_year(&self, first: Date, year: i16) -> Vec<Date> {
        let own = [first.month()];
        let months: &[i8] = if self.months.is_empty() {
            &own
        } else {
            &self.months
        };
        let firsts = months
            .iter()
            .filter_map(|month| Date::new(year, *month, 1).ok());
        let days = firsts.flat_map(|first| {
            let all = 1..=first.days_in_month();
            all.filter_map(move |day| Date::new(first.year(), first.month(), day).ok())
        });
        days.filter(|day| self.has(first, *day)).collect()
    }

    fn has(&self, first: Date, day: Date) -> bool {
        if self.days.is_empty() && self.weekdays.is_empty() {
            return day.day() == first.day();
        }
        let from_end = day
            .day()
            .saturating_sub(day.days_in_month())
            .saturating_sub(1);
        let among_days = self.days.contains(&day.day()) || self.days.contains(&from_end);
        let among_weekdays = self.weekdays.iter().any(|(which, weekday)| match which {
            None => day.weekday() == *weekday,
            Some(which) => day
                .nth_weekday_of_month(*which, *weekday)
                .is_ok_and(|it| it == day),
        });
        (self.days.is_empty() || among_days) && (self.weekdays.is_empty() || among_weekdays)
    }
}

fn at_least_one<N: std::str::FromStr + PartialOrd + From<u8>>(value: &str) -> Option<N> {
    value.parse().ok().filter(|number| *number >= N::from(1))
}

fn numbers(value: &str, bounds: std::ops::RangeInclusive<i8>) -> Option<Vec<i8>> {
    let each = value.split(',').map(|number| {
        let number = number.parse().ok();
        number.filter(|it| *it != 0 && bounds.contains(it))
    });
    each.collect()
}

fn weekdays(value: &str) -> Option<Vec<(Option<i8>, Weekday)>> {
    let each = value.split(',').map(|text| {
        let at = text.len().checked_sub(2)?;
        let (which, name) = text.is_char_boundary(at).then(|| text.split_at(at))?;
        let (_, weekday) = WEEKDAYS.iter().find(|(known, _)| *known == name)?;
        if which.is_empty() {
            return Some((None, *weekday));
        }
        let which = which
            .parse()
            .ok()
            .filter(|it: &i8| (1..=5).contains(&it.abs()))?;
        Some((Some(which), *weekday))
    });
    each.collect()
}
