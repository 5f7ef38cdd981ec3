//! New colleagues.

use super::Words;
use super::pattern::{arg, number};
use super::words::count;
use crate::chat::{Mention, Message};

/// For everyone: these are new.
pub fn welcome_posted(w: &Words<'_>, people: &[Mention]) -> Message {
    w.say("welcome-posted", &arg("people", w.people(people)))
}

/// For an admin: so many are new that nobody was welcomed.
pub fn welcome_many(w: &Words<'_>, many: usize) -> Message {
    w.say("welcome-many", &number("count", count(many)))
}
