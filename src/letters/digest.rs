//! Who was thanked for what in a week, as it is told.

use std::collections::BTreeSet;

use sqlx::PgConnection;

use super::{shown, to_member};
use crate::chat::marked::{Piece, pieces};
use crate::chat::{Identity, Mention, Message, Place, Rich, Span};
use crate::ids::{MemberId, WorkspaceId};
use crate::kudos::Kudos;
use crate::nudges::Digest;
use crate::outbox::{Letter, Weight};
use crate::people::{self, Member};
use crate::platforms::traits;
use crate::settings::Settings;
use crate::wording::{self, DigestLine, DigestView, Words};

/// How many of those whom one act thanks are named.
const NAMED: usize = 5;

/// Among how many of them names are looked for: an act may thank everybody.
const LOOKED_AT: usize = 50;

/// The digest for everyone in a place.
pub async fn digest_message(
    conn: &mut PgConnection,
    (workspace, settings): (WorkspaceId, &Settings),
    place: &Place,
    digest: &Digest,
) -> Result<Message, sqlx::Error> {
    let words = Words::new(settings.locale, settings);
    let view = view(conn, workspace, digest, &words).await?;
    let command = traits(place.platform).manner.give;
    Ok(wording::digest(&words, &view, command))
}

/// The digest of their people, for whoever these report to.
pub async fn team_digest(
    conn: &mut PgConnection,
    manager: &Member,
    settings: &Settings,
    digest: &Digest,
) -> Result<Option<Letter>, sqlx::Error> {
    let words = Words::of(manager, settings);
    let view = view(conn, manager.workspace, digest, &words).await?;
    let message = wording::team_digest(&words, &view);
    Ok(to_member(manager, None, &message, |letter| {
        letter.weighing(Weight::Bulk)
    }))
}

async fn view(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    digest: &Digest,
    words: &Words<'_>,
) -> Result<DigestView, sqlx::Error> {
    let told = &digest.told;
    let mut ids: BTreeSet<MemberId> = told.iter().map(|it| it.giver).collect();
    ids.extend(
        told.iter()
            .flat_map(|it| it.recipients.iter().take(LOOKED_AT)),
    );
    let ids: Vec<MemberId> = ids.into_iter().collect();
    let mut people = people::by_ids(conn, workspace, &ids).await?;
    let spoken_of: Vec<Identity> = told.iter().flat_map(mentioned).collect();
    let found = people::find_all(conn, workspace, &spoken_of).await?;
    people.extend(found.into_iter().map(|(_, member)| member));
    let someone = wording::digest_someone(words);
    Ok(DigestView {
        from: digest.from,
        to: digest.to,
        givers: digest.givers,
        thanked: digest.thanked,
        values: digest.values.clone(),
        lines: told.iter().map(|it| line(it, &people, &someone)).collect(),
        more: digest.more,
    })
}

fn line(kudos: &Kudos, people: &[Member], someone: &str) -> DigestLine {
    let called = |id: &MemberId| {
        let member = people.iter().find(|member| member.id == *id)?;
        is_shown_around(member).then(|| member.name.clone())
    };
    let mut names: Vec<String> = kudos.recipients.iter().filter_map(called).collect();
    // A group may be of thousands, and a message holds a page.
    names.truncate(NAMED);
    DigestLine {
        others: kudos.recipients.len().saturating_sub(names.len()),
        names,
        giver: called(&kudos.giver),
        message: said(kudos, people, someone),
    }
}

/// Whoever left, or is on no boards, is not.
const fn is_shown_around(member: &Member) -> bool {
    member.active && member.on_boards
}

/// What was said, in which nobody is named either who is not shown around.
fn said(kudos: &Kudos, people: &[Member], someone: &str) -> Rich {
    let installation = kudos.place.as_ref().map(Place::installation);
    let mut said = shown(&kudos.message, installation.as_ref(), people);
    for span in &mut said.0 {
        if let Span::Person(person) = span {
            let is = |member: &&Member| {
                { person.identities.iter() }.any(|it| member.account(it).is_some())
            };
            let whose = people.iter().find(is);
            if whose.is_some_and(|it| !is_shown_around(it)) {
                *person = Mention::new(someone, Vec::new());
            }
        }
    }
    said
}

/// The accounts that are spoken of in what was said.
fn mentioned(kudos: &Kudos) -> Vec<Identity> {
    let Some(installation) = kudos.place.as_ref().map(Place::installation) else {
        return Vec::new();
    };
    let pieces = pieces(&kudos.message).into_iter();
    let accounts = pieces.filter_map(|piece| match piece {
        Piece::Mark { target, .. } => Some(installation.account(target.strip_prefix('@')?)),
        Piece::Text(_) => None,
    });
    accounts.collect()
}
