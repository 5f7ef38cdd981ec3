//! A form: what it shows and asks, and what was answered.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{Button, Identity, Installation, Part};
use crate::script::with_ascii_digits;

/// A form that opens over the conversation. What is typed into it is lost only when it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What it is for: the name that `desk` answers to.
    pub id: String,
    /// The title.
    pub title: String,
    /// What the button that sends it says. Without one nothing is asked.
    pub submit: Option<String>,
    /// What the button that closes it says: a page that lies on another one leads back to it.
    pub cancel: String,
    /// What it is about; comes back unchanged. At most 2,000 bytes.
    pub context: String,
    /// What it shows and asks, from top to bottom. The release before had nothing but questions.
    #[serde(alias = "fields")]
    pub items: Vec<Item>,
    /// The sentence at a question that was left empty and may not be. The release before had no such words.
    #[serde(default)]
    pub missing: String,
    /// The way to the page below, which is drawn where the platform keeps none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Button>,
}

impl Form {
    /// Its questions.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.items.iter().filter_map(|item| match item {
            Item::Field(field) => Some(field),
            Item::Show(_) => None,
        })
    }
}

/// One piece of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Item {
    /// A question.
    Field(Field),
    /// Something between the questions. Its buttons bring nothing of what was typed.
    Show(Part),
}

impl From<Field> for Item {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}

impl From<Part> for Item {
    fn from(part: Part) -> Self {
        Self::Show(part)
    }
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in [`Answers`] and in errors.
    pub name: String,
    /// The question itself.
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
    Place {
        /// Which one is chosen at first, by its id.
        initial: Option<String>,
    },
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
    /// A choice from a list of at most [`LISTED`].
    Choice {
        /// What there is to choose from.
        options: Vec<Choice>,
        /// The values chosen at first.
        initial: Vec<String>,
        /// Whether more than one may be chosen.
        several: bool,
    },
    /// A choice from a list of any length, which is [searched](Search) as one types.
    Search {
        /// The offers chosen at first.
        initial: Vec<Choice>,
        /// Whether more than one may be chosen.
        several: bool,
    },
}

/// The longest list that every platform shows whole, and the most that a search finds.
pub const LISTED: usize = 100;

/// One offer of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What comes back.
    pub value: String,
    /// How it is shown.
    pub label: String,
}

/// Somebody types into a question whose choices are searched. It is answered at once or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Through which installation it came.
    pub installation: Installation,
    /// Who types.
    pub actor: Identity,
    /// The form's id.
    pub form: String,
    /// The question's name.
    pub field: String,
    /// What they typed so far, perhaps nothing.
    pub typed: String,
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

    /// What was typed or chosen at `field`, without spaces around it; nothing where that is nothing.
    pub fn typed(&self, field: &str) -> &str {
        self.one(field).map(str::trim).unwrap_or_default()
    }

    /// What was typed at `field`, where a number is asked for: people write digits of their own scripts.
    pub fn digits(&self, field: &str) -> String {
        with_ascii_digits(self.typed(field))
    }

    /// The day that was typed, as in 2026-11-23.
    pub fn day(&self, field: &str) -> Option<Date> {
        self.digits(field).parse().ok()
    }

    /// The hour that was typed, as in 9:30 or 9.30.
    pub fn hour(&self, field: &str) -> Option<Time> {
        Time::strptime("%H:%M", self.digits(field).replace('.', ":")).ok()
    }

    /// Every answer to `field`.
    pub fn all(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A form may be open while a release takes the place of another.
    #[test]
    fn a_form_of_the_release_before_is_read() {
        let field = json!({
            "name": "points", "label": "How many?", "hint": null, "optional": false,
            "input": {"number": {"initial": 1, "min": 1, "max": 5}},
        });
        let form = json!({
            "id": "give_kudos", "title": "Give", "submit": "Send", "cancel": "Close",
            "context": "{}", "intro": null, "fields": [field],
        });
        let form: Form = serde_json::from_value(form).unwrap();
        assert_eq!(form.submit.as_deref(), Some("Send"));
        assert_eq!(form.fields().next().unwrap().name, "points");
    }

    #[test]
    fn every_piece_is_read_as_it_was_written() {
        let part = |part: Part| Item::Show(part);
        for item in [
            part(Part::Divider),
            part(Part::Heading("Mugs".to_owned())),
            part(Part::Buttons(Vec::new())),
        ] {
            let written = serde_json::to_value(&item).unwrap();
            assert_eq!(serde_json::from_value::<Item>(written).unwrap(), item);
        }
    }
}
