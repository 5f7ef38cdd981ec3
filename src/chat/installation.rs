//! Through which installation of the app something came, or is to go.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Identity, Place, Platform};

/// One installation of the app, written `slack:T000000001`: what is done there is done with its
/// token, and with no other.
///
/// Whoever receives a delivery reads it off once; messages carry it in where they go. Which programme
/// it belongs to its connection says at the time it is asked, since a team may move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Installation {
    /// The platform.
    pub platform: Platform,
    /// Whose the token is: a workspace's or, where a whole Slack organisation installed the app, that
    /// organisation's; in Teams, a tenant's.
    pub team: String,
}

impl Installation {
    /// The installation of `team`.
    pub fn new(platform: Platform, team: impl Into<String>) -> Self {
        Self {
            platform,
            team: team.into(),
        }
    }

    /// The account that it knows as `user`.
    pub fn account(&self, user: impl Into<String>) -> Identity {
        Identity::new(self.platform, &self.team, user)
    }
}

impl fmt::Display for Installation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.platform, self.team)
    }
}

impl Identity {
    /// The installation that knows the account.
    pub fn installation(&self) -> Installation {
        Installation::new(self.platform, &self.team)
    }
}

impl Place {
    /// The installation that sees the conversation.
    pub fn installation(&self) -> Installation {
        Installation::new(self.platform, &self.team)
    }
}
