//! What somebody is asked who thanked nobody for long.

use super::to_member;
use crate::outbox::{Letter, Weight};
use crate::people::Member;
use crate::settings::Settings;
use crate::wording::{self, Words};

/// Whom they could thank, after so many days or if they never did.
pub fn asked_whom_to_thank(
    member: &Member,
    settings: &Settings,
    days: Option<i64>,
    people: &[String],
) -> Option<Letter> {
    let message = wording::thanking_ask(&Words::of(member, settings), days, people);
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Bulk)
    })
}
