//! Who acts, and what they may do. Pure.
//!
//! [`Actor::may`] is the one answer to "may they?", from the table of rights (`rights.rs`). What the
//! rules of a feature say of a person (a guest does not give) is no right, and stays with them.

mod rights;

use std::fmt;

use crate::chat::{Identity, Proof};
use crate::ids::{MemberId, RuleId, TokenId};

pub use rights::Action;
use rights::Kind;

words! {
    /// What somebody is in the programme.
    pub enum Role {
        /// Gives, receives, redeems, answers.
        Member = "member",
        /// Redeems what is for managers, too. Who decides on a redemption is whom its member reports to.
        Manager = "manager",
        /// Runs the programme, too.
        Admin = "admin",
    }
}

impl Role {
    /// Every role, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Member, Self::Manager, Self::Admin];

    /// Whether it is more than a member's.
    pub const fn leads(self) -> bool {
        matches!(self, Self::Manager | Self::Admin)
    }

    /// Whether somebody who is this may do it, once it is known to be them.
    pub fn may(self, action: Action) -> bool {
        action.is_open_to(self.kind())
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Member => Kind::Member,
            Self::Manager => Kind::Manager,
            Self::Admin => Kind::Admin,
        }
    }
}

/// Whoever acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody in the programme, through a chat platform.
    Member {
        /// Who.
        id: MemberId,
        /// What they are.
        role: Role,
        /// The account they act through.
        account: Identity,
        /// How far it is known to be them.
        proof: Proof,
    },
    /// Somebody outside the programme, with a code that one of its admins made.
    Invited(Identity),
    /// Whoever runs commands on the server's machine.
    Operator,
    /// A program, by its token.
    Token(TokenId),
    /// A rule of the programme, by its id.
    Rule(RuleId),
    /// The server itself, which follows what platforms say.
    System,
}

impl Actor {
    /// Whether they may do this.
    pub fn may(&self, action: Action) -> bool {
        action.is_open_to(self.kind())
    }

    /// The member who acts, where it is one.
    pub const fn member(&self) -> Option<MemberId> {
        match self {
            Self::Member { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// The account that is acted through, where there is one.
    pub const fn account(&self) -> Option<&Identity> {
        match self {
            Self::Member { account, .. } | Self::Invited(account) => Some(account),
            _ => None,
        }
    }

    /// How far it is known to be them. Who needs no platform's word is known.
    pub const fn proof(&self) -> Proof {
        match self {
            Self::Member { proof, .. } => *proof,
            _ => Proof::Person,
        }
    }

    /// This actor with no more rights than anybody: for what follows by itself from what they did.
    #[must_use]
    pub fn as_anybody(&self) -> Self {
        let mut plain = self.clone();
        if let Self::Member { role, .. } = &mut plain {
            *role = Role::Member;
        }
        plain
    }

    /// Which rights they have.
    pub(crate) const fn kind(&self) -> Kind {
        match self {
            Self::Member {
                proof: Proof::Team, ..
            } => Kind::Unproven,
            Self::Member { role, .. } => role.kind(),
            Self::Invited(_) => Kind::Invited,
            Self::Operator => Kind::Operator,
            Self::Token(_) => Kind::Token,
            Self::Rule(_) => Kind::Rule,
            Self::System => Kind::System,
        }
    }
}

/// As the audit log keeps it: the id of a member, or a word for who acts without being one.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member { id, .. } => id.fmt(f),
            Self::Invited(_) => f.write_str("invited"),
            Self::Operator => f.write_str("operator"),
            Self::Token(id) => write!(f, "token:{id}"),
            Self::Rule(id) => write!(f, "rule:{id}"),
            Self::System => f.write_str("system"),
        }
    }
}

#[cfg(test)]
mod tests;
