//! What a run came to.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::Enps;
use super::definition::ENPS;
use super::follow_up::{FollowUp, follow_ups};
use super::question::{Kind, Question};
use super::run::{Run, runs_before};
use super::tally::{ANSWERED, Dimension};
use crate::database::Ts;
use crate::ids::MemberId;
use crate::people;

/// So many runs before are shown: two years of quarters.
const EARLIER: i64 = 7;

/// What a run came to, as far as it may be shown.
#[derive(Clone, Debug)]
pub struct Results {
    /// The run.
    pub run: Run,
    /// By question, in the order they were asked; none where too few answered, or while it is open.
    pub questions: Vec<Answered>,
    /// The eNPS of runs before, where it may be shown, and when each was closed; the oldest first.
    pub earlier: Vec<(Ts, Enps)>,
    /// What was said about it since, the oldest first.
    pub follow_ups: Vec<FollowUp>,
}

/// What was answered to one question.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// How often each answer was given, by everybody and by groups; none where too few answered it.
    pub parts: Vec<Part>,
    /// What was written, in no order.
    pub comments: Vec<String>,
}

/// How a group answered a question.
#[derive(Clone, Debug)]
pub struct Part {
    /// The dimension that the group is of.
    pub dimension: Dimension,
    /// Which: the team, the country, the manager's name; empty for everybody.
    pub name: String,
    /// The manager, where it is their team.
    pub manager: Option<MemberId>,
    /// How many of them answered.
    pub answered: i32,
    /// Each answer that could be given, and how often it was.
    pub counts: Vec<(String, i32)>,
}

impl Results {
    /// Whether too few answered for anything to be shown.
    pub fn is_suppressed(&self) -> bool {
        self.questions.is_empty()
    }

    /// The eNPS, where the run asked for it.
    pub fn score(&self) -> Option<Enps> {
        let scored = self.questions.iter().find(|it| it.is_enps());
        scored.and_then(Answered::everybody).map(Part::enps)
    }
}

impl Answered {
    /// How everybody answered.
    pub fn everybody(&self) -> Option<&Part> {
        let mut parts = self.parts.iter();
        parts.find(|part| part.dimension == Dimension::All)
    }

    /// Whether a group's score is an eNPS.
    pub fn is_enps(&self) -> bool {
        self.question.id == ENPS && matches!(self.question.kind, Kind::Score { .. })
    }

    /// How many answered; nothing where they were too few.
    pub fn answered(&self) -> Option<i32> {
        if self.question.kind == Kind::Text {
            let count = i32::try_from(self.comments.len()).unwrap_or(i32::MAX);
            return (count > 0).then_some(count);
        }
        self.everybody().map(|part| part.answered)
    }
}

impl Part {
    /// Its scores summed up.
    pub fn enps(&self) -> Enps {
        Enps::of(self.counts.iter().map(|(answer, n)| (answer.as_str(), *n)))
    }
}

/// What a run came to.
pub async fn results(conn: &mut PgConnection, run: Run) -> Result<Results, sqlx::Error> {
    let mut results = Results {
        questions: read(conn, &run).await?,
        earlier: Vec::new(),
        follow_ups: follow_ups(conn, run.workspace, run.id).await?,
        run,
    };
    if results.score().is_none() {
        return Ok(results);
    }
    for before in runs_before(conn, &results.run, EARLIER).await? {
        let closed_at = before.closed_at.unwrap_or(before.closes_at);
        let before = Results {
            questions: read(conn, &before).await?,
            earlier: Vec::new(),
            follow_ups: Vec::new(),
            run: before,
        };
        if let Some(score) = before.score() {
            results.earlier.push((closed_at, score));
        }
    }
    results.earlier.reverse();
    Ok(results)
}

async fn read(conn: &mut PgConnection, run: &Run) -> Result<Vec<Answered>, sqlx::Error> {
    // A closed run of which something was opened has charts.
    if run.chart_token.is_none() {
        return Ok(Vec::new());
    }
    let counts = sqlx::query!(
        r#"SELECT question, dimension AS "dimension: Dimension", part, answer, count FROM survey_count
           WHERE workspace_id = $1 AND run_id = $2"#,
        run.workspace,
        run.id
    );
    let counts = counts.fetch_all(&mut *conn).await?;
    let comments = sqlx::query!(
        "SELECT question, text FROM survey_comment WHERE workspace_id = $1 AND run_id = $2 ORDER BY question, place",
        run.workspace,
        run.id
    );
    let comments = comments.fetch_all(&mut *conn).await?;
    let manager = |part: &str| part.parse::<MemberId>().ok();
    let managers: Vec<MemberId> = counts
        .iter()
        .filter(|it| it.dimension == Dimension::Manager)
        .filter_map(|it| manager(&it.part))
        .collect();
    let managers = people::by_ids(conn, run.workspace, &managers).await?;
    let name_of = |id: MemberId| {
        managers
            .iter()
            .find(|it| it.id == id)
            .map(|it| it.name.clone())
    };
    let questions = run.questions.iter().map(|question| {
        let mut parts: Vec<Part> = Vec::new();
        let of_question = counts.iter().filter(|it| it.question == question.id);
        let mut groups: Vec<(Dimension, &str)> = of_question
            .clone()
            .map(|it| (it.dimension, it.part.as_str()))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        for (dimension, part) in groups {
            let own = of_question
                .clone()
                .filter(|it| it.dimension == dimension && it.part == part);
            let own: HashMap<&str, i32> = own.map(|it| (it.answer.as_str(), it.count)).collect();
            let count_of = |answer: &str| own.get(answer).copied().unwrap_or_default();
            let values = question.kind.values();
            let manager = (dimension == Dimension::Manager)
                .then(|| manager(part))
                .flatten();
            parts.push(Part {
                dimension,
                name: manager.and_then(name_of).unwrap_or_else(|| part.to_owned()),
                manager,
                answered: count_of(ANSWERED),
                counts: values
                    .into_iter()
                    .map(|it| (count_of(&it), it))
                    .map(|(n, it)| (it, n))
                    .collect(),
            });
        }
        let own = comments.iter().filter(|it| it.question == question.id);
        Answered {
            question: question.clone(),
            parts,
            comments: own.map(|it| it.text.clone()).collect(),
        }
    });
    Ok(questions.collect())
}
