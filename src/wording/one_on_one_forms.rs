//! The forms of 1:1s: what two have written, asking somebody, when they talk, and being away.

use jiff::civil::{Date, Time};
use secrecy::ExposeSecret;

use super::one_on_one::{RHYTHMS, rhythm_name, rhythm_of};
use super::one_on_one_told::{lists, text};
use super::pattern::{named, none};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Choice, Field, Form, Input, Item, Part};
use crate::ids::MemberId;
use crate::one_on_ones::{self, Agenda, CHARS, NOTE_CHARS, State, Text};
use crate::people::Member;
use crate::schedule::Rhythm;

/// How many points are written at once, about.
const POINTS: usize = 10;

/// A day and an hour as they are typed, in characters.
const DAY_CHARS: usize = 10;
const HOUR_CHARS: usize = 5;

/// How many characters of an item a list of choices shows.
const LABEL: usize = 70;

/// Who the reader is, and who the other one.
#[derive(Clone, Copy, Debug)]
pub struct Two<'a> {
    /// Who reads.
    pub reader: MemberId,
    /// With whom.
    pub other: MemberId,
    /// How the other one is called.
    pub name: &'a str,
}

/// Why what was typed cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOnOneFault {
    /// A text is too long: at most so many characters.
    Long(usize),
    /// Too much is open.
    Many,
    /// The other one wrote the note meanwhile.
    Meanwhile,
    /// Nothing that is offered was chosen.
    Choose,
    /// It is no day ahead.
    Day,
    /// It is no hour.
    Hour,
}

/// The sentence at the question whose answer cannot be.
pub fn one_on_one_fault(w: &Words<'_>, fault: OneOnOneFault, name: &str) -> String {
    let (what, most) = match fault {
        OneOnOneFault::Long(most) => ("long", most),
        OneOnOneFault::Many => ("many", 0),
        OneOnOneFault::Meanwhile => ("meanwhile", 0),
        OneOnOneFault::Choose => ("choose", 0),
        OneOnOneFault::Day => ("day", 0),
        OneOnOneFault::Hour => ("hour", 0),
    };
    let args = named(name).number("most", count(most)).choice("what", what);
    w.text("one-on-one-fault", &args)
}

/// What two have written, and what may be written: nothing where the server has no key, or it ended.
pub fn one_on_one_page(
    w: &Words<'_>,
    two: Two<'_>,
    (state, agenda): (State, &Agenda),
    has_key: bool,
    context: String,
) -> Form {
    let Two { reader, name, .. } = two;
    let over = state == State::Ended;
    let writes = has_key && !over;
    let note = if over {
        w.rich("one-on-one-read-only", &none())
    } else if has_key {
        w.rich("one-on-one-privacy", &named(name))
    } else {
        w.rich("one-on-one-no-key", &none())
    };
    let mut items: Vec<Item> = vec![
        Part::Heading(name.to_owned()).into(),
        Part::Note(note).into(),
    ];
    items.extend(lists(w, (reader, name), agenda).into_iter().map(Item::from));
    if !agenda.settled.is_empty() {
        let lines = agenda.settled.iter().map(|it| text(w, &it.text));
        items.push(Part::Text(w.rich("one-on-one-settled", &none())).into());
        items.push(Part::Lines(lines.collect()).into());
    }
    if writes {
        items.extend(questions(w, two, agenda));
    }
    // What cannot be changed is shown.
    let is_shown = !writes || matches!(agenda.note, Text::Closed);
    if is_shown && !matches!(agenda.note, Text::Nothing) {
        items.push(Part::Text(w.rich("one-on-one-note", &none())).into());
        items.push(Part::Quote(text(w, &agenda.note)).into());
    }
    Form {
        submit: writes.then(|| w.text("one-on-one-submit", &none().choice("what", "page"))),
        title: w.text("one-on-one-form", &none()),
        ..form(w, actions::FORM_ONE_ON_ONE, "away", items, context)
    }
}

fn questions(w: &Words<'_>, two: Two<'_>, agenda: &Agenda) -> Vec<Item> {
    let mut items = vec![field(w, "points", true, lines_of("", CHARS * POINTS))];
    let open: Vec<Choice> = agenda
        .points
        .iter()
        .chain(&agenda.actions)
        .map(|item| Choice {
            value: item.id.to_string(),
            label: cut(&text(w, &item.text).to_plain()),
        })
        .collect();
    if !open.is_empty() {
        let settled = Input::Choice {
            options: open,
            initial: Vec::new(),
            several: true,
        };
        items.push(field(w, "settled", true, settled));
    }
    items.push(field(w, "action", true, line("", CHARS)));
    let person = |id: MemberId, label: String| Choice {
        value: id.to_string(),
        label,
    };
    let who = Input::Choice {
        options: vec![
            person(two.reader, w.text("one-on-one-you", &none())),
            person(two.other, two.name.to_owned()),
        ],
        initial: vec![two.reader.to_string()],
        several: false,
    };
    items.push(field(w, "who", false, who));
    let note = match &agenda.note {
        Text::Nothing => Some(""),
        Text::Open(note) => Some(note.expose_secret()),
        // Written anew, what it says would be lost.
        Text::Closed => None,
    };
    items.extend(note.map(|note| field(w, "note", true, lines_of(note, NOTE_CHARS))));
    items
}

/// Asking somebody for 1:1s.
pub fn one_on_one_start_form(
    w: &Words<'_>,
    people: &[Member],
    with: Option<MemberId>,
    first: Date,
) -> Form {
    let options = people.iter().map(|member| Choice {
        value: member.id.to_string(),
        label: member.name.clone(),
    });
    let only = (people.len() == 1).then(|| people[0].id);
    let people = Input::Choice {
        options: options.collect(),
        initial: with.or(only).iter().map(ToString::to_string).collect(),
        several: false,
    };
    let mut items = vec![field(w, "with", false, people)];
    items.extend(times(w, Rhythm::Weekly, first, Time::constant(9, 0, 0, 0)));
    form(
        w,
        actions::FORM_ONE_ON_ONE_START,
        "start",
        items,
        String::new(),
    )
}

/// When two talk.
pub fn one_on_one_times_form(
    w: &Words<'_>,
    pair: &one_on_ones::OneOnOne,
    name: &str,
    first: Date,
) -> Form {
    let rhythm = rhythm_of(&pair.cadence.recurrence);
    let at = pair.cadence.recurrence.at().unwrap_or_default();
    let mut items = vec![Part::Heading(name.to_owned()).into()];
    items.extend(times(w, rhythm, first, at));
    let context = pair.id.to_string();
    form(w, actions::FORM_ONE_ON_ONE_CHANGE, "times", items, context)
}

fn times(w: &Words<'_>, rhythm: Rhythm, first: Date, at: Time) -> Vec<Item> {
    let options = RHYTHMS.into_iter().map(|rhythm| Choice {
        value: rhythm.to_string(),
        label: rhythm_name(w, rhythm),
    });
    let choice = Input::Choice {
        options: options.collect(),
        initial: vec![rhythm.to_string()],
        several: false,
    };
    vec![
        field(w, "rhythm", false, choice),
        field(w, "first", false, line(&first.to_string(), DAY_CHARS)),
        field(
            w,
            "hour",
            false,
            line(&at.strftime("%H:%M").to_string(), HOUR_CHARS),
        ),
    ]
}

/// Being away.
pub fn one_on_one_away_form(w: &Words<'_>) -> Form {
    let items = vec![field(w, "until", false, line("", DAY_CHARS))];
    form(
        w,
        actions::FORM_ONE_ON_ONE_AWAY,
        "away",
        items,
        String::new(),
    )
}

fn form(w: &Words<'_>, id: &str, what: &'static str, items: Vec<Item>, context: String) -> Form {
    let which = || none().choice("what", what);
    Form {
        id: id.to_owned(),
        title: w.text("one-on-one-title", &which()),
        submit: Some(w.text("one-on-one-submit", &which())),
        cancel: w.text("one-on-one-close", &none()),
        context,
        items,
        missing: w.text("one-on-one-missing", &none()),
        back: None,
    }
}

/// The questions with a line of help.
const HINTED: &[&str] = &[
    "points", "settled", "action", "note", "first", "hour", "until",
];

fn field(w: &Words<'_>, name: &'static str, optional: bool, input: Input) -> Item {
    let which = || none().choice("what", name);
    Item::Field(Field {
        name: name.to_owned(),
        label: w.text("one-on-one-ask", &which()),
        hint: HINTED
            .contains(&name)
            .then(|| w.text("one-on-one-ask-hint", &which())),
        optional,
        input,
    })
}

fn line(initial: &str, max_chars: usize) -> Input {
    Input::Text {
        initial: initial.to_owned(),
        multiline: false,
        max_chars,
    }
}

fn lines_of(initial: &str, max_chars: usize) -> Input {
    Input::Text {
        initial: initial.to_owned(),
        multiline: true,
        max_chars,
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LABEL {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LABEL - 1).collect();
    format!("{kept}…")
}
