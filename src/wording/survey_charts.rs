//! Charts of what a survey came to.

use super::Words;
use super::pattern::none;
use super::survey::{answer_label, question_text};
use super::survey_results::signed;
use crate::chat::{Chart, Mood, Point, Shape};
use crate::database::Ts;
use crate::settings::Charts;
use crate::surveys::{Answered, Enps, Figure, Results};

/// A figure of results as a chart, still without a picture; nothing where there is nothing to be drawn.
pub fn survey_chart(w: &Words<'_>, results: &Results, figure: Figure) -> Option<Chart> {
    let (title, shape, points) = match figure {
        Figure::Question(number) => {
            let answered = results.questions.get(number)?;
            let title = if answered.is_enps() {
                w.text("survey-chart-scores", &none())
            } else {
                question_text(w, &answered.question)
            };
            (title, Shape::Bars, answers(w, answered)?)
        }
        Figure::Trend => {
            let title = w.text("survey-chart-course", &none());
            (title, Shape::Line, course(w, results)?)
        }
    };
    let told = points
        .iter()
        .map(|it| format!("{}: {}", it.label, it.value));
    let alt = format!("{title}. {}", told.collect::<Vec<_>>().join(", "));
    Some(Chart {
        title,
        shape,
        points,
        alt,
        picture: None,
        drawn_by_slack: w.settings.survey_charts == Charts::Native,
    })
}

fn answers(w: &Words<'_>, answered: &Answered) -> Option<Vec<Point>> {
    let everybody = answered.everybody()?;
    let points = everybody.counts.iter().map(|(value, count)| Point {
        label: answer_label(w, &answered.question, value),
        value: *count,
        mood: if answered.is_enps() {
            mood(Enps::of([(value.as_str(), 1)]))
        } else {
            Mood::Plain
        },
    });
    Some(points.collect())
}

/// The band that a single score is in.
const fn mood(one: Enps) -> Mood {
    match one {
        Enps { promoters: 1, .. } => Mood::Good,
        Enps { passives: 1, .. } => Mood::Fair,
        _ => Mood::Bad,
    }
}

/// The score of each run, this one last.
fn course(w: &Words<'_>, results: &Results) -> Option<Vec<Point>> {
    let now = results.run.closed_at.unwrap_or(results.run.closes_at);
    let this = (now, results.score()?);
    let runs = results.earlier.iter().copied().chain([this]);
    let day = |at: Ts| w.settings.day(at.0);
    let points = runs.map(|(closed, enps)| Point {
        label: w.day_ahead(day(closed), day(now)),
        value: enps.score(),
        mood: Mood::Plain,
    });
    Some(points.collect())
}

/// The scores of all runs in a line, such as "−3 → +12".
pub(super) fn scores(results: &Results) -> Option<String> {
    let this = results.score()?;
    let runs = results.earlier.iter().map(|(_, enps)| *enps).chain([this]);
    let scores: Vec<String> = runs.map(|enps| signed(enps.score())).collect();
    (scores.len() > 1).then(|| scores.join(" → "))
}
