//! Messages, before any platform's markup.

use serde::{Deserialize, Serialize};

use super::{Chart, Rich};

/// A message. Renderers keep it within their platform's limits, cutting or paging as they must.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// One line for notifications, screen readers and clients that show nothing else.
    pub summary: Rich,
    /// What it shows. Empty means the summary alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// One piece of a message, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A title.
    Heading(String),
    /// A paragraph.
    Text(Rich),
    /// Somebody's own words.
    Quote(Rich),
    /// Labels with their values.
    Facts(Vec<Fact>),
    /// Lines that belong together, such as the places of a leaderboard.
    Lines(Vec<Rich>),
    /// Small print.
    Note(Rich),
    /// A rule.
    Divider,
    /// Buttons in a row; long rows are broken by the renderer.
    Buttons(Vec<Button>),
    /// A picture.
    Image {
        /// A public https address.
        url: String,
        /// What it shows, for those who do not see it.
        alt: String,
    },
    /// Figures that are drawn. They stand in other parts as well.
    Chart(Chart),
    /// A paragraph with a small picture beside it.
    Pictured {
        /// The paragraph.
        text: Rich,
        /// A public https address of the picture.
        url: String,
        /// What it shows, for those who do not see it.
        alt: String,
    },
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Rich,
}

/// A button. Pressing it comes back as [`super::Act::Pressed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What it does: the name that `desk` answers to.
    pub action: String,
    /// What it is about; comes back unchanged. At most 500 bytes.
    pub value: String,
    /// How it looks.
    #[serde(default)]
    pub style: Style,
    /// The question that must be confirmed before it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<Confirm>,
    /// Whether pressing it opens a form: some platforms must know beforehand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opens_form: bool,
}

impl Button {
    /// A button like any other.
    pub fn new(label: String, action: &str, value: String) -> Self {
        Self {
            label,
            action: action.to_owned(),
            value,
            style: Style::Plain,
            confirm: None,
            opens_form: false,
        }
    }

    /// This button, as one that opens a form.
    #[must_use]
    pub fn opening_a_form(self) -> Self {
        Self {
            opens_form: true,
            ..self
        }
    }
}

/// The weight of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// One of several.
    #[default]
    Plain,
    /// The one to press.
    Primary,
    /// Not easily undone.
    Danger,
}

/// The question before a button counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirm {
    /// The title.
    pub title: String,
    /// The question.
    pub text: String,
    /// Yes.
    pub yes: String,
    /// No.
    pub no: String,
}

impl Message {
    /// A message of one paragraph.
    pub fn text(text: impl Into<Rich>) -> Self {
        Self {
            summary: text.into(),
            parts: Vec::new(),
        }
    }

    /// A message whose notification reads `summary`.
    pub fn new(summary: impl Into<Rich>) -> Self {
        Self {
            summary: summary.into(),
            parts: Vec::new(),
        }
    }

    /// This message with one more part at its end.
    #[must_use]
    pub fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// The heading that everything stands under, and which part it is: the first, or the one after what was
    /// just done.
    pub fn heading(&self) -> Option<(usize, &str)> {
        match self.parts.as_slice() {
            [Part::Heading(title), ..] => Some((0, title)),
            [Part::Text(_), Part::Heading(title), ..] => Some((1, title)),
            _ => None,
        }
    }

    /// The parts to show: those given, or the summary as a paragraph.
    pub fn shown(&self) -> Vec<Part> {
        if self.parts.is_empty() {
            vec![Part::Text(self.summary.clone())]
        } else {
            self.parts.clone()
        }
    }
}
