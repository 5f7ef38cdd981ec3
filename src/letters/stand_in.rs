//! What somebody is told who is to decide in somebody's stead.

use jiff::civil::Date;

use super::to_themselves;
use crate::outbox::Letter;
use crate::people::Member;
use crate::settings::Settings;
use crate::wording;

/// What a member is told who stands in for somebody called `away` until the end of `last_day`.
pub fn told_of_stand_in(
    member: &Member,
    settings: &Settings,
    away: &str,
    last_day: Date,
) -> Option<Letter> {
    to_themselves(member, settings, |words| {
        wording::told_of_stand_in(words, away, last_day)
    })
}
