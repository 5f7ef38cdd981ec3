//! Telling a member something, wherever that reaches them.

use crate::chat::{Identity, Installation, Message, To};
use crate::outbox::Letter;
use crate::people::{Member, RoleChange};
use crate::settings::Settings;
use crate::wording::{self, Words};

/// A letter for one member, in their own conversation: through `near` if they are there, since that is
/// where it happened; where nothing is taken there, through another. `finish` says what else there is
/// to know of it, whichever way it goes.
pub fn to_member(
    member: &Member,
    near: Option<&Installation>,
    message: &Message,
    finish: impl Fn(Letter) -> Letter,
) -> Option<Letter> {
    addressed(member, near, |to| {
        finish(Letter::new(member.workspace, to, message.clone()))
    })
}

/// Addresses any letter to a member: `letter` makes one for each way it goes.
pub(super) fn addressed(
    member: &Member,
    near: Option<&Installation>,
    letter: impl Fn(To) -> Letter,
) -> Option<Letter> {
    let account = member.reachable_at(near)?;
    let to = |account: &Identity| letter(To::Person(account.clone()));
    let first = to(account);
    Some(match member.reachable_besides(account) {
        Some(other) => first.or_else(to(other)),
        None => first,
    })
}

/// A letter for one member about themselves, wherever it reaches them best.
pub fn to_themselves(
    member: &Member,
    settings: &Settings,
    say: impl FnOnce(&Words<'_>) -> Message,
) -> Option<Letter> {
    let message = say(&Words::of(member, settings));
    to_member(member, None, &message, |letter| letter)
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
