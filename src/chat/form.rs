//! A form: what is asked, and what was answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Identity;

/// A form that opens over the conversation. What is typed into it is lost only when it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What it is for: the name that `desk` answers to.
    pub id: String,
    /// The title.
    pub title: String,
    /// What the button that sends it says.
    pub submit: String,
    /// What the button that closes it says.
    pub cancel: String,
    /// What it is about; comes back unchanged. At most 2,000 bytes.
    pub context: String,
    /// A line above the questions: what was not understood, or how it works.
    pub intro: Option<super::Rich>,
    /// The questions, from top to bottom.
    pub fields: Vec<Field>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in [`Answers`] and in errors.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// A line of help below it.
    pub hint: Option<String>,
    /// Whether it may be left empty.
    pub optional: bool,
    /// How it is answered.
    pub input: Input,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// One or more people of the team.
    People {
        /// Who is chosen at first.
        initial: Vec<Identity>,
    },
    /// A conversation of the team.
    Place,
    /// Free text.
    Text {
        /// What stands there at first.
        initial: String,
        /// Whether several lines are offered.
        multiline: bool,
        /// The longest answer, in characters.
        max_chars: usize,
    },
    /// A whole number.
    Number {
        /// What stands there at first.
        initial: Option<i64>,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A choice from a list.
    Choice {
        /// What is offered.
        options: Vec<Choice>,
        /// The values chosen at first.
        initial: Vec<String>,
        /// Whether more than one may be chosen.
        several: bool,
    },
}

/// One offer of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What comes back.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// The form's id.
    pub form: String,
    /// Its context, unchanged.
    pub context: String,
    /// Per question: nothing, one answer, or several. People and places come as their ids in the
    /// actor's team.
    pub values: BTreeMap<String, Vec<String>>,
}

impl Answers {
    /// The only or first answer to `field`.
    pub fn one(&self, field: &str) -> Option<&str> {
        self.all(field).first().map(String::as_str)
    }

    /// Every answer to `field`.
    pub fn all(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }
}
