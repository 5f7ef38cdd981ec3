//! What somebody likes, as they read it.

use super::pattern::{arg, none};
use super::shop::kind_name;
use super::words::value_label;
use super::{Words, actions};
use crate::chat::{Button, Message, Part, Style};
use crate::rewards::{Interest, Interests};

/// A sort of rewards, or a tag.
pub(super) fn interest_name(w: &Words<'_>, interest: &Interest) -> String {
    match interest {
        Interest::Kind(kind) => kind_name(w, *kind),
        Interest::Tag(tag) => value_label(tag),
    }
}

/// What the shop shows the reader first, and how to end that.
pub fn interests(w: &Words<'_>, likes: &Interests) -> Message {
    if likes.0.is_empty() {
        return w.say("interests-none", &none());
    }
    let names = likes.0.iter().map(|it| interest_name(w, it));
    let names = names.collect::<Vec<_>>().join(" · ");
    let said = w.rich("interests-kept", &arg("interests", names));
    let forget = Button {
        style: Style::Danger,
        ..Button::new(
            w.text("interests-forget", &none()),
            actions::FORGET_INTERESTS,
            String::new(),
        )
    };
    Message::new(said.clone())
        .with(Part::Text(said))
        .with(Part::Note(w.rich("interests-why", &none())))
        .with(Part::Buttons(vec![forget]))
}

/// The reader's interests are forgotten.
pub fn interests_forgotten(w: &Words<'_>) -> Message {
    w.say("interests-forgotten", &none())
}
