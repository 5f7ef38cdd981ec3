//! Who decides in somebody's stead.

use jiff::civil::Date;

use super::Words;
use super::pattern::{arg, named};
use crate::chat::{Message, Part};
use crate::people::StandInRefusal;

/// How to name somebody.
pub fn stand_in_how(w: &Words<'_>, command: &str) -> Message {
    w.say("stand-in-how", &arg("command", command))
}

/// Who it is.
pub fn stand_in_shown(w: &Words<'_>, name: &str, last_day: Date, command: &str) -> Message {
    with_end(w, "stand-in-shown", name, last_day, command)
}

/// Somebody was named.
pub fn stand_in_named(w: &Words<'_>, name: &str, last_day: Date, command: &str) -> Message {
    with_end(w, "stand-in-named", name, last_day, command)
}

fn with_end(w: &Words<'_>, key: &str, name: &str, last_day: Date, command: &str) -> Message {
    let line = w.rich(key, &named(name).with("day", w.day(last_day)));
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Note(w.rich("stand-in-end", &arg("command", command))))
}

/// What the reader has to decide who is away, and nobody decides for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Nothing, as far as they asked.
    Nothing,
    /// Nothing, though they named somebody.
    InVain,
    /// What goes on coming to them alone.
    Alone,
}

/// The reader is away, and nobody decides for them.
pub fn stand_in_away(w: &Words<'_>, last_day: Date, decided: Decided, command: &str) -> Message {
    let args = arg("day", w.day(last_day));
    let line = w.rich("stand-in-away", &args);
    let message = Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Note(
            w.rich("stand-in-back-how", &arg("command", command)),
        ));
    let key = match decided {
        Decided::Nothing => return message,
        Decided::InVain => "stand-in-for-nothing",
        Decided::Alone => "stand-in-alone",
    };
    message.with(Part::Note(w.rich(key, &arg("command", command))))
}

/// The reader is not away any more.
pub fn stand_in_back(w: &Words<'_>) -> Message {
    w.say("stand-in-back", &super::pattern::none())
}

/// Nobody stands in any more, or nobody did.
pub fn stand_in_ended(w: &Words<'_>, ended: bool) -> Message {
    let key = if ended {
        "stand-in-ended"
    } else {
        "stand-in-none"
    };
    w.say(key, &super::pattern::none())
}

/// Somebody is not to stand in.
pub fn stand_in_refused(w: &Words<'_>, refusal: StandInRefusal, name: &str) -> Message {
    let why = match refusal {
        StandInRefusal::Oneself => "oneself",
        StandInRefusal::NotForThem => "not_for_them",
        StandInRefusal::DecidesNothing => "decides_nothing",
        StandInRefusal::Day => "day",
    };
    w.say("stand-in-refused", &named(name).choice("why", why))
}

/// The reader is to decide in somebody's stead.
pub fn told_of_stand_in(w: &Words<'_>, away: &str, last_day: Date) -> Message {
    let args = named(away).with("day", w.day(last_day));
    w.say("stand-in-told", &args)
}
