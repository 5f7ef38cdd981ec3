//! Coffee draws.

use jiff::civil::Date;

use super::one_on_one::rhythm_name;
use super::pattern::{arg, none, number};
use super::{Words, actions};
use crate::chat::{Button, Identity, Mention, Message, Part, Style, shown_name};
use crate::coffee::Table;
use crate::schedule::Rhythm;

/// How many questions to begin with there are.
const STARTERS: i32 = 8;

/// What a reader is to know of coffee draws.
#[derive(Clone, Debug)]
pub struct CoffeeView {
    /// How often there are any, if there are.
    pub rhythm: Option<Rhythm>,
    /// The date of the next.
    pub next: Option<Date>,
    /// Whether the reader takes part.
    pub takes_part: bool,
    /// How many others do.
    pub others: usize,
    /// The date of the last draw that the reader was told of, and whom they were drawn with.
    pub last: Option<(Date, Vec<Mention>)>,
    /// The last day on which the reader is away.
    pub away: Option<Date>,
    /// The reader's day.
    pub today: Date,
}

/// Whether the reader takes part, with whom they were drawn, and when the next draw is.
pub fn coffee(w: &Words<'_>, view: &CoffeeView) -> Message {
    let title = w.text("coffee-title", &none());
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    message = message.with(Part::Text(match view.rhythm {
        Some(rhythm) => w.rich("coffee-about", &arg("rhythm", rhythm_name(w, rhythm))),
        None => w.rich("coffee-none", &none()),
    }));
    let others = i64::try_from(view.others).unwrap_or(i64::MAX);
    let takes_part =
        number("others", others).choice("who", if view.takes_part { "reader" } else { "others" });
    if view.rhythm.is_some() || view.takes_part {
        message = message.with(Part::Text(w.rich("coffee-takes-part", &takes_part)));
    }
    if let (true, Some(next)) = (view.takes_part, view.next) {
        let day = arg("day", w.day_ahead(next, view.today));
        message = message.with(Part::Text(w.rich("coffee-next", &day)));
    }
    if let Some((day, with)) = view.last.as_ref().filter(|(_, with)| !with.is_empty()) {
        let last = arg("day", w.day_ahead(*day, view.today)).with("people", w.people(with));
        message = message.with(Part::Text(w.rich("coffee-last", &last)));
    }
    if let (true, Some(day)) = (view.takes_part, view.away) {
        let away = arg("day", w.day_ahead(day, view.today));
        message = message.with(Part::Note(w.rich("coffee-away", &away)));
    }
    let button = |key: &str, action: &str| Button::new(w.text(key, &none()), action, String::new());
    let buttons = match (view.takes_part, view.rhythm) {
        (true, _) => vec![button("coffee-leave", actions::COFFEE_LEAVE)],
        (false, Some(_)) => vec![Button {
            style: Style::Primary,
            ..button("coffee-join", actions::COFFEE_JOIN)
        }],
        (false, None) => Vec::new(),
    };
    message = message.with(Part::Note(w.rich("coffee-private", &none())));
    if buttons.is_empty() {
        return message;
    }
    message.with(Part::Buttons(buttons))
}

/// Whom the reader was drawn with, who is reached at `here`.
pub fn coffee_drawn(w: &Words<'_>, here: &Identity, others: &[Mention], table: &Table) -> Message {
    let line = w.rich("coffee-drawn", &arg("people", w.people(others)));
    let mut message = Message::new(line.clone()).with(Part::Text(line));
    for other in others {
        let accounts = &other.identities;
        let here = accounts
            .iter()
            .any(|account| account.platform == here.platform);
        if let (false, Some(account)) = (here, accounts.first()) {
            let args =
                arg("name", shown_name(&other.name)).choice("platform", account.platform.as_str());
            message = message.with(Part::Note(w.rich("coffee-elsewhere", &args)));
        }
    }
    let starter = i64::from(table.number.rem_euclid(STARTERS));
    message.with(Part::Note(
        w.rich("coffee-starter", &number("which", starter)),
    ))
}

/// There was nobody to draw the reader with.
pub fn coffee_alone(w: &Words<'_>, command: &str) -> Message {
    w.say("coffee-alone", &arg("command", command))
}
