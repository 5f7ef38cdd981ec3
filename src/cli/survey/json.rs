//! Results for machines.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::ids::{MemberId, RunId, SurveyId};
use crate::surveys::{Answered, Dimension, Enps, Named, Part, Results, Run};

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
    /// What was said about it since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follow_ups: Vec<Said<'a>>,
    /// Of a closed survey with names, who answered what.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<Vec<ByName<'a>>>,
}

#[derive(Serialize)]
struct Said<'a> {
    said_at: String,
    text: &'a str,
}

#[derive(Serialize)]
struct ByName<'a> {
    member: MemberId,
    name: &'a str,
    answers: BTreeMap<&'a str, Vec<String>>,
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

impl<'a> Whole<'a> {
    /// With who answered what, of a survey with names.
    pub(super) fn of(results: &'a Results, named: &'a [Named]) -> Self {
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
            suppressed: results.is_suppressed(),
            questions: results
                .questions
                .iter()
                .map(|answered| Question::of(results, answered))
                .collect(),
            comments: (!comments.is_empty()).then_some(comments),
            follow_ups: results
                .follow_ups
                .iter()
                .map(|said| Said {
                    said_at: said.said_at.to_string(),
                    text: &said.text,
                })
                .collect(),
            answers: run.is_named().then(|| {
                let each = named.iter().map(|named| ByName {
                    member: named.member,
                    name: &named.name,
                    answers: answers(run, named),
                });
                each.collect()
            }),
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

/// What somebody answered, by question, as it is called in English.
pub(super) fn answers<'a>(run: &'a Run, named: &Named) -> BTreeMap<&'a str, Vec<String>> {
    let each = run.questions.iter().map(|question| {
        let said = named.answer(question).iter();
        (
            &*question.id,
            said.map(|it| question.called(it).unwrap_or(it).to_owned())
                .collect(),
        )
    });
    each.filter(|(_, said): &(_, Vec<String>)| !said.is_empty())
        .collect()
}

/// How often each answer was given, by what it is called in English, where it is called anything.
pub(super) fn distribution(answered: &Answered, part: &Part) -> Map<String, Value> {
    let each = part.counts.iter();
    each.map(|(value, count)| {
        let called = answered.question.called(value).unwrap_or(value);
        (called.to_owned(), Value::from(*count))
    })
    .collect()
}
