//! What people are told of surveys. No letter tells what anybody answered.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use sqlx::PgConnection;
use url::Url;

use super::posted::posted;
use super::{to_admins, to_member};
use crate::chat::{Chart, Installation, Locale, Message, Part, To};
use crate::ids::MemberId;
use crate::outbox::{self, Letter, Weight};
use crate::people::{self, Member};
use crate::platforms::traits;
use crate::settings::{self, Settings};
use crate::subject::Subject;
use crate::surveys::{self, Figure, FollowUp, Question, Results, Run, SurveyKind, Told, figures};
use crate::wording::{self, Unposted, Words};
use crate::workspace;

/// So many comments are told in a chat; nobody reads more there.
const COMMENTS: usize = 10;

/// Where charts of results are shown.
const CHARTS_AT: &str = "/surveys/charts/";

/// By which clock somebody lives: the programme's, where theirs is not known.
pub fn zone_of<'a>(member: &'a Member, settings: &'a Settings) -> &'a TimeZone {
    member.time_zone.as_ref().unwrap_or(&settings.time_zone)
}

/// When something is, by the reader's clock.
pub fn at_home(at: Timestamp, member: &Member, settings: &Settings) -> Zoned {
    at.to_zoned(zone_of(member, settings).clone())
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

/// Tells what a run came to that is closed, and takes back what still asks for answers.
pub async fn tell_of_close(
    conn: &mut PgConnection,
    now: Timestamp,
    public: Option<&Url>,
    run: Run,
) -> Result<Results, sqlx::Error> {
    // Whoever was not told yet is not asked any more.
    outbox::withdraw(conn, run.workspace, &Subject::Run(run.id)).await?;
    let results = surveys::results(conn, run).await?;
    let letters = survey_results(conn, public, &results).await?;
    outbox::enqueue(conn, now, &letters).await?;
    Ok(results)
}

/// What a run came to: all of it for the admins, for managers their team's where that may be shown, and
/// for everybody what a channel is told, where the settings name one. `public` is where chats find
/// pictures.
async fn survey_results(
    conn: &mut PgConnection,
    public: Option<&Url>,
    results: &Results,
) -> Result<Vec<Letter>, sqlx::Error> {
    let workspace = results.run.workspace;
    let settings = settings::load(conn, workspace).await?;
    let admins = people::admins(conn, workspace).await?;
    let mut letters = Vec::new();
    for admin in &admins {
        let words = Words::of(admin, &settings);
        let charts = charts(&words, public, results);
        let mut messages = wording::survey_results(&words, results, charts, COMMENTS);
        if let Some(last) = messages.last_mut() {
            last.parts
                .push(Part::Buttons(vec![wording::follow_up_button(
                    &words,
                    &results.run,
                )]));
        }
        let each = messages.iter();
        letters.extend(each.filter_map(|it| to_member(admin, None, it, |letter| letter)));
    }
    letters.extend(thanks(conn, &settings, &results.run).await?);
    // What somebody likes is nothing that those they report to read, nor everybody.
    if results.run.kind == SurveyKind::Interest {
        return Ok(letters);
    }
    letters.extend(for_all(conn, &settings, public, results).await?);
    let parts = results
        .questions
        .iter()
        .flat_map(|answered| &answered.parts);
    let managers: BTreeSet<MemberId> = parts.filter_map(|part| part.manager).collect();
    let managers: Vec<MemberId> = managers.into_iter().collect();
    let managers = people::by_ids(conn, workspace, &managers).await?;
    // Admins have read all of it.
    let has_read_it = |manager: &Member| admins.iter().any(|admin| admin.id == manager.id);
    let managers = managers.iter().filter(|it| it.active && !has_read_it(it));
    letters.extend(managers.filter_map(|manager| {
        let words = Words::of(manager, &settings);
        let message = wording::survey_results_of_team(&words, results, manager.id)?;
        to_member(manager, None, &message, |letter| letter)
    }));
    Ok(letters)
}

/// What the channel is told that the settings name.
async fn for_all(
    conn: &mut PgConnection,
    settings: &Settings,
    public: Option<&Url>,
    results: &Results,
) -> Result<Option<Letter>, sqlx::Error> {
    let words = Words::new(settings.locale, settings);
    let charts = charts(&words, public, results);
    let message = wording::survey_results_for_all(&words, results, charts);
    in_channel(conn, settings, &results.run, message).await
}

/// A letter about a run for the channel that the settings name; none where they name none.
async fn in_channel(
    conn: &mut PgConnection,
    settings: &Settings,
    run: &Run,
    message: Message,
) -> Result<Option<Letter>, sqlx::Error> {
    let Some(channel) = &settings.survey_channel else {
        return Ok(None);
    };
    let workspace = run.workspace;
    let Some(place) = workspace::named_place(conn, workspace, channel).await? else {
        // The admins have the results, and the settings say that the place is lost.
        tracing::warn!(workspace.id = %workspace, place = channel, "the place of results is in no team of ours");
        return Ok(None);
    };
    let letter =
        Letter::new(workspace, To::Place(place.clone()), message).about(Subject::Run(run.id));
    let manner = traits(place.platform).manner;
    let unposted =
        |words: &Words<'_>, why| wording::survey_unposted(words, run, &place, (why, manner));
    let refused = |words: &Words<'_>| unposted(words, Unposted::Refused);
    let shared = |words: &Words<'_>| unposted(words, Unposted::Shared);
    let letter = posted(conn, settings, (&place, letter), refused, shared).await?;
    Ok(Some(letter))
}

/// Tells what is said about a run: the channel that the settings name, else everybody whom it asked. Returns
/// how many are written to; nothing where it is the channel.
pub async fn tell_follow_up(
    conn: &mut PgConnection,
    now: Timestamp,
    settings: &Settings,
    (run, said): (&Run, &FollowUp),
) -> Result<Option<usize>, sqlx::Error> {
    let words = Words::new(settings.locale, settings);
    let message = wording::survey_follow_up(&words, run, said);
    if let Some(letter) = in_channel(conn, settings, run, message).await? {
        outbox::enqueue(conn, now, &[letter]).await?;
        return Ok(None);
    }
    let asked = surveys::asked_by(conn, run.workspace, run.id).await?;
    let asked = people::by_ids(conn, run.workspace, &asked).await?;
    let there = asked.iter().filter(|member| member.active);
    let letters = there.filter_map(|member| {
        let message = wording::survey_follow_up(&Words::of(member, settings), run, said);
        to_member(member, None, &message, |letter| {
            letter.weighing(Weight::Bulk)
        })
    });
    let letters: Vec<Letter> = letters.collect();
    outbox::enqueue(conn, now, &letters).await?;
    Ok(Some(letters.len()))
}

/// Who took part is told of the points for it.
async fn thanks(
    conn: &mut PgConnection,
    settings: &Settings,
    run: &Run,
) -> Result<Vec<Letter>, sqlx::Error> {
    let rewarded = surveys::rewarded(conn, run).await?;
    let members = people::by_ids(conn, run.workspace, &rewarded).await?;
    let letters = members.iter().filter_map(|member| {
        let message = wording::survey_rewarded(&Words::of(member, settings), run);
        to_member(member, None, &message, |letter| {
            letter.weighing(Weight::Bulk)
        })
    });
    Ok(letters.collect())
}

/// The charts of results, with where chats find pictures of them.
fn charts(words: &Words<'_>, public: Option<&Url>, results: &Results) -> Vec<Chart> {
    let each = figures(results).into_iter().filter_map(|figure| {
        let chart = wording::survey_chart(words, results, figure)?;
        let token = results.run.chart_token.as_ref();
        let picture = public.zip(token).map(|(public, token)| {
            let base = public.as_str().trim_end_matches('/');
            format!("{base}{CHARTS_AT}{token}/{figure}-{}.png", words.locale)
        });
        Some(Chart { picture, ..chart })
    });
    each.collect()
}

/// The chart at an address that results tell; nothing where there is none.
pub async fn survey_chart(
    conn: &mut PgConnection,
    token: &str,
    (figure, locale): (Figure, Locale),
) -> Result<Option<Chart>, sqlx::Error> {
    let Some(run) = surveys::run_of_charts(conn, token).await? else {
        return Ok(None);
    };
    let settings = settings::load(conn, run.workspace).await?;
    let results = surveys::results(conn, run).await?;
    let words = Words::new(locale, &settings);
    Ok(wording::survey_chart(&words, &results, figure))
}

/// What a run came to, for whoever runs the server.
pub fn results_for_operator(settings: &Settings, results: &Results) -> Vec<Message> {
    let words = Words::new(settings.locale, settings);
    wording::survey_results(&words, results, Vec::new(), usize::MAX)
}

/// A run could not be closed: its admins are told, and what to do.
pub async fn survey_not_closed(
    conn: &mut PgConnection,
    run: &Run,
) -> Result<Vec<Letter>, sqlx::Error> {
    let settings = settings::load(conn, run.workspace).await?;
    let said = |words: &Words<'_>| wording::survey_not_closed(words, run);
    to_admins(conn, run.workspace, &settings, None, said).await
}

/// What a question asks, for whoever runs the server.
pub fn question_for_operator(settings: &Settings, question: &Question) -> String {
    wording::question_text(&Words::new(settings.locale, settings), question)
}

fn key(run: &Run, what: &str, member: MemberId) -> String {
    format!("survey/{}/{what}/{member}", run.id)
}
