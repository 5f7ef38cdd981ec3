//! `chat` → Adaptive Cards and the bodies of answers.
//!
//! A message is always a card, even one of a single sentence: one way to mention and to format,
//! and a message that is updated never changes its kind. Beside the card stands no `text`, because
//! Teams would show both.
//!
//! What people typed is shown, never obeyed. The clients of Teams disagree about escapes (phones
//! show the backslash, or decode no entities), so none are used: in a `TextBlock`, whose text is
//! Markdown and the only one that mentions, signs that format are replaced by look-alikes, and an
//! invisible space parts what would otherwise make a link, a list, a mention or a macro. Where
//! nobody is mentioned, quotes and what is to be copied stand in `RichTextBlock`s, where text is
//! data, just as it was typed.
//!
//! Everything is cut to our [limits](super::limits).

mod buttons;
mod card;
mod chart;
mod emoji;
mod form;
mod literal;
mod markdown;
mod people;
mod reply;
mod runs;
mod words;

#[cfg(test)]
mod check;

pub use form::{dialog, offers};
pub use reply::{no_offers, to_action, to_task};

use serde_json::{Value, json};

use crate::chat::{Identity, Mention, Message, Part, Platform};
use card::Setting;

/// What an attached card is.
const CARD: &str = "application/vnd.microsoft.card.adaptive";

/// For whom a message is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The tenant: its people are mentioned, all others named.
    pub tenant: &'a str,
}

impl Target<'_> {
    fn has(&self, person: &Identity) -> bool {
        person.platform == Platform::Teams && person.team == self.tenant
    }

    /// The account to mention, if the person has one here.
    fn account<'a>(&self, mention: &'a Mention) -> Option<&'a str> {
        mention
            .on(Platform::Teams, self.tenant)
            .map(|identity| identity.user.as_str())
            .filter(|user| is_account(user))
    }
}

/// Whether `id` is shaped like an object id of Entra's, or like the `29:…` of Teams. A card that
/// mentions another bot (`28:…`) is refused as a whole.
fn is_account(id: &str) -> bool {
    (1..=200).contains(&id.len())
        && !id.starts_with("28:")
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
}

/// A message as the connector takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// For notifications and screen readers. Never empty.
    pub summary: String,
    /// The card that it shows.
    pub card: Value,
    words: String,
}

impl Rendered {
    /// The activity: the card and its summary.
    pub fn activity(&self) -> Value {
        json!({
            "type": "message",
            "summary": self.summary,
            "attachments": [attachment(&self.card)],
        })
    }

    /// The words alone, for when Teams does not take the card. They mention nobody.
    pub fn plain(&self) -> Value {
        json!({ "type": "message", "textFormat": "plain", "text": self.words })
    }
}

/// Renders a message.
pub fn message(message: &Message, target: Target<'_>) -> Rendered {
    rendered(message, target, Setting::Posted)
}

/// Answers an outgoing webhook: a message without its buttons, which could lead nowhere.
pub fn to_webhook(message: &Message, target: Target<'_>) -> Value {
    rendered(message, target, Setting::Outgoing).activity()
}

/// Whether the message has buttons, which are lost where only words can be shown.
fn carries_buttons(message: &Message) -> bool {
    message
        .parts
        .iter()
        .any(|part| matches!(part, Part::Buttons(buttons) if !buttons.is_empty()))
}

/// Whether the message fits into the words that answer a button, which pass by: one line, without buttons.
pub fn passes_by(message: &Message) -> bool {
    !carries_buttons(message) && !words::words(message).contains('\n')
}

fn rendered(message: &Message, target: Target<'_>, setting: Setting) -> Rendered {
    Rendered {
        summary: words::summary(message),
        card: card::card(message, target, setting),
        words: words::words(message),
    }
}

fn attachment(card: &Value) -> Value {
    json!({ "contentType": CARD, "content": card })
}

#[cfg(test)]
mod tests;
