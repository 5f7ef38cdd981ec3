//! What readers know already, from runs of other surveys that asked some of the same people the same.
//!
//! Runs of one survey ask by the same rule: what differs between them is who came and who left, and that
//! is told in docs/anonymity.md.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::disclosure::Parts;
use super::question::{Kind, Question};
use super::run::{Run, Survey, runs_of_others};
use super::tally::{Dimension, Elsewhere};
use crate::clock::earlier;
use crate::ids::{MemberId, RunId, WorkspaceId};

/// For so long people are taken to answer as they did.
const AS_BEFORE: SignedDuration = SignedDuration::from_hours(24 * 200);

/// Somebody who was asked, and where they belonged.
struct Asked {
    member_id: MemberId,
    team: Option<String>,
    country: Option<String>,
    manager_id: Option<MemberId>,
}

impl Asked {
    /// The groups that they may be told of in: their own team as well, where they lead one.
    fn groups(&self) -> Vec<(Dimension, String)> {
        let manager = self.manager_id.map(|it| it.to_string());
        let own = [
            (Dimension::Team, self.team.clone()),
            (Dimension::Country, self.country.clone()),
            (Dimension::Manager, manager),
            (Dimension::Manager, Some(self.member_id.to_string())),
        ];
        let known = |(dimension, part): (_, Option<String>)| Some((dimension, part?));
        own.into_iter().filter_map(known).collect()
    }
}

/// What is known of the people asked by this run, from another run that asked them, too.
struct Known {
    /// The questions that it asks, too.
    questions: Vec<String>,
    /// The people, by their numbers.
    people: HashMap<MemberId, usize>,
    /// The parts that they are cut into by whom it asked, and by the groups that it showed.
    parts: Parts,
}

/// The title of a run with which a survey would tell, if it asked these people, how fewer than the floor
/// answered.
pub(super) async fn conflict(
    conn: &mut PgConnection,
    survey: &Survey,
    asked: &[MemberId],
    floor: usize,
    now: Timestamp,
) -> Result<Option<String>, sqlx::Error> {
    for run in others(conn, survey, now).await? {
        let known = known(conn, &survey.definition.questions, asked, &run).await?;
        let asked: Vec<usize> = asked.iter().map(|it| known.people[it]).collect();
        if !known.parts.admit(&asked, floor) {
            return Ok(Some(run.title));
        }
    }
    Ok(None)
}

/// What the groups of a run that closes are to be compared with.
pub(super) async fn elsewhere(
    conn: &mut PgConnection,
    survey: &Survey,
    run: &Run,
    now: Timestamp,
) -> Result<Vec<Elsewhere>, sqlx::Error> {
    let asked = asked_by(conn, (run.workspace, run.id)).await?;
    let ids: Vec<MemberId> = asked.iter().map(|it| it.member_id).collect();
    let mut elsewhere = Vec::new();
    for other in others(conn, survey, now).await? {
        let mut known = known(conn, &run.questions, &ids, &other).await?;
        let mut groups: HashMap<(Dimension, String), Vec<usize>> = HashMap::new();
        for one in &asked {
            for group in one.groups() {
                groups
                    .entry(group)
                    .or_default()
                    .push(known.people[&one.member_id]);
            }
        }
        let asked: Vec<usize> = ids.iter().map(|it| known.people[it]).collect();
        known.parts.cut(&asked);
        elsewhere.push(Elsewhere {
            questions: known.questions,
            parts: known.parts,
            groups,
        });
    }
    Ok(elsewhere)
}

/// Runs of other surveys that share a question, and are open or were shown lately.
async fn others(
    conn: &mut PgConnection,
    survey: &Survey,
    now: Timestamp,
) -> Result<Vec<Run>, sqlx::Error> {
    let since = earlier(now, AS_BEFORE);
    let mut others = runs_of_others(conn, survey.workspace, survey.id, since).await?;
    others.retain(|run| !shared(&survey.definition.questions, &run.questions).is_empty());
    Ok(others)
}

/// The ids of our questions that ask the same as one of theirs, and are counted.
fn shared(ours: &[Question], theirs: &[Question]) -> Vec<String> {
    let asks_it = |ours: &Question| {
        let same = |it: &Question| (&it.kind, &it.text) == (&ours.kind, &ours.text);
        ours.kind != Kind::Text && theirs.iter().any(same)
    };
    let shared = ours.iter().filter(|it| asks_it(it));
    shared.map(|it| it.id.clone()).collect()
}

async fn known(
    conn: &mut PgConnection,
    ours: &[Question],
    asked: &[MemberId],
    run: &Run,
) -> Result<Known, sqlx::Error> {
    let theirs = asked_by(conn, (run.workspace, run.id)).await?;
    let mut people: HashMap<MemberId, usize> = HashMap::new();
    let ids = theirs.iter().map(|it| it.member_id);
    for id in ids.chain(asked.iter().copied()) {
        let next = people.len();
        people.entry(id).or_insert(next);
    }
    let mut parts = Parts::whole(people.len());
    parts.cut(&(0..theirs.len()).collect::<Vec<_>>());
    let shown = sqlx::query!(
        r#"SELECT DISTINCT dimension AS "dimension: Dimension", part FROM survey_count
           WHERE workspace_id = $1 AND run_id = $2 AND dimension <> 'all'"#,
        run.workspace,
        run.id
    );
    for group in shown.fetch_all(conn).await? {
        let is_in = |it: &Asked| it.groups().contains(&(group.dimension, group.part.clone()));
        let of = theirs.iter().enumerate().filter(|(_, it)| is_in(it));
        parts.cut(&of.map(|(number, _)| number).collect::<Vec<_>>());
    }
    Ok(Known {
        questions: shared(ours, &run.questions),
        people,
        parts,
    })
}

/// Whom a run asked, as far as they are still there.
async fn asked_by(
    conn: &mut PgConnection,
    (workspace, run): (WorkspaceId, RunId),
) -> Result<Vec<Asked>, sqlx::Error> {
    sqlx::query_as!(
        Asked,
        "SELECT i.member_id, i.team, i.country, i.manager_id FROM survey_invitation i
         JOIN member m ON m.workspace_id = i.workspace_id AND m.id = i.member_id
         WHERE i.workspace_id = $1 AND i.run_id = $2 AND m.active ORDER BY i.member_id",
        workspace,
        run
    )
    .fetch_all(conn)
    .await
}
