//! Birthdays, and the days on which people began.

use jiff::civil::Date;

use super::pattern::{Args, arg, named, none, number};
use super::{Words, actions};
use crate::chat::{Button, Mention, Message, Part, Rich, Style, shown_name};
use crate::people::{OwnDay, OwnDays, ShownTo};

/// Whose days are celebrated at once.
#[derive(Clone, Debug, Default)]
pub struct CelebrationView {
    /// Whose birthday is today.
    pub today: Vec<Mention>,
    /// Whose was on a day before, on which nobody works.
    pub before: Vec<(Date, Vec<Mention>)>,
    /// Who began so many years ago.
    pub years: Vec<(i64, Vec<Mention>)>,
    /// Who did on a day before, on which nobody works.
    pub years_before: Vec<((i64, Date), Vec<Mention>)>,
    /// Who can be congratulated by a button.
    pub congratulated: Vec<Congratulated>,
}

/// Somebody who can be congratulated by a button.
#[derive(Clone, Debug)]
pub struct Congratulated {
    /// How they are called.
    pub name: String,
    /// As they are typed.
    pub typed: String,
    /// Whether it is their birthday, and not the day on which they began.
    pub birthday: bool,
}

/// The message of celebrations, for everyone in a channel.
pub fn celebrations(w: &Words<'_>, view: &CelebrationView) -> Message {
    let people = |people: &[Mention]| arg("people", w.people(people));
    let today =
        (!view.today.is_empty()).then(|| w.rich("celebration-birthdays", &people(&view.today)));
    let before = view.before.iter().map(|(day, who)| {
        let args = people(who).with("day", w.day(*day));
        w.rich("celebration-birthdays-on", &args)
    });
    let years = view
        .years
        .iter()
        .map(|(years, who)| w.rich("celebration-years", &people(who).number("count", *years)));
    let years_before = view.years_before.iter().map(|((years, day), who)| {
        let args = people(who).with("day", w.day(*day));
        w.rich("celebration-years-on", &args.number("count", *years))
    });
    let birthdays = today.into_iter().chain(before);
    let lines: Vec<Rich> = birthdays.chain(years).chain(years_before).collect();
    let summary = lines.first().cloned().unwrap_or_default();
    let message = lines.into_iter().map(Part::Text);
    let message = message.fold(Message::new(summary), Message::with);
    if view.congratulated.is_empty() {
        return message;
    }
    // The form says what for, too: nobody is thanked for having been born.
    let button = |who: &Congratulated| {
        let occasion = if who.birthday { "birthday" } else { "years" };
        let wish = w.text("celebration-wish", &none().choice("occasion", occasion));
        Button {
            label: w.text("celebration-congratulate", &named(&who.name)),
            action: actions::OPEN_FORM.into(),
            value: format!("{} {wish}", who.typed),
            style: Style::Plain,
            confirm: None,
            opens_form: true,
        }
    };
    let buttons = view.congratulated.iter().map(button);
    message.with(Part::Buttons(buttons.collect()))
}

/// It is the reader's birthday, or so many years since they began.
pub fn own_celebration(
    w: &Words<'_>,
    name: &str,
    (birthday, years): (bool, Option<i64>),
    command: &str,
) -> Message {
    let birthday = birthday.then(|| {
        let name = arg("name", shown_name(name));
        w.rich("celebration-own-birthday", &name)
    });
    let years = years.map(|years| w.rich("celebration-own-years", &number("count", years)));
    let lines: Vec<Rich> = birthday.into_iter().chain(years).collect();
    let summary = lines.first().cloned().unwrap_or_default();
    let message = lines.into_iter().map(Part::Text);
    let message = message.fold(Message::new(summary), Message::with);
    message.with(Part::Note(
        w.rich("celebration-own-how", &arg("command", command)),
    ))
}

/// Whether a day that is not known is asked of the reader's profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedUp {
    /// It is not.
    Never,
    /// It is, for whoever chooses that it be told.
    OnceChosen,
    /// It was just now, and the profile tells none.
    InVain,
}

/// What somebody chooses between.
#[derive(Clone, Copy, Debug)]
pub struct CelebrationChoice {
    /// The days that are known, and who is told of them.
    pub days: OwnDays,
    /// Whether they are asked, and did not ask themselves.
    pub asked: bool,
    /// Whether anything is celebrated at all.
    pub celebrates: bool,
    /// Whether the day on which they began is looked up, where it is not known.
    pub looked_up: LookedUp,
    /// What a command begins with.
    pub command: &'static str,
}

/// The reader's days, and who is told of them.
pub fn celebration_choice(w: &Words<'_>, view: CelebrationChoice) -> Message {
    let title = w.text("celebration-title", &none());
    let days = view.days;
    let line = |key, unknown, day: Option<String>, shown| match day {
        Some(day) => w.rich(key, &chosen(w, shown).with("day", day)),
        None => w.rich(unknown, &chosen(w, shown)),
    };
    let unknown = match (view.looked_up, days.anniversary_shown) {
        (LookedUp::Never, _) => "celebration-anniversary-unknown",
        (LookedUp::OnceChosen, ShownTo::Nobody) => "celebration-anniversary-lookup",
        (LookedUp::OnceChosen, ShownTo::Oneself | ShownTo::Channel) => {
            "celebration-anniversary-chosen"
        }
        (LookedUp::InVain, _) => "celebration-anniversary-untold",
    };
    let birthday = days.birthday.map(|day| w.day(day.in_year(A_LEAP_YEAR)));
    let began = days.began_on.map(|day| w.day(day));
    let lines = vec![
        line(
            "celebration-birthday-line",
            "celebration-birthday-unknown",
            birthday,
            days.birthday_shown,
        ),
        line(
            "celebration-anniversary-line",
            unknown,
            began,
            days.anniversary_shown,
        ),
    ];
    let mut message = if view.asked {
        let ask = w.rich("celebration-ask", &none());
        Message::new(ask.clone()).with(Part::Text(ask))
    } else {
        Message::new(title.clone()).with(Part::Heading(title))
    };
    message = message.with(Part::Lines(lines));
    if !view.celebrates {
        message = message.with(Part::Note(w.rich("celebration-off", &none())));
    }
    let own = [
        (
            OwnDay::Birthday,
            days.birthday.is_some(),
            days.birthday_shown,
        ),
        (
            OwnDay::Anniversary,
            days.began_on.is_some() || view.looked_up != LookedUp::Never,
            days.anniversary_shown,
        ),
    ];
    let chosen = own.into_iter().filter(|(_, known, _)| *known);
    // Whoever is asked may answer that all is to stay as it is.
    let buttons: Vec<Part> = chosen
        .map(|(day, _, holds)| buttons(w, day, (!view.asked).then_some(holds)))
        .collect();
    if !buttons.is_empty() {
        let how = w.rich("celebration-how", &arg("command", view.command));
        message = message.with(Part::Note(how));
    }
    buttons.into_iter().fold(message, Message::with)
}

/// A year that has every day.
const A_LEAP_YEAR: i16 = 2024;

/// What can be chosen besides what holds.
fn buttons(w: &Words<'_>, day: OwnDay, holds: Option<ShownTo>) -> Part {
    let key = match day {
        OwnDay::Birthday => "celebration-birthday-button",
        OwnDay::Anniversary => "celebration-anniversary-button",
    };
    let others = ShownTo::ALL
        .into_iter()
        .filter(|shown| Some(*shown) != holds);
    let button = |shown: ShownTo| {
        let label = w.text(key, &none().choice("choice", shown.as_str()));
        Button::new(label, actions::CELEBRATE, format!("{day}/{shown}"))
    };
    Part::Buttons(others.map(button).collect())
}

fn chosen(w: &Words<'_>, shown: ShownTo) -> Args {
    let choice = none().choice("choice", shown.as_str());
    arg("choice", w.rich("celebration-choice", &choice))
}
