//! Giving: what everyone sees, what the recipient hears, what the giver is told.

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::notes::note;
use super::notices::mute_button;
use super::pattern::{Args, arg, none, number};
use super::words::{count, value_labels};
use super::{Words, actions};
use crate::chat::{Button, Manner, Mention, Message, Part, Place, PlaceKind, Rich, Span, Style};
use crate::ids::{DraftId, KudosId};
use crate::kudos::Note;
use crate::people::NoticeKind;

/// A kudos as everyone in the place sees it.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// The kudos.
    pub kudos: KudosId,
    /// Who gives.
    pub giver: Mention,
    /// Who receives.
    pub recipients: Vec<Mention>,
    /// Points for each of them.
    pub points: i64,
    /// Slugs of company values.
    pub values: Vec<String>,
    /// Why.
    pub message: Rich,
    /// Who has joined.
    pub boosters: Vec<Mention>,
    /// Whether it was undone.
    pub reversed: bool,
}

/// A kudos is given.
pub fn announcement(w: &Words<'_>, kudos: &Announcement) -> Message {
    let who = arg("giver", Rich(vec![Span::Person(kudos.giver.clone())]))
        .with("recipients", w.people(&kudos.recipients));
    if kudos.reversed {
        let line = w.rich("kudos-reversed", &who);
        return Message::new(line.clone()).with(Part::Note(line));
    }
    let line = w.rich(
        "kudos-announced",
        &amount(w, who, kudos.points, kudos.recipients.len()),
    );
    let message = Message::new(line.clone()).with(Part::Text(line));
    let mut message = value_note(words_of(message, &kudos.message), &kudos.values);
    if !kudos.boosters.is_empty() {
        let joined = arg("people", w.people(&kudos.boosters));
        message = message.with(Part::Note(w.rich("kudos-joined-by", &joined)));
    }
    let recipients = number("count", count(kudos.recipients.len()));
    message.with(Part::Buttons(vec![Button {
        label: w.text("kudos-join", &recipients),
        action: actions::BOOST.into(),
        value: kudos.kudos.to_string(),
        style: Style::Plain,
        confirm: None,
        opens_form: false,
    }]))
}

/// The points, for each of how many.
fn amount(w: &Words<'_>, args: Args, points: i64, recipients: usize) -> Args {
    args.with("points", w.points(points))
        .number("count", count(recipients))
}

/// Adds somebody's own words, if there are any.
pub(super) fn words_of(message: Message, words: &Rich) -> Message {
    if words.is_empty() {
        message
    } else {
        message.with(Part::Quote(words.clone()))
    }
}

/// Adds the values, if there are any.
pub(super) fn value_note(message: Message, values: &[String]) -> Message {
    if values.is_empty() {
        message
    } else {
        message.with(Part::Note(value_labels(values).into()))
    }
}

/// A kudos as a recipient hears of it.
#[derive(Clone, Debug)]
pub struct Received {
    /// Who gave.
    pub giver: Mention,
    /// The recipient's points.
    pub points: i64,
    /// Slugs of company values.
    pub values: Vec<String>,
    /// Why.
    pub message: Rich,
    /// Where, if the recipient may know. Only a public channel is named.
    pub place: Option<Place>,
    /// What the recipient has now, if it is to be told.
    pub balance: Option<i64>,
}

/// You have received kudos.
pub fn received(w: &Words<'_>, kudos: &Received) -> Message {
    received_words(w, kudos).with(mute_button(w, NoticeKind::Kudos))
}

/// You have received kudos, without a button.
pub(super) fn received_words(w: &Words<'_>, kudos: &Received) -> Message {
    let args = arg("giver", Rich(vec![Span::Person(kudos.giver.clone())]))
        .with("points", w.points(kudos.points));
    let public = kudos
        .place
        .as_ref()
        .filter(|place| place.kind == PlaceKind::Public);
    let line = match public {
        Some(place) => w.rich("kudos-received-in", &args.with("place", channel(w, place))),
        None => w.rich("kudos-received-privately", &args),
    };
    let message = Message::new(line.clone()).with(Part::Text(line));
    let mut message = value_note(words_of(message, &kudos.message), &kudos.values);
    if let Some(balance) = kudos.balance {
        let has = arg("points", w.points(balance));
        message = message.with(Part::Note(w.rich("kudos-balance-now", &has)));
    }
    message
}

/// A channel, by its id; where that says nothing, as "a channel".
pub(super) fn channel(w: &Words<'_>, place: &Place) -> Rich {
    Rich(vec![Span::Place {
        platform: place.platform,
        channel: place.channel.clone(),
        label: w.text("kudos-a-channel", &none()),
    }])
}

/// Where a kudos is announced, as its giver sees it.
#[derive(Clone, Copy, Debug)]
pub enum Announced<'a> {
    /// Before their eyes.
    Here,
    /// In another place than where the giver is told.
    In(&'a Place),
    /// Nowhere: those concerned know of it, and nobody else.
    Nowhere,
}

/// What the giver is told.
#[derive(Clone, Copy, Debug)]
pub struct Confirmed<'a> {
    /// The kudos.
    pub kudos: KudosId,
    /// Who receives.
    pub recipients: &'a [Mention],
    /// Points for each of them.
    pub points: i64,
    /// What it took from the allowance.
    pub cost: i64,
    /// Points that are left of the allowance.
    pub left: i64,
    /// When it starts anew, in the programme's zone.
    pub resets_at: &'a Zoned,
    /// The giver's own zone, when known.
    pub zone: Option<&'a TimeZone>,
    /// Where it is announced.
    pub announced: Announced<'a>,
    /// What was left out.
    pub notes: &'a [Note],
    /// How long the giver may undo; 0 for not at all.
    pub undo_minutes: i64,
}

/// You have given.
pub fn confirmed(w: &Words<'_>, given: &Confirmed<'_>) -> Message {
    settled(w, "kudos-confirmed", given)
}

/// You have joined somebody's kudos.
pub fn boosted(w: &Words<'_>, given: &Confirmed<'_>) -> Message {
    settled(w, "kudos-boosted", given)
}

fn settled(w: &Words<'_>, key: &str, given: &Confirmed<'_>) -> Message {
    let who = arg("recipients", w.people(given.recipients)).with("cost", w.points(given.cost));
    let line = w.rich(key, &amount(w, who, given.points, given.recipients.len()));
    let left = w.left(given.left, given.resets_at, given.zone);
    let mut message = Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Note(left));
    let announced = match given.announced {
        Announced::Here => None,
        Announced::In(place) => {
            let place = arg("place", channel(w, place));
            Some(w.rich("kudos-announced-in", &place))
        }
        Announced::Nowhere => Some(w.rich("kudos-unseen", &none())),
    };
    message = announced
        .map(Part::Note)
        .into_iter()
        .fold(message, Message::with);
    for left_out in given.notes {
        message = message.with(Part::Note(note(w, left_out)));
    }
    if given.undo_minutes <= 0 {
        return message;
    }
    let minutes = number("minutes", given.undo_minutes);
    message
        .with(Part::Note(w.rich("kudos-undo-within", &minutes)))
        .with(Part::Buttons(vec![Button {
            label: w.text("kudos-undo", &none()),
            action: actions::UNDO.into(),
            value: given.kudos.to_string(),
            style: Style::Plain,
            confirm: None,
            opens_form: false,
        }]))
}

/// What was to be confirmed is kept no more.
pub fn confirm_too_late(w: &Words<'_>) -> Message {
    w.say("kudos-confirm-too-late", &none())
}

/// This was given before.
pub fn already_given(w: &Words<'_>) -> Message {
    w.say("kudos-already-given", &none())
}

/// The allowance does not reach.
pub fn short(
    w: &Words<'_>,
    cost: i64,
    left: i64,
    resets_at: &Zoned,
    zone: Option<&TimeZone>,
) -> Message {
    let args = arg("when", w.reset(resets_at, zone));
    if left <= 0 {
        return w.say("kudos-nothing-left", &args);
    }
    let args = args.with("cost", w.points(cost)).number("left", left);
    w.say("kudos-short", &args)
}

/// The allowance does not reach, said where others read it.
pub fn short_in_public(w: &Words<'_>) -> Message {
    w.say("kudos-short-in-public", &none())
}

/// A large group: do you mean it?
pub fn confirm_group(w: &Words<'_>, draft: DraftId, recipients: usize, cost: i64) -> Message {
    let people = number("count", count(recipients));
    let label = w.text("kudos-confirm-group-yes", &people);
    let line = w.rich("kudos-confirm-group", &people.with("cost", w.points(cost)));
    Message::new(line.clone())
        .with(Part::Text(line))
        .with(Part::Buttons(vec![Button {
            label,
            action: actions::CONFIRM_GROUP.into(),
            value: draft.to_string(),
            style: Style::Primary,
            confirm: None,
            opens_form: false,
        }]))
}

/// You have joined this before.
pub fn already_boosted(w: &Words<'_>) -> Message {
    w.say("kudos-already-boosted", &none())
}

/// You cannot join a kudos that you gave or received.
pub fn boost_own(w: &Words<'_>) -> Message {
    w.say("kudos-boost-own", &none())
}

/// The kudos is given, but not announced where people of another organisation read.
pub fn not_announced_here(w: &Words<'_>, place: &Place) -> Message {
    w.say("kudos-not-announced-in", &arg("place", channel(w, place)))
}

/// The kudos is given, but could not be announced there.
pub fn not_posted_here(w: &Words<'_>, place: &Place, manner: Manner) -> Message {
    match place.kind {
        PlaceKind::Direct => w.say("kudos-not-posted", &none()),
        PlaceKind::Public | PlaceKind::Private | PlaceKind::Unknown => {
            let key = if manner.invites {
                "kudos-not-posted-in"
            } else {
                "kudos-not-posted-there"
            };
            w.say(key, &arg("place", channel(w, place)))
        }
    }
}
