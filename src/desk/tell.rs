//! Telling a member something, wherever that reaches them.

use crate::chat::{Message, Place, To};
use crate::outbox::Letter;
use crate::people::Member;

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
