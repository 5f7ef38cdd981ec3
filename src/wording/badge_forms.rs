//! The forms of whoever says which badges there are, and awards them.

use super::badges::badge_name;
use super::pattern::{Args, arg, named, none};
use super::{Words, actions};
use crate::badges::{Badge, Rule, WHY_CHARS};
use crate::chat::{Choice, Field, Form, Input, LISTED, Message, Rich, Span};

/// The longest name and picture, in characters.
const NAME_CHARS: usize = 60;
const PICTURE_CHARS: usize = 500;

/// The largest number that a rule may ask for.
const MOST: i64 = 100_000;

/// Why what was typed or chosen cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeFault {
    /// It has no name, or one that cannot be typed.
    Name,
    /// There is one of that name.
    Taken,
    /// It is no picture.
    Picture,
    /// The rule and the number do not fit.
    Rule,
    /// It is none that is awarded by hand.
    Unknown,
    /// They have it.
    Already,
    /// Nobody was chosen, or more than one.
    Person,
    /// It says nothing.
    Why,
    /// It says more than is shown.
    Long,
}

/// The sentence at the question whose answer cannot be.
pub fn badge_fault(w: &Words<'_>, fault: BadgeFault) -> String {
    let what = match fault {
        BadgeFault::Name => "name",
        BadgeFault::Taken => "taken",
        BadgeFault::Picture => "picture",
        BadgeFault::Rule => "rule",
        BadgeFault::Unknown => "unknown",
        BadgeFault::Already => "already",
        BadgeFault::Person => "person",
        BadgeFault::Why => "why",
        BadgeFault::Long => "long",
    };
    w.text("badge-fault", &none().choice("what", what))
}

/// A form that makes a badge. Its questions are `name`, `name_id`, `name_ms`, `picture`, `rule` and
/// `number`.
pub fn badge_form(w: &Words<'_>) -> Form {
    let rule = |word: &'static str| Choice {
        value: word.to_owned(),
        label: w.text("badge-rule", &none().choice("rule", word)),
    };
    let text = |most| Input::Text {
        initial: String::new(),
        multiline: false,
        max_chars: most,
    };
    let rules = Input::Choice {
        options: Rule::WORDS.map(rule).to_vec(),
        initial: vec![Rule::ByHand.word().to_owned()],
        several: false,
    };
    let number = Input::Number {
        initial: None,
        min: 1,
        max: MOST,
    };
    form(
        w,
        actions::FORM_BADGE,
        "make",
        vec![
            question(w, "name", false, text(NAME_CHARS)),
            question(w, "name_id", true, text(NAME_CHARS)),
            question(w, "name_ms", true, text(NAME_CHARS)),
            question(w, "picture", false, text(PICTURE_CHARS)),
            question(w, "rule", false, rules),
            question(w, "number", true, number),
        ],
    )
}

/// A form that awards a badge. Its questions are `badge`, `to` and `why`.
pub fn award_form(w: &Words<'_>, badges: &[Badge]) -> Form {
    let offered = badges.iter().take(LISTED).map(|badge| Choice {
        value: badge.slug.clone(),
        label: format!("{} {}", badge.picture.in_line(), badge_name(w, badge)),
    });
    // Where there is no choice, it is made.
    let only = badges.first().filter(|_| badges.len() == 1);
    let badge = Input::Choice {
        options: offered.collect(),
        initial: only.map(|badge| badge.slug.clone()).into_iter().collect(),
        several: false,
    };
    let to = Input::People {
        initial: Vec::new(),
    };
    let why = Input::Text {
        initial: String::new(),
        multiline: true,
        max_chars: WHY_CHARS,
    };
    form(
        w,
        actions::FORM_AWARD,
        "award",
        vec![
            question(w, "badge", false, badge),
            question(w, "to", false, to),
            question(w, "why", false, why),
        ],
    )
}

fn form(w: &Words<'_>, id: &str, what: &'static str, fields: Vec<Field>) -> Form {
    let of = || none().choice("what", what);
    Form {
        id: id.into(),
        title: w.text("badge-form-title", &of()),
        submit: Some(w.text("badge-form-submit", &of())),
        cancel: w.text("form-give-cancel", &none()),
        context: String::new(),
        missing: w.text("form-missing", &none()),
        back: None,
        items: fields.into_iter().map(Into::into).collect(),
    }
}

fn question(w: &Words<'_>, name: &'static str, optional: bool, input: Input) -> Field {
    let of = || none().choice("field", name);
    let hint = w.text("badge-form-hint", &of());
    Field {
        name: name.into(),
        label: w.text("badge-form-label", &of()),
        hint: Some(hint).filter(|hint| hint != "-"),
        optional,
        input,
    }
}

/// A badge was made.
pub fn badge_made(w: &Words<'_>, name: &str, rule: Rule) -> Message {
    let key = match rule {
        Rule::ByHand => "badge-made-by-hand",
        _ => "badge-made",
    };
    w.say(key, &titled(name))
}

/// A badge was awarded to somebody.
pub fn badge_given(w: &Words<'_>, badge: &Badge, to: &str) -> Message {
    let name = Rich(vec![Span::Bold(badge_name(w, badge))]);
    w.say("badge-given", &named(to).with("badge", name))
}

/// There is no badge that is awarded by hand.
pub fn no_badge_to_award(w: &Words<'_>) -> Message {
    w.say("badge-none-to-award", &none())
}

fn titled(name: &str) -> Args {
    arg("badge", Rich(vec![Span::Bold(name.to_owned())]))
}
