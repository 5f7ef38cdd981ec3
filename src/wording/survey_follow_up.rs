//! What an organisation says about the results of a survey.

use super::pattern::{arg, none, number};
use super::survey_forms::{field, form, lines};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Form, Message, Part, Place, Rich};
use crate::surveys::{FOLLOW_UP_CHARS, FollowUp, Run};

/// Where it is told.
#[derive(Clone, Copy, Debug)]
pub enum FollowUpTo<'a> {
    /// In a channel that everybody reads.
    Channel(&'a Place),
    /// To each of those who were asked: so many.
    Asked(usize),
}

/// The button that begins it, on the results of a run.
pub fn follow_up_button(w: &Words<'_>, run: &Run) -> Button {
    let button = Button::new(
        w.text("survey-follow-up", &none()),
        actions::SURVEY_FOLLOW_UP,
        run.id.to_string(),
    );
    button.opening_a_form()
}

/// Asks what to say about results, and says who reads it.
pub fn survey_follow_up_form(w: &Words<'_>, run: &Run, to: FollowUpTo<'_>) -> Form {
    let readers = match to {
        FollowUpTo::Channel(place) => {
            let args = arg("place", super::kudos::channel(w, place));
            w.rich("survey-follow-up-channel", &args)
        }
        FollowUpTo::Asked(many) => w.rich("survey-follow-up-asked", &number("count", count(many))),
    };
    let items = vec![
        Part::Heading(run.title.clone()).into(),
        Part::Note(readers).into(),
        field(w, "said", false, lines(FOLLOW_UP_CHARS)),
    ];
    form(
        w,
        actions::FORM_SURVEY_FOLLOW_UP,
        "follow_up",
        items,
        run.id.to_string(),
    )
}

/// What was said, for everybody.
pub fn survey_follow_up(w: &Words<'_>, run: &Run, said: &FollowUp) -> Message {
    let title = w.text("survey-follow-up-title", &arg("title", run.title.as_str()));
    let took_part = number("answered", run.answered.into()).number("invited", run.invited.into());
    Message::new(title.clone())
        .with(Part::Heading(title))
        .with(Part::Quote(Rich::plain(said.text.as_str())))
        .with(Part::Note(
            w.rich("survey-results-participation", &took_part),
        ))
}

/// The follow-up is told.
pub fn survey_followed_up(w: &Words<'_>, run: &Run) -> Rich {
    w.rich("survey-follow-up-said", &arg("title", run.title.as_str()))
}

/// The sentence at a follow-up that cannot be told.
pub fn survey_follow_up_fault(w: &Words<'_>) -> String {
    w.text(
        "survey-follow-up-fault",
        &number("most", count(FOLLOW_UP_CHARS)),
    )
}
