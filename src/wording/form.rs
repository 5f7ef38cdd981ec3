//! The form to give with.

use super::pattern::{arg, none, number};
use super::words::{count, value_label};
use super::{Words, actions};
use crate::chat::{Choice, Field, Form, Identity, Input, LISTED, Part, Rich};
use crate::settings::CompanyValue;

/// What the form begins with.
#[derive(Clone, Debug, Default)]
pub struct GiveForm {
    /// Who is chosen.
    pub recipients: Vec<Identity>,
    /// Points for each of them; 1 when nothing was said.
    pub points: Option<i64>,
    /// Company values, as typed or by slug. Those that do not exist are not chosen.
    pub values_chosen: Vec<String>,
    /// Why.
    pub reason: String,
    /// What comes back unchanged.
    pub context: String,
    /// A line above the questions.
    pub intro: Option<Rich>,
    /// Whether to ask where to announce it: when the form was opened nowhere in particular.
    pub ask_place: bool,
    /// Where, unless another is chosen: a channel of this team.
    pub place: Option<String>,
}

/// The longest message, in characters.
const MESSAGE_CHARS: usize = 3000;

/// Below the question whom to give to, where nobody was picked.
pub fn nobody_picked(w: &Words<'_>) -> String {
    w.text("misread-nobody-named-here", &none())
}

/// Below the question how many points, where that is no number.
pub fn points_not_whole(w: &Words<'_>, typed: &str) -> String {
    w.text("misread-not-whole", &arg("typed", typed.to_owned()))
}

/// A form to give kudos with. Its questions are `to`, `place`, `points`, `values` and `message`.
pub fn give_form(w: &Words<'_>, form: &GiveForm) -> Form {
    Form {
        id: actions::FORM_GIVE.into(),
        title: w.text("form-give-title", &none()),
        submit: Some(w.text("form-give-submit", &none())),
        cancel: w.text("form-give-cancel", &none()),
        context: form.context.clone(),
        missing: w.text("form-missing", &none()),
        back: None,
        items: [
            form.intro.clone().map(|intro| Part::Text(intro).into()),
            Some(to(w, form).into()),
            form.ask_place.then(|| place(w, form).into()),
            Some(points(w, form).into()),
            Some(values(w, form).into()),
            Some(message(w, form).into()),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

fn to(w: &Words<'_>, form: &GiveForm) -> Field {
    Field {
        name: "to".into(),
        label: w.text("form-to", &none()),
        hint: None,
        optional: false,
        input: Input::People {
            initial: form.recipients.clone(),
        },
    }
}

fn place(w: &Words<'_>, form: &GiveForm) -> Field {
    Field {
        name: "place".into(),
        label: w.text("form-place", &none()),
        hint: Some(w.text("form-place-hint", &none())),
        optional: true,
        input: Input::Place {
            initial: form.place.clone(),
        },
    }
}

fn points(w: &Words<'_>, form: &GiveForm) -> Field {
    let max = w.settings.max_points_per_recipient;
    // What does not fit is not put there, lest the form could not be sent as it opens.
    let initial = form.points.unwrap_or(1).clamp(1, max.max(1));
    Field {
        name: "points".into(),
        label: w.text("form-points", &arg("currency", w.currency())),
        hint: Some(w.text("form-points-hint", &arg("most", w.points(max)))),
        optional: false,
        input: Input::Number {
            initial: Some(initial),
            min: 1,
            max,
        },
    }
}

fn values(w: &Words<'_>, form: &GiveForm) -> Field {
    let known = &w.settings.values;
    let mut chosen: Vec<Choice> = Vec::new();
    for value in form
        .values_chosen
        .iter()
        .filter_map(|name| known.find(name))
    {
        let value = value_choice(value);
        if !chosen.contains(&value) {
            chosen.push(value);
        }
    }
    let options: Vec<Choice> = known.iter().map(value_choice).collect();
    Field {
        name: "values".into(),
        label: w.text("form-values", &none()),
        hint: None,
        optional: !w.settings.value_required,
        input: if options.len() > LISTED {
            Input::Search {
                initial: chosen,
                several: true,
            }
        } else {
            Input::Choice {
                options,
                initial: chosen.into_iter().map(|it| it.value).collect(),
                several: true,
            }
        },
    }
}

/// A company value, as it is offered.
pub fn value_choice(value: &CompanyValue) -> Choice {
    Choice {
        value: value.slug.clone(),
        label: value_label(&value.slug),
    }
}

fn message(w: &Words<'_>, form: &GiveForm) -> Field {
    let least = w.settings.reason_min_chars;
    Field {
        name: "message".into(),
        label: w.text("form-message", &none()),
        hint: Some(match least {
            0 => w.text("form-message-hint", &none()),
            least => w.text("form-message-hint-least", &number("least", count(least))),
        }),
        optional: least == 0,
        input: Input::Text {
            initial: form.reason.clone(),
            multiline: true,
            max_chars: MESSAGE_CHARS,
        },
    }
}
