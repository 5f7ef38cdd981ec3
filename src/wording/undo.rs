//! Taking a kudos back.

use super::pattern::{Args, arg, named, none, number};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Confirm, Mention, Message, Part, Style};
use crate::ids::KudosId;

/// Why a kudos is not undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoRefusal {
    /// It was undone before.
    Already,
    /// There is no such kudos, or it is somebody else's.
    NotYours,
    /// The time in which its giver may undo is over.
    TooLate {
        /// How long that is.
        minutes: i64,
    },
    /// A recipient does not have the points any more.
    Spent {
        /// Their name.
        name: String,
        /// Whether points of theirs have expired since.
        expired: bool,
        /// The kudos, when it is an admin who asks and may undo it all the same.
        anyway: Option<KudosId>,
    },
    /// Nothing was given.
    Nothing,
}

/// Whose allowance it is back in, where that is not the giver's of then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnedTo {
    /// The reader's: the giver's account is theirs now.
    You,
    /// Somebody else's.
    Other {
        /// Their name.
        name: String,
    },
}

/// The kudos is undone.
pub fn undone(
    w: &Words<'_>,
    recipients: &[Mention],
    points: i64,
    returned_to: Option<ReturnedTo>,
) -> Message {
    let args = arg("recipients", w.people(recipients)).with("points", w.points(points));
    let message = w.say("undo-done", &args.number("count", count(recipients.len())));
    let note = match returned_to {
        None => return message,
        Some(ReturnedTo::You) => w.rich("undo-returned-to-you", &none()),
        Some(ReturnedTo::Other { name }) => w.rich("undo-returned-to", &named(&name)),
    };
    let line = Part::Text(message.summary.clone());
    message.with(line).with(Part::Note(note))
}

/// The kudos is not undone.
pub fn undo_refused(w: &Words<'_>, why: &UndoRefusal) -> Message {
    match why {
        UndoRefusal::Already => w.say("undo-already", &none()),
        UndoRefusal::NotYours => w.say("undo-not-yours", &none()),
        UndoRefusal::TooLate { minutes: ..=0 } => w.say("undo-never", &none()),
        UndoRefusal::TooLate { minutes } => w.say("undo-too-late", &number("minutes", *minutes)),
        UndoRefusal::Spent {
            name,
            expired,
            anyway: None,
        } => w.say("undo-spent", &gone(w, name, *expired)),
        UndoRefusal::Spent {
            name,
            expired,
            anyway: Some(kudos),
        } => spent(w, &gone(w, name, *expired), *kudos),
        UndoRefusal::Nothing => w.say("undo-nothing", &none()),
    }
}

/// Who does not have the points any more, and why.
fn gone(w: &Words<'_>, name: &str, expired: bool) -> Args {
    let how = if expired { "expired" } else { "spent" };
    named(name)
        .with("currency", w.currency())
        .choice("how", how)
}

fn spent(w: &Words<'_>, args: &Args, kudos: KudosId) -> Message {
    let line = w.rich("undo-spent-admin", args);
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Buttons(vec![Button {
            label: w.text("undo-anyway", &none()),
            action: actions::UNDO_ANYWAY.into(),
            value: kudos.to_string(),
            style: Style::Danger,
            opens_form: false,
            confirm: Some(Confirm {
                title: w.text("undo-anyway-title", &none()),
                text: w.text("undo-anyway-question", args),
                yes: w.text("undo-anyway", &none()),
                no: w.text("undo-anyway-no", &none()),
            }),
        }]))
}
