//! What members are told of points that expire.

use super::to_member;
use crate::outbox::{Letter, Weight};
use crate::people::Member;
use crate::rewards::Expiring;
use crate::settings::Settings;
use crate::wording::{self, Words};

/// What a member is told whose points expire soon, in one message.
pub fn told_of_expiry(
    member: &Member,
    settings: &Settings,
    expiring: &[Expiring],
) -> Option<Letter> {
    let message = wording::points_expire(&Words::of(member, settings), expiring);
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Bulk)
    })
}
