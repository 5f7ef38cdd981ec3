//! Messages when something is slow, missing or broken.

use super::pattern::{arg, none};
use super::{Words, actions};
use crate::chat::{Button, Message, Part, Rich, Style};

/// One moment: something is looked up, and the answer follows.
pub fn moment(w: &Words<'_>) -> Message {
    w.say("system-moment", &none())
}

/// Nothing was recorded.
pub fn not_recorded(w: &Words<'_>) -> Message {
    w.say("system-not-recorded", &none())
}

/// It was done before, and is not done twice.
pub fn already_done(w: &Words<'_>) -> Message {
    w.say("system-already-done", &none())
}

/// It takes long, and the answer follows.
pub fn still_at_it(w: &Words<'_>) -> Message {
    w.say("system-still-at-it", &none())
}

/// It may be recorded. `key` is what the button asks about; without one, nobody can tell later.
pub fn unsure(w: &Words<'_>, key: Option<&str>) -> Message {
    let Some(key) = key else {
        return w.say("system-unsure-for-good", &none());
    };
    let line = w.rich("system-unsure", &none());
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Buttons(vec![Button {
            label: w.text("system-unsure-check", &none()),
            action: actions::CHECK.into(),
            value: key.to_owned(),
            style: Style::Plain,
            confirm: None,
            opens_form: false,
        }]))
}

/// What was not certain was recorded.
pub fn recorded_after_all(w: &Words<'_>) -> Message {
    w.say("system-recorded-after-all", &none())
}

/// What was not certain was not recorded.
pub fn not_recorded_after_all(w: &Words<'_>) -> Message {
    w.say("system-not-recorded-after-all", &none())
}

/// The platform did not tell what was asked.
pub fn lookup_failed(w: &Words<'_>) -> Message {
    w.say("system-lookup-failed", &none())
}

/// Nobody knows these people.
pub fn unknown_person(w: &Words<'_>, people: impl IntoIterator<Item = Rich>) -> Message {
    w.say("system-unknown-stranger", &arg("names", w.list(people)))
}

/// Nobody knows who is in these groups.
pub fn unknown_group(w: &Words<'_>, groups: impl IntoIterator<Item = Rich>) -> Message {
    w.say("system-unknown-group", &arg("names", w.list(groups)))
}

/// Nobody knows some of those who were picked in the form.
pub fn unknown_picked(w: &Words<'_>) -> Message {
    w.say("system-unknown-picked", &none())
}

/// The answer would be read by others.
pub fn not_in_public(w: &Words<'_>) -> Message {
    w.say("system-not-in-public", &none())
}

/// This team belongs to no programme; how it comes into one.
pub fn not_connected(w: &Words<'_>, command: &str) -> Message {
    w.say("system-not-connected", &arg("command", command))
}
