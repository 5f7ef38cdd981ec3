//! What of a run's results is drawn.

use std::fmt;
use std::str::FromStr;

use super::{Answered, Results};

/// The most that is drawn of one run: Slack draws no more in one message.
const MOST: usize = 2;

/// Something that is drawn of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// How a question was answered, by its number from zero.
    Question(usize),
    /// How the score went from run to run.
    Trend,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(number) => number.fmt(f),
            Self::Trend => f.write_str("trend"),
        }
    }
}

impl FromStr for Figure {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "trend" => Ok(Self::Trend),
            number => number.parse().map(Self::Question),
        }
    }
}

/// The charts of results: of an eNPS the scores and their course, else the first questions that can be
/// drawn.
pub fn figures(results: &Results) -> Vec<Figure> {
    let drawn = |(number, answered): (usize, &Answered)| {
        answered.everybody().map(|_| Figure::Question(number))
    };
    let mut figures: Vec<Figure> = results
        .questions
        .iter()
        .enumerate()
        .filter_map(drawn)
        .collect();
    if results.score().is_some() && !results.earlier.is_empty() {
        figures.insert(1, Figure::Trend);
    }
    figures.truncate(MOST);
    figures
}
