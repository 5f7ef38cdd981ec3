//! A survey as a file says it: TOML.
//!
//! ```toml
//! title = "Monthly pulse"
//! audience = "everyone"
//! floor = 5
//!
//! [[question]]
//! id = "workload"
//! kind = "agreement"
//! required = true
//! text = { en = "My workload is manageable.", id = "Beban kerjaku wajar.", ms = "Beban kerja saya munasabah." }
//! ```

use serde::Deserialize;

use super::question::{Kind, Question, Scale};
use super::{Definition, DefinitionError, NotAnAudience, Phrase, SurveyKind};
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
    audience: Option<String>,
    floor: Option<usize>,
    #[serde(rename = "question", default)]
    questions: Vec<Asked>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    id: String,
    kind: String,
    scale: Option<Scale>,
    text: Said,
    #[serde(default)]
    options: Vec<Said>,
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
    let questions = (1..).zip(file.questions).map(|(number, asked)| {
        let options = asked.options.into_iter().map(Phrase::from).collect();
        let kind = match asked.kind.as_str() {
            "score" => Kind::Score {
                scale: asked.scale.unwrap_or(Scale::FromZero),
            },
            "agreement" => Kind::Agreement,
            "yes_no" => Kind::YesNo,
            "choice" => Kind::Choice { options },
            "choices" => Kind::Choices { options },
            "text" => Kind::Text,
            _ => {
                return Err(NotAFile::Kind {
                    number,
                    kind: asked.kind,
                });
            }
        };
        Ok(Question {
            id: asked.id,
            kind,
            text: asked.text.into(),
            required: asked.required,
        })
    });
    let definition = Definition {
        kind: SurveyKind::Pulse,
        title: file.title.trim().to_owned(),
        questions: questions.collect::<Result<_, _>>()?,
        audience: file.audience.as_deref().unwrap_or("everyone").parse()?,
        floor: file.floor,
    };
    definition.check()?;
    Ok(definition)
}
