//! News of what somebody received, and which of them they want.

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::help::give_button;
use super::kudos::{Received, received_words, value_note, words_of};
use super::pattern::{Args, arg, none, number};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Mention, Message, Part, Place, Rich, Span, Style};
use crate::people::NoticeKind;

/// How many of those who thank are named.
pub const NAMED: usize = 3;

/// What several people thank somebody with.
#[derive(Clone, Debug)]
pub struct Thanked {
    /// The first of them: [`NAMED`] at most.
    pub first: Vec<Mention>,
    /// How many they are.
    pub people: usize,
    /// Points, of all of them together.
    pub points: i64,
    /// Slugs of company values.
    pub values: Vec<String>,
    /// What for.
    pub message: Rich,
    /// Where, if the recipient may know.
    pub place: Option<Place>,
}

/// People thanked you; one of them as if by kudos of their own.
pub fn thanked(w: &Words<'_>, thanks: &Thanked) -> Message {
    let message = match thanks.first.as_slice() {
        [only] if thanks.people == 1 => received_words(
            w,
            &Received {
                giver: only.clone(),
                points: thanks.points,
                values: thanks.values.clone(),
                message: thanks.message.clone(),
                place: thanks.place.clone(),
                balance: None,
            },
        ),
        _ => thanked_by_several(w, thanks),
    };
    message.with(mute_button(w, NoticeKind::Joins))
}

fn thanked_by_several(w: &Words<'_>, thanks: &Thanked) -> Message {
    // "Ana, Budi and Citra", or "Ana, Budi and 10 others".
    let shown = if thanks.people > NAMED {
        NAMED - 1
    } else {
        NAMED
    };
    let named = thanks.first.iter().take(shown);
    let more = count(thanks.people.saturating_sub(named.len()));
    let others = (more > 0).then(|| w.rich("list-others", &number("count", more)));
    let person = |person: &Mention| Rich(vec![Span::Person(person.clone())]);
    let people = w.list(named.map(person).chain(others));
    let args = arg("people", people).with("points", w.points(thanks.points));
    let line = match &thanks.place {
        Some(place) => w.rich(
            "notices-thanked-in",
            &args.with("place", super::kudos::channel(w, place)),
        ),
        None => w.rich("notices-thanked", &args),
    };
    let message = Message::new(line.clone()).with(Part::Text(line));
    value_note(words_of(message, &thanks.message), &thanks.values)
}

/// Whoever thanked you took it back.
pub fn thanks_taken_back(w: &Words<'_>) -> Message {
    w.say("notices-taken-back", &arg("currency", w.currency()))
}

/// The reader has something left to give, which is gone when the allowance starts anew.
pub fn allowance_unused(
    w: &Words<'_>,
    left: i64,
    resets_at: &Zoned,
    zone: Option<&TimeZone>,
) -> Message {
    let args = arg("points", w.points(left)).with("when", w.reset(resets_at, zone));
    let line = w.rich("notices-unused", &args);
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(give_button(w))
        .with(mute_button(w, NoticeKind::Allowance))
}

/// Which news there are, and whether they come.
pub fn notices(w: &Words<'_>, muted: &[NoticeKind], command: &str) -> Message {
    let title = w.text("notices-title", &none());
    let line = |kind: &NoticeKind| {
        let key = if muted.contains(kind) {
            "notices-line-off"
        } else {
            "notices-line-on"
        };
        w.rich(key, &arg("when", when(w, *kind)))
    };
    let button = |kind: &NoticeKind| {
        if muted.contains(kind) {
            button(w, "notices-turn-on", actions::UNMUTE, *kind)
        } else {
            button(w, "notices-turn-off", actions::MUTE, *kind)
        }
    };
    Message::new(title.clone())
        .with(Part::Heading(title))
        .with(Part::Lines(NoticeKind::ALL.iter().map(line).collect()))
        .with(Part::Note(
            w.rich("notices-always", &arg("currency", w.currency())),
        ))
        .with(Part::Note(w.rich("notices-how", &arg("command", command))))
        .with(Part::Buttons(NoticeKind::ALL.iter().map(button).collect()))
}

/// From now on these come, or stay away; and the way back.
pub fn notices_turned(w: &Words<'_>, kinds: &[NoticeKind], on: bool, command: &str) -> Message {
    let (done, back, label, action) = if on {
        (
            "notices-unmuted",
            "notices-back-off",
            "notices-turn-off",
            actions::MUTE,
        )
    } else {
        (
            // Points arrive with thanks alone.
            if kinds.iter().any(|kind| brings_points(*kind)) {
                "notices-muted-thanks"
            } else {
                "notices-muted"
            },
            "notices-back-on",
            "notices-turn-on",
            actions::UNMUTE,
        )
    };
    let told = w.list(kinds.iter().map(|kind| when(w, *kind)));
    let line = w.rich(done, &arg("when", told).with("currency", w.currency()));
    let name = |kind: &NoticeKind| w.text("notices-word", &kind_of(*kind));
    let names: Vec<String> = kinds.iter().map(name).collect();
    let way = arg("command", command).with("kinds", names.join(" "));
    let buttons = kinds.iter().map(|kind| button(w, label, action, *kind));
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Note(w.rich(back, &way)))
        .with(Part::Buttons(buttons.collect()))
}

/// The button below news that keeps more of their kind away.
pub(super) fn mute_button(w: &Words<'_>, kind: NoticeKind) -> Part {
    Part::Buttons(vec![button(w, "notices-mute", actions::MUTE_NEWS, kind)])
}

fn button(w: &Words<'_>, label: &str, action: &str, kind: NoticeKind) -> Button {
    Button {
        label: w.text(label, &kind_of(kind)),
        action: action.into(),
        value: kind.as_str().to_owned(),
        style: Style::Plain,
        confirm: None,
        opens_form: false,
    }
}

const fn brings_points(kind: NoticeKind) -> bool {
    match kind {
        NoticeKind::Kudos | NoticeKind::Joins => true,
        NoticeKind::Allowance | NoticeKind::Badges | NoticeKind::Thanking | NoticeKind::Digest => {
            false
        }
    }
}

/// "when someone gives you kudos".
fn when(w: &Words<'_>, kind: NoticeKind) -> Rich {
    w.rich("notices-when", &kind_of(kind).with("emoji", w.emoji()))
}

fn kind_of(kind: NoticeKind) -> Args {
    none().choice("kind", kind.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Locale;
    use crate::settings::Settings;

    /// A digest brings nobody any points, whether or not it comes.
    #[test]
    fn points_are_spoken_of_where_thanks_are_muted() {
        let settings = Settings::default();
        let w = Words::new(Locale::En, &settings);
        let said = |kind| {
            notices_turned(&w, &[kind], false, "/kudos")
                .summary
                .to_plain()
        };
        for kind in NoticeKind::ALL {
            let arrive = said(kind).contains("arrive all the same");
            assert_eq!(arrive, brings_points(kind), "{kind:?}");
        }
        assert!(!brings_points(NoticeKind::Digest));
    }
}
