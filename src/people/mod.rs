//! Members, their identities, and how they are found.

mod directory;
mod groups;
mod store;

use jiff::tz::TimeZone;
use uuid::Uuid;

pub use directory::Directory;
pub use groups::{group_members, record_group};
pub use store::{
    Recorded, by_ids, choose_locale, direct_channel, find, list, mark_unreachable, record,
    record_direct_channel,
};

use crate::chat::{Identity, Locale, Mention, Platform, Standing};

/// What a member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Give, receive, redeem, answer.
    Member,
    /// And decide for a team.
    Manager,
    /// And change everything.
    Admin,
}

/// A person in a workspace.
#[derive(Clone, Debug)]
pub struct Member {
    /// The workspace.
    pub workspace: Uuid,
    /// The member.
    pub id: Uuid,
    /// How they are called.
    pub name: String,
    /// What they chose, else what their platform says, where we speak it.
    pub locale: Option<Locale>,
    /// Their own zone.
    pub time_zone: Option<TimeZone>,
    /// What they are to the organisation.
    pub standing: Standing,
    /// Whether the account may sign in.
    pub active: bool,
    /// What they may do.
    pub role: Role,
    /// Their accounts.
    pub identities: Vec<Identity>,
}

impl Member {
    /// The member as they are spoken of, and notified.
    pub fn mention(&self) -> Mention {
        Mention {
            name: self.name.clone(),
            identities: self.identities.clone(),
        }
    }

    /// The account to write to: the one of `team` if there is one, else any.
    pub fn reachable_at(&self, platform: Platform, team: &str) -> Option<&Identity> {
        self.identities
            .iter()
            .find(|i| i.platform == platform && i.team == team)
            .or_else(|| self.identities.first())
    }

    /// Whether they may change settings and undo anything.
    pub fn is_admin(&self) -> bool {
        self.role == Role::Admin
    }
}
