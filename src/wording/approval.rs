//! Whether somebody may have what they ask for.

use super::delivery::{DeliveredBy, Due, DueWhy, and_more, due_said};
use super::pattern::{arg, named, none, number};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Field, Form, Input, Message, Part, Rich, Style};
use crate::rewards::{NoReason, REASON_CHARS, State};

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The id of the redemption.
    pub id: String,
    /// Who asks.
    pub member: String,
    /// What for.
    pub item: String,
    /// How many points.
    pub points: i64,
    /// What they have left, these points being held already.
    pub left: i64,
    /// Whether whoever asks has left meanwhile, and is told nothing.
    pub gone: bool,
    /// In whose stead the reader is to decide, where it is not in their own right.
    pub instead_of: Option<String>,
}

/// Somebody asks for something, and it is for the reader to decide.
pub fn approval_asked(w: &Words<'_>, wanted: &Wanted) -> Message {
    let asked = asked(w, wanted);
    let message = Message::new(asked.clone()).with(Part::Text(asked));
    to_decide(w, message, wanted, wanted.id.clone())
}

/// Somebody asked for something, and nobody has decided yet.
pub fn approval_reminder(w: &Words<'_>, wanted: &Wanted) -> Message {
    let asked = asked(w, wanted);
    let message = Message::new(asked.clone())
        .with(Part::Note(w.rich("approve-remind", &none())))
        .with(Part::Text(asked));
    to_decide(w, message, wanted, wanted.id.clone())
}

fn to_decide(w: &Words<'_>, message: Message, wanted: &Wanted, value: String) -> Message {
    let away = wanted.instead_of.as_deref();
    let stead = away.map(|away| Part::Note(w.rich("stand-in-instead", &named(away))));
    stead
        .into_iter()
        .fold(message, Message::with)
        .with(Part::Buttons(decisions(w, value).to_vec()))
}

/// Whoever decided, in the stead of somebody.
pub fn in_stead(w: &Words<'_>, who: &str, away: &str) -> String {
    w.text("stand-in-who", &named(away).with("who", who))
}

fn asked(w: &Words<'_>, wanted: &Wanted) -> Rich {
    let args = named(&wanted.member)
        .with("item", wanted.item.as_str())
        .with("points", w.points(wanted.points))
        .with("left", w.points(wanted.left));
    w.rich("approve-asked", &args)
}

fn decisions(w: &Words<'_>, value: String) -> [Button; 2] {
    [
        Button {
            label: w.text("approve-yes", &none()),
            action: actions::APPROVE.into(),
            value: value.clone(),
            style: Style::Primary,
            confirm: None,
            opens_form: false,
        },
        Button {
            label: w.text("approve-no", &none()),
            action: actions::REJECT.into(),
            value,
            style: Style::Danger,
            confirm: None,
            opens_form: true,
        },
    ]
}

/// A request is decided, or not wanted any more.
pub fn approval_settled(w: &Words<'_>, wanted: &Wanted, state: State, who: &str) -> Message {
    let state = match state {
        State::Rejected => "rejected",
        State::Cancelled => "cancelled",
        _ => "approved",
    };
    let args = named(&wanted.member)
        .with("item", wanted.item.as_str())
        .with("points", w.points(wanted.points))
        .with("who", who)
        .choice("state", state);
    w.say("approve-decided", &args)
}

/// What waits for the reader's decision, and how much more there is.
pub fn approvals(w: &Words<'_>, waiting: &[Wanted], more: i64) -> Message {
    let title = w.text("approve-list-title", &none());
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    if waiting.is_empty() {
        return message.with(Part::Text(w.rich("approve-list-none", &none())));
    }
    for wanted in waiting {
        let asked = message.with(Part::Text(asked(w, wanted)));
        message = to_decide(w, asked, wanted, actions::in_list(&wanted.id));
    }
    message = and_more(w, message, more);
    if waiting.len() < 2 {
        return message;
    }
    let ids: Vec<&str> = waiting.iter().map(|wanted| wanted.id.as_str()).collect();
    let all = Button {
        label: w.text("approve-all", &number("count", count(waiting.len()))),
        action: actions::APPROVE_ALL.into(),
        value: ids.join(" "),
        style: Style::Plain,
        confirm: None,
        opens_form: false,
    };
    message.with(Part::Divider).with(Part::Buttons(vec![all]))
}

/// Asks why it is rejected.
pub fn reject_form(w: &Words<'_>, wanted: &Wanted) -> Form {
    let form = ReasonForm {
        id: actions::FORM_REJECT,
        wanted,
        title: w.text("reject-form-title", &none()),
        submit: w.text("reject-form-submit", &none()),
        cancel: w.text("reject-form-cancel", &none()),
        question: w.text("reject-form-reason", &named(&wanted.member)),
        reason: "",
        shown: asked(w, wanted),
    };
    reason_form(w, form)
}

/// What was typed is no reason.
pub fn no_reason(w: &Words<'_>, wrong: NoReason) -> String {
    let key = match wrong {
        NoReason::Empty => "reason-empty",
        NoReason::TooLong => "reason-long",
    };
    w.text(key, &number("most", count(REASON_CHARS)))
}

/// The request is rejected.
pub fn rejected(w: &Words<'_>, member: &str) -> Message {
    w.say("reject-done", &named(member))
}

/// Asks why points are given back.
///
/// Where it is delivered already, the form says so, and asks with a sentence and a button of their own.
pub fn refund_form(
    w: &Words<'_>,
    due: &Due<'_>,
    delivered: Option<&DeliveredBy>,
    reason: &str,
) -> Form {
    let wanted = due.wanted;
    let points = arg("points", w.points(wanted.points));
    let shown = match (delivered, &due.why) {
        (Some(delivered), _) => delivered_already(w, wanted, delivered),
        (None, DueWhy::ByHand) => {
            let item = named(&wanted.member)
                .with("item", wanted.item.as_str())
                .with("points", w.points(wanted.points));
            w.rich("refund-form-what", &item)
        }
        (None, DueWhy::Failed(_) | DueWhy::Unknown) => due_said(w, due),
    };
    let submit = match delivered {
        Some(_) => w.text("refund-form-anyway", &none()),
        None => w.text("refund-form-submit", &points),
    };
    let form = ReasonForm {
        id: actions::FORM_REFUND,
        wanted,
        title: w.text("refund-form-title", &none()),
        submit,
        cancel: w.text("refund-form-cancel", &none()),
        question: w.text("refund-form-reason", &named(&wanted.member)),
        reason,
        shown,
    };
    reason_form(w, form)
}

/// Asks whether points are given back, where no form can open.
pub fn refund_asked(w: &Words<'_>, wanted: &Wanted, delivered: &DeliveredBy) -> Message {
    let said = delivered_already(w, wanted, delivered);
    Message::new(said.clone())
        .with(Part::Text(said))
        .with(Part::Buttons(vec![Button {
            label: w.text("deliver-refund", &none()),
            action: actions::REFUND.into(),
            value: wanted.id.clone(),
            style: Style::Danger,
            confirm: None,
            opens_form: true,
        }]))
}

fn delivered_already(w: &Words<'_>, wanted: &Wanted, delivered: &DeliveredBy) -> Rich {
    let args = named(&wanted.member)
        .with("item", wanted.item.as_str())
        .with("points", w.points(wanted.points))
        .with("day", w.day(delivered.day));
    match &delivered.who {
        Some(who) => w.rich("refund-form-delivered-by", &args.with("who", who.as_str())),
        None => w.rich("refund-form-delivered", &args),
    }
}

struct ReasonForm<'a> {
    id: &'static str,
    wanted: &'a Wanted,
    title: String,
    submit: String,
    cancel: String,
    question: String,
    /// What was typed before.
    reason: &'a str,
    shown: Rich,
}

fn reason_form(w: &Words<'_>, form: ReasonForm<'_>) -> Form {
    Form {
        id: form.id.into(),
        title: form.title,
        submit: Some(form.submit),
        cancel: form.cancel,
        context: form.wanted.id.clone(),
        items: vec![
            Part::Text(form.shown).into(),
            Field {
                name: "reason".into(),
                label: form.question,
                hint: None,
                optional: false,
                input: Input::Text {
                    initial: form.reason.to_owned(),
                    multiline: true,
                    max_chars: REASON_CHARS,
                },
            }
            .into(),
        ],
        missing: w.text("form-missing", &none()),
        back: None,
    }
}
