//! `standin`, and what is said to it.

use super::measure::{Measure, measure};
use super::subcommand::{Bad, Word, is_kind};
use super::token::Kind;
use super::words;

/// What about who decides in one's stead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// Who it is.
    Show,
    /// Nobody any more, and one is back.
    Off,
    /// Nobody, and one is away all the same.
    Away {
        /// The last day.
        until: UntilDay,
    },
    /// Somebody.
    Name {
        /// Who.
        member: String,
        /// The last day, where it is said.
        until: Option<UntilDay>,
    },
}

/// A day as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UntilDay {
    /// Its year; the next one in which it comes, where it is not said.
    pub year: Option<i16>,
    /// Its month; the next one in which it comes, where it is not said.
    pub month: Option<i8>,
    /// Its day of the month.
    pub day: i8,
}

/// Words that lead to the day.
const UNTIL: &[&str] = &[
    "until", "till", "til", "to", "through", "sampai", "sampe", "hingga", "sehingga", "s/d", "sd",
    "tgl", "tanggal", "pada", "for", "untuk", "the",
];

/// `standin @ana until 5 dec`, in any order.
pub(super) fn stand_in(name: &str, words: &[Word<'_>]) -> Result<StandIn, Bad> {
    let (mut member, mut off) = (None, false);
    let (mut year, mut month, mut day) = (None, None, None);
    for word in words.iter().filter(|word| !is_kind(word)) {
        let plain = word.plain.as_str();
        let known = match (word.kind, measure(plain, None)) {
            (Some(Kind::Person(id)), _) => member.replace(id.to_owned()).is_none(),
            _ if UNTIL.contains(&plain) => true,
            _ if words::turn(plain) == Some(false) || words::appoints(plain) == Some(false) => {
                off = true;
                true
            }
            (_, Some((Measure::Filler, _))) => true,
            (_, Some((Measure::Month(said), _))) => month.replace(said).is_none(),
            (_, Some((Measure::Year(said), _))) => year.replace(said).is_none(),
            _ => match (iso(plain), of_month(plain)) {
                (Some((of, said, number)), _) => {
                    let first = year.replace(of).is_none() && month.replace(said).is_none();
                    first && day.replace(number).is_none()
                }
                (None, Some(number)) => day.replace(number).is_none(),
                (None, None) => false,
            },
        };
        if !known {
            return Err(Bad::new(word, name.to_owned()));
        }
    }
    let until = day.map(|day| UntilDay { year, month, day });
    Ok(match member {
        Some(member) if !off => StandIn::Name { member, until },
        _ if off => StandIn::Off,
        _ => until.map_or(StandIn::Show, |until| StandIn::Away { until }),
    })
}

/// `2026-12-05`.
fn iso(word: &str) -> Option<(i16, i8, i8)> {
    let mut parts = word.split('-');
    let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?];
    let whole = year.len() == 4 && parts.next().is_none();
    let date = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    whole.then_some(date)
}

/// `5`, `5th`.
fn of_month(word: &str) -> Option<i8> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end));
    let day = bare.unwrap_or(word).parse().ok();
    day.filter(|day| (1..=31).contains(day))
}
