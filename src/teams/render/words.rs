//! What a message says, as plain text.

use super::{emoji, literal::literal};
use crate::chat::{Fact, Message, Part, Rich, Span};
use crate::teams::limits::{ELLIPSIS, SUMMARY, WORDS, cut, is_blank};

/// One line: the summary, or the first words where there is none.
pub(super) fn summary(message: &Message) -> String {
    let parts = message.parts.iter().map(part);
    let line = std::iter::once(plain(&message.summary, false))
        .chain(parts)
        .find(|text| !is_blank(text))
        .unwrap_or_else(|| ELLIPSIS.to_owned());
    let line: Vec<&str> = line.split_whitespace().collect();
    cut(&literal(&line.join(" ")), SUMMARY)
}

/// Everything that is said, part by part; only buttons have nothing to say.
pub(super) fn words(message: &Message) -> String {
    let parts: Vec<String> = message
        .shown()
        .iter()
        .map(part)
        .filter(|text| !is_blank(text))
        .collect();
    if parts.is_empty() {
        summary(message)
    } else {
        cut(&literal(&parts.join("\n")), WORDS)
    }
}

fn part(part: &Part) -> String {
    match part {
        Part::Heading(text) => emoji::shown(text),
        Part::Text(rich)
        | Part::Quote(rich)
        | Part::Note(rich)
        | Part::Pictured { text: rich, .. } => plain(rich, true),
        Part::Facts(facts) => joined(facts.iter().map(fact)),
        Part::Lines(lines) => joined(lines.iter().map(|line| plain(line, true))),
        Part::Image { alt, .. } => alt.clone(),
        Part::Chart(chart) => chart.alt.clone(),
        Part::Divider | Part::Buttons(_) => String::new(),
    }
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn fact(fact: &Fact) -> String {
    format!(
        "{}: {}",
        emoji::shown(&fact.label),
        plain(&fact.value, true)
    )
}

/// `addresses` tells whether links say where to.
pub(super) fn plain(rich: &Rich, addresses: bool) -> String {
    rich.0
        .iter()
        .map(|span| match span {
            Span::Text(text) | Span::Bold(text) | Span::Italic(text) => emoji::shown(text),
            Span::Code(text) => text.clone(),
            Span::Emoji(name) => emoji::named(name),
            Span::Person(mention) => mention.name.clone(),
            Span::Link { url, label } if addresses && url != label => format!("{label} ({url})"),
            Span::Group { label, .. }
            | Span::Place { label, .. }
            | Span::Link { label, .. }
            | Span::Time { label, .. } => label.clone(),
        })
        .collect()
}
