//! What people typed, as others see it.

use std::borrow::Borrow;

use crate::chat::{Identity, Installation, Mention, Platform, Rich};
use crate::people::Member;
use crate::wording::marked::rich;

/// Marked text of an installation as it is shown: everyone spoken of keeps their accounts, so that
/// each platform can say who they are. What was typed outside of a chat speaks of nobody.
pub fn shown<M: Borrow<Member>>(
    marked: &str,
    installation: Option<&Installation>,
    people: &[M],
) -> Rich {
    let Some(installation) = installation else {
        // The platform tells only who can be spoken of.
        return rich(marked, Platform::Slack, |_, _| None);
    };
    rich(marked, installation.platform, |id, label| {
        let account = installation.account(id);
        let known = people
            .iter()
            .find(|it| (*it).borrow().account(&account).is_some());
        Some(known.map_or_else(
            || stranger(account, label),
            |member| member.borrow().mention(),
        ))
    })
}

/// Somebody of whom only the account is known.
pub(super) fn stranger(account: Identity, label: Option<&str>) -> Mention {
    let name = label.map_or_else(|| format!("@{}", account.user), str::to_owned);
    Mention::new(&name, vec![account])
}
