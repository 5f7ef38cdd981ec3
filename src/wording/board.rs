//! Leaderboards. Names, not mentions: nobody is notified of their place.

use jiff::civil::Date;

use super::Words;
use super::kudos::channel;
use super::pattern::{Args, arg, none, number};
use super::words::value_label;
use crate::calendar::Period;
use crate::chat::{Manner, Message, Part, Place, Rich, shown_name};
use crate::command::Metric;

/// The time a board covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardPeriod {
    /// The one that is running.
    This(Period),
    /// The week that starts on this day.
    WeekOf(Date),
    /// The month that holds this day.
    MonthOf(Date),
    /// The quarter that holds this day.
    QuarterOf(Date),
    /// The year that holds this day.
    YearOf(Date),
    /// The day before.
    Yesterday,
}

/// A board that somebody asked for.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is said in a line of its own"
)]
pub struct BoardView {
    /// What the board counts.
    pub metric: Metric,
    /// Over what time.
    pub period: BoardPeriod,
    /// Only for this company value, by its slug.
    pub value: Option<String>,
    /// Whether the value was named as a channel of its name is.
    pub hides_channel: bool,
    /// Only what was given in the channel where it is asked for.
    pub here: bool,
    /// Only what was given in this channel.
    pub place: Option<Place>,
    /// Only these people and groups, as they are called; everyone, if there are none.
    pub of: Vec<String>,
    /// Whether it is the place of one person, among all.
    pub alone: bool,
    /// The places, best first.
    pub rows: Vec<BoardRow>,
    /// The reader's own place, when it is not among them.
    pub own: Option<BoardRow>,
    /// Whether the reader chose not to be on boards.
    pub hidden: bool,
    /// What a command begins with where the reader is.
    pub command: &'static str,
}

/// A place on a board. Ties share a rank.
#[derive(Clone, Debug)]
pub struct BoardRow {
    /// The rank, from 1.
    pub rank: i64,
    /// Whose it is; of a tie that does not fit, the first of them.
    pub names: Vec<String>,
    /// How many more share it.
    pub others: i64,
    /// Points of each.
    pub points: i64,
    /// Whether it is the reader's.
    pub you: bool,
}

/// A board that is posted when it is due.
#[derive(Clone, Debug)]
pub struct ScheduledBoard {
    /// Over what time.
    pub period: BoardPeriod,
    /// Who received most.
    pub received: Vec<BoardRow>,
    /// Who gave most.
    pub given: Vec<BoardRow>,
}

/// Who received or gave most.
pub fn board(w: &Words<'_>, view: &BoardView, command: &str) -> Message {
    let mut title = vec![
        w.text(title_of(view.metric), &none()),
        period(w, view.period),
    ];
    title.extend(view.value.as_deref().map(value_label));
    if view.here {
        title.push(w.text("board-here", &none()));
    }
    if !view.of.is_empty() {
        title.push(w.names(&view.of).to_plain());
    }
    let title = title.join(" · ");
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    if let Some(place) = &view.place {
        let place = arg("place", channel(w, place));
        message = message.with(Part::Note(w.rich("board-in", &place)));
    }
    if let Some(value) = view.value.as_deref().filter(|_| view.hides_channel) {
        let args = arg("value", value_label(value)).with("command", view.command);
        message = message.with(Part::Note(w.rich("board-value-wins", &args)));
    }
    if view.rows.is_empty() && view.alone {
        let who = arg("name", w.names(&view.of));
        return message.with(Part::Text(w.rich("board-no-place", &who)));
    }
    if view.rows.is_empty() {
        // Only of what runs may somebody be the first.
        let key = match view.period {
            _ if !view.of.is_empty() => "board-empty-of",
            BoardPeriod::This(_) => "board-empty",
            _ => "board-empty-then",
        };
        let message = message.with(Part::Text(w.rich(key, &arg("command", command))));
        return own_place(w, message, view);
    }
    own_place(w, message.with(lines(w, &view.rows)), view)
}

/// The message with the reader's own place, or why they have none.
fn own_place(w: &Words<'_>, message: Message, view: &BoardView) -> Message {
    match &view.own {
        _ if view.hidden => {
            let how = arg("command", view.command);
            message.with(Part::Note(w.rich("board-hidden", &how)))
        }
        Some(own) => {
            let place = number("rank", own.rank).with("points", w.points(own.points));
            message.with(Part::Note(w.rich("board-own", &place)))
        }
        None => message,
    }
}

/// The board of a private channel is told in that channel alone.
pub fn board_private(w: &Words<'_>, command: &str) -> Message {
    w.say("board-private", &arg("command", command))
}

/// From now on the reader is on boards, or not; and the way back.
pub fn boards_chosen(w: &Words<'_>, shown: bool, command: &str) -> Message {
    let key = if shown { "board-on" } else { "board-off" };
    let args = arg("command", command).with("currency", w.currency());
    w.say(key, &args)
}

/// The board of a week or month, for everyone in its channel.
pub fn scheduled_board(w: &Words<'_>, view: &ScheduledBoard, command: &str) -> Message {
    let title = w.text("board-scheduled", &arg("period", period(w, view.period)));
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    if view.received.is_empty() && view.given.is_empty() {
        message = message.with(Part::Text(w.rich("board-empty-then", &none())));
    }
    for (metric, rows) in [
        (Metric::Received, &view.received),
        (Metric::Given, &view.given),
    ] {
        if !rows.is_empty() {
            let title = arg("title", w.text(title_of(metric), &none()));
            message = message
                .with(Part::Text(w.rich("board-section", &title)))
                .with(lines(w, rows));
        }
    }
    message.with(Part::Note(
        w.rich("board-closing", &arg("command", command)),
    ))
}

/// For an admin: the place of the board does not take it; what to do.
pub fn board_refused(w: &Words<'_>, place: &Place, manner: Manner) -> Message {
    let key = if manner.invites {
        "board-refused-invite"
    } else {
        "board-refused-add"
    };
    let args = arg("place", channel(w, place)).with("command", manner.command);
    w.say(key, &args)
}

/// For an admin: the place of the board is in no team of ours; what to do.
pub fn board_lost(w: &Words<'_>, named: &str, command: &str) -> Message {
    let args = arg("place", named).with("command", command);
    w.say("board-lost", &args)
}

/// For an admin: people of another organisation read in the board's place; what to do.
pub fn board_shared(w: &Words<'_>, place: &Place, command: &str) -> Message {
    let args = arg("place", channel(w, place)).with("command", command);
    w.say("board-shared", &args)
}

fn title_of(metric: Metric) -> &'static str {
    match metric {
        Metric::Received => "board-received",
        Metric::Given => "board-given",
    }
}

fn period(w: &Words<'_>, period: BoardPeriod) -> String {
    match period {
        BoardPeriod::This(Period::Day) => w.text("board-today", &none()),
        BoardPeriod::This(Period::Week) => w.text("board-this-week", &none()),
        BoardPeriod::This(Period::Month) => w.text("board-this-month", &none()),
        BoardPeriod::This(Period::Quarter) => w.text("board-this-quarter", &none()),
        BoardPeriod::This(Period::Year) => w.text("board-this-year", &none()),
        BoardPeriod::This(Period::All) => w.text("board-all-time", &none()),
        BoardPeriod::WeekOf(day) => w.text("board-week-of", &arg("day", w.day(day))),
        BoardPeriod::MonthOf(day) => w.month(day),
        BoardPeriod::QuarterOf(day) => {
            let args = number("quarter", i64::from((day.month() - 1) / 3 + 1));
            w.text(
                "board-quarter-of",
                &args.with("year", day.year().to_string()),
            )
        }
        BoardPeriod::YearOf(day) => day.year().to_string(),
        BoardPeriod::Yesterday => w.text("board-yesterday", &none()),
    }
}

fn lines(w: &Words<'_>, rows: &[BoardRow]) -> Part {
    let line = |row: &BoardRow| -> Rich {
        let key = if row.you {
            "board-row-you"
        } else {
            "board-row"
        };
        w.rich(key, &row_args(w, row))
    };
    Part::Lines(rows.iter().map(line).collect())
}

fn row_args(w: &Words<'_>, row: &BoardRow) -> Args {
    let place = match row.rank {
        1 => "🥇".to_owned(),
        2 => "🥈".to_owned(),
        3 => "🥉".to_owned(),
        rank => format!("{rank}."),
    };
    let names = row.names.iter().map(|name| Rich::plain(shown_name(name)));
    let others = (row.others > 0).then(|| w.rich("list-others", &number("count", row.others)));
    arg("place", place)
        .with("name", w.list(names.chain(others)))
        .with("points", w.points(row.points))
}
