//! Questions, and how they can be answered.

use serde::{Deserialize, Serialize};

use super::Phrase;
use crate::chat::Locale;

/// The longest answer in one's own words, in characters.
pub const TEXT_CHARS: usize = 1000;

/// So many options can be told apart in a list, and marked in a ballot.
pub(super) const MOST_OPTIONS: usize = 20;

words! {
    /// Where the points of a score begin; they end with 10.
    pub enum Scale {
        /// As the eNPS is usually asked.
        FromZero = "0-10",
        /// As some organisations ask it, with the same bands.
        FromOne = "1-10",
    }
}

impl Scale {
    /// The least score.
    pub const fn least(self) -> u8 {
        match self {
            Self::FromZero => 0,
            Self::FromOne => 1,
        }
    }
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// By a score up to 10.
    Score {
        /// From where.
        scale: Scale,
    },
    /// By how much one agrees, from 1 to 5.
    Agreement,
    /// By yes or no.
    YesNo,
    /// By one of these.
    Choice {
        /// In the order they are shown.
        options: Vec<Phrase>,
    },
    /// By any of these.
    Choices {
        /// In the order they are shown.
        options: Vec<Phrase>,
    },
    /// By any of these, which mean something to whoever goes by them, and are worded by the product.
    Interests {
        /// What each is called there.
        of: Vec<String>,
    },
    /// In one's own words.
    Text,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name in results.
    pub id: String,
    /// How it is answered.
    #[serde(flatten)]
    pub kind: Kind,
    /// The words of the question; nothing where the wording of the product has them.
    #[serde(default)]
    pub text: Phrase,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    Skipped,
    /// One of [`Kind::values`], by its number in them.
    One(u8),
    /// Some of them, as the bits with their numbers.
    Several(u32),
    /// In their own words.
    Text(String),
}

/// What cannot be an answer to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnAnswer {
    /// It must be answered.
    Missing,
    /// It is too long.
    TooLong,
    /// It is not offered.
    NotOffered,
}

impl Kind {
    /// What one chooses from, as results name it; nothing where one writes.
    pub fn values(&self) -> Vec<String> {
        let numbers = |from: u8, to: u8| (from..=to).map(|n| n.to_string()).collect();
        match self {
            Self::Score { scale } => numbers(scale.least(), 10),
            Self::Agreement => numbers(1, 5),
            Self::YesNo => vec!["yes".to_owned(), "no".to_owned()],
            Self::Choice { options } | Self::Choices { options } => {
                (1..=options.len()).map(|n| n.to_string()).collect()
            }
            Self::Interests { of } => of.clone(),
            Self::Text => Vec::new(),
        }
    }

    /// The word for it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Score { .. } => "score",
            Self::Agreement => "agreement",
            Self::YesNo => "yes_no",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Interests { .. } => "interests",
            Self::Text => "text",
        }
    }
}

impl Question {
    /// What an answer is called in English, where it is an option that is called anything.
    pub fn called(&self, value: &str) -> Option<&str> {
        let (Kind::Choice { options } | Kind::Choices { options }) = &self.kind else {
            return None;
        };
        let number = value
            .parse::<usize>()
            .ok()
            .and_then(|it| it.checked_sub(1))?;
        options.get(number)?.in_language(Locale::En)
    }

    /// Reads what was chosen or written.
    pub fn read(&self, given: &[String]) -> Result<Answer, NotAnAnswer> {
        let answer = match &self.kind {
            Kind::Text => {
                let text = given.first().map_or("", |text| text.trim());
                if text.chars().count() > TEXT_CHARS {
                    return Err(NotAnAnswer::TooLong);
                }
                match text {
                    "" => Answer::Skipped,
                    text => Answer::Text(text.to_owned()),
                }
            }
            Kind::Choices { .. } | Kind::Interests { .. } => {
                let values = self.kind.values();
                let mut marked = 0_u32;
                for given in given {
                    marked |= 1 << number(&values, given)?;
                }
                match marked {
                    0 => Answer::Skipped,
                    marked => Answer::Several(marked),
                }
            }
            kind => match given.first() {
                None => Answer::Skipped,
                Some(given) => Answer::One(number(&kind.values(), given)?),
            },
        };
        if self.required && answer == Answer::Skipped {
            return Err(NotAnAnswer::Missing);
        }
        Ok(answer)
    }

    /// What was chosen or written, as it is [read](Self::read).
    pub(super) fn written(&self, answer: &Answer) -> Vec<String> {
        match answer {
            Answer::Text(text) => vec![text.clone()],
            answer => self.chosen(answer),
        }
    }

    /// The values that an answer chose, as results name them.
    pub fn chosen(&self, answer: &Answer) -> Vec<String> {
        let values = self.kind.values();
        let picked = |number: usize| match answer {
            Answer::One(one) => usize::from(*one) == number,
            Answer::Several(marked) => marked >> number & 1 == 1,
            Answer::Skipped | Answer::Text(_) => false,
        };
        let picked = values.into_iter().enumerate().filter(|(at, _)| picked(*at));
        picked.map(|(_, value)| value).collect()
    }
}

/// The number of what was given among what is offered.
fn number(values: &[String], given: &str) -> Result<u8, NotAnAnswer> {
    let at = values.iter().position(|value| value == given);
    at.and_then(|at| u8::try_from(at).ok())
        .ok_or(NotAnAnswer::NotOffered)
}
