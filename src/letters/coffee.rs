//! Whom a member was drawn with for a coffee.

use super::to_member;
use crate::coffee::Table;
use crate::outbox::{Letter, Weight};
use crate::people::Member;
use crate::platforms::traits;
use crate::settings::Settings;
use crate::wording::{self, Words};

/// A member is told who else sits at their table, or that there was nobody.
pub fn coffee_drawn(
    member: &Member,
    settings: &Settings,
    table: &Table,
    others: &[Member],
) -> Option<Letter> {
    let here = member.reachable_at(None)?;
    let words = Words::of(member, settings);
    let mentions: Vec<_> = others.iter().map(Member::mention).collect();
    let message = if mentions.is_empty() {
        wording::coffee_alone(&words, traits(here.platform).manner(true).command)
    } else {
        wording::coffee_drawn(&words, here, &mentions, table)
    };
    to_member(member, None, &message, |letter| {
        let key = format!("coffee/{}/{}", table.day, member.id);
        letter.weighing(Weight::Bulk).keyed(key)
    })
}
