//! What a platform does for us: the one door to the outside, as a trait.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Handle, Identity, Installation, Message, Place, Profile};

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// To everyone in a place.
    Place(Place),
    /// To one person, in their conversation with the bot.
    Person(Identity),
    /// To one person in a place, seen by nobody else; in their own conversation where that fails.
    Privately {
        /// Where.
        place: Place,
        /// To whom.
        person: Identity,
    },
    /// To the home of one person: what they have there is another from now on. Where their platform has
    /// none, to the message that they have of it.
    Home(Identity),
}

impl To {
    /// The installation that it leaves by: with whose token it is sent.
    pub fn installation(&self) -> Installation {
        match self {
            Self::Place(place) => place.installation(),
            Self::Person(person) | Self::Privately { person, .. } | Self::Home(person) => {
                person.installation()
            }
        }
    }

    /// The one person it is said to.
    pub const fn person(&self) -> Option<&Identity> {
        match self {
            Self::Place(_) | Self::Home(_) => None,
            Self::Person(person) | Self::Privately { person, .. } => Some(person),
        }
    }

    /// Whose home it is for, where it is for one.
    pub const fn home(&self) -> Option<&Identity> {
        match self {
            Self::Home(person) => Some(person),
            Self::Place(_) | Self::Person(_) | Self::Privately { .. } => None,
        }
    }

    /// The conversation, where it is not the person's own.
    pub fn channel(&self) -> Option<&str> {
        match self {
            Self::Place(place) | Self::Privately { place, .. } => Some(&place.channel),
            Self::Person(_) | Self::Home(_) => None,
        }
    }

    /// The name of the conversation, in which messages keep their order.
    pub fn lane(&self) -> String {
        match self {
            Self::Place(place) => place.to_string(),
            Self::Person(person) => person.to_string(),
            Self::Privately { place, person } => format!("{place}#{}", person.user),
            Self::Home(person) => format!("{person}#home"),
        }
    }
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// A new message.
    Post {
        /// Where to.
        to: To,
        /// The person's conversation with the bot, where it is known.
        direct: Option<String>,
        /// The message whose place it takes, as long as that can be changed.
        replaces: Option<Handle>,
        /// What it says.
        message: Message,
    },
    /// A message of ours, changed.
    Change {
        /// Where it stands.
        place: Place,
        /// Its id there, as its [`Receipt`] said.
        id: String,
        /// What it says from now on.
        message: Message,
    },
    /// What stands in somebody's home.
    Home {
        /// Whose.
        person: Identity,
        /// What.
        message: Message,
    },
}

impl Outgoing {
    /// The installation that it leaves by.
    pub fn installation(&self) -> Installation {
        match self {
            Self::Post { to, .. } => to.installation(),
            Self::Change { place, .. } => place.installation(),
            Self::Home { person, .. } => person.installation(),
        }
    }
}

/// Where a message ended up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The conversation's id.
    pub channel: String,
    /// The message's id within it; none for messages that leave no trace.
    pub message: Option<String>,
}

/// Why a message could not be delivered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Not now: the platform is slow, down, or asks for patience.
    #[error("not now: {reason}")]
    Later {
        /// What it said.
        reason: String,
        /// How long it asks us to leave this method of this team alone.
        pause: Option<Duration>,
    },
    /// Never: the conversation or the person is gone, or refuses us.
    #[error("refused: {reason}")]
    Refused {
        /// What it said.
        reason: String,
        /// Whether it is the person who cannot be reached, wherever we write.
        person_gone: bool,
    },
    /// There is no known conversation with the person, or the known one is gone: it has to be
    /// [opened](Port::open) first.
    #[error("their conversation with the bot is not open")]
    Unopened,
    /// Its installation's token is not here: it waits for a server that has it.
    #[error("{}", NoToken(.0))]
    NoToken(Installation),
    /// The whole team refuses us.
    #[error("the team refuses us: {reason}")]
    Revoked {
        /// What it said.
        reason: String,
    },
}

/// Why the platform did not tell.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// Ask again later.
    #[error("not now: {reason}")]
    Later {
        /// What it said.
        reason: String,
        /// How long it asks us to leave such questions of this team alone.
        pause: Option<Duration>,
    },
    /// The installation's token is not here: who has it may ask.
    #[error("{}", NoToken(.0))]
    NoToken(Installation),
    /// There is no such thing, or we may not know.
    #[error("not told: {0}")]
    Unknown(String),
}

/// Why something waits that nobody here can do.
struct NoToken<'a>(&'a Installation);

impl fmt::Display for NoToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no token of {} here: it waits for a server that has one",
            self.0
        )
    }
}

/// What a platform tells of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// The place with its true kind, and whether it is shared.
    pub place: Place,
    /// What it is called, where it has a name.
    pub name: Option<String>,
    /// Whether we may post there.
    pub door: Door,
}

/// Whether a place takes what we post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// As far as the platform tells.
    Open,
    /// Once somebody brings us in.
    Uninvited,
    /// People of another organisation read there, and we keep what is internal to ourselves.
    Shared,
    /// Nobody posts there any more.
    Archived,
}

/// What every platform offers. Implemented once per platform; called by workers only, never while
/// a transaction is open.
pub trait Port: Send + Sync {
    /// Sends a message, or changes one.
    fn deliver(
        &self,
        outgoing: &Outgoing,
    ) -> impl Future<Output = Result<Receipt, SendError>> + Send;

    /// The person's conversation with the bot, opened where there is none yet.
    fn open(&self, person: &Identity) -> impl Future<Output = Result<String, SendError>> + Send;

    /// What the platform tells of an account, seen through an installation: who is of another
    /// organisation is an outsider there. `seen` is where the account was met; some platforms tell
    /// only there.
    fn profile(
        &self,
        through: &Installation,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> impl Future<Output = Result<Profile, LookupError>> + Send;

    /// Since when somebody belongs to the organisation, where the platform keeps that and we may know.
    fn first_day(
        &self,
        _through: &Installation,
        _identity: &Identity,
    ) -> impl Future<Output = Result<Option<Date>, LookupError>> + Send {
        async { Ok(None) }
    }

    /// The accounts in a user group.
    fn group(
        &self,
        through: &Installation,
        group: &str,
    ) -> impl Future<Output = Result<Vec<String>, LookupError>> + Send;

    /// The accounts in a conversation. Bots may be among them.
    fn members(
        &self,
        place: &Place,
    ) -> impl Future<Output = Result<Vec<String>, LookupError>> + Send;

    /// What it tells of a place.
    fn place(&self, place: &Place) -> impl Future<Output = Result<Venue, LookupError>> + Send;

    /// Who wrote a message.
    fn author(
        &self,
        place: &Place,
        message: &str,
    ) -> impl Future<Output = Result<Option<Identity>, LookupError>> + Send;
}
