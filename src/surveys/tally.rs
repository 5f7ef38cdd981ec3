//! Counting ballots: what is written of them. Pure.

use std::collections::{BTreeMap, HashMap};

use super::disclosure::{Candidate, Parts, shown};
use super::question::{Answer, Kind, Question};
use crate::ids::MemberId;

words! {
    /// By what results are broken down.
    pub enum Dimension {
        /// By nothing: everybody.
        All = "all",
        /// By units of the organisation.
        Team = "team",
        /// By countries.
        Country = "country",
        /// By whom people report to.
        Manager = "manager",
    }
}

/// What stands for any answer, where it is counted how many gave one: whoever chose several is one of them.
pub(super) const ANSWERED: &str = "";

/// What one person answered, with the groups that they belong to and without who they are. It never
/// leaves memory.
pub(super) struct Ballots {
    /// The answers, by question.
    pub(super) answers: Vec<Answer>,
    /// The groups.
    pub(super) groups: Vec<(Dimension, String)>,
    /// The group of those who report to them, where somebody does: they belong to their own team.
    pub(super) leads: Option<String>,
}

/// What is known of the people asked from another run that asked the same.
pub(super) struct Elsewhere {
    /// The questions that it asked, too.
    pub(super) questions: Vec<String>,
    /// What it showed of those it asked, and whom of them this run asks.
    pub(super) parts: Parts,
    /// Who of them is in the groups of this run, by their numbers there.
    pub(super) groups: HashMap<(Dimension, String), Vec<usize>>,
}

/// The groups of somebody, as far as they are known.
pub(super) fn groups_of(
    team: Option<&String>,
    country: Option<&String>,
    manager: Option<MemberId>,
) -> Vec<(Dimension, String)> {
    let groups = [
        (Dimension::Team, team.cloned()),
        (Dimension::Country, country.cloned()),
        (Dimension::Manager, manager.map(|it| it.to_string())),
    ];
    let known = |(dimension, part): (_, Option<String>)| Some((dimension, part?));
    groups.into_iter().filter_map(known).collect()
}

/// How often an answer was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) question: String,
    pub(super) dimension: Dimension,
    pub(super) part: String,
    pub(super) answer: String,
    pub(super) times: i32,
}

/// What is kept of all ballots: the counts and the comments.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) counts: Vec<Count>,
    /// The comments by question, in no order yet.
    pub(super) comments: Vec<(String, Vec<String>)>,
}

/// Counts what may be shown.
pub(super) fn tally(
    questions: &[Question],
    cast: &[Ballots],
    elsewhere: &[Elsewhere],
    floor: usize,
) -> Tally {
    let mut tally = Tally::default();
    if cast.len() < floor {
        return tally;
    }
    for (number, question) in questions.iter().enumerate() {
        let answered: Vec<(&Answer, &Ballots)> = cast
            .iter()
            .filter_map(|ballots| {
                let answer = ballots.answers.get(number)?;
                (*answer != Answer::Skipped).then_some((answer, ballots))
            })
            .collect();
        if answered.len() < floor {
            continue;
        }
        if question.kind == Kind::Text {
            let text = |(answer, _): &(&Answer, _)| match answer {
                Answer::Text(text) => Some(text.clone()),
                _ => None,
            };
            let comments = answered.iter().filter_map(text).collect();
            tally.comments.push((question.id.clone(), comments));
        } else {
            let asked = |it: &&Elsewhere| it.questions.contains(&question.id);
            let elsewhere: Vec<&Elsewhere> = elsewhere.iter().filter(asked).collect();
            tally.count(question, &answered, &elsewhere, floor);
        }
    }
    tally
}

impl Tally {
    fn count(
        &mut self,
        question: &Question,
        answered: &[(&Answer, &Ballots)],
        elsewhere: &[&Elsewhere],
        floor: usize,
    ) {
        let everybody = (0..answered.len()).collect();
        self.add(question, answered, (Dimension::All, ""), &everybody);
        let groups = groups(answered, floor);
        let candidates = groups.iter().map(|(group, of)| Candidate {
            here: of.clone(),
            elsewhere: elsewhere
                .iter()
                .map(|it| it.groups.get(group).cloned().unwrap_or_default())
                .collect(),
        });
        let candidates: Vec<Candidate> = candidates.collect();
        let known = elsewhere.iter().map(|it| it.parts.clone()).collect();
        let shown = shown(answered.len(), known, &candidates, floor);
        for ((group, of), _) in groups.iter().zip(shown).filter(|(_, shown)| *shown) {
            self.add(question, answered, (group.0, &group.1), of);
        }
    }

    fn add(
        &mut self,
        question: &Question,
        answered: &[(&Answer, &Ballots)],
        (dimension, part): (Dimension, &str),
        of: &Vec<usize>,
    ) {
        let mut counts: HashMap<String, i32> = HashMap::new();
        for member in of {
            for value in question.chosen(answered[*member].0) {
                *counts.entry(value).or_default() += 1;
            }
        }
        counts.insert(
            ANSWERED.to_owned(),
            i32::try_from(of.len()).unwrap_or(i32::MAX),
        );
        let values = [ANSWERED.to_owned()]
            .into_iter()
            .chain(question.kind.values());
        self.counts.extend(values.map(|answer| Count {
            question: question.id.clone(),
            dimension,
            part: part.to_owned(),
            times: counts.get(&answer).copied().unwrap_or_default(),
            answer,
        }));
    }
}

/// The groups of those who answered: the largest of each dimension first. Whoever leads a team belongs to
/// it, but does not make it large enough: they know what they answered themselves.
fn groups(
    answered: &[(&Answer, &Ballots)],
    floor: usize,
) -> Vec<((Dimension, String), Vec<usize>)> {
    let mut groups: BTreeMap<(Dimension, String), Vec<usize>> = BTreeMap::new();
    for (member, (_, ballots)) in answered.iter().enumerate() {
        for group in &ballots.groups {
            groups.entry(group.clone()).or_default().push(member);
        }
    }
    groups.retain(|_, of| of.len() >= floor);
    for (member, (_, ballots)) in answered.iter().enumerate() {
        let team = ballots.leads.clone().map(|team| (Dimension::Manager, team));
        if let Some(of) = team.and_then(|team| groups.get_mut(&team)) {
            of.push(member);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((dimension, _), of)| (*dimension, std::cmp::Reverse(of.len())));
    groups
}
