//! What a badge is earned by.

use std::fmt;
use std::str::FromStr;

/// What a badge is earned by. As text it is `received 10`, `every-value` and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Having received so many kudos.
    Received(u32),
    /// Having given so many.
    Given(u32),
    /// Having given on so many working days in a row.
    Streak(u32),
    /// Having given for every value that there is.
    EveryValue,
    /// So many years since the first kudos, given or received.
    Years(u32),
    /// Nothing but that somebody awards it.
    ByHand,
}

/// Text that is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be received N, given N, streak N (up to 1000 working days), every-value, years N (up to 50) or by-hand"
)]
pub struct NoRule;

/// How many of each make sense.
const MOST_KUDOS: u32 = 100_000;
const MOST_DAYS: u32 = 1000;
const MOST_YEARS: u32 = 50;

impl Rule {
    /// The word of every rule, in the order they are offered.
    pub const WORDS: [&str; 6] = [
        Self::ByHand.word(),
        Self::Received(1).word(),
        Self::Given(1).word(),
        Self::Streak(1).word(),
        Self::EveryValue.word(),
        Self::Years(1).word(),
    ];

    /// The word for what is counted.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Received(_) => "received",
            Self::Given(_) => "given",
            Self::Streak(_) => "streak",
            Self::EveryValue => "every-value",
            Self::Years(_) => "years",
            Self::ByHand => "by-hand",
        }
    }

    /// How many there must be, where they are counted.
    pub const fn number(self) -> Option<u32> {
        match self {
            Self::Received(n) | Self::Given(n) | Self::Streak(n) | Self::Years(n) => Some(n),
            Self::EveryValue | Self::ByHand => None,
        }
    }

    /// The rule of that word and number.
    pub fn new(word: &str, number: Option<u32>) -> Result<Self, NoRule> {
        let within = |most: u32| number.filter(|n| (1..=most).contains(n)).ok_or(NoRule);
        match (word, number) {
            ("received", _) => within(MOST_KUDOS).map(Self::Received),
            ("given", _) => within(MOST_KUDOS).map(Self::Given),
            ("streak", _) => within(MOST_DAYS).map(Self::Streak),
            ("years", _) => within(MOST_YEARS).map(Self::Years),
            ("every-value", None) => Ok(Self::EveryValue),
            ("by-hand", None) => Ok(Self::ByHand),
            _ => Err(NoRule),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())?;
        self.number()
            .map_or(Ok(()), |number| write!(f, " {number}"))
    }
}

impl FromStr for Rule {
    type Err = NoRule;

    fn from_str(text: &str) -> Result<Self, NoRule> {
        let mut words = text.split_whitespace();
        let word = words.next().ok_or(NoRule)?;
        let number = words
            .next()
            .map(str::parse)
            .transpose()
            .map_err(|_| NoRule)?;
        match words.next() {
            None => Self::new(word, number),
            Some(_) => Err(NoRule),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_back_what_it_was_told_and_refuses_what_makes_no_sense() {
        for said in [
            "received 25",
            "given 10",
            "streak 5",
            "every-value",
            "years 1",
            "by-hand",
        ] {
            assert_eq!(said.parse::<Rule>().unwrap().to_string(), said);
        }
        for said in [
            "",
            "received",
            "received 0",
            "received -1",
            "received 100001",
            "received ten",
            "received 1 2",
            "streak 1001",
            "years 51",
            "every-value 2",
            "by-hand 1",
            "taken 5",
        ] {
            assert_eq!(said.parse::<Rule>(), Err(NoRule), "{said}");
        }
    }
}
