//! Who and where, as a platform names them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::words::UnknownWord;

words! {
    /// A chat platform that Plaudit is connected to.
    pub enum Platform {
        /// Slack.
        Slack = "slack",
        /// Microsoft Teams.
        Teams = "teams",
    }
}

impl Platform {
    /// Every platform.
    pub const ALL: [Self; 2] = [Self::Slack, Self::Teams];
}

impl FromStr for Platform {
    type Err = UnknownWord;

    fn from_str(name: &str) -> Result<Self, UnknownWord> {
        Self::named(name)
    }
}

/// One account of a person on one platform, written `slack:T000000001/U000000001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// The platform.
    pub platform: Platform,
    /// The team or tenant the account belongs to.
    pub team: String,
    /// The account's id within it.
    pub user: String,
}

impl Identity {
    /// An identity from its parts.
    pub fn new(platform: Platform, team: impl Into<String>, user: impl Into<String>) -> Self {
        Self {
            platform,
            team: team.into(),
            user: user.into(),
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}/{}", self.platform, self.team, self.user)
    }
}

/// A text that names no account or no conversation.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not of the form platform:TEAM/ID")]
pub struct NotNamed(String);

/// `platform:TEAM/ID` in its parts.
fn named(text: &str) -> Result<(Platform, &str, &str), NotNamed> {
    let parts = || {
        let (platform, rest) = text.split_once(':')?;
        let (team, id) = rest.split_once('/')?;
        let platform = platform.parse().ok()?;
        (!team.is_empty() && !id.is_empty()).then_some((platform, team, id))
    };
    parts().ok_or_else(|| NotNamed(text.to_owned()))
}

impl FromStr for Identity {
    type Err = NotNamed;

    fn from_str(text: &str) -> Result<Self, NotNamed> {
        named(text).map(|(platform, team, user)| Self::new(platform, team, user))
    }
}

words! {
    /// What kind of conversation a place is.
    pub enum PlaceKind {
        /// A channel that everyone in the team may read.
        Public = "public",
        /// A channel or group whose name and content are its members' alone.
        Private = "private",
        /// A conversation between one person and the bot.
        Direct = "direct",
        /// The delivery does not say. Treated like a private one until the platform is asked.
        Unknown = "unknown",
    }
}

impl PlaceKind {
    /// The word it is kept by. What is not known is kept as private, as it is treated.
    pub const fn kept_as(self) -> &'static str {
        match self {
            Self::Unknown => Self::Private.as_str(),
            known => known.as_str(),
        }
    }
}

/// A conversation, and the thread within it if any.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The platform.
    pub platform: Platform,
    /// The team or tenant.
    pub team: String,
    /// The conversation's id.
    pub channel: String,
    /// The message that the thread hangs on, when this place is a thread.
    pub thread: Option<String>,
    /// Who can read it.
    pub kind: PlaceKind,
    /// Whether people of another organisation can read it.
    pub shared: bool,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}/{}", self.platform, self.team, self.channel)
    }
}

/// The conversation itself, of which a name does not say the kind.
impl FromStr for Place {
    type Err = NotNamed;

    fn from_str(text: &str) -> Result<Self, NotNamed> {
        let (platform, team, channel) = named(text)?;
        Ok(Self {
            platform,
            team: team.to_owned(),
            channel: channel.to_owned(),
            thread: None,
            kind: PlaceKind::Unknown,
            shared: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for written in ["slack:T1/U1", "teams:tenant/29:1a/b_c"] {
            let identity: Identity = written.parse().unwrap();
            assert_eq!(identity.to_string(), written);
        }
        for written in ["slack:T1/C1", "teams:tenant/19:abc@thread.tacv2"] {
            let place: Place = written.parse().unwrap();
            assert_eq!(place.to_string(), written);
        }
    }

    #[test]
    fn ids_alone_name_nothing() {
        for text in [
            "",
            "U1",
            "slack:T1",
            "slack:/U1",
            "slack:T1/",
            "19:abc@thread.tacv2/x",
        ] {
            assert!(text.parse::<Identity>().is_err(), "{text}");
        }
    }
}
