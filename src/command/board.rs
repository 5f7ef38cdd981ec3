//! `leaderboard`, and what is said to it.

use jiff::civil::Date;

use super::measure::{Measure, is_time, measure, nearest_measure};
use super::subcommand::{Bad, Word, is_kind};
use super::token::Kind;
use super::words;
use super::{Channel, Recipient};
use crate::calendar::Period;
use crate::script::folded;

/// Which leaderboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaderboard {
    /// What is counted.
    pub metric: Metric,
    /// Only with this value.
    pub value: Option<String>,
    /// Over what time.
    pub when: When,
    /// Only in the channel where it is asked for.
    pub here: bool,
    /// Only in this channel; or, where it has the name of a value, with that.
    pub channel: Option<Channel>,
    /// Only these people, and those in these groups; everyone, if none is named.
    pub of: Vec<Recipient>,
}

/// What a leaderboard counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Points received.
    #[default]
    Received,
    /// Points given.
    Given,
}

/// The time a leaderboard covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// The period that is running.
    This(Period),
    /// The one before it.
    Last(Period),
    /// The month of that number that began last: `march`.
    Month(i8),
    /// A month of a year: `2026-03`, `march 2026`.
    MonthOf(i16, i8),
    /// A year.
    Year(i16),
    /// The week that holds a day of a month; where no year is said, the one that began last: `week of
    /// 23 nov`.
    WeekOf(Option<i16>, i8, i8),
    /// The quarter of that number, likewise: `quarter 3 of 2026`.
    Quarter(Option<i16>, i8),
}

impl Default for When {
    fn default() -> Self {
        Self::This(Period::Month)
    }
}

/// What was said of the time, in any order.
#[derive(Default)]
struct Times {
    period: Option<Period>,
    past: bool,
    yesterday: bool,
    month: Option<i8>,
    year: Option<i16>,
    /// Which quarter, or which day of a month.
    number: Option<i8>,
}

impl Times {
    /// Takes it in, unless it says otherwise than before.
    fn take(&mut self, said: Measure) -> bool {
        match said {
            Measure::Period(it) => *self.period.get_or_insert(it) == it,
            Measure::Month(it) => *self.month.get_or_insert(it) == it,
            Measure::Year(it) => *self.year.get_or_insert(it) == it,
            Measure::MonthOf(year, month) => {
                self.take(Measure::Year(year)) && self.take(Measure::Month(month))
            }
            Measure::Number(it) => *self.number.get_or_insert(it) == it,
            Measure::Quarter(it) => {
                self.take(Measure::Period(Period::Quarter)) && self.take(Measure::Number(it))
            }
            Measure::Past => {
                self.past = true;
                true
            }
            Measure::Yesterday => {
                self.yesterday = true;
                true
            }
            _ => false,
        }
    }

    /// What it comes to, unless that is nothing: "last all", "march today".
    fn when(&self) -> Option<When> {
        let past = self.past || self.yesterday;
        if let Some(number) = self.number {
            return self.numbered(number).filter(|_| !past);
        }
        match (self.period, self.month, self.year) {
            (Some(Period::All), None, None) if past => None,
            (Some(period), None, None) if past => Some(When::Last(period)),
            (Some(period), None, None) => Some(When::This(period)),
            (None, None, None) if self.past => None,
            (None, None, None) if self.yesterday => Some(When::Last(Period::Day)),
            (None, None, None) => Some(When::default()),
            _ if past => None,
            // "bulan maret", "tahun 2025".
            (None | Some(Period::Month), Some(month), None) => Some(When::Month(month)),
            (None | Some(Period::Month), Some(month), Some(year)) => {
                Some(When::MonthOf(year, month))
            }
            (None | Some(Period::Year), None, Some(year)) => Some(When::Year(year)),
            _ => None,
        }
    }

    /// What a number makes of it.
    fn numbered(&self, number: i8) -> Option<When> {
        match (self.period, self.month) {
            (Some(Period::Quarter), None) if number <= 4 => Some(When::Quarter(self.year, number)),
            (Some(Period::Week), Some(month)) => {
                // Where no year is said, there is one in which that day is.
                let day = Date::new(self.year.unwrap_or(LEAP_YEAR), month, number);
                day.is_ok()
                    .then_some(When::WeekOf(self.year, month, number))
            }
            _ => None,
        }
    }
}

/// A year that has every day.
const LEAP_YEAR: i16 = 2024;

/// The leaderboard that the words behind its name ask for.
pub(super) fn board(name: &str, words: &[Word<'_>]) -> Result<Leaderboard, Bad> {
    let mut board = Leaderboard::default();
    let (mut metric, mut times) = (None, Times::default());
    let mut last_time = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).map(|next| next.plain.as_str());
        let said = measure(&word.plain, next).or_else(|| Some((number(words, at)?, false)));
        let known = match (word.kind, said) {
            (Some(Kind::Value(name)), _) => board.value.replace(folded(name)).is_none(),
            (Some(Kind::Channel { id, name }), _) => {
                let channel = Channel {
                    id: id.to_owned(),
                    name: name.map(str::to_owned),
                };
                board.channel.replace(channel).is_none()
            }
            (Some(Kind::Person(id)), _) => {
                board.of.push(Recipient::Person(id.to_owned()));
                true
            }
            (Some(Kind::Group(id)), _) => {
                board.of.push(Recipient::Group(id.to_owned()));
                true
            }
            (_, Some((said, pair))) => {
                at += usize::from(pair);
                match said {
                    Measure::Metric(said) => *metric.get_or_insert(said) == said,
                    Measure::Here => {
                        board.here = true;
                        true
                    }
                    Measure::Filler => true,
                    time => {
                        if times.number.is_none() {
                            last_time = Some(at);
                        }
                        times.take(time)
                    }
                }
            }
            // "@here" is picked from the same list as people are.
            (Some(Kind::Broadcast("here")), None) => {
                board.here = true;
                true
            }
            _ => words::is_joiner(&word.plain) || is_length(words, at) || is_kind(word),
        };
        if !known {
            return Err(bad(name, words, at));
        }
        at += 1;
    }
    board.metric = metric.unwrap_or_default();
    match (times.when(), last_time) {
        (Some(when), _) => board.when = when,
        (None, at) => return Err(bad(name, words, at.unwrap_or_default())),
    }
    Ok(board)
}

/// The number of a quarter, or of a day in a month, beside a word of time: `quarter 3`, `suku tahun
/// ke-3`, `23 nov`.
fn number(words: &[Word<'_>], at: usize) -> Option<Measure> {
    let plain = &words[at].plain;
    let digits = plain.strip_prefix("ke-").unwrap_or(plain);
    let says = |wanted: fn(Measure) -> bool| {
        let mut said = words.iter().filter_map(|word| measure(&word.plain, None));
        said.any(|(said, _)| wanted(said))
    };
    let quarter = says(|it| it == Measure::Period(Period::Quarter));
    let week = says(|it| it == Measure::Period(Period::Week));
    if !(quarter || week && says(|it| matches!(it, Measure::Month(_)))) {
        return None;
    }
    let number = digits.parse().ok().filter(|it| (1..=31).contains(it))?;
    (digits.bytes().all(|it| it.is_ascii_digit()) && is_beside_time(words, at))
        .then_some(Measure::Number(number))
}

fn is_number(word: &Word<'_>) -> bool {
    word.plain.chars().all(|c| c.is_ascii_digit())
}

/// "top 10": the list has its own length. Beside a time, a number says something of that.
fn is_length(words: &[Word<'_>], at: usize) -> bool {
    let length = words[at]
        .plain
        .parse()
        .is_ok_and(|it| (1..=100).contains(&it));
    length && is_number(&words[at]) && !is_beside_time(words, at)
}

fn is_beside_time(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let beside = [before, words.get(at + 1)];
    let mut beside = beside.into_iter().flatten();
    beside.any(|word| is_time(&word.plain))
}

/// Proposes the line with the nearest word the leaderboard knows, or without any; nothing where a
/// number would be lost by that.
fn bad(name: &str, words: &[Word<'_>], at: usize) -> Bad {
    let bad = &words[at];
    let known = measure(&bad.plain, None).is_some();
    let nearest = nearest_measure(&bad.plain).filter(|_| !known);
    let mut proposal = name.to_owned();
    for (other, word) in words.iter().enumerate() {
        let said = if other == at {
            nearest
        } else {
            Some(word.typed.as_str())
        };
        if let Some(said) = said {
            proposal.push(' ');
            proposal.push_str(said);
        }
    }
    let counts = |at| {
        is_number(&words[at]) && !is_length(words, at) && measure(&words[at].plain, None).is_none()
    };
    Bad {
        word: bad.typed.clone(),
        proposal: (!(0..words.len()).any(counts)).then_some(proposal),
    }
}
