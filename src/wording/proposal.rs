//! Somebody named people, and may not have meant to give: do they?

use super::kudos::words_of;
use super::pattern::{arg, none, number};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Mention, Message, Part, Rich, Style};
use crate::ids::DraftId;

/// The gift that it would be.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Where it is kept.
    pub draft: DraftId,
    /// Who would receive.
    pub recipients: Vec<Mention>,
    /// Points for each of them.
    pub points: i64,
    /// Why: what was said.
    pub message: Rich,
}

/// It was not certain that a message meant to give.
pub fn proposal(w: &Words<'_>, proposed: &Proposal) -> Message {
    ask(w, "proposal-unsure", proposed)
}

/// A message was edited, which gives nothing by itself.
pub fn edited_proposal(w: &Words<'_>, proposed: &Proposal) -> Message {
    ask(w, "proposal-edited", proposed)
}

fn ask(w: &Words<'_>, why: &'static str, proposed: &Proposal) -> Message {
    let people = number("count", count(proposed.recipients.len()));
    let args = people
        .with("recipients", w.people(&proposed.recipients))
        .with("points", w.points(proposed.points));
    let question = w.rich("proposal-question", &args);
    let message = Message::new(question.clone()).with(Part::Text(question));
    words_of(message, &proposed.message)
        .with(Part::Note(w.rich(why, &none())))
        .with(Part::Buttons(vec![Button {
            label: w.text("proposal-yes", &args),
            action: actions::GIVE_PROPOSED.into(),
            value: proposed.draft.to_string(),
            style: Style::Primary,
            confirm: None,
            opens_form: false,
        }]))
}

/// It was not certain that a message meant to give, said where others read it.
pub fn proposal_in_public(w: &Words<'_>, command: &str) -> Message {
    w.say("proposal-in-public", &arg("command", command))
}

/// The message that was asked about is not there any more.
pub fn proposal_gone(w: &Words<'_>) -> Message {
    w.say("proposal-gone", &none())
}

/// A message was edited, and asks for something now.
pub fn edit_ignored(w: &Words<'_>) -> Message {
    w.say("proposal-edit-ignored", &none())
}
