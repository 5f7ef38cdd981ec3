//! What is said when something is slow, missing or broken.

use super::Words;
use super::pattern::{arg, none};
use crate::chat::{Message, Rich};

/// One moment: something is looked up, and the answer follows.
pub fn moment(w: &Words<'_>) -> Message {
    w.say("system-moment", &none())
}

/// Nothing was recorded.
pub fn not_recorded(w: &Words<'_>) -> Message {
    w.say("system-not-recorded", &none())
}

/// It takes too long to wait for, and may still be recorded.
pub fn unsure(w: &Words<'_>) -> Message {
    w.say("system-unsure", &none())
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

/// There is no shop yet.
pub fn rewards_not_set_up(w: &Words<'_>) -> Message {
    w.say("system-rewards-not-set-up", &arg("currency", w.currency()))
}

/// There are no surveys yet.
pub fn surveys_not_set_up(w: &Words<'_>) -> Message {
    w.say("system-surveys-not-set-up", &none())
}

/// The answer would be read by others.
pub fn not_in_public(w: &Words<'_>) -> Message {
    w.say("system-not-in-public", &none())
}

/// Plaudit is not connected to this team.
pub fn not_connected(w: &Words<'_>) -> Message {
    w.say("system-not-connected", &none())
}
