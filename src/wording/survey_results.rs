//! What a survey came to.

use super::Words;
use super::kudos::channel;
use super::pattern::{arg, none, number};
use super::survey::{answer_label, question_text};
use super::survey_charts::scores;
use super::survey_follow_up::survey_follow_up;
use super::words::count;
use crate::chat::{Chart, Locale, Manner, Message, Part as Shown, Place, Rich, Span, shown_name};
use crate::ids::MemberId;
use crate::surveys::{Answered, Dimension, Enps, Kind, Part, Results, Run};

/// How long the longest bar is, in characters: it fits a phone.
const BAR: i32 = 12;

/// So many lines go into a message: the platforms cut off longer ones.
const LINES: usize = 60;

/// So many of what a group chose are named.
const FAVOURITES: usize = 3;

/// So many groups are shown of each kind.
const PARTS: usize = 15;

/// What a run came to, in numbers and words, for those who run surveys: in as many messages as it takes,
/// with at most so many comments on each question.
pub fn survey_results(
    w: &Words<'_>,
    results: &Results,
    charts: Vec<Chart>,
    most_comments: usize,
) -> Vec<Message> {
    let mut messages = vec![overview(w, results, charts)];
    for answered in &results.questions {
        let said = question(w, Message::default(), results, answered);
        let said = if answered.question.kind == Kind::Text {
            comments(w, said, results, answered, most_comments)
        } else {
            parts(w, said, answered)
        };
        let lines = lines(&said);
        match messages.last_mut() {
            Some(last) if self::lines(last) + lines <= LINES => {
                last.parts.push(Shown::Divider);
                last.parts.extend(said.parts);
            }
            _ => messages.push(continued(w, results, said)),
        }
    }
    for said in &results.follow_ups {
        messages.push(survey_follow_up(w, &results.run, said));
    }
    messages
}

/// What did not fit into the message before.
fn continued(w: &Words<'_>, results: &Results, said: Message) -> Message {
    let title = arg("title", results.run.title.as_str());
    let title = w.text("survey-results-continued", &title);
    let message = Message::new(title.clone()).with(Shown::Heading(title));
    said.parts.into_iter().fold(message, Message::with)
}

/// How many lines a message takes, about.
fn lines(message: &Message) -> usize {
    let lines = message.parts.iter().map(|part| match part {
        Shown::Lines(lines) => lines.len(),
        Shown::Quote(quote) => 1 + quote.to_plain().len() / 80,
        _ => 1,
    });
    lines.sum()
}

/// The results for everybody: without comments and groups.
pub fn survey_results_for_all(w: &Words<'_>, results: &Results, charts: Vec<Chart>) -> Message {
    let message = overview(w, results, charts);
    let counted = |it: &&Answered| it.question.kind != Kind::Text;
    let each = results.questions.iter().filter(counted);
    each.fold(message, |message, answered| {
        question(w, message.with(Shown::Divider), results, answered)
    })
}

/// Why results are not in their channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unposted {
    /// It takes nothing from us.
    Refused,
    /// People of another organisation read there.
    Shared,
}

/// For an admin: results could not be posted; what to do.
pub fn survey_unposted(
    w: &Words<'_>,
    run: &Run,
    place: &Place,
    (why, manner): (Unposted, Manner),
) -> Message {
    let key = match why {
        Unposted::Refused if manner.invites => "survey-unposted-invite",
        Unposted::Refused => "survey-unposted-add",
        Unposted::Shared => "survey-unposted-shared",
    };
    let args = arg("place", channel(w, place))
        .with("title", run.title.as_str())
        .with("command", manner.command);
    w.say(key, &args)
}

/// For an admin: a run could not be closed; what to do.
pub fn survey_not_closed(w: &Words<'_>, run: &Run) -> Message {
    let args = arg("title", run.title.as_str()).with("run", run.id.to_string());
    w.say("survey-not-closed", &args)
}

/// How many answered, and charts.
fn overview(w: &Words<'_>, results: &Results, charts: Vec<Chart>) -> Message {
    let run = &results.run;
    let title = w.text("survey-results-title", &arg("title", run.title.as_str()));
    let message = Message::new(title.clone()).with(Shown::Heading(title));
    let participation = number("answered", run.answered.into())
        .number("invited", run.invited.into())
        .number("floor", count(run.floor));
    if results.is_suppressed() {
        let enough = usize::try_from(run.answered).is_ok_and(|answered| answered >= run.floor);
        let key = if run.is_named() {
            "survey-results-named-few"
        } else if enough {
            "survey-results-unread"
        } else {
            "survey-results-suppressed"
        };
        return message.with(Shown::Text(w.rich(key, &participation)));
    }
    let message = message.with(Shown::Text(
        w.rich("survey-results-participation", &participation),
    ));
    let charts = charts.into_iter().map(Shown::Chart);
    charts.fold(message, Message::with)
}

/// How those answered who report to somebody, for them; nothing where they are too few to be shown.
pub fn survey_results_of_team(
    w: &Words<'_>,
    results: &Results,
    manager: MemberId,
) -> Option<Message> {
    let title = w.text(
        "survey-results-team",
        &arg("title", results.run.title.as_str()),
    );
    let mut message = Message::new(title.clone()).with(Shown::Heading(title));
    let begun = message.parts.len();
    for answered in &results.questions {
        let mut parts = answered.parts.iter();
        let Some(part) = parts.find(|part| part.manager == Some(manager)) else {
            continue;
        };
        let many = number("answered", part.answered.into());
        message = message
            .with(Shown::Text(bold(question_text(w, &answered.question))))
            .with(Shown::Note(w.rich("survey-results-team-answered", &many)));
        if answered.is_enps() {
            message = enps(w, message, part.enps());
        }
        message = message.with(Shown::Lines(bars(w, answered, part)));
    }
    (message.parts.len() > begun).then_some(message)
}

fn question(w: &Words<'_>, message: Message, results: &Results, answered: &Answered) -> Message {
    if answered.question.kind == Kind::Text {
        return message;
    }
    let message = message.with(Shown::Text(bold(question_text(w, &answered.question))));
    let Some(everybody) = answered.everybody() else {
        return message.with(Shown::Note(not_shown(w, results)));
    };
    let mut message = message;
    if answered.is_enps() {
        message = change(w, enps(w, message, everybody.enps()), results)
            .with(Shown::Note(w.rich("survey-results-enps-how", &none())));
    }
    message.with(Shown::Lines(bars(w, answered, everybody)))
}

/// Why nothing is said of a question.
fn not_shown(w: &Words<'_>, results: &Results) -> Rich {
    if results.run.is_named() {
        return w.rich("survey-results-named", &none());
    }
    let floor = number("floor", count(results.run.floor));
    w.rich("survey-results-question-suppressed", &floor)
}

fn enps(w: &Words<'_>, message: Message, enps: Enps) -> Message {
    let args = arg("score", signed(enps.score()))
        .number("margin", enps.margin().into())
        .number("promoters", enps.promoters.into())
        .number("passives", enps.passives.into())
        .number("detractors", enps.detractors.into());
    message.with(Shown::Text(w.rich("survey-results-enps", &args)))
}

/// How the score went since the runs before.
fn change(w: &Words<'_>, message: Message, results: &Results) -> Message {
    let (Some(now), Some((_, before))) = (results.score(), results.earlier.last()) else {
        return message;
    };
    let (change, real) = now.since(*before);
    let args = arg("change", signed(change)).choice("real", if real { "yes" } else { "no" });
    let message = message.with(Shown::Text(w.rich("survey-results-change", &args)));
    match scores(results).filter(|_| results.earlier.len() > 1) {
        Some(scores) => {
            let course = w.rich("survey-results-course", &arg("scores", scores));
            message.with(Shown::Text(course))
        }
        None => message,
    }
}

/// A number that says whether it is more or less.
pub(super) fn signed(number: i32) -> String {
    match number {
        0 => "0".to_owned(),
        1.. => format!("+{number}"),
        ..0 => format!("−{}", number.unsigned_abs()),
    }
}

fn bars(w: &Words<'_>, answered: &Answered, part: &Part) -> Vec<Rich> {
    let most = part.counts.iter().map(|(_, count)| *count).max();
    let most = most.unwrap_or_default().max(1);
    let bar = |count: i32| {
        let length = (count * BAR + most - 1) / most;
        "▇".repeat(usize::try_from(length).unwrap_or_default())
    };
    let lines = part.counts.iter().map(|(value, count)| {
        let label = answer_label(w, &answered.question, value);
        Rich::plain(format!("{label}  {} {count}", bar(*count)))
    });
    lines.collect()
}

fn parts(w: &Words<'_>, mut message: Message, answered: &Answered) -> Message {
    for dimension in [Dimension::Team, Dimension::Country, Dimension::Manager] {
        let of_it = answered
            .parts
            .iter()
            .filter(|part| part.dimension == dimension);
        let lines: Vec<Rich> = of_it
            .filter_map(|part| {
                let summary = summary(w, answered, part)?;
                let args = arg("name", shown_name(&part.name))
                    .with("summary", summary)
                    .number("answered", part.answered.into());
                Some(w.rich("survey-results-part", &args))
            })
            .take(PARTS)
            .collect();
        if !lines.is_empty() {
            let by = none().choice("dimension", dimension.as_str());
            message = message
                .with(Shown::Text(w.rich("survey-results-parts", &by)))
                .with(Shown::Lines(lines));
        }
    }
    message
}

/// How a group answered, in a word; nothing where that takes more.
fn summary(w: &Words<'_>, answered: &Answered, part: &Part) -> Option<String> {
    if answered.is_enps() {
        return Some(format!("eNPS {}", signed(part.enps().score())));
    }
    match answered.question.kind {
        Kind::Score { .. } | Kind::Agreement => {
            let average = arg("average", decimal(w.locale, average(part)?));
            Some(w.text("survey-results-average", &average))
        }
        Kind::YesNo => {
            let yes = part.counts.iter().find(|(answer, _)| answer == "yes")?.1;
            let percent = (yes * 100 + part.answered / 2) / part.answered.max(1);
            Some(format!("{} {percent} %", w.text("survey-yes", &none())))
        }
        Kind::Choice { .. } | Kind::Choices { .. } | Kind::Interests { .. } => {
            Some(favourites(w, answered, part))
        }
        Kind::Text => None,
    }
}

/// What most chose, such as "Tea 5, Coffee 3".
fn favourites(w: &Words<'_>, answered: &Answered, part: &Part) -> String {
    let mut counts: Vec<&(String, i32)> = part.counts.iter().filter(|it| it.1 > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = counts.iter().take(FAVOURITES).map(|(value, count)| {
        let label = answer_label(w, &answered.question, value);
        format!("{label} {count}")
    });
    named.collect::<Vec<_>>().join(", ")
}

fn average(part: &Part) -> Option<f64> {
    let sum = part.counts.iter().try_fold(0.0, |sum, (answer, count)| {
        let score: f64 = answer.parse().ok()?;
        Some(sum + score * f64::from(*count))
    });
    (part.answered > 0).then_some(sum? / f64::from(part.answered))
}

/// A number with one decimal, as the language writes it.
fn decimal(locale: Locale, number: f64) -> String {
    let number = format!("{number:.1}");
    match locale {
        Locale::Id => number.replace('.', ","),
        Locale::En | Locale::Ms => number,
    }
}

fn comments(
    w: &Words<'_>,
    message: Message,
    results: &Results,
    answered: &Answered,
    most: usize,
) -> Message {
    let own = answered.question.text.in_language(w.locale).map(bold);
    let title = own.unwrap_or_else(|| w.rich("survey-results-comments", &none()));
    let message = message.with(Shown::Text(title));
    if answered.comments.is_empty() {
        return message.with(Shown::Note(not_shown(w, results)));
    }
    let shown = answered.comments.iter().take(most);
    let message = shown.fold(message, |message, comment| {
        message.with(Shown::Quote(Rich::plain(comment.as_str())))
    });
    match answered.comments.len().saturating_sub(most) {
        0 => message,
        more => message.with(Shown::Note(
            w.rich("survey-results-more", &number("count", count(more))),
        )),
    }
}

fn bold(text: impl Into<String>) -> Rich {
    Rich(vec![Span::Bold(text.into())])
}
