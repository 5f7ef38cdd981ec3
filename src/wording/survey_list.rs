//! The surveys, for whoever runs them.

use jiff::Zoned;
use jiff::civil::Date;

use super::pattern::{arg, none, number};
use super::survey_dates::dates;
use super::survey_follow_up::follow_up_button;
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Confirm, Message, Part, Rich, Span, Style};
use crate::surveys::{Audience, Run, Survey, SurveyKind, Upcoming};

/// How a survey goes.
#[derive(Debug)]
pub struct SurveyLine {
    /// The survey.
    pub survey: Survey,
    /// How often it was sent.
    pub times: usize,
    /// The run that is open, and until when.
    pub open: Option<(Run, Zoned)>,
    /// The latest run that is closed.
    pub closed: Option<Run>,
    /// Its next dates, where it is on a schedule.
    pub ahead: Option<Vec<Upcoming>>,
}

/// A page of the surveys.
#[derive(Debug)]
pub struct SurveyList<'a> {
    /// The surveys on it.
    pub lines: &'a [SurveyLine],
    /// Which page it is; the first is 0.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The day on which that is read.
    pub today: Date,
    /// What was just done.
    pub news: Option<Rich>,
}

/// The surveys, each with what can be done about it.
pub fn survey_list(w: &Words<'_>, list: SurveyList<'_>) -> Message {
    let title = w.text("surveys-title", &none());
    let mut message = match list.news {
        Some(news) => Message::new(news.clone()).with(Part::Text(news)),
        None => Message::new(title.clone()),
    };
    message = message.with(Part::Heading(title));
    if list.lines.is_empty() {
        message = message.with(Part::Text(w.rich("surveys-none", &none())));
    }
    for line in list.lines {
        message = message
            .with(Part::Text(told(w, line, list.today)))
            .with(Part::Buttons(about(w, line)));
    }
    if list.pages > 1 {
        let page = number("page", count(list.page + 1)).number("pages", count(list.pages));
        message = message.with(Part::Note(w.rich("shop-page", &page)));
    }
    let to = |key: &str, page: usize| {
        Button::new(w.text(key, &none()), actions::SURVEYS, page.to_string())
    };
    let earlier = list.page.checked_sub(1);
    let later = list.page + 1;
    let mut turns = vec![new(w)];
    turns.extend(earlier.map(|page| to("shop-earlier", page)));
    turns.extend((later < list.pages).then(|| to("shop-more", later)));
    message.with(Part::Divider).with(Part::Buttons(turns))
}

/// "*Autumn* · eNPS · asks everybody", and below it how it goes.
fn told(w: &Words<'_>, line: &SurveyLine, today: Date) -> Rich {
    let asked = &line.survey.definition;
    let audience = audience(w, &asked.audience);
    let kind = match asked.kind {
        SurveyKind::Enps => "enps",
        SurveyKind::Pulse | SurveyKind::Interest => "pulse",
    };
    let args = arg("title", asked.title.as_str())
        .choice("kind", kind)
        .number("count", count(asked.questions.len()))
        .with("audience", audience);
    let mut said = w.rich("surveys-line", &args);
    let mut add = |note: Rich| {
        said.0.push(Span::Text("\n".to_owned()));
        said.0.extend(note.0);
    };
    match &line.open {
        Some((run, until)) => {
            let args = number("answered", run.answered.into())
                .number("invited", run.invited.into())
                .with("until", w.instant(until));
            add(w.rich("surveys-open", &args));
        }
        None => add(w.rich("surveys-times", &number("count", count(line.times)))),
    }
    match line.ahead.as_deref() {
        None => {}
        Some([]) => add(w.rich("surveys-over", &none())),
        Some(ahead) => {
            let dates = dates(w, ahead, today);
            add(w.rich("surveys-next", &arg("dates", dates)));
        }
    }
    said
}

/// Who is asked, as it is typed; a channel as it is called.
fn audience(w: &Words<'_>, audience: &Audience) -> Rich {
    if *audience == Audience::default() {
        return w.rich("surveys-everyone", &none());
    }
    let typed = Audience {
        channel: None,
        ..audience.clone()
    };
    let channel = audience
        .channel
        .as_deref()
        .map(|channel| match channel.parse() {
            Ok(place) => super::kudos::channel(w, &place),
            Err(_) => Rich::plain(channel),
        });
    let typed = (typed != Audience::default()).then(|| Span::Code(typed.to_string()));
    let both = channel.is_some() && typed.is_some();
    let mut said = channel.unwrap_or_default();
    said.0.extend(both.then(|| Span::Text(", ".to_owned())));
    said.0.extend(typed);
    said
}

fn about(w: &Words<'_>, line: &SurveyLine) -> Vec<Button> {
    let survey = line.survey.id.to_string();
    let button = |key: &str, action| Button::new(w.text(key, &none()), action, survey.clone());
    let sure = |what: &'static str, yes: &str| Confirm {
        title: w.text("surveys-sure", &none().choice("what", what)),
        text: w.text("surveys-sure-what", &none().choice("what", what)),
        yes: w.text(yes, &none()),
        no: w.text("surveys-sure-no", &none()),
    };
    let mut buttons = vec![button("surveys-try", actions::SURVEY_TRY)];
    match &line.open {
        Some((run, _)) => buttons.push(Button {
            value: run.id.to_string(),
            confirm: Some(sure("close", "surveys-close")),
            ..button("surveys-close", actions::SURVEY_CLOSE)
        }),
        None => buttons.push(button("surveys-launch", actions::SURVEY_LAUNCH).opening_a_form()),
    }
    buttons.push(button("surveys-dates", actions::SURVEY_DATES).opening_a_form());
    if line.ahead.is_some() {
        buttons.push(button("surveys-unschedule", actions::SURVEY_UNSCHEDULE));
    }
    buttons.extend(line.closed.as_ref().map(|run| follow_up_button(w, run)));
    buttons.push(Button {
        confirm: Some(sure("archive", "surveys-archive")),
        ..button("surveys-archive", actions::SURVEY_ARCHIVE)
    });
    buttons
}

fn new(w: &Words<'_>) -> Button {
    let new = Button::new(
        w.text("surveys-new", &none()),
        actions::SURVEY_NEW,
        String::new(),
    );
    Button {
        style: Style::Primary,
        ..new.opening_a_form()
    }
}

/// The button that leads to the surveys from elsewhere.
pub(super) fn manage_surveys(w: &Words<'_>) -> Button {
    Button::new(
        w.text("surveys-manage", &none()),
        actions::SURVEYS,
        "0".to_owned(),
    )
}

/// A survey was made.
pub fn survey_made(w: &Words<'_>, title: &str) -> Rich {
    w.rich("surveys-made", &arg("title", title))
}

/// People are asked.
pub fn survey_sent(w: &Words<'_>, title: &str, asked: i32) -> Rich {
    w.rich(
        "surveys-sent",
        &arg("title", title).number("count", asked.into()),
    )
}

/// A survey has its dates.
pub fn survey_scheduled(w: &Words<'_>) -> Rich {
    w.rich("surveys-scheduled", &none())
}

/// A run could not be closed.
pub fn survey_stays_open(w: &Words<'_>) -> Message {
    w.say("surveys-stays-open", &none())
}
