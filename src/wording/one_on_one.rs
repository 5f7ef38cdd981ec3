//! 1:1s: the list of one's own, and what can be done about each.

use jiff::Zoned;
use jiff::civil::Date;

use super::pattern::{Args, arg, named, none, number};
use super::{Words, actions};
use crate::chat::{Button, Confirm, Message, Part, Rich, Span, Style, shown_name};
use crate::ids::{MemberId, OneOnOneId};
use crate::one_on_ones::{OneOnOne, State, Waiting};
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
    /// The news about them.
    pub news: Option<Rich>,
    /// The 1:1s of the page.
    pub lines: Vec<OneOnOneLine>,
    /// The 1:1s that ended: with whom, and the last day on which they are read.
    pub over: Vec<(OneOnOneId, String, Date)>,
    /// Which page, from zero.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Whether there is anybody to ask.
    pub can_start: bool,
    /// Whom the reader named.
    pub with: Option<MemberId>,
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
    /// The reader is back.
    Back,
    /// The 1:1 is not as it was any more.
    Gone,
}

impl OneOnOneNews {
    pub(super) const fn word(self) -> &'static str {
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
        let with = list.with.map_or_else(String::new, |it| it.to_string());
        buttons.push(Button {
            style: Style::Primary,
            ..plain("one-on-ones-start", actions::ONE_ON_ONE_START, with).opening_a_form()
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
    let rhythm = rhythm_name(w, rhythm_of(&line.pair.cadence.recurrence));
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
        .with("name", shown_name(&line.name));
    let waits = (waiting != Waiting::default()).then(|| w.rich("one-on-ones-waits", &waits));
    for note in [Some(state), waits].into_iter().flatten() {
        said.0.push(Span::Text("\n".to_owned()));
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

pub(super) fn asked(w: &Words<'_>, id: OneOnOneId) -> Vec<Button> {
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

pub(super) fn button(w: &Words<'_>, what: &'static str, action: &str, value: String) -> Button {
    Button::new(label(w, what, arg("day", "")), action, value)
}

fn label(w: &Words<'_>, what: &'static str, args: Args) -> String {
    w.text("one-on-ones-button", &args.choice("what", what))
}

/// How often two talk.
pub(super) fn rhythm_of(recurrence: &Recurrence) -> Rhythm {
    let Recurrence::OnDays { days, .. } = recurrence else {
        return Rhythm::MonthlyByWeekday;
    };
    match days {
        Days::Weekly(_) => Rhythm::Weekly,
        Days::Fortnightly(_) => Rhythm::Fortnightly,
        Days::Monthly(_) | Days::Quarterly { .. } => Rhythm::MonthlyByWeekday,
    }
}

/// "every week".
pub(super) fn rhythm_name(w: &Words<'_>, rhythm: Rhythm) -> String {
    w.text(
        "one-on-ones-rhythm",
        &none().choice("what", rhythm.as_str()),
    )
}

/// What the reader's own act came to.
pub fn one_on_one_news(w: &Words<'_>, news: OneOnOneNews, name: &str) -> Rich {
    w.rich("one-on-ones-news", &named(name).choice("what", news.word()))
}
