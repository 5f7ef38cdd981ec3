//! 1:1s: what one is told of the other's acts, and the reminder with what both wrote.

use jiff::Zoned;
use jiff::civil::Date;
use secrecy::ExposeSecret;

use super::one_on_one::{OneOnOneNews, asked, button, rhythm_name, rhythm_of};
use super::pattern::{arg, named, none, number};
use super::{Words, actions};
use crate::chat::{Button, Message, Part, Rich, Style, shown_name};
use crate::ids::MemberId;
use crate::one_on_ones::{Agenda, Item, OneOnOne, Text};

/// Why a 1:1 ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOnOneOver {
    /// The other one has left.
    Left,
    /// Neither reports to the other any more.
    Moved,
}

/// What the other one did.
pub fn one_on_one_told(
    w: &Words<'_>,
    (news, pair): (OneOnOneNews, &OneOnOne),
    name: &str,
    (when, today): (Option<&Zoned>, Date),
) -> Message {
    let rhythm = rhythm_name(w, rhythm_of(&pair.cadence.recurrence));
    let at = when.map_or_else(|| "—".to_owned(), |at| w.appointment(at, today));
    let day = when.map_or_else(|| "—".to_owned(), |at| w.day_ahead(at.date(), today));
    let args = named(name)
        .with("rhythm", rhythm)
        .with("when", at)
        .with("day", day)
        .choice("what", news.word());
    let line = w.rich("one-on-one-told", &args);
    if news != OneOnOneNews::Asked {
        return Message::text(line);
    }
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Note(w.rich("one-on-ones-private", &none())))
        .with(Part::Buttons(asked(w, pair.id)))
}

/// A 1:1 ended by itself, or by the other one.
pub fn one_on_one_over(
    w: &Words<'_>,
    name: &str,
    why: Option<OneOnOneOver>,
    (days, command): (u16, &str),
) -> Message {
    let what = match why {
        None => "ended",
        Some(OneOnOneOver::Left) => "left",
        Some(OneOnOneOver::Moved) => "moved",
    };
    let args = named(name)
        .with("rhythm", "")
        .with("when", "")
        .with("day", "")
        .choice("what", what);
    let line = w.rich("one-on-one-told", &args);
    let kept = number("days", days.into()).with("command", command);
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Note(w.rich("one-on-one-kept", &kept)))
}

/// A date is not held, since one of the two is away.
pub fn one_on_one_away(
    w: &Words<'_>,
    name: &str,
    reader_is_away: bool,
    (day, until): (Date, Date),
) -> Message {
    let args = named(name)
        .with("day", w.day_ahead(day, until))
        .with("until", w.day(until))
        .choice("who", if reader_is_away { "reader" } else { "other" });
    w.say("one-on-one-away", &args)
}

/// Two talk today, or should have. What they wrote is put in as the message leaves.
pub fn one_on_one_reminder(w: &Words<'_>, name: &str, talk_on: Date, today: Date) -> Message {
    let when = if talk_on < today { "late" } else { "today" };
    let args = named(name)
        .with("day", w.day_ahead(talk_on, today))
        .choice("when", when);
    let line = w.rich("one-on-one-reminder", &args);
    Message::new(line.clone()).with(Part::Text(line))
}

/// The agenda that is put into the reminder.
pub fn one_on_one_agenda(
    w: &Words<'_>,
    (pair, reader, name): (&OneOnOne, MemberId, &str),
    agenda: &Agenda,
) -> Vec<Part> {
    let mut parts = lists(w, (reader, name), agenda);
    if parts.is_empty() {
        parts.push(Part::Text(w.rich("one-on-one-nothing", &none())));
    }
    if !matches!(agenda.note, Text::Nothing) {
        parts.push(Part::Note(w.rich("one-on-one-noted", &none())));
    }
    let open = button(w, "open", actions::ONE_ON_ONE_OPEN, pair.id.to_string());
    parts.push(Part::Buttons(vec![Button {
        style: Style::Primary,
        ..open.opening_a_form()
    }]));
    parts
}

/// The open items, by who brought them up, and what was carried over.
pub(super) fn lists(w: &Words<'_>, (reader, name): (MemberId, &str), agenda: &Agenda) -> Vec<Part> {
    let carried = |point: &&Item| point.told_for.is_some() && point.told_for < agenda.told_for;
    let mine = |item: &&Item| item.member == reader;
    let points = || agenda.points.iter();
    let own = points().filter(|it| mine(it) && !carried(it));
    let others = points().filter(|it| !mine(it) && !carried(it));
    let whose = |item: &Item| {
        let by = if item.member == reader {
            w.rich("one-on-one-you", &none())
        } else {
            Rich::plain(shown_name(name))
        };
        let args = arg("text", text(w, &item.text)).with("name", by);
        w.rich("one-on-one-from", &args)
    };
    let plain = |item: &Item| text(w, &item.text);
    let mut parts = Vec::new();
    let mut add = |key: &str, lines: Vec<Rich>| {
        if !lines.is_empty() {
            parts.push(Part::Text(w.rich(key, &named(name))));
            parts.push(Part::Lines(lines));
        }
    };
    add("one-on-one-own", own.map(plain).collect());
    add("one-on-one-others", others.map(plain).collect());
    add(
        "one-on-one-carried",
        points().filter(carried).map(whose).collect(),
    );
    add(
        "one-on-one-actions",
        agenda.actions.iter().map(whose).collect(),
    );
    parts
}

/// What somebody wrote, as they wrote it.
pub(super) fn text(w: &Words<'_>, text: &Text) -> Rich {
    match text {
        Text::Nothing => Rich::default(),
        Text::Open(text) => Rich::plain(text.expose_secret()),
        Text::Closed => w.rich("one-on-one-closed", &none()),
    }
}
