//! Results for machines.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::chat::Locale;
use crate::ids::{RunId, SurveyId};
use crate::surveys::{Answered, Dimension, Enps, Kind, Part, Results, RunState};

/// What a run came to.
#[derive(Serialize)]
pub(super) struct Whole<'a> {
    run: RunId,
    survey: SurveyId,
    title: &'a str,
    state: &'static str,
    invited: i32,
    answered: i32,
    floor: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    suppressed: bool,
    questions: Vec<Question<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<BTreeMap<&'a str, &'a [String]>>,
}

#[derive(Serialize)]
struct Question<'a> {
    id: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    suppressed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distribution: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enps: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bands: Option<Enps>,
    #[serde(skip_serializing_if = "Option::is_none")]
    margin: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<i32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    by: Dimension,
    name: &'a str,
    answered: i32,
    distribution: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enps: Option<i32>,
}

impl<'a> From<&'a Results> for Whole<'a> {
    fn from(results: &'a Results) -> Self {
        let run = &results.run;
        let comments: BTreeMap<&str, &[String]> = results
            .questions
            .iter()
            .filter(|answered| !answered.comments.is_empty())
            .map(|answered| (answered.question.id.as_str(), &*answered.comments))
            .collect();
        Self {
            run: run.id,
            survey: run.survey,
            title: &run.title,
            state: run.state.as_str(),
            invited: run.invited,
            answered: run.answered,
            floor: run.floor,
            suppressed: run.state == RunState::Closed && results.is_suppressed(),
            questions: results
                .questions
                .iter()
                .map(|answered| Question::of(results, answered))
                .collect(),
            comments: (!comments.is_empty()).then_some(comments),
        }
    }
}

impl<'a> Question<'a> {
    fn of(results: &Results, answered: &'a Answered) -> Self {
        let everybody = answered.everybody();
        let enps = everybody.filter(|_| answered.is_enps()).map(Part::enps);
        let change = enps
            .zip(results.earlier.last())
            .map(|(now, (_, then))| now.since(*then).0);
        let groups = answered.parts.iter();
        let groups = groups.filter(|part| part.dimension != Dimension::All);
        Self {
            id: &answered.question.id,
            kind: answered.question.kind.name(),
            suppressed: answered.answered().is_none(),
            answered: answered.answered(),
            distribution: everybody.map(|part| distribution(answered, part)),
            enps: enps.map(Enps::score),
            bands: enps,
            margin: enps.map(Enps::margin),
            change,
            groups: groups
                .map(|part| Group {
                    by: part.dimension,
                    name: &part.name,
                    answered: part.answered,
                    distribution: distribution(answered, part),
                    enps: answered.is_enps().then(|| part.enps().score()),
                })
                .collect(),
        }
    }
}

/// How often each answer was given, by what it is called in English, where it is called anything.
pub(super) fn distribution(answered: &Answered, part: &Part) -> Map<String, Value> {
    let called = |value: &str| match &answered.question.kind {
        Kind::Choice { options } | Kind::Choices { options } => {
            let number: usize = value.parse().ok()?;
            let option = options.get(number.checked_sub(1)?)?;
            option.in_language(Locale::En).map(str::to_owned)
        }
        _ => None,
    };
    let each = part.counts.iter();
    each.map(|(value, count)| {
        let name = called(value).unwrap_or_else(|| value.clone());
        (name, Value::from(*count))
    })
    .collect()
}
