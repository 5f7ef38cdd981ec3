//! Telling a member something, wherever that reaches them.

use crate::chat::{Message, Place, PlaceKind, To};
use crate::outbox::Letter;
use crate::people::{Member, RoleChange};
use crate::settings::Settings;
use crate::wording::{self, Words};

/// A letter for one member about something of `place`, in their own conversation on the platform
/// that it is about; where nothing is taken there, in the one on another platform. `finish` says
/// what else there is to know of it, whichever way it goes.
pub(super) fn to_member(
    member: &Member,
    place: &Place,
    message: &Message,
    finish: impl Fn(Letter) -> Letter,
) -> Option<Letter> {
    let account = member.reachable_at(place.platform, &place.team)?;
    let letter = |to| {
        let to = To::Person(to);
        finish(Letter::new(member.workspace, to, message.clone()))
    };
    let first = letter(account.clone());
    Some(match member.reachable_besides(account) {
        Some(other) => first.or_else(letter(other.clone())),
        None => first,
    })
}

/// A letter for one member about themselves, wherever it reaches them best.
fn to_themselves(
    member: &Member,
    settings: &Settings,
    say: impl FnOnce(&Words<'_>) -> Message,
) -> Option<Letter> {
    // Those that messages reach come first.
    let account = &member.accounts.first()?.identity;
    let place = Place {
        platform: account.platform,
        team: account.team.clone(),
        channel: account.user.clone(),
        thread: None,
        kind: PlaceKind::Direct,
        shared: false,
    };
    let locale = member.locale.unwrap_or(settings.locale);
    let message = say(&Words::new(locale, settings));
    to_member(member, &place, &message, |letter| letter)
}

/// What a member is told of a role that they were given by hand, or that was taken from them, if it
/// makes a difference.
pub fn told_of_role(
    member: &Member,
    settings: &Settings,
    change: RoleChange,
    by: Option<&str>,
) -> Option<Letter> {
    if change.before == change.after {
        return None;
    }
    to_themselves(member, settings, |words| {
        wording::told_of_role(words, change.before, change.after, by)
    })
}

/// What a member is told who was paused from giving, or may give again.
pub fn told_of_pause(member: &Member, settings: &Settings, paused: bool) -> Option<Letter> {
    to_themselves(member, settings, |words| {
        wording::told_of_pause(words, paused)
    })
}
