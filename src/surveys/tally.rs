//! Counting ballots: what is written of them. Pure.

use std::collections::{BTreeMap, HashMap};

use super::disclosure::shown;
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
    /// By question.
    pub(super) answers: Vec<Answer>,
    /// The groups.
    pub(super) groups: Vec<(Dimension, String)>,
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

/// What is written of all ballots.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) counts: Vec<Count>,
    /// By question, in no order yet.
    pub(super) comments: Vec<(String, Vec<String>)>,
}

/// Counts what may be shown.
pub(super) fn tally(questions: &[Question], cast: &[Ballots], floor: usize) -> Tally {
    let mut tally = Tally::default();
    if cast.len() < floor {
        return tally;
    }
    for (number, question) in questions.iter().enumerate() {
        let answered: Vec<(&Answer, &[(Dimension, String)])> = cast
            .iter()
            .filter_map(|ballots| {
                let answer = ballots.answers.get(number)?;
                (*answer != Answer::Skipped).then_some((answer, &*ballots.groups))
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
            tally.count(question, &answered, floor);
        }
    }
    tally
}

impl Tally {
    fn count(
        &mut self,
        question: &Question,
        answered: &[(&Answer, &[(Dimension, String)])],
        floor: usize,
    ) {
        let everybody = (0..answered.len()).collect();
        self.add(question, answered, (Dimension::All, ""), &everybody);
        let groups = groups(answered);
        let members: Vec<Vec<usize>> = groups.iter().map(|(_, of)| of.clone()).collect();
        let shown = shown(answered.len(), &members, floor);
        for ((group, of), _) in groups.iter().zip(shown).filter(|(_, shown)| *shown) {
            self.add(question, answered, (group.0, &group.1), of);
        }
    }

    fn add(
        &mut self,
        question: &Question,
        answered: &[(&Answer, &[(Dimension, String)])],
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

/// The groups of those who answered: the largest of each dimension first.
fn groups(
    answered: &[(&Answer, &[(Dimension, String)])],
) -> Vec<((Dimension, String), Vec<usize>)> {
    let mut groups: BTreeMap<(Dimension, String), Vec<usize>> = BTreeMap::new();
    for (member, (_, of)) in answered.iter().enumerate() {
        for group in *of {
            groups.entry(group.clone()).or_default().push(member);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((dimension, _), of)| (*dimension, std::cmp::Reverse(of.len())));
    groups
}
