//! Surveys: being asked, and answering.

use jiff::Zoned;
use jiff::civil::Date;

use super::interests::interest_name;
use super::pattern::{arg, none, number};
use super::survey_dates::on_schedule;
use super::survey_list::manage_surveys;
use super::survey_named::{self, withdraw_button};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Choice, Field, Form, Input, Message, Part, Rich, Style};
use crate::surveys::{
    CONSENT, INTERESTS, Kind, NotAnAnswer, Phrase, Question, Run, Scale, SurveyKind, TEXT_CHARS,
    Upcoming, WHY,
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
    let message = ask(w, Message::new(title.clone()).with(Part::Text(title)), run)
        .with(Part::Note(promise(w, run, until)));
    if run.reward_points == 0 {
        return message;
    }
    let points = arg("points", w.points(run.reward_points));
    message.with(Part::Note(w.rich("survey-reward", &points)))
}

/// The reader took part, and got points for it.
pub fn survey_rewarded(w: &Words<'_>, run: &Run) -> Message {
    let args = arg("title", run.title.as_str()).with("points", w.points(run.reward_points));
    w.say("survey-rewarded", &args)
}

/// The reader has answered.
pub fn survey_thanks(w: &Words<'_>, run: &Run, until: &Zoned) -> Message {
    let thanks = w.rich("survey-answered", &arg("title", run.title.as_str()));
    let until = arg("until", w.instant(until));
    let note = if run.is_named() {
        "survey-named-answered"
    } else {
        "survey-answered-note"
    };
    Message::new(thanks.clone())
        .with(Part::Text(thanks))
        .with(Part::Note(w.rich(note, &until)))
}

/// The reader has answered, and may think better of it.
pub fn survey_answered(w: &Words<'_>, run: &Run, until: &Zoned) -> Message {
    again(w, survey_thanks(w, run, until), run)
}

/// Adds the way to answer once more, and to take back what bears a name.
fn again(w: &Words<'_>, message: Message, run: &Run) -> Message {
    let message = match run.kind {
        SurveyKind::Enps => message.with(Part::Buttons(scores(run))),
        SurveyKind::Pulse | SurveyKind::Interest => {
            let again = w.text("survey-again", &none());
            message.with(Part::Buttons(vec![answer_button(again, run, Style::Plain)]))
        }
    };
    if run.is_named() {
        return message.with(Part::Buttons(vec![withdraw_button(w, run)]));
    }
    message
}

/// Asks the questions, with the way to answer.
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
        SurveyKind::Pulse | SurveyKind::Interest => {
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

/// How it is anonymous, or that it is not, in one breath.
fn promise(w: &Words<'_>, run: &Run, until: &Zoned) -> Rich {
    if run.is_named() {
        return survey_named::promise(w, until);
    }
    let args = number("floor", count(run.floor))
        .number("invited", run.invited.into())
        .with("until", w.instant(until));
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
            let key = match question.id.as_str() {
                WHY => "survey-why-question",
                INTERESTS => "survey-interests-question",
                CONSENT => "survey-consent-question",
                _ => "survey-enps-question",
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
        Kind::Interests { .. } => match value.parse() {
            Ok(interest) => interest_name(w, &interest),
            Err(_) => value.to_owned(),
        },
        Kind::Score { .. } | Kind::Text => value.to_owned(),
    }
}

/// The score is sealed: asks why.
pub fn survey_why_form(w: &Words<'_>, run: &Run, score: &str) -> Form {
    let key = if run.is_named() {
        "survey-named-given"
    } else {
        "survey-why-given"
    };
    let given = w.rich(key, &arg("score", score));
    let why = run.questions.iter().filter(|question| question.id == WHY);
    let mut items = vec![Part::Text(given).into()];
    items.extend(why.map(|question| field(w, run, question).into()));
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
            .map(|question| field(w, run, question).into()),
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

fn field(w: &Words<'_>, run: &Run, question: &Question) -> Field {
    let input = match question.kind {
        Kind::Text => Input::Text {
            initial: String::new(),
            multiline: true,
            max_chars: TEXT_CHARS,
        },
        Kind::Choices { .. } | Kind::Interests { .. } => choice(w, question, true),
        _ => choice(w, question, false),
    };
    let hint = match question.kind {
        Kind::YesNo if question.id == CONSENT => Some("survey-consent-hint"),
        Kind::Text if run.is_named() => None,
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

/// The sentence at a question whose answer cannot be one.
pub fn survey_answer_invalid(w: &Words<'_>, why: NotAnAnswer) -> String {
    match why {
        NotAnAnswer::Missing => w.text("survey-form-missing", &none()),
        NotAnAnswer::TooLong => w.text("survey-too-long", &number("most", count(TEXT_CHARS))),
        NotAnAnswer::NotOffered => w.text("survey-not-offered", &none()),
    }
}

/// The answers come too late.
pub fn survey_closed(w: &Words<'_>, title: &str, closed: &Zoned) -> Message {
    let args = arg("title", title).with("day", w.day(closed.date()));
    w.say("survey-closed", &args)
}

/// The reader is not asked.
pub fn survey_not_asked(w: &Words<'_>) -> Message {
    w.say("survey-not-asked", &none())
}

/// Whether the answer was kept, nobody knows.
pub fn survey_try_again(w: &Words<'_>) -> Message {
    w.say("survey-try-again", &none())
}

/// A run that asks the reader.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The run.
    pub run: Run,
    /// Until when.
    pub until: Zoned,
    /// Whether they have answered.
    pub answered: bool,
}

/// How surveys go, for whoever runs them.
#[derive(Debug)]
pub struct Going {
    /// The runs that are open, and until when.
    pub open: Vec<(Run, Zoned)>,
    /// The surveys on a schedule, by their titles, and their next dates.
    pub scheduled: Vec<(String, Vec<Upcoming>)>,
    /// The day on which that is read.
    pub today: Date,
}

/// Everything that waits for the reader's answer, what they may answer anew, and what is kept of theirs with
/// their name. Whoever runs surveys reads how they go, and how they are made.
pub fn surveys(w: &Words<'_>, waiting: &[Asking], named: &[Run], going: Option<&Going>) -> Message {
    let title = w.text("survey-waiting-title", &none());
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    if waiting.is_empty() {
        message = message.with(Part::Text(w.rich("survey-waiting-none", &none())));
    }
    for Asking {
        run,
        until,
        answered,
    } in waiting
    {
        if *answered {
            let thanks = survey_thanks(w, run, until).parts;
            let message_so_far = thanks.into_iter().fold(message, Message::with);
            message = again(w, message_so_far, run).with(Part::Divider);
            continue;
        }
        let title = w.rich("survey-invited", &arg("title", run.title.as_str()));
        message = ask(w, message.with(Part::Text(title)), run)
            .with(Part::Note(promise(w, run, until)))
            .with(Part::Divider);
    }
    message = survey_named::kept(w, message, named);
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
