//! Text with meaning: what is a person, what is a link, what is plain.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Identity, Platform, shown_name};

/// A person spoken of, who is notified where the medium can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// How the person is called where they cannot be mentioned.
    pub name: String,
    /// Their accounts; the renderer takes the one of its own platform.
    pub identities: Vec<Identity>,
}

impl Mention {
    /// Somebody with these accounts, called as lines can hold it.
    pub fn new(name: &str, identities: Vec<Identity>) -> Self {
        Self {
            name: shown_name(name),
            identities,
        }
    }

    /// The account on `platform` within `team`, if the person has one.
    pub fn on(&self, platform: Platform, team: &str) -> Option<&Identity> {
        self.identities
            .iter()
            .find(|i| i.platform == platform && i.team == team)
    }
}

/// One run of text. Every string is plain: the renderer escapes it for its medium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// As it is.
    Text(String),
    /// Emphasised.
    Bold(String),
    /// Quietly emphasised.
    Italic(String),
    /// To be typed as it stands.
    Code(String),
    /// An emoji by its short name, without colons, perhaps with a tone: `pray::skin-tone-4`.
    Emoji(String),
    /// A person.
    Person(Mention),
    /// A user group, by the id of the platform it was written on.
    Group {
        /// Its id.
        id: String,
        /// Its handle, when known.
        label: String,
    },
    /// A conversation, by its id. A renderer must not reveal a private one elsewhere.
    Place {
        /// The platform it is on; everywhere else its label is shown.
        platform: Platform,
        /// Its id.
        channel: String,
        /// Its name, when known.
        label: String,
    },
    /// A link.
    Link {
        /// Where to; http, https or mailto.
        url: String,
        /// What is shown.
        label: String,
    },
    /// An instant, shown in the reader's own zone where the medium can.
    Time {
        /// The instant.
        at: Timestamp,
        /// What is shown where it cannot.
        label: String,
    },
}

/// A line or a paragraph of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rich(pub Vec<Span>);

impl Rich {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span::Text(text.into())])
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0
            .iter()
            .all(|span| matches!(span, Span::Text(text) if text.is_empty()))
    }

    /// What a reader without formatting sees.
    pub fn to_plain(&self) -> String {
        self.0.iter().map(Span::to_plain).collect()
    }
}

impl Span {
    /// What somebody is handed: a link, where that is what it is; else to be typed as it stands.
    pub fn handed(it: &str) -> Self {
        let web = it.starts_with("https://") || it.starts_with("http://");
        if web && !it.contains(char::is_whitespace) {
            let (url, label) = (it.to_owned(), it.to_owned());
            Self::Link { url, label }
        } else {
            Self::Code(it.to_owned())
        }
    }

    /// What a reader without formatting sees.
    pub fn to_plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Bold(text) | Self::Italic(text) | Self::Code(text) => {
                text.clone()
            }
            Self::Emoji(name) => format!(":{name}:"),
            Self::Person(mention) => mention.name.clone(),
            Self::Group { label, .. }
            | Self::Place { label, .. }
            | Self::Link { label, .. }
            | Self::Time { label, .. } => label.clone(),
        }
    }
}

impl From<&str> for Rich {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Rich {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl FromIterator<Span> for Rich {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        Self(spans.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voucher_is_a_link_and_a_code_is_typed() {
        for link in ["https://t.example/1?a=b", "http://127.0.0.1:8080/x"] {
            let Span::Link { url, label } = Span::handed(link) else {
                panic!("{link} is no link");
            };
            assert_eq!((url.as_str(), label.as_str()), (link, link));
        }
        for code in [
            "AB-1",
            "https://t.example/1 PIN 1234",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(Span::handed(code), Span::Code(code.to_owned()));
        }
    }
}
