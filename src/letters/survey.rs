//! What people are told of surveys. No letter tells what anybody answered.

use std::collections::BTreeSet;

use jiff::Zoned;
use jiff::tz::TimeZone;
use sqlx::PgConnection;

use super::{to_admins, to_member};
use crate::chat::{Installation, Message};
use crate::ids::MemberId;
use crate::outbox::{Letter, Weight};
use crate::people::{self, Member};
use crate::settings::{self, Settings};
use crate::subject::Subject;
use crate::surveys::{Question, Results, Run, SurveyKind, Told};
use crate::wording::{self, Words};

/// When something is, by the reader's clock.
pub fn at_home(at: jiff::Timestamp, member: &Member, settings: &Settings) -> Zoned {
    let zone: &TimeZone = member.time_zone.as_ref().unwrap_or(&settings.time_zone);
    at.to_zoned(zone.clone())
}

/// Asks somebody, or reminds them.
pub fn survey_invitation(
    member: &Member,
    settings: &Settings,
    run: &Run,
    told: Told,
) -> Option<Letter> {
    let until = at_home(run.closes_at.0, member, settings);
    let message = wording::survey_invitation(
        &Words::of(member, settings),
        run,
        &until,
        told == Told::Reminded,
    );
    to_member(member, None, &message, |letter| {
        let key = key(run, told.as_str(), member.id);
        letter
            .about(Subject::Run(run.id))
            .weighing(Weight::Bulk)
            .keyed(key)
    })
}

/// The invitation of somebody who has answered says so from then on.
pub fn survey_answered(
    member: &Member,
    settings: &Settings,
    near: &Installation,
    run: &Run,
) -> Option<Letter> {
    let until = at_home(run.closes_at.0, member, settings);
    let message = wording::survey_answered(&Words::of(member, settings), run, &until);
    let letter = to_member(member, Some(near), &message, |letter| {
        letter
            .about(Subject::Run(run.id))
            .keyed(key(run, "answered", member.id))
    });
    letter.map(Letter::as_update_throughout)
}

/// What a run came to: all of it for the admins, and for managers their team's, where that may be shown.
pub async fn survey_results(
    conn: &mut PgConnection,
    results: &Results,
) -> Result<Vec<Letter>, sqlx::Error> {
    let workspace = results.run.workspace;
    let settings = settings::load(conn, workspace).await?;
    let said = |words: &Words<'_>| wording::survey_results(words, results);
    let mut letters = to_admins(conn, workspace, &settings, None, said).await?;
    // What somebody likes is nothing that those they report to read.
    if results.run.kind == SurveyKind::Interest {
        return Ok(letters);
    }
    let parts = results
        .questions
        .iter()
        .flat_map(|answered| &answered.parts);
    let managers: BTreeSet<MemberId> = parts.filter_map(|part| part.manager).collect();
    let managers: Vec<MemberId> = managers.into_iter().collect();
    let managers = people::by_ids(conn, workspace, &managers).await?;
    // Admins have read all of it.
    let admins = people::admins(conn, workspace).await?;
    let has_read_it = |manager: &Member| admins.iter().any(|admin| admin.id == manager.id);
    let managers = managers.iter().filter(|it| it.active && !has_read_it(it));
    letters.extend(managers.filter_map(|manager| {
        let words = Words::of(manager, &settings);
        let message = wording::survey_results_of_team(&words, results, manager.id)?;
        to_member(manager, None, &message, |letter| letter)
    }));
    Ok(letters)
}

/// What a run came to, for whoever runs the server.
pub fn results_for_operator(settings: &Settings, results: &Results) -> Message {
    wording::survey_results(&Words::new(settings.locale, settings), results)
}

/// What a question asks, for whoever runs the server.
pub fn question_for_operator(settings: &Settings, question: &Question) -> String {
    wording::question_text(&Words::new(settings.locale, settings), question)
}

fn key(run: &Run, what: &str, member: MemberId) -> String {
    format!("survey/{}/{what}/{member}", run.id)
}
