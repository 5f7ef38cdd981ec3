//! What new colleagues are told.

use super::to_member;
use crate::outbox::{Letter, Weight};
use crate::people::Member;
use crate::platforms::traits;
use crate::settings::Settings;
use crate::wording::{self, Words};

/// How kudos work, for somebody who has not asked yet.
pub fn hello_to(member: &Member, settings: &Settings) -> Option<Letter> {
    let manner = traits(member.reachable_at(None)?.platform).manner_alone;
    let words = Words::of(member, settings);
    let message = wording::direct_hello(&words, manner, !member.paused);
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Bulk)
    })
}
