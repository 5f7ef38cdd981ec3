//! Teams that join a programme.

use jiff::SignedDuration;

use super::Words;
use super::pattern::{arg, none, number};
use crate::chat::{Message, Part};

/// For an admin: the code, and what to do with it.
pub fn invitation(w: &Words<'_>, code: &str, valid_for: SignedDuration) -> Message {
    let args = arg("code", code).number("hours", valid_for.as_hours());
    let line = w.rich("connect-invitation", &args);
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Note(w.rich("connect-invitation-note", &none())))
}

/// The team is of this programme from now on.
pub fn joined(w: &Words<'_>, programme: &str) -> Message {
    w.say("connect-joined", &arg("programme", programme))
}

/// It was already.
pub fn joined_before(w: &Words<'_>, programme: &str) -> Message {
    w.say("connect-already", &arg("programme", programme))
}

/// Something was given in the team's own programme.
pub fn stays(w: &Words<'_>) -> Message {
    w.say("connect-in-use", &none())
}

/// There is no such code any more, or never was one.
pub fn code_invalid(w: &Words<'_>, valid_for: SignedDuration) -> Message {
    w.say("connect-invalid", &number("hours", valid_for.as_hours()))
}
