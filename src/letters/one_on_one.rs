//! What two who talk with each other are told. No letter holds what they wrote: it is put in as one leaves.

use jiff::{Timestamp, Zoned};
use sqlx::PgConnection;

use super::{at_home, to_member};
use crate::chat::{Identity, Message, Part};
use crate::ids::{OneOnOneId, WorkspaceId};
use crate::one_on_ones::{self, Away, Dates, OneOnOne};
use crate::outbox::{Letter, Weight};
use crate::people::{self, Member};
use crate::platforms::traits;
use crate::sealed::Sealer;
use crate::settings::{self, Settings};
use crate::subject::Subject;
use crate::wording::{self, OneOnOneNews, OneOnOneOver, Words};

/// When a member is reminded of the next date, by their own clock.
pub fn next_one_on_one(
    dates: &Dates,
    pair: &OneOnOne,
    member: &Member,
    (settings, now): (&Settings, Timestamp),
) -> Option<(jiff::civil::Date, Zoned)> {
    let (day, talk_on) = dates.next(now)?;
    let [manager, report] = dates.reminds(talk_on);
    let at = if member.id == pair.manager {
        manager
    } else {
        report
    };
    Some((day, at_home(at, member, settings)))
}

/// A member is told what the other one did.
pub fn one_on_one_told(
    member: &Member,
    settings: &Settings,
    (news, pair): (OneOnOneNews, &OneOnOne),
    by: &str,
    (when, now): (Option<&Zoned>, Timestamp),
) -> Option<Letter> {
    let words = Words::of(member, settings);
    let today = at_home(now, member, settings).date();
    let message = match news {
        OneOnOneNews::Ended => over(member, settings, by, None),
        _ => wording::one_on_one_told(&words, (news, pair), by, (when, today)),
    };
    to_member(member, None, &message, |letter| letter)
}

/// A member is told that a 1:1 of theirs ended by itself.
pub fn one_on_one_over(
    member: &Member,
    settings: &Settings,
    (with, why): (&str, OneOnOneOver),
) -> Option<Letter> {
    let message = over(member, settings, with, Some(why));
    to_member(member, None, &message, |letter| letter)
}

fn over(member: &Member, settings: &Settings, with: &str, why: Option<OneOnOneOver>) -> Message {
    let platform = member.reachable_at(None).map(|account| account.platform);
    let command = platform.map_or("kudos", |platform| traits(platform).manner(true).command);
    let kept = (settings.one_on_one_days, command);
    wording::one_on_one_over(&Words::of(member, settings), with, why, kept)
}

/// A member is reminded of a date, with what both wrote.
pub fn one_on_one_reminder(
    member: &Member,
    settings: &Settings,
    due: &one_on_ones::Due,
    (with, now): (&str, Timestamp),
) -> Option<Letter> {
    let today = at_home(now, member, settings).date();
    let words = Words::of(member, settings);
    let message = wording::one_on_one_reminder(&words, with, due.talk_on.0, today);
    let subject = || Subject::OneOnOne(due.pair.id);
    to_member(member, None, &message, |letter| {
        letter
            .about(subject())
            .revealing(subject())
            .weighing(Weight::Notice)
            .keyed(key(due, member))
    })
}

/// A member is told that a date is not held, since one of the two is away.
pub fn one_on_one_away(
    member: &Member,
    settings: &Settings,
    (due, away): (&one_on_ones::Due, Away),
    with: &str,
) -> Option<Letter> {
    let words = Words::of(member, settings);
    let days = (due.talk_on.0, away.until.0);
    let message = wording::one_on_one_away(&words, with, away.member == member.id, days);
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Notice).keyed(key(due, member))
    })
}

fn key(due: &one_on_ones::Due, member: &Member) -> String {
    format!("one_on_one/{}/{}/{}", due.pair.id, due.day, member.id)
}

/// The agenda that a reminder gets as it leaves for one of the two; nothing where their 1:1 is there no
/// more.
pub async fn one_on_one_agenda(
    conn: &mut PgConnection,
    sealer: Option<&Sealer>,
    (workspace, id): (WorkspaceId, OneOnOneId),
    reader: &Identity,
) -> Result<Option<Vec<Part>>, sqlx::Error> {
    let Some(reader) = people::find(conn, reader).await? else {
        return Ok(None);
    };
    let Some(pair) = one_on_ones::by_id(conn, (workspace, id), reader.id).await? else {
        return Ok(None);
    };
    let settings = settings::load(conn, workspace).await?;
    let other = people::by_ids(conn, workspace, &[pair.other(reader.id)]).await?;
    let name = other.first().map_or("", |other| other.name.as_str());
    let agenda = one_on_ones::agenda(conn, sealer, &pair, reader.id).await?;
    let words = Words::of(&reader, &settings);
    let two = (&pair, reader.id, name);
    Ok(Some(wording::one_on_one_agenda(&words, two, &agenda)))
}
