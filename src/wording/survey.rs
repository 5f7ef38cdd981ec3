//! Surveys: being asked, and answering.

use jiff::Zoned;
use jiff::civil::Date;

use super::pattern::{arg, none, number};
use super::survey_dates::on_schedule;
use super::survey_list::manage_surveys;
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Choice, Field, Form, Input, Message, Part, Rich, Style};
use crate::surveys::{
    Kind, NotAnAnswer, Phrase, Question, Run, Scale, SurveyKind, TEXT_CHARS, Upcoming, WHY,
};

/// How many questions somebody answers in a minute.
const A_MINUTE: usize = 4;

/// Somebody is asked, or reminded of it.
pub fn survey_invitation(w: &Words<'_>, run: &Run, until: &Zoned, reminder: bool) -> Message {
    let key = if reminder {
        "survey-reminded"
    } else {
        "survey-invited"
    };
    let title = w.rich(key, &arg("title", run.title.as_str()));
    ask(w, Message::new(title.clone()).with(Part::Text(title)), run)
        .with(Part::Note(promise(w, run, until)))
}

/// They have answered, and may think better of it.
pub fn survey_answered(w: &Words<'_>, run: &Run, until: &Zoned) -> Message {
    let thanks = w.rich("survey-answered", &arg("title", run.title.as_str()));
    let until = arg("until", w.instant(until));
    let message = Message::new(thanks.clone())
        .with(Part::Text(thanks))
        .with(Part::Note(w.rich("survey-answered-note", &until)));
    match run.kind {
        SurveyKind::Enps => message.with(Part::Buttons(scores(run))),
        SurveyKind::Pulse => {
            let again = w.text("survey-again", &none());
            message.with(Part::Buttons(vec![answer_button(again, run, Style::Plain)]))
        }
    }
}

/// What is asked, with the way to answer.
fn ask(w: &Words<'_>, message: Message, run: &Run) -> Message {
    match run.kind {
        SurveyKind::Enps => {
            let question = run.questions.first();
            let text = question
                .map(|question| question_text(w, question))
                .unwrap_or_default();
            let least = question.map_or(0, |question| least(&question.kind));
            message
                .with(Part::Text(Rich::plain(text)))
                .with(Part::Buttons(scores(run)))
                .with(Part::Note(
                    w.rich("survey-enps-ends", &number("least", least.into())),
                ))
        }
        SurveyKind::Pulse => {
            let minutes = run.questions.len().div_ceil(A_MINUTE);
            let args = number("count", count(run.questions.len()));
            let answer = w.text("survey-answer", &none());
            message
                .with(Part::Text(w.rich(
                    "survey-questions",
                    &args.number("minutes", count(minutes)),
                )))
                .with(Part::Buttons(vec![answer_button(
                    answer,
                    run,
                    Style::Primary,
                )]))
        }
    }
}

/// How it is anonymous, in one breath.
fn promise(w: &Words<'_>, run: &Run, until: &Zoned) -> Rich {
    let args = number("floor", count(run.floor)).with("until", w.instant(until));
    w.rich("survey-promise", &args)
}

fn least(kind: &Kind) -> u8 {
    match kind {
        Kind::Score { scale } => scale.least(),
        _ => Scale::FromZero.least(),
    }
}

/// A button for each score, which says the number.
fn scores(run: &Run) -> Vec<Button> {
    let values = run.questions.first().map(|question| question.kind.values());
    let button = |score: String| Button {
        action: actions::SURVEY_SCORE.into(),
        value: format!("{} {score}", run.id),
        label: score,
        style: Style::Plain,
        confirm: None,
        opens_form: true,
    };
    values.unwrap_or_default().into_iter().map(button).collect()
}

fn answer_button(label: String, run: &Run, style: Style) -> Button {
    Button {
        label,
        action: actions::SURVEY_OPEN.into(),
        value: run.id.to_string(),
        style,
        confirm: None,
        opens_form: true,
    }
}

/// What a question asks: its own words, or ours.
pub fn question_text(w: &Words<'_>, question: &Question) -> String {
    let own = question.text.in_language(w.locale);
    own.map_or_else(
        || {
            let key = if question.id == WHY {
                "survey-why-question"
            } else {
                "survey-enps-question"
            };
            w.text(key, &none())
        },
        str::to_owned,
    )
}

/// What an answer is called.
pub(super) fn answer_label(w: &Words<'_>, question: &Question, value: &str) -> String {
    let option = |options: &[Phrase]| {
        let number: usize = value.parse().unwrap_or_default();
        let option = options.get(number.wrapping_sub(1))?;
        option.in_language(w.locale).map(str::to_owned)
    };
    match &question.kind {
        Kind::Agreement => {
            let number_of = value.parse().unwrap_or_default();
            w.text("survey-agree", &number("value", number_of))
        }
        Kind::YesNo if value == "yes" => w.text("survey-yes", &none()),
        Kind::YesNo => w.text("survey-no", &none()),
        Kind::Choice { options } | Kind::Choices { options } => {
            option(options).unwrap_or_else(|| value.to_owned())
        }
        Kind::Score { .. } | Kind::Text => value.to_owned(),
    }
}

/// The score is sealed: asks why.
pub fn survey_why_form(w: &Words<'_>, run: &Run, score: &str) -> Form {
    let given = w.rich("survey-why-given", &arg("score", score));
    let why = run.questions.iter().filter(|question| question.id == WHY);
    let mut items = vec![Part::Text(given).into()];
    items.extend(why.map(|question| field(w, question).into()));
    Form {
        title: w.text("survey-why-title", &none()),
        submit: Some(w.text("survey-why-submit", &none())),
        items,
        ..empty_form(w, run)
    }
}

/// All questions at once.
pub fn survey_form(w: &Words<'_>, run: &Run, until: &Zoned) -> Form {
    let mut items = vec![Part::Heading(run.title.clone()).into()];
    items.extend(
        run.questions
            .iter()
            .map(|question| field(w, question).into()),
    );
    items.push(Part::Note(promise(w, run, until)).into());
    Form {
        title: w.text("survey-form-title", &none()),
        submit: Some(w.text("survey-why-submit", &none())),
        items,
        ..empty_form(w, run)
    }
}

fn empty_form(w: &Words<'_>, run: &Run) -> Form {
    Form {
        id: actions::FORM_SURVEY.into(),
        title: String::new(),
        submit: None,
        cancel: w.text("survey-close-form", &none()),
        context: run.id.to_string(),
        items: Vec::new(),
        missing: w.text("survey-form-missing", &none()),
        back: None,
    }
}

fn field(w: &Words<'_>, question: &Question) -> Field {
    let input = match question.kind {
        Kind::Text => Input::Text {
            initial: String::new(),
            multiline: true,
            max_chars: TEXT_CHARS,
        },
        Kind::Choices { .. } => choice(w, question, true),
        _ => choice(w, question, false),
    };
    let hint = match question.kind {
        Kind::Text if question.id == WHY => Some("survey-why-hint"),
        Kind::Text => Some("survey-text-hint"),
        _ => None,
    };
    Field {
        name: question.id.clone(),
        label: question_text(w, question),
        hint: hint.map(|key| w.text(key, &none())),
        optional: !question.required,
        input,
    }
}

fn choice(w: &Words<'_>, question: &Question, several: bool) -> Input {
    let options = question.kind.values().into_iter().map(|value| Choice {
        label: answer_label(w, question, &value),
        value,
    });
    Input::Choice {
        options: options.collect(),
        initial: Vec::new(),
        several,
    }
}

/// What is said at a question whose answer cannot be one.
pub fn survey_answer_invalid(w: &Words<'_>, why: NotAnAnswer) -> String {
    match why {
        NotAnAnswer::Missing => w.text("survey-form-missing", &none()),
        NotAnAnswer::TooLong => w.text("survey-too-long", &number("most", count(TEXT_CHARS))),
        NotAnAnswer::NotOffered => w.text("survey-not-offered", &none()),
    }
}

/// They come too late.
pub fn survey_closed(w: &Words<'_>, title: &str, closed: &Zoned) -> Message {
    let args = arg("title", title).with("day", w.day(closed.date()));
    w.say("survey-closed", &args)
}

/// They are not asked.
pub fn survey_not_asked(w: &Words<'_>) -> Message {
    w.say("survey-not-asked", &none())
}

/// Whether the answer was kept, nobody knows.
pub fn survey_try_again(w: &Words<'_>) -> Message {
    w.say("survey-try-again", &none())
}

/// How surveys go, for whoever runs them.
#[derive(Debug)]
pub struct Going {
    /// Those that are open, and until when.
    pub open: Vec<(Run, Zoned)>,
    /// Those on a schedule, by their titles, and their next dates.
    pub scheduled: Vec<(String, Vec<Upcoming>)>,
    /// The day on which that is read.
    pub today: Date,
}

/// Everything that waits for the reader's answer. Whoever runs surveys reads how they go, and how they
/// are made.
pub fn surveys(w: &Words<'_>, waiting: &[(Run, Zoned)], going: Option<&Going>) -> Message {
    let title = w.text("survey-waiting-title", &none());
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    if waiting.is_empty() {
        message = message.with(Part::Text(w.rich("survey-waiting-none", &none())));
    }
    for (run, until) in waiting {
        let title = w.rich("survey-invited", &arg("title", run.title.as_str()));
        message = ask(w, message.with(Part::Text(title)), run)
            .with(Part::Note(promise(w, run, until)))
            .with(Part::Divider);
    }
    let Some(going) = going else {
        return message;
    };
    for (run, until) in &going.open {
        let args = arg("title", run.title.as_str())
            .number("answered", run.answered.into())
            .number("invited", run.invited.into())
            .with("until", w.instant(until));
        message = message.with(Part::Text(w.rich("survey-run-open", &args)));
    }
    for (title, ahead) in &going.scheduled {
        let dates = on_schedule(w, title, ahead, going.today);
        message = message.with(Part::Text(dates));
    }
    message
        .with(Part::Note(w.rich("survey-waiting-how", &none())))
        .with(Part::Buttons(vec![manage_surveys(w)]))
}
