//! How it works, and the first words in a new place.

use super::home::{HomeWay, way};
use super::pattern::{Args, arg, none, number};
use super::words::{value_label, value_labels};
use super::{Words, actions};
use crate::chat::{Button, FormOpener, Manner, Message, Part, Rich, Span, Style};
use crate::settings::AllowancePeriod;

/// How it works. Whoever does not give is offered neither an allowance nor the form.
pub fn help(w: &Words<'_>, manner: Manner, gives: bool) -> Message {
    let gift = |key| w.rich(key, &examples(w, manner.give));
    let line = |key| w.rich(key, &examples(w, manner.command));
    let unaddressed: &[&str] = if manner.overhears {
        &["help-example-message", "help-example-reaction"]
    } else {
        &["help-example-menu", "help-example-join"]
    };
    let first = example_of_giving(manner);
    let title = w.text("help-title", &none());
    let help = Message::new(title.clone())
        .with(Part::Heading(title))
        .with(Part::Text(w.rich("help-give", &none())))
        .with(Part::Lines(
            [first, "help-example-many"]
                .map(gift)
                .into_iter()
                .chain([line(example_of_form(manner))])
                .chain(unaddressed.iter().copied().map(line))
                .collect(),
        ))
        .with(Part::Text(w.rich("help-more", &none())))
        .with(Part::Lines(vec![
            line("help-home"),
            line("help-balance"),
            line("help-badges"),
            line("help-leaderboard"),
            line("help-history"),
            line("help-undo"),
            line("help-shop"),
            line("help-survey"),
            line("help-one-on-ones"),
            line("help-coffee"),
            line("help-values"),
            line("help-language"),
            line("help-notices"),
            line("help-celebrations"),
        ]))
        .with(Part::Note(line("help-known-values")));
    if gives {
        help.with(Part::Note(allowance(w))).with(give_button(w))
    } else {
        help
    }
}

/// The bot was brought into a channel.
pub fn welcome(w: &Words<'_>, manner: Manner) -> Message {
    greeting(w, "help-welcome", manner).with(give_button(w))
}

/// Somebody has opened a conversation with the bot.
pub fn direct_hello(w: &Words<'_>, manner: Manner, gives: bool) -> Message {
    let mut hello = greeting(w, "help-direct-hello", manner);
    let home = way(w, HomeWay::Home);
    let mut buttons = vec![home];
    if let (true, Part::Buttons(give)) = (gives, give_button(w)) {
        buttons.splice(0..0, give);
    }
    hello.parts.push(Part::Buttons(buttons));
    hello
}

fn greeting(w: &Words<'_>, key: &str, manner: Manner) -> Message {
    let hello = w.rich(key, &none());
    Message::new(hello.clone())
        .with(Part::Text(hello))
        .with(Part::Lines(vec![
            w.rich(example_of_giving(manner), &examples(w, manner.give)),
            w.rich(example_of_form(manner), &examples(w, manner.command)),
        ]))
        .with(Part::Note(
            w.rich("help-ask", &arg("command", manner.command)),
        ))
}

/// The form, for whoever asked for it where only words could answer.
pub fn offer_form(w: &Words<'_>, manner: Manner) -> Message {
    let offer = w.rich("help-offer-form", &none());
    Message::new(offer.clone())
        .with(Part::Text(offer))
        .with(give_button(w))
        .with(Part::Note(
            w.rich("help-ask", &arg("command", manner.command)),
        ))
}

/// The first example; where nobody can be mentioned, it says where to type it.
const fn example_of_giving(manner: Manner) -> &'static str {
    if manner.mentions {
        "help-example-one"
    } else {
        "help-example-one-elsewhere"
    }
}

const fn example_of_form(manner: Manner) -> &'static str {
    match manner.form {
        FormOpener::Command => "help-example-form",
        FormOpener::Button => "help-example-form-button",
    }
}

/// What the examples speak of. They can be typed as they stand.
fn examples(w: &Words<'_>, command: &str) -> Args {
    let slugs = || w.settings.values.iter().map(|value| &value.slug);
    let amount = w.settings.max_points_per_recipient.min(5);
    let value = slugs()
        .next()
        .map_or_else(String::new, |slug| value_label(slug));
    arg("command", command)
        .with("amount", format!("+{amount}"))
        .with("points", w.points(amount))
        .with("value", value)
        .with("values", value_labels(slugs()))
        .with("emoji", w.emoji())
}

/// How much there is to give, and how often.
fn allowance(w: &Words<'_>) -> Rich {
    let period = match w.settings.allowance_period {
        AllowancePeriod::Day => "day",
        AllowancePeriod::Week => "week",
        AllowancePeriod::Month => "month",
    };
    let args = arg("points", w.points(w.settings.allowance_points)).choice("period", period);
    let undo = number("minutes", w.settings.undo_minutes);
    let mut rich = w.rich("help-allowance", &args);
    if w.settings.undo_minutes > 0 {
        rich.0.push(Span::Text(" ".into()));
        rich.0.extend(w.rich("help-undo-within", &undo).0);
    }
    rich
}

/// The button that opens the form to give with.
pub(super) fn give_button(w: &Words<'_>) -> Part {
    Part::Buttons(vec![Button {
        label: w.text("help-open-form", &none()),
        action: actions::OPEN_FORM.into(),
        value: String::new(),
        style: Style::Primary,
        confirm: None,
        opens_form: true,
    }])
}
