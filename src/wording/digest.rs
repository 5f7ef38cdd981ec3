//! Who was thanked for what in a week. Nobody is named who did not give or receive, and no number is nought.

use jiff::civil::Date;

use super::Words;
use super::notices::mute_button;
use super::pattern::{arg, none, number};
use super::quiet::brief;
use super::words::{count, value_label};
use crate::chat::{Message, Part, Rich, shown_name};
use crate::people::NoticeKind;

/// How much of what was said is shown, in characters: the rest is where it was said.
const SAID: usize = 200;

/// What was given in a week.
#[derive(Clone, Debug)]
pub struct DigestView {
    /// Its first day.
    pub from: Date,
    /// Its last.
    pub to: Date,
    /// How many people gave.
    pub givers: i64,
    /// How many were thanked.
    pub thanked: i64,
    /// Slugs of company values, with how often each was named.
    pub values: Vec<(String, i64)>,
    /// Some of what was given.
    pub lines: Vec<DigestLine>,
    /// How much more there was.
    pub more: i64,
}

/// An act of recognition.
#[derive(Clone, Debug)]
pub struct DigestLine {
    /// How those are called who were thanked and may be named.
    pub names: Vec<String>,
    /// How many more were.
    pub others: usize,
    /// Who thanked them, where they may be named.
    pub giver: Option<String>,
    /// What for.
    pub message: Rich,
}

/// The digest, for everyone in a channel.
pub fn digest(w: &Words<'_>, view: &DigestView, command: &str) -> Message {
    let message = week(w, view, "digest-title");
    message.with(Part::Note(
        w.rich("digest-closing", &arg("command", command)),
    ))
}

/// The digest of a team, for whoever these report to.
pub fn team_digest(w: &Words<'_>, view: &DigestView) -> Message {
    let message = week(w, view, "digest-team-title");
    message
        .with(Part::Note(w.rich("digest-public", &none())))
        .with(mute_button(w, NoticeKind::Digest))
}

fn week(w: &Words<'_>, view: &DigestView, title: &str) -> Message {
    let days = arg("from", w.day(view.from)).with("to", w.day(view.to));
    let title = w.text(title, &days);
    let people = |count| w.text("digest-people", &number("count", count));
    let counted = arg("givers", people(view.givers)).with("thanked", people(view.thanked));
    let mut message = Message::new(title.clone())
        .with(Part::Heading(title))
        .with(Part::Text(w.rich("digest-count", &counted)));
    if !view.values.is_empty() {
        let value = |(slug, times): &(String, i64)| {
            let args = arg("value", value_label(slug)).number("count", *times);
            w.rich("digest-value", &args)
        };
        let values = w.list(view.values.iter().map(value));
        message = message.with(Part::Text(w.rich("digest-values", &arg("values", values))));
    }
    if !view.lines.is_empty() {
        let lines = view.lines.iter().map(|it| line(w, it));
        message = message.with(Part::Lines(lines.collect()));
    }
    if view.more > 0 {
        message = message.with(Part::Note(
            w.rich("digest-more", &number("count", view.more)),
        ));
    }
    message
}

/// What somebody is called who is not named.
pub fn digest_someone(w: &Words<'_>) -> String {
    w.text("digest-someone", &none())
}

fn line(w: &Words<'_>, line: &DigestLine) -> Rich {
    let names = line.names.iter().map(|name| Rich::plain(shown_name(name)));
    let others = count(line.others);
    let others = (others > 0).then(|| w.rich("list-others", &number("count", others)));
    let giver = match &line.giver {
        Some(name) => shown_name(name),
        None => digest_someone(w),
    };
    let args = arg("names", w.list(names.chain(others))).with("giver", giver);
    let why = brief(&line.message, SAID);
    if why.is_empty() {
        w.rich("digest-line-bare", &args)
    } else {
        w.rich("digest-line", &args.with("why", why))
    }
}
