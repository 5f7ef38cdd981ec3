//! A text that could not be followed: what was understood, what was not, and the line corrected.

use super::marked;
use super::pattern::{arg, none};
use super::words::value_labels;
use super::{Words, actions};
use crate::chat::{Button, Fact, Manner, Message, Part, Rich, Span, Style};
use crate::command::{Misread, Problem};

/// The longest value of a button, in bytes.
const BUTTON_VALUE: usize = 1_900;

/// What was understood, what was not, and what to type instead.
///
/// `shown` makes marked text rich.
pub fn misread(
    w: &Words<'_>,
    misread: &Misread,
    manner: Manner,
    shown: impl Fn(&str) -> Rich,
) -> Message {
    let command = manner.command;
    let named_by = if manner.mentions {
        Naming::Mention
    } else {
        Naming::AForm
    };
    let problem = what_is_wrong(w, misread, named_by);
    let mut message = Message::new(problem.clone()).with(Part::Text(problem));
    let facts = understood(w, misread, &shown);
    if !facts.is_empty() {
        message = message
            .with(Part::Note(w.rich("misread-understood", &none())))
            .with(Part::Facts(facts));
    }
    let (key, line) = match &misread.corrected {
        Some(corrected) => {
            let line = as_typed(corrected, &shown);
            ("misread-corrected", format!("{command} {line}"))
        }
        // Without the command: in a mention or a chat with the bot, it is not what was typed.
        None => ("misread-typed", as_typed(&misread.typed, &shown)),
    };
    let line = w.rich(key, &arg("line", line.trim().to_owned()));
    let message = message.with(Part::Text(line));
    let told_of_form = !manner.mentions && !misread.means_a_command();
    // "top job @ana" may mean to give after all.
    let names = !misread.understood.recipients.is_empty();
    let message = if told_of_form || names || gives(&misread.problem) {
        message.with(form_button(w, &misread.typed))
    } else {
        message
    };
    message.with(Part::Note(w.rich("help-ask", &arg("command", command))))
}

/// What was not understood, as a line above the form.
pub fn misread_intro(w: &Words<'_>, misread: &Misread) -> Rich {
    what_is_wrong(w, misread, Naming::ThisForm)
}

/// How people are named where a sentence stands.
#[derive(Clone, Copy)]
enum Naming {
    /// They are mentioned.
    Mention,
    /// They are picked in a form, which a button opens.
    AForm,
    /// They are picked below the sentence.
    ThisForm,
}

fn what_is_wrong(w: &Words<'_>, misread: &Misread, naming: Naming) -> Rich {
    let by = |mention, form, here| match naming {
        Naming::Mention => mention,
        Naming::AForm => form,
        Naming::ThisForm => here,
    };
    match &misread.problem {
        Problem::NobodyNamed => {
            let key = by(
                "misread-nobody-named",
                "misread-nobody-named-form",
                "misread-nobody-named-here",
            );
            w.rich(key, &none())
        }
        Problem::NameNotPicked { names } => {
            let names: Vec<String> = names.iter().map(|name| marked::plain(name)).collect();
            let key = by(
                "system-unknown-person",
                "system-unknown-person-form",
                "system-unknown-person-here",
            );
            w.rich(key, &arg("names", w.names(&names)))
        }
        Problem::Broadcast => w.rich("misread-broadcast", &none()),
        Problem::SeveralAmounts { amounts } => {
            let amounts: Vec<String> = amounts.iter().map(|amount| format!("{amount:+}")).collect();
            w.rich(
                "misread-several-amounts",
                &arg("amounts", w.names(&amounts)),
            )
        }
        Problem::NotWhole { typed } => {
            w.rich("misread-not-whole", &arg("typed", marked::plain(typed)))
        }
        Problem::AmountTooLarge { typed } => {
            let most = w.points(w.settings.max_points_per_recipient);
            let args = arg("typed", marked::plain(typed)).with("most", most);
            w.rich("misread-amount-too-large", &args)
        }
        Problem::UnknownWord { word, nearest } => {
            let word = arg("word", marked::plain(word));
            if let Some(nearest) = nearest {
                let args = word.with("nearest", *nearest);
                w.rich("misread-unknown-word-nearest", &args)
            } else {
                let key = by(
                    "misread-unknown-word",
                    "misread-unknown-word-form",
                    "misread-unknown-word-here",
                );
                w.rich(key, &word)
            }
        }
        Problem::BadArgument { command, word } => {
            let args = arg("name", command.as_str()).with("word", marked::plain(word));
            w.rich("misread-bad-argument", &args)
        }
    }
}

/// Whether the text was meant to give.
const fn gives(problem: &Problem) -> bool {
    !matches!(
        problem,
        Problem::UnknownWord { .. } | Problem::BadArgument { .. }
    )
}

/// What was understood of a gift.
fn understood(w: &Words<'_>, misread: &Misread, shown: &impl Fn(&str) -> Rich) -> Vec<Fact> {
    let give = &misread.understood;
    if !gives(&misread.problem) {
        return Vec::new();
    }
    let mut facts = Vec::new();
    let mut add = |key, value: Rich| {
        if !value.is_empty() {
            let label = w.text(key, &none());
            facts.push(Fact { label, value });
        }
    };
    let people = give
        .recipients
        .iter()
        .map(|recipient| shown(&recipient.marked()));
    add("misread-to", w.list(people));
    add("misread-values", value_labels(&give.values).into());
    add("misread-message", shown(&give.reason));
    facts
}

/// A message with the words that somebody meant to give with, if they are not before them anyway,
/// and a button that opens the form, filled from `typed`.
pub fn with_form(w: &Words<'_>, message: Message, words: Rich, typed: &str) -> Message {
    let message = if message.parts.is_empty() {
        let line = Part::Text(message.summary.clone());
        message.with(line)
    } else {
        message
    };
    let message = if words.is_empty() {
        message
    } else {
        message.with(Part::Quote(words))
    };
    message.with(form_button(w, typed))
}

/// A button that opens the form, filled with what was typed.
fn form_button(w: &Words<'_>, typed: &str) -> Part {
    let fits = typed.len() <= BUTTON_VALUE;
    Part::Buttons(vec![Button {
        label: w.text("help-open-form", &none()),
        action: actions::OPEN_FORM.into(),
        value: if fits {
            typed.to_owned()
        } else {
            String::new()
        },
        style: Style::Plain,
        confirm: None,
        opens_form: true,
    }])
}

/// Marked text as a person would type it.
fn as_typed(typed: &str, shown: &impl Fn(&str) -> Rich) -> String {
    shown(typed)
        .0
        .into_iter()
        .map(|span| match span {
            Span::Person(mention) => format!("@{}", mention.name),
            other => Rich(vec![other]).to_plain(),
        })
        .collect()
}
