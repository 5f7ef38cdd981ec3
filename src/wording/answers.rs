//! Answers to questions about oneself and the programme.

use jiff::tz::TimeZone;

use super::pattern::{arg, format, named, none};
use super::words::{value_label, value_labels};
use super::{NextExpiry, Words, actions, expiry};
use crate::chat::{Button, Fact, Locale, Message, Part, Rich, Span};
use crate::kudos::Balance;
use crate::settings::CompanyValue;

/// What a member has, what of it expires next, and what they may still give.
pub fn balance(
    w: &Words<'_>,
    balance: &Balance,
    expiring: Option<&NextExpiry>,
    zone: Option<&TimeZone>,
) -> Message {
    let (points, left) = (w.points(balance.points), w.points(balance.allowance_left));
    let fact = |key, value: &str| Fact {
        label: w.text(key, &arg("currency", w.currency())),
        value: Rich(vec![Span::Bold(value.to_owned())]),
    };
    let facts = vec![fact("balance-points", &points), fact("balance-left", &left)];
    let summary = w.rich("balance-summary", &arg("points", points).with("left", left));
    let resets = arg("when", w.reset_in_words(&balance.resets_at, zone));
    let message = Message::new(summary).with(Part::Facts(facts));
    let expires = expiring.map(|it| Part::Note(expiry::next(w, it)));
    let message = expires.into_iter().fold(message, Message::with);
    message.with(Part::Note(w.rich("balance-resets", &resets)))
}

/// What somebody has who receives and does not give.
pub fn balance_received(
    w: &Words<'_>,
    balance: &Balance,
    expiring: Option<&NextExpiry>,
) -> Message {
    let points = arg("points", w.points(balance.points));
    let message = w.say("balance-received", &points);
    let Some(expiring) = expiring else {
        return message;
    };
    let line = Part::Text(message.summary.clone());
    let expires = Part::Note(expiry::next(w, expiring));
    message.with(line).with(expires)
}

/// What somebody else has, for whoever may see it.
pub fn balance_of(w: &Words<'_>, name: &str, balance: &Balance) -> Message {
    let (points, left) = (w.points(balance.points), w.points(balance.allowance_left));
    let args = named(name).with("points", points).with("left", left);
    w.say("balance-of", &args)
}

/// What somebody else has is not for the reader's eyes.
pub fn balance_private(w: &Words<'_>, name: &str) -> Message {
    w.say("balance-private", &named(name))
}

/// The company values, and how to name one.
pub fn values(w: &Words<'_>, command: &str) -> Message {
    let all = || w.settings.values.iter();
    let names = value_labels(all().map(|value| &value.slug));
    let mut message = Message::new(w.rich("values-summary", &arg("values", names)))
        .with(Part::Text(w.rich("values-intro", &none())))
        .with(Part::Lines(
            all().map(|value| value_line(w, value)).collect(),
        ));
    if let Some(first) = all().next() {
        let example = arg("command", command).with("value", value_label(&first.slug));
        message = message.with(Part::Note(w.rich("values-example", &example)));
    }
    message
}

fn value_line(w: &Words<'_>, value: &CompanyValue) -> Rich {
    let name = arg("value", value_label(&value.slug));
    if value.aliases.is_empty() {
        w.rich("values-line", &name)
    } else {
        w.rich(
            "values-line-aliases",
            &name.with("aliases", value_labels(&value.aliases)),
        )
    }
}

/// From now on in this language; `w` speaks it.
pub fn language_set(w: &Words<'_>) -> Message {
    w.say("language-set", &arg("language", name_of(w.locale)))
}

/// Which language it is, and which others there are.
pub fn language_shown(w: &Words<'_>, command: &str) -> Message {
    let current = w.rich("language-shown", &arg("language", name_of(w.locale)));
    languages(w, current, command)
}

/// No such language here; which there are.
pub fn language_unknown(w: &Words<'_>, typed: &str, command: &str) -> Message {
    languages(w, w.rich("language-unknown", &arg("typed", typed)), command)
}

fn languages(w: &Words<'_>, first: Rich, command: &str) -> Message {
    let line = |locale: &Locale| {
        let args = arg("command", command).with("tag", locale.as_str());
        w.rich("language-line", &args.with("language", name_of(*locale)))
    };
    let others = Locale::ALL.iter().filter(|locale| **locale != w.locale);
    let button = |locale: &Locale| {
        let tag = locale.as_str().to_owned();
        Button::new(name_of(*locale).to_plain(), actions::LANGUAGE, tag)
    };
    Message::new(first.clone())
        .with(Part::Text(first))
        .with(Part::Lines(Locale::ALL.iter().map(line).collect()))
        .with(Part::Buttons(others.map(button).collect()))
}

/// What a language calls itself.
pub(super) fn name_of(locale: Locale) -> Rich {
    format(locale, "language-name", &none())
}
