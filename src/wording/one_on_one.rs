//! 1:1s: the list of one's own, what one is told of the other's acts, and the reminder.

use jiff::Zoned;
use jiff::civil::Date;
use secrecy::ExposeSecret;

use super::pattern::{Args, arg, named, none, number};
use super::{Words, actions};
use crate::chat::{Button, Confirm, Message, Part, Rich, Style};
use crate::ids::{MemberId, OneOnOneId};
use crate::one_on_ones::{Agenda, Item, OneOnOne, State, Text, Waiting};
use crate::schedule::{Days, Recurrence, Rhythm};

/// How often two may talk.
pub const RHYTHMS: [Rhythm; 3] = [
    Rhythm::Weekly,
    Rhythm::Fortnightly,
    Rhythm::MonthlyByWeekday,
];

/// A 1:1 of the reader's.
#[derive(Clone, Debug)]
pub struct OneOnOneLine {
    /// Which.
    pub pair: OneOnOne,
    /// The other one's name.
    pub name: String,
    /// Whether it is for the reader to answer that the other one asked.
    pub asks_reader: bool,
    /// The next date, and when the reader is reminded of it.
    pub next: Option<(Date, Zoned)>,
    /// What waits.
    pub waiting: Waiting,
}

/// A page of a reader's 1:1s.
#[derive(Clone, Debug)]
pub struct OneOnOneList {
    /// What is new about them.
    pub news: Option<Rich>,
    /// Those of the page.
    pub lines: Vec<OneOnOneLine>,
    /// Those that ended: with whom, and the last day on which they are read.
    pub over: Vec<(OneOnOneId, String, Date)>,
    /// Which page, from zero.
    pub page: usize,
    /// Of how many.
    pub pages: usize,
    /// Whether there is anybody to ask.
    pub can_start: bool,
    /// The last day on which the reader is away.
    pub away: Option<Date>,
    /// How long what was written is kept, in days.
    pub days: u16,
    /// The reader's day.
    pub today: Date,
}

/// What became of a 1:1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOnOneNews {
    /// One asks the other.
    Asked,
    /// Who was asked agrees.
    Agreed,
    /// Who was asked does not.
    Declined,
    /// Who asked does no more.
    Withdrawn,
    /// A date is not held.
    Skipped,
    /// They talk at other times.
    Changed,
    /// They do not talk for now.
    Paused,
    /// They do again.
    Resumed,
    /// They do not any more.
    Ended,
    /// Something was written.
    Kept,
    /// The reader is away.
    Away,
    /// And back.
    Back,
    /// It is not as it was any more.
    Gone,
}

impl OneOnOneNews {
    const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Skipped => "skipped",
            Self::Changed => "changed",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Ended => "ended",
            Self::Kept => "kept",
            Self::Away => "away",
            Self::Back => "back",
            Self::Gone => "gone",
        }
    }
}

/// Why a 1:1 ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOnOneOver {
    /// The other one has left.
    Left,
    /// Neither reports to the other any more.
    Moved,
}

/// The reader's 1:1s.
pub fn one_on_ones(w: &Words<'_>, list: &OneOnOneList) -> Message {
    let title = w.text("one-on-ones-title", &none());
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    let news = list.news.iter().cloned();
    message.parts.extend(news.map(Part::Text));
    if let Some(day) = list.away {
        let away = w.rich(
            "one-on-ones-away",
            &arg("day", w.day_ahead(day, list.today)),
        );
        message = message.with(Part::Text(away));
    }
    if list.lines.is_empty() {
        message = message.with(Part::Text(w.rich("one-on-ones-none", &none())));
        if !list.can_start {
            message = message.with(Part::Note(w.rich("one-on-ones-nobody", &none())));
        }
    }
    for line in &list.lines {
        message = message
            .with(Part::Text(told(w, line, list.today)))
            .with(Part::Buttons(about(w, line, list)));
    }
    for (id, name, day) in &list.over {
        let day = w.day_ahead(*day, list.today);
        let read = button(w, "read", actions::ONE_ON_ONE_OPEN, id.to_string()).opening_a_form();
        message = message
            .with(Part::Text(
                w.rich("one-on-ones-over", &named(name).with("day", day)),
            ))
            .with(Part::Buttons(vec![read]));
    }
    let private = Part::Note(w.rich("one-on-ones-private", &none()));
    message.with(private).with(Part::Buttons(below(w, list)))
}

fn below(w: &Words<'_>, list: &OneOnOneList) -> Vec<Button> {
    let plain = |key: &str, action, value: String| Button::new(w.text(key, &none()), action, value);
    let mut buttons = Vec::new();
    if list.can_start {
        buttons.push(Button {
            style: Style::Primary,
            ..plain(
                "one-on-ones-start",
                actions::ONE_ON_ONE_START,
                String::new(),
            )
            .opening_a_form()
        });
    }
    match list.away {
        Some(_) => buttons.push(plain(
            "one-on-ones-come-back",
            actions::ONE_ON_ONE_BACK,
            String::new(),
        )),
        None if list.lines.is_empty() => {}
        None => buttons.push(
            plain(
                "one-on-ones-go-away",
                actions::ONE_ON_ONE_AWAY,
                String::new(),
            )
            .opening_a_form(),
        ),
    }
    let to = |key: &str, page: usize| plain(key, actions::ONE_ON_ONES, page.to_string());
    let earlier = list.page.checked_sub(1);
    let later = list.page + 1;
    buttons.extend(earlier.map(|page| to("shop-earlier", page)));
    buttons.extend((later < list.pages).then(|| to("shop-more", later)));
    buttons
}

/// "*Ana* · every week", and below it when they talk next and what waits.
fn told(w: &Words<'_>, line: &OneOnOneLine, today: Date) -> Rich {
    let rhythm = rhythm(w, &line.pair.cadence.recurrence);
    let mut said = w.rich(
        "one-on-ones-line",
        &named(&line.name).with("rhythm", rhythm),
    );
    let when = line.next.as_ref().map(|(_, at)| w.appointment(at, today));
    let when = arg("when", when.unwrap_or_else(|| "—".to_owned()));
    let state = match line.pair.state {
        State::Asked if line.asks_reader => w.rich("one-on-ones-asks", &when),
        State::Asked => w.rich("one-on-ones-unanswered", &none()),
        State::Paused | State::Ended => w.rich("one-on-ones-paused", &none()),
        State::Going => w.rich("one-on-ones-next", &when),
    };
    let waiting = line.waiting;
    let waits = number("own", waiting.own)
        .number("others", waiting.others)
        .number("actions", waiting.actions)
        .with("name", crate::chat::shown_name(&line.name));
    let waits = (waiting != Waiting::default()).then(|| w.rich("one-on-ones-waits", &waits));
    for note in [Some(state), waits].into_iter().flatten() {
        said.0.push(crate::chat::Span::Text("\n".to_owned()));
        said.0.extend(note.0);
    }
    said
}

fn about(w: &Words<'_>, line: &OneOnOneLine, list: &OneOnOneList) -> Vec<Button> {
    let id = || line.pair.id.to_string();
    let open = || button(w, "open", actions::ONE_ON_ONE_OPEN, id()).opening_a_form();
    let change = || button(w, "change", actions::ONE_ON_ONE_CHANGE, id()).opening_a_form();
    let end = || Button {
        confirm: Some(Confirm {
            title: w.text("one-on-ones-sure", &named(&line.name)),
            text: w.text("one-on-ones-sure-what", &number("days", list.days.into())),
            yes: label(w, "end", none()),
            no: w.text("one-on-ones-sure-no", &none()),
        }),
        style: Style::Danger,
        ..button(w, "end", actions::ONE_ON_ONE_END, id())
    };
    match line.pair.state {
        State::Asked if line.asks_reader => asked(w, line.pair.id),
        State::Asked => vec![button(w, "withdraw", actions::ONE_ON_ONE_DECLINE, id())],
        State::Paused => vec![
            open(),
            button(w, "resume", actions::ONE_ON_ONE_RESUME, id()),
            change(),
            end(),
        ],
        State::Going => {
            let skip = line.next.as_ref().map(|(day, at)| {
                let label = label(w, "skip", arg("day", w.day(at.date())));
                Button::new(label, actions::ONE_ON_ONE_SKIP, format!("{} {day}", id()))
            });
            let rest = [
                change(),
                button(w, "pause", actions::ONE_ON_ONE_PAUSE, id()),
                end(),
            ];
            [open()].into_iter().chain(skip).chain(rest).collect()
        }
        State::Ended => vec![open()],
    }
}

fn asked(w: &Words<'_>, id: OneOnOneId) -> Vec<Button> {
    let agree = button(w, "agree", actions::ONE_ON_ONE_AGREE, id.to_string());
    let agree = Button {
        style: Style::Primary,
        ..agree
    };
    vec![
        agree,
        button(w, "decline", actions::ONE_ON_ONE_DECLINE, id.to_string()),
    ]
}

fn button(w: &Words<'_>, what: &'static str, action: &str, value: String) -> Button {
    Button::new(label(w, what, arg("day", "")), action, value)
}

fn label(w: &Words<'_>, what: &'static str, args: Args) -> String {
    w.text("one-on-ones-button", &args.choice("what", what))
}

/// How often two talk.
fn rhythm(w: &Words<'_>, recurrence: &Recurrence) -> String {
    let what = match recurrence {
        Recurrence::OnDays { days, .. } => match days {
            Days::Weekly(_) => "weekly",
            Days::Fortnightly(_) => "fortnightly",
            Days::Monthly(_) | Days::Quarterly { .. } => "monthly",
        },
        Recurrence::Once(_) | Recurrence::Cron { .. } => "monthly",
    };
    w.text("one-on-ones-rhythm", &none().choice("what", what))
}

/// The choices of how often two talk.
pub(super) fn rhythms(w: &Words<'_>) -> Vec<(Rhythm, String)> {
    let words = ["weekly", "fortnightly", "monthly"];
    let each = RHYTHMS.into_iter().zip(words);
    each.map(|(rhythm, what)| {
        let label = w.text("one-on-ones-rhythm", &none().choice("what", what));
        (rhythm, label)
    })
    .collect()
}

/// What the reader's own act came to.
pub fn one_on_one_news(w: &Words<'_>, news: OneOnOneNews, name: &str) -> Rich {
    w.rich("one-on-ones-news", &named(name).choice("what", news.word()))
}

/// What the other one did.
pub fn one_on_one_told(
    w: &Words<'_>,
    (news, pair): (OneOnOneNews, &OneOnOne),
    name: &str,
    (when, today): (Option<&Zoned>, Date),
) -> Message {
    let rhythm = rhythm(w, &pair.cadence.recurrence);
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

/// What is put into the reminder.
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

/// What is open, by who brought it up, and what was carried over.
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
            Rich::plain(crate::chat::shown_name(name))
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
