//! A survey as a file says it: TOML.
//!
//! ```toml
//! title = "Monthly pulse"
//! audience = "everyone"
//! floor = 5
//!
//! [[question]]
//! id = "learning"
//! kind = "agreement"
//! required = true
//! text = { en = "I have time to learn.", id = "Aku punya waktu untuk belajar.", ms = "Saya ada masa untuk belajar." }
//!
//! [[question]]
//! from = "workload-manageable"
//! ```

use serde::Deserialize;

use super::library::{NotInLibrary, sample};
use super::question::{Kind, Question, Scale};
use super::{Attribution, Definition, DefinitionError, NotAnAudience, Phrase, SurveyKind};
use crate::chat::Locale;

/// Why a file says no survey.
#[derive(Debug, thiserror::Error)]
pub enum NotAFile {
    /// It is no TOML, or holds other things.
    #[error("{0}")]
    Toml(#[from] Box<toml::de::Error>),
    /// A question has no kind that there is.
    #[error(
        "question {number} is of the kind {kind:?}: there are score, agreement, yes_no, choice, choices and text"
    )]
    Kind {
        /// Which question.
        number: usize,
        /// What it says.
        kind: String,
    },
    /// A question says too little, or says itself what the library says.
    #[error(
        "question {0} has an id, a kind and a text; or only from, a question of the library, and required"
    )]
    Question(usize),
    /// A question is from the library, and not in it.
    #[error("question {number}: {source}")]
    NotInLibrary {
        /// Which question.
        number: usize,
        /// What was looked for.
        source: NotInLibrary,
    },
    /// It says another kind, or interests where nobody goes by them.
    #[error(
        "a file is a pulse, or with interests a survey of the kind interest; the eNPS needs no file"
    )]
    NotAPulse,
    /// It says something that such a question has not.
    #[error(
        "question {number} is of the kind {kind:?}: only score has a scale, and only choice and choices have options"
    )]
    Beside {
        /// Which question.
        number: usize,
        /// Of which kind it is.
        kind: String,
    },
    /// The audience names nobody.
    #[error(transparent)]
    Audience(#[from] NotAnAudience),
    /// It cannot be asked.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default = "pulse")]
    kind: SurveyKind,
    #[serde(default)]
    interests: Vec<String>,
    attribution: Option<Attribution>,
    audience: Option<String>,
    floor: Option<usize>,
    #[serde(rename = "question", default)]
    questions: Vec<Asked>,
}

const fn pulse() -> SurveyKind {
    SurveyKind::Pulse
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The question of the library that it is.
    from: Option<String>,
    id: Option<String>,
    kind: Option<String>,
    scale: Option<Scale>,
    text: Option<Said>,
    options: Option<Vec<Said>>,
    #[serde(default)]
    required: bool,
}

/// Words in several languages, or in English alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Words(String),
    PerLanguage(Phrase),
}

impl From<Said> for Phrase {
    fn from(said: Said) -> Self {
        match said {
            Said::Words(words) => Self::new(Locale::En, words.trim()),
            Said::PerLanguage(phrase) => phrase,
        }
    }
}

/// Reads a survey from a file's text.
pub fn from_toml(text: &str) -> Result<Definition, NotAFile> {
    let file: File = toml::from_str(text).map_err(Box::new)?;
    let asked = (1..).zip(file.questions);
    let questions = asked.map(|(number, asked)| asked.question(number));
    let (title, questions) = (file.title.trim(), questions.collect::<Result<_, _>>()?);
    let asked = match file.kind {
        SurveyKind::Pulse if file.interests.is_empty() => Definition::pulse(title, questions),
        SurveyKind::Interest => Definition::interest(title, file.interests, questions),
        _ => return Err(NotAFile::NotAPulse),
    };
    let definition = Definition {
        attribution: file.attribution.unwrap_or(asked.attribution),
        audience: file.audience.as_deref().unwrap_or("everyone").parse()?,
        floor: file.floor,
        ..asked
    };
    definition.check()?;
    Ok(definition)
}

impl Asked {
    /// The question: what it says itself, or what the library has.
    fn question(self, number: usize) -> Result<Question, NotAFile> {
        let required = self.required;
        match self {
            Self {
                from: Some(from),
                id: None,
                kind: None,
                scale: None,
                text: None,
                options: None,
                ..
            } => {
                let sample = sample(&from);
                let sample = sample.map_err(|source| NotAFile::NotInLibrary { number, source })?;
                Ok(Question { required, ..sample })
            }
            Self {
                from: None,
                id: Some(id),
                kind: Some(kind),
                scale,
                text: Some(text),
                options,
                ..
            } => {
                let chosen = matches!(kind.as_str(), "choice" | "choices");
                if options.is_some() && !chosen || scale.is_some() && kind != "score" {
                    return Err(NotAFile::Beside { number, kind });
                }
                let options = options.into_iter().flatten().map(Phrase::from).collect();
                let kind = match kind.as_str() {
                    "score" => Kind::Score {
                        scale: scale.unwrap_or(Scale::FromZero),
                    },
                    "agreement" => Kind::Agreement,
                    "yes_no" => Kind::YesNo,
                    "choice" => Kind::Choice { options },
                    "choices" => Kind::Choices { options },
                    "text" => Kind::Text,
                    _ => return Err(NotAFile::Kind { number, kind }),
                };
                Ok(Question {
                    id,
                    kind,
                    text: text.into(),
                    required,
                })
            }
            _ => Err(NotAFile::Question(number)),
        }
    }
}
