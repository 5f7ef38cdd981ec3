//! Surveys whose answers bear a name: what people are told of it, and taking an answer back.

use jiff::Zoned;

use super::pattern::{arg, none};
use super::{Words, actions};
use crate::chat::{Button, Confirm, Message, Part, Rich};
use crate::surveys::Run;

/// Whose answers it says they are, in one breath.
pub(super) fn promise(w: &Words<'_>, until: &Zoned) -> Rich {
    w.rich("survey-named-promise", &arg("until", w.instant(until)))
}

/// Takes back what the reader answered, once they are sure.
pub(super) fn withdraw_button(w: &Words<'_>, run: &Run) -> Button {
    let confirm = Confirm {
        title: w.text("survey-withdraw-sure", &none()),
        text: w.text("survey-withdraw-what", &none()),
        yes: w.text("survey-withdraw", &none()),
        no: w.text("survey-withdraw-no", &none()),
    };
    Button {
        confirm: Some(confirm),
        ..Button::new(
            w.text("survey-withdraw", &none()),
            actions::SURVEY_WITHDRAW,
            run.id.to_string(),
        )
    }
}

/// What they answered is erased.
pub fn survey_withdrawn(w: &Words<'_>, run: &Run) -> Message {
    w.say("survey-withdrawn", &arg("title", run.title.as_str()))
}

/// There is nothing of theirs to erase.
pub fn survey_nothing_named(w: &Words<'_>) -> Message {
    w.say("survey-nothing-named", &none())
}

/// Adds what is kept of the reader with their name, survey by survey.
pub(super) fn kept(w: &Words<'_>, message: Message, named: &[Run]) -> Message {
    if named.is_empty() {
        return message;
    }
    let message = message.with(Part::Note(w.rich("survey-named-kept", &none())));
    named.iter().fold(message, |message, run| {
        let title = w.rich("survey-named-kept-one", &arg("title", run.title.as_str()));
        message
            .with(Part::Text(title))
            .with(Part::Buttons(vec![withdraw_button(w, run)]))
    })
}
