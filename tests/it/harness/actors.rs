//! Those who act.

use plaudit::chat::{Identity, Platform, Proof};
use plaudit::ids::MemberId;
use plaudit::policy::{Actor, Role};

/// A member who acts on Slack.
pub(crate) fn acting(id: MemberId, role: Role) -> Actor {
    Actor::Member {
        id,
        role,
        account: Identity::new(Platform::Slack, "T1", "U1"),
        proof: Proof::Person,
    }
}
