//! What somebody gave and received lately.

use jiff::Zoned;

use super::pattern::{arg, named, none};
use super::quiet::quiet;
use super::{Words, expiry};
use crate::chat::{Message, Part, Rich, Span};
use crate::rewards::Expiring;

/// What somebody gave and received, latest first.
#[derive(Clone, Debug, Default)]
pub struct HistoryView {
    /// Whose it is; the reader's own when nobody is named.
    pub who: Option<String>,
    /// What they received.
    pub received: Vec<HistoryLine>,
    /// What they gave.
    pub given: Vec<HistoryLine>,
    /// What expired, where it is the reader's own.
    pub expired: Vec<Expiring>,
}

/// One kudos.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    /// When, in the zone to show it in.
    pub when: Zoned,
    /// Names of those it came from, or went to.
    pub other: Vec<String>,
    /// Points for each recipient.
    pub points: i64,
    /// Why.
    pub message: Rich,
}

/// What somebody gave and received.
pub fn history(w: &Words<'_>, view: &HistoryView) -> Message {
    let title = match &view.who {
        Some(name) => w.text("history-of", &named(name)),
        None => w.text("history-own", &none()),
    };
    let message = Message::new(title.clone()).with(Part::Heading(title));
    if view.received.is_empty() && view.given.is_empty() && view.expired.is_empty() {
        let nothing = match &view.who {
            Some(name) => w.rich("history-none-of", &named(name)),
            None => w.rich("history-none-own", &none()),
        };
        return message.with(Part::Text(nothing));
    }
    let received = section(
        w,
        message,
        "history-received",
        "history-from",
        &view.received,
    );
    let given = section(w, received, "history-given", "history-to", &view.given);
    expiry::past(w, given, &view.expired)
}

/// Kudos one way, below a title; nothing, where there are none.
pub(super) fn section(
    w: &Words<'_>,
    message: Message,
    title: &str,
    line: &str,
    entries: &[HistoryLine],
) -> Message {
    if entries.is_empty() {
        return message;
    }
    let lines = entries.iter().map(|entry| {
        let args = arg("day", w.day(entry.when.date()))
            .with("names", w.names(&entry.other))
            .with("points", w.points(entry.points));
        let mut rich = w.rich(line, &args);
        if !entry.message.is_empty() {
            rich.0.push(Span::Text(" · ".into()));
            rich.0.extend(quiet(&entry.message));
        }
        rich
    });
    message
        .with(Part::Text(w.rich(title, &none())))
        .with(Part::Lines(lines.collect()))
}
