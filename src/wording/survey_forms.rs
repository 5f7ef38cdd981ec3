//! The forms of whoever runs surveys: a new one, sending it, and its dates.

use jiff::Zoned;
use jiff::civil::Date;

use super::pattern::{arg, none, number};
use super::survey::survey_invitation;
use super::survey_dates::{dates, reason};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Choice, Field, Form, Input, Item, Message, Part, Rich};
use crate::ids::SurveyId;
use crate::schedule::Rhythm;
use crate::surveys::{NotLaunched, Run, Upcoming, library};

/// The longest title, in characters.
const TITLE_CHARS: usize = 75;

/// The longest text of all questions, and of one, in characters.
const QUESTIONS_CHARS: usize = 3000;
const QUESTION_CHARS: usize = 300;

/// The longest audience, in characters.
const AUDIENCE_CHARS: usize = 200;

/// The longest that a run is open, in days, and how long it is unless something else is said.
const MOST_DAYS: i64 = 90;
const USUAL_DAYS: i64 = 5;

/// A day and an hour as they are typed, in characters.
const DAY_CHARS: usize = 10;
const HOUR_CHARS: usize = 5;

/// The most people of whom nothing may be shown.
const MOST_FLOOR: i64 = 100_000;

words! {
    /// What sort of survey is made.
    pub enum SurveySort {
        /// Would they recommend it, from 0 to 10.
        Enps = "enps",
        /// Would they recommend it, from 1 to 10.
        EnpsFromOne = "enps_from_one",
        /// Questions of the library, and of one's own.
        Pulse = "pulse",
        /// What people like of the rewards, and whether the shop may go by it.
        Interest = "interest",
    }
}

/// Why what was typed cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyFault {
    /// Nothing that is offered was chosen.
    Choose,
    /// There is no title, or too long a one.
    Title,
    /// There are no questions, or too many.
    Questions,
    /// The rewards cannot be asked about by people who have no names.
    Nameless,
    /// This question is too long.
    Question(usize),
    /// These are asked by another sort of survey.
    OnlyOfPulse,
    /// It names nobody.
    Audience,
    /// It names a channel or a group that is not known.
    Circle,
    /// It would show too few.
    Floor,
    /// It is no day.
    Day,
    /// It is no hour.
    Hour,
    /// It is too short or too long.
    Days,
    /// It would be open when the next one comes.
    Overlap,
    /// All its dates have been.
    Past,
    /// The survey is put away.
    Archived,
}

/// The sentence at the question whose answer cannot be.
pub fn survey_fault(w: &Words<'_>, fault: SurveyFault) -> String {
    let (what, number_of) = match fault {
        SurveyFault::Choose => ("choose", 0),
        SurveyFault::Title => ("title", 0),
        SurveyFault::Questions => ("questions", 0),
        SurveyFault::Nameless => ("nameless", 0),
        SurveyFault::Question(number) => ("question", number),
        SurveyFault::OnlyOfPulse => ("only_pulse", 0),
        SurveyFault::Audience => ("audience", 0),
        SurveyFault::Circle => ("circle", 0),
        SurveyFault::Floor => ("floor", 0),
        SurveyFault::Day => ("day", 0),
        SurveyFault::Hour => ("hour", 0),
        SurveyFault::Days => ("days", 0),
        SurveyFault::Overlap => ("overlap", 0),
        SurveyFault::Past => ("past", 0),
        SurveyFault::Archived => ("archived", 0),
    };
    let args = number("number", count(number_of)).choice("what", what);
    w.text("survey-fault", &args)
}

/// The dates that were shown are not taken.
pub fn survey_not_scheduled(w: &Words<'_>, fault: SurveyFault) -> Message {
    Message::text(Rich::plain(survey_fault(w, fault)))
}

/// The form that makes a survey: what it asks, and whom.
pub fn survey_new_form(w: &Words<'_>) -> Form {
    let sorts = [
        SurveySort::Enps,
        SurveySort::EnpsFromOne,
        SurveySort::Pulse,
        SurveySort::Interest,
    ];
    let sorts = sorts.map(|sort| (sort.as_str(), "survey-sort"));
    let names = ["anonymous", "named"].map(|it| (it, "survey-names"));
    let items = vec![
        field(w, "sort", false, choice(w, &sorts, "enps")),
        field(w, "title", false, line("", TITLE_CHARS)),
        field(w, "library", true, questions_of_library(w)),
        field(w, "questions", true, lines(QUESTIONS_CHARS)),
        field(w, "wish", true, line("", QUESTION_CHARS)),
        field(w, "names", false, choice(w, &names, "anonymous")),
        field(w, "audience", true, line("everyone", AUDIENCE_CHARS)),
        field(w, "floor", true, numeric(None, 3, MOST_FLOOR)),
    ];
    form(w, actions::FORM_SURVEY_NEW, "new", items, String::new())
}

/// The library, in the reader's language.
fn questions_of_library(w: &Words<'_>) -> Input {
    let options = library().iter().map(|sample| Choice {
        value: sample.question.id.clone(),
        label: super::question_text(w, &sample.question),
    });
    Input::Choice {
        options: options.collect(),
        initial: Vec::new(),
        several: true,
    }
}

/// What people get, and for how long.
pub fn survey_launch_form(w: &Words<'_>, run: &Run, until: &Zoned) -> Form {
    let mut items: Vec<Item> = vec![Part::Note(w.rich("survey-preview", &none())).into()];
    items.extend(preview(w, run, until).into_iter().map(Item::from));
    items.push(field(
        w,
        "days",
        false,
        numeric(Some(USUAL_DAYS), 1, MOST_DAYS),
    ));
    form(
        w,
        actions::FORM_SURVEY_LAUNCH,
        "launch",
        items,
        run.survey.to_string(),
    )
}

/// What people get, without what they press, and what they are asked then.
fn preview(w: &Words<'_>, run: &Run, until: &Zoned) -> Vec<Part> {
    let invitation = survey_invitation(w, run, until, false);
    let parts = invitation.parts.into_iter();
    let shown = parts.filter(|part| !matches!(part, Part::Buttons(_)));
    let questions = run.questions.iter().map(|it| super::question_text(w, it));
    let questions = questions.map(Rich::plain).collect();
    shown.chain([Part::Lines(questions)]).collect()
}

/// When it is to be sent.
pub fn survey_dates_form(w: &Words<'_>, survey: SurveyId, title: &str, first: Date) -> Form {
    let rhythms = Rhythm::ALL.map(|rhythm| (rhythm.as_str(), "survey-rhythm"));
    let skips = [("weekends", "survey-skip"), ("holidays", "survey-skip")];
    let skips = match choice(w, &skips, "weekends") {
        Input::Choice {
            options, initial, ..
        } => Input::Choice {
            options,
            initial,
            several: true,
        },
        other => other,
    };
    let first = first.to_string();
    let items = vec![
        Part::Heading(title.to_owned()).into(),
        field(
            w,
            "rhythm",
            false,
            choice(w, &rhythms, Rhythm::MonthlyByWeekday.as_str()),
        ),
        field(w, "first", false, line(&first, DAY_CHARS)),
        field(w, "hour", false, line("10:00", HOUR_CHARS)),
        field(w, "days", false, numeric(Some(USUAL_DAYS), 1, MOST_DAYS)),
        field(w, "skip", true, skips),
        field(w, "until", true, line("", DAY_CHARS)),
    ];
    form(
        w,
        actions::FORM_SURVEY_DATES,
        "dates",
        items,
        survey.to_string(),
    )
}

/// The dates that it would have, before they count.
pub fn survey_dates_preview(
    w: &Words<'_>,
    title: &str,
    (ahead, today): (&[Upcoming], Date),
    context: String,
) -> Form {
    let dates = arg("dates", dates(w, ahead, today)).with("title", title);
    let items = vec![
        Part::Text(w.rich("survey-dates-would", &dates)).into(),
        Part::Note(w.rich("survey-dates-note", &none())).into(),
    ];
    form(w, actions::FORM_SURVEY_SCHEDULE, "schedule", items, context)
}

/// Why a survey is not sent now.
pub fn survey_not_sent(w: &Words<'_>, why: &NotLaunched) -> String {
    w.text("survey-not-sent", &reason(why))
}

/// Somebody tries a survey out: it looks as it will, and says that it is none.
pub fn survey_trial(w: &Words<'_>, run: &Run, until: &Zoned) -> Message {
    let note = w.rich("survey-trial", &none());
    let mut message = Message::new(note.clone()).with(Part::Note(note));
    message
        .parts
        .extend(survey_invitation(w, run, until, false).parts);
    message
}

/// What was answered is thrown away.
pub fn survey_trial_over(w: &Words<'_>) -> Message {
    w.say("survey-trial-over", &none())
}

pub(super) fn form(
    w: &Words<'_>,
    id: &str,
    what: &'static str,
    items: Vec<Item>,
    context: String,
) -> Form {
    let which = || none().choice("what", what);
    Form {
        id: id.to_owned(),
        title: w.text("survey-form", &which()),
        submit: Some(w.text("survey-form-submit", &which())),
        cancel: w.text("survey-close-form", &none()),
        context,
        items,
        missing: w.text("survey-form-missing", &none()),
        back: None,
    }
}

pub(super) fn field(w: &Words<'_>, name: &'static str, optional: bool, input: Input) -> Item {
    let which = || none().choice("what", name);
    Item::Field(Field {
        name: name.to_owned(),
        label: w.text("survey-ask", &which()),
        hint: HINTED
            .contains(&name)
            .then(|| w.text("survey-ask-hint", &which())),
        optional,
        input,
    })
}

/// The questions with a line of help.
const HINTED: &[&str] = &[
    "audience",
    "days",
    "first",
    "floor",
    "hour",
    "library",
    "names",
    "questions",
    "said",
    "skip",
    "until",
    "wish",
];

fn line(initial: &str, max_chars: usize) -> Input {
    Input::Text {
        initial: initial.to_owned(),
        multiline: false,
        max_chars,
    }
}

pub(super) const fn lines(max_chars: usize) -> Input {
    Input::Text {
        initial: String::new(),
        multiline: true,
        max_chars,
    }
}

const fn numeric(initial: Option<i64>, min: i64, max: i64) -> Input {
    Input::Number { initial, min, max }
}

fn choice(w: &Words<'_>, offered: &[(&'static str, &str)], initial: &str) -> Input {
    let options = offered.iter().map(|(value, key)| Choice {
        value: (*value).to_owned(),
        label: w.text(key, &none().choice("what", value)),
    });
    Input::Choice {
        options: options.collect(),
        initial: vec![initial.to_owned()],
        several: false,
    }
}
