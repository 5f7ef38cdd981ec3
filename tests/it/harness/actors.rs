//! Actors of tests, and the profiles that are told of them.

use plaudit::chat::{Identity, Platform, Profile, Proof, Standing};
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

/// Somebody of the organisation of whom nothing else is told.
pub(crate) fn colleague(identity: Identity, name: &str) -> Profile {
    Profile {
        identity,
        aliases: Vec::new(),
        name: name.to_owned(),
        email: None,
        locale: None,
        time_zone: None,
        standing: Standing::Member,
        active: true,
        admin: false,
    }
}
