//! Letters about new colleagues, and to them.

use super::to_member;
use crate::chat::{Mention, Message};
use crate::outbox::{Letter, Weight};
use crate::people::Member;
use crate::platforms::traits;
use crate::settings::Settings;
use crate::wording::{self, Words};

/// What everyone is told of these, who are new.
pub fn welcome_message(settings: &Settings, mut new: Vec<Member>) -> Message {
    new.sort_by_key(|member| member.id);
    let new: Vec<Mention> = new.iter().map(Member::mention).collect();
    wording::welcome_posted(&Words::new(settings.locale, settings), &new)
}

/// How kudos work, for somebody who has not asked yet.
pub fn hello_to(member: &Member, settings: &Settings) -> Option<Letter> {
    let manner = traits(member.reachable_at(None)?.platform).manner_alone;
    let words = Words::of(member, settings);
    let message = wording::direct_hello(&words, manner, !member.paused);
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Bulk)
    })
}
