//! What a survey is made of.

use std::collections::BTreeSet;

use super::question::{Kind, MOST_OPTIONS, Question, Scale};
use super::{Audience, Phrase};
use crate::script::is_visible;

/// The most questions that people answer at once.
pub(super) const MOST_QUESTIONS: usize = 10;

/// The longest title, in characters: what fits the head of a form and a message.
const TITLE_CHARS: usize = 75;

/// The longest question and option, in characters: what a form shows whole.
const QUESTION_CHARS: usize = 300;
const OPTION_CHARS: usize = 75;

/// The smallest floor: below three, whoever knows their own answer knows the other one.
pub(super) const LEAST_FLOOR: usize = 3;

/// The largest that makes sense.
const MOST_FLOOR: usize = 1000;

/// The id of the eNPS's score, which results are summed up by.
pub const ENPS: &str = "enps";

/// The id of the question why.
pub const WHY: &str = "why";

/// The id of the question what somebody likes.
pub const INTERESTS: &str = "interests";

/// The id of the question whether the shop may go by that.
pub const CONSENT: &str = "consent";

words! {
    /// What sort of survey it is.
    pub enum SurveyKind {
        /// One score, and why.
        Enps = "enps",
        /// Some questions.
        Pulse = "pulse",
        /// What people like, with their names, so that the shop goes by it if they agree.
        Interest = "interest",
    }
}

words! {
    /// Whether answers bear names.
    pub enum Attribution {
        /// Nobody can tell who answered what.
        Anonymous = "anonymous",
        /// Who answered what is kept, as people are told.
        Named = "named",
    }
}

/// What a survey asks, and whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What sort it is.
    pub kind: SurveyKind,
    /// What it is called.
    pub title: String,
    /// Whether answers bear names.
    pub attribution: Attribution,
    /// The questions.
    pub questions: Vec<Question>,
    /// Who is asked.
    pub audience: Audience,
    /// The smallest group whose results are shown; nothing for what the settings say at launch.
    pub floor: Option<usize>,
}

/// Why a definition cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionError {
    /// It has no title, or too long a one.
    #[error("a survey has a title of at most {TITLE_CHARS} characters")]
    Title,
    /// There are none, or too many.
    #[error("a survey has 1 to {MOST_QUESTIONS} questions")]
    Questions,
    /// The id of a question cannot be one.
    #[error(
        "the id of question {0} is made of a-z, 0-9, - and _, begins with a letter, has at most 40 characters, and is no other question's"
    )]
    Id(usize),
    /// A question says nothing, or too much.
    #[error(
        "question {0} has a text of at most {QUESTION_CHARS} characters, in at least one language"
    )]
    Text(usize),
    /// There are too few options, or too many, or one says nothing or too much.
    #[error(
        "question {0} has 2 to {MOST_OPTIONS} options, no two alike, each of at most {OPTION_CHARS} characters"
    )]
    Options(usize),
    /// Nobody could be shown what they like who has no name.
    #[error("a survey of what people like bears names")]
    Nameless,
    /// The floor would show whoever knows one answer another.
    #[error("a floor is {LEAST_FLOOR} to {MOST_FLOOR}")]
    Floor,
}

impl Definition {
    /// The one question of the eNPS, and why. The words are those of the product.
    pub fn enps(title: &str, scale: Scale) -> Self {
        Self {
            kind: SurveyKind::Enps,
            ..Self::pulse(
                title,
                vec![
                    ours(ENPS, Kind::Score { scale }, true),
                    ours(WHY, Kind::Text, false),
                ],
            )
        }
    }

    /// Some questions, to everybody, and anonymous.
    pub fn pulse(title: &str, questions: Vec<Question>) -> Self {
        Self {
            kind: SurveyKind::Pulse,
            title: title.to_owned(),
            attribution: Attribution::Anonymous,
            questions,
            audience: Audience::default(),
            floor: None,
        }
    }

    /// What people like of this, other questions, and whether the shop may go by the answer.
    pub fn interest(title: &str, of: Vec<String>, others: Vec<Question>) -> Self {
        let likes = ours(INTERESTS, Kind::Interests { of }, false);
        let consent = ours(CONSENT, Kind::YesNo, true);
        let questions = std::iter::once(likes).chain(others).chain([consent]);
        Self {
            kind: SurveyKind::Interest,
            attribution: Attribution::Named,
            ..Self::pulse(title, questions.collect())
        }
    }

    /// Whether the product has the words of a question.
    fn words(&self, question: &Question) -> bool {
        match self.kind {
            SurveyKind::Enps => true,
            SurveyKind::Pulse => false,
            SurveyKind::Interest => [INTERESTS, CONSENT].contains(&question.id.as_str()),
        }
    }

    /// Whether it can be asked.
    pub fn check(&self) -> Result<(), DefinitionError> {
        if !fits(&self.title, TITLE_CHARS) {
            return Err(DefinitionError::Title);
        }
        if !(1..=MOST_QUESTIONS).contains(&self.questions.len()) {
            return Err(DefinitionError::Questions);
        }
        if self
            .floor
            .is_some_and(|floor| !(LEAST_FLOOR..=MOST_FLOOR).contains(&floor))
        {
            return Err(DefinitionError::Floor);
        }
        if self.kind == SurveyKind::Interest && self.attribution == Attribution::Anonymous {
            return Err(DefinitionError::Nameless);
        }
        let mut ids = BTreeSet::new();
        for (number, question) in (1..).zip(&self.questions) {
            if !is_id(&question.id) || !ids.insert(&question.id) {
                return Err(DefinitionError::Id(number));
            }
            let mut texts = question.text.iter().peekable();
            if texts.peek().is_none() && !self.words(question)
                || !texts.all(|text| fits(text, QUESTION_CHARS))
            {
                return Err(DefinitionError::Text(number));
            }
            if !has_options(&question.kind) {
                return Err(DefinitionError::Options(number));
            }
        }
        Ok(())
    }
}

/// A question that the product has the words of.
fn ours(id: &str, kind: Kind, required: bool) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        text: Phrase::default(),
        required,
    }
}

/// Whether there are enough options to choose from, and none too many, where there are any.
fn has_options(kind: &Kind) -> bool {
    let fit = |option: &Phrase| {
        let mut texts = option.iter().peekable();
        texts.peek().is_some() && texts.all(|text| fits(text, OPTION_CHARS))
    };
    let enough = 2..=MOST_OPTIONS;
    match kind {
        Kind::Choice { options } | Kind::Choices { options } => {
            let texts: BTreeSet<Vec<&str>> = options.iter().map(|it| it.iter().collect()).collect();
            enough.contains(&options.len())
                && options.iter().all(fit)
                && texts.len() == options.len()
        }
        Kind::Interests { of } => {
            enough.contains(&of.len()) && of.iter().all(|it| fits(it, OPTION_CHARS))
        }
        _ => true,
    }
}

/// Whether it says something, in one line of at most so many characters.
fn fits(text: &str, chars: usize) -> bool {
    let visible = text.chars().any(is_visible);
    visible && text.chars().count() <= chars && !text.chars().any(char::is_control)
}

fn is_id(id: &str) -> bool {
    let mut chars = id.chars();
    let rest = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    chars.next().is_some_and(|c| c.is_ascii_lowercase()) && chars.all(rest) && id.len() <= 40
}
