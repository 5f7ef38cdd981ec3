//! A recurrence as it is written down:
//!
//! ```text
//! weekly mon 09:00
//! fortnightly 2026-11-23 09:00          every other week, in step with that day
//! monthly 31 09:00                      the last day where the month is shorter
//! monthly 2nd-tue 09:00
//! quarterly 1 last-fri 16:30            in the first month of each quarter
//! once 2026-12-05 10:00
//! cron 30 16 * * FRI
//! ```

use std::fmt;
use std::str::FromStr;

use croner::Cron;
use jiff::civil::{Date, Time, Weekday};

use super::{DayOfMonth, Days, Recurrence};

/// A text that says no recurrence.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not understood as a recurrence")]
pub struct NotRecurring(String);

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

const NTH: [&str; 4] = ["1st", "2nd", "3rd", "4th"];

const CLOCK: &str = "%H:%M";

impl Recurrence {
    /// Whenever a cron pattern matches; none where it is no pattern, or never matches.
    pub fn cron(pattern: &str) -> Option<Self> {
        let cron = Self::Cron {
            pattern: pattern.to_owned(),
            cron: Box::new(Cron::from_str(pattern).ok()?),
        };
        let any_time = jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0);
        cron.after(any_time).is_some().then_some(cron)
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnDays { days, at } => {
                match days {
                    Days::Weekly(weekday) => write!(f, "weekly {}", short(*weekday)),
                    Days::Fortnightly(start) => write!(f, "fortnightly {start}"),
                    Days::Monthly(day) => write!(f, "monthly {day}"),
                    Days::Quarterly { month, day } => write!(f, "quarterly {month} {day}"),
                }?;
                write!(f, " {}", at.strftime(CLOCK))
            }
            Self::Once(at) => write!(f, "once {} {}", at.date(), at.time().strftime(CLOCK)),
            Self::Cron { pattern, .. } => write!(f, "cron {pattern}"),
        }
    }
}

impl fmt::Display for DayOfMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Nth(nth, weekday) => {
                let at = usize::try_from(nth - 1).unwrap_or_default();
                write!(f, "{}-{}", NTH.get(at).unwrap_or(&"1st"), short(*weekday))
            }
            Self::Last(weekday) => write!(f, "last-{}", short(*weekday)),
        }
    }
}

impl FromStr for Recurrence {
    type Err = NotRecurring;

    fn from_str(text: &str) -> Result<Self, NotRecurring> {
        read(text).ok_or_else(|| NotRecurring(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Recurrence> {
    if let Some((word, pattern)) = text.split_once(' ')
        && word.eq_ignore_ascii_case("cron")
    {
        return Recurrence::cron(pattern);
    }
    let text = text.to_ascii_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let (at, words) = words.split_last()?;
    let at = Time::strptime(CLOCK, at).ok()?;
    let days = match words {
        ["once", day] => {
            let day: Date = day.parse().ok()?;
            return Some(Recurrence::Once(day.to_datetime(at)));
        }
        ["weekly", day] => Days::Weekly(weekday(day)?),
        ["fortnightly", start] => Days::Fortnightly(start.parse().ok()?),
        ["monthly", day] => Days::Monthly(day_of_month(day)?),
        ["quarterly", month, day] => Days::Quarterly {
            month: number(month, 3)?,
            day: day_of_month(day)?,
        },
        _ => return None,
    };
    Some(Recurrence::OnDays { days, at })
}

fn day_of_month(word: &str) -> Option<DayOfMonth> {
    let Some((which, day)) = word.split_once('-') else {
        return number(word, 31).map(DayOfMonth::Day);
    };
    let day = weekday(day)?;
    if which == "last" {
        return Some(DayOfMonth::Last(day));
    }
    let nth = NTH.iter().position(|word| *word == which)? + 1;
    Some(DayOfMonth::Nth(i8::try_from(nth).ok()?, day))
}

/// A whole number from 1 to `most`.
fn number(word: &str, most: i8) -> Option<i8> {
    word.parse()
        .ok()
        .filter(|number| (1..=most).contains(number))
}

fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|it| it.1)
}

fn short(weekday: Weekday) -> &'static str {
    let at = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default();
    WEEKDAYS[at].0
}
