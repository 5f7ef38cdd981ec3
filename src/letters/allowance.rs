//! What members are told of what they have left to give.

use jiff::Zoned;

use super::to_member;
use crate::outbox::{Letter, Weight};
use crate::people::Member;
use crate::settings::Settings;
use crate::wording::{self, Words};

/// What a member is told who has `left` to give until `end`.
pub fn told_of_allowance(
    member: &Member,
    settings: &Settings,
    left: i64,
    end: &Zoned,
) -> Option<Letter> {
    let words = Words::of(member, settings);
    let message = wording::allowance_unused(&words, left, end, member.time_zone.as_ref());
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Bulk)
    })
}
