//! What reached us, in words that fit every platform.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Answers, Identity, Installation, Locale, Place, Ticket};

/// One verified delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    /// Through which installation it came.
    pub installation: Installation,
    /// The delivery's idempotency key: the same for every repetition of it.
    pub key: String,
    /// The key of the act itself, where several deliveries may tell of one act.
    #[serde(rename = "twin")]
    pub act_key: Option<String>,
    /// When it happened, as the platform says.
    pub at: Timestamp,
    /// Who did it. Nobody, for news about the team itself.
    pub actor: Option<Identity>,
    /// How far it is known to be them.
    #[serde(default)]
    pub proof: Proof,
    /// Where.
    pub place: Option<Place>,
    /// What the delivery tells of the actor's language and time.
    #[serde(default)]
    pub client: Client,
    /// Whether the acknowledgement can show the person something.
    pub ack: Ack,
    /// What it lets us show whoever acted. Never stored.
    #[serde(skip)]
    pub ticket: Option<Ticket>,
    /// What was done.
    pub act: Act,
}

impl Inbound {
    /// The key of what whoever acted is told came of it: that is said once.
    pub fn answer_key(&self) -> String {
        format!("{}/said", self.key)
    }

    /// The key under which it is stored to be worked on later.
    pub fn deferred_key(&self) -> String {
        deferred_key(&self.key)
    }

    /// Whose doing it is, or whom it is about.
    pub fn person(&self) -> Option<&Identity> {
        match &self.act {
            Act::Person(profile) => Some(&profile.identity),
            _ => self.actor.as_ref(),
        }
    }
}

/// The key under which the delivery with `key` is stored to be worked on later.
pub fn deferred_key(key: &str) -> String {
    format!("{key}/deferred")
}

/// The language and the time of whoever acted, as far as their device tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Their language, where we speak it.
    pub locale: Option<Locale>,
    /// Their IANA time zone.
    pub time_zone: Option<String>,
}

words! {
    /// What a delivery proves of whoever acts.
    pub enum Proof {
        /// That it is this person: the platform says so.
        Person = "person",
        /// That it comes from their team, where whoever made it can name anybody.
        Team = "team",
    }
}

/// Nearly every delivery names a person whom the platform knows.
impl Default for Proof {
    fn default() -> Self {
        Self::Person
    }
}

/// What the acknowledgement of a delivery can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ack {
    /// It carries the answer to the person.
    Answers,
    /// It carries the answer, and everyone in the place reads it; nothing can be posted there
    /// otherwise.
    Public,
    /// It is empty: the answer goes through the outbox.
    Empty,
}

/// What somebody did. Texts are [marked](super::marked).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Typed a command.
    Command {
        /// Which, without the slash.
        name: String,
        /// What followed it.
        text: String,
    },
    /// Said something in a place.
    Said {
        /// What.
        text: String,
        /// The message's id within the place.
        message: String,
        /// Whether it was said to the bot, by name or in a direct message.
        addressed: bool,
    },
    /// Edited a message so that it names the bot. That alone gives nothing.
    Edited {
        /// What it says now.
        text: String,
        /// The message's id within the place.
        message: String,
    },
    /// Deleted a message.
    Deleted {
        /// The message's id within the place.
        message: String,
    },
    /// Put a reaction on a message, or took it away.
    Reacted {
        /// The emoji as it is spelt, without colons: its short name, perhaps with a tone.
        emoji: String,
        /// The message's id within the place.
        message: String,
        /// Who wrote that message, when the platform says.
        author: Option<Identity>,
        /// Put on (true) or taken away.
        added: bool,
    },
    /// Pressed a button.
    Pressed {
        /// The button's action.
        action: String,
        /// The button's value.
        value: String,
        /// The message the button is on.
        message: Option<String>,
    },
    /// Sent a form.
    Submitted(Answers),
    /// Chose something from a menu, perhaps on a message.
    Shortcut {
        /// Which: the name of the form that it opens.
        #[serde(default)]
        which: String,
        /// The message it was chosen on.
        quoted: Option<Quoted>,
    },
    /// Brought the bot into the place.
    Invited,
    /// Opened their home: what the platform shows of us to each person alone.
    Opened {
        /// Whether nothing is there yet.
        blank: bool,
    },
    /// Changed, or joined the team.
    Person(Box<Profile>),
    /// Removed the bot from the team, or took its rights away.
    Disconnected,
    /// Gave a conversation another id.
    Moved {
        /// The new id.
        to: String,
    },
}

/// A message that an act is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// Who wrote it, when it was a person.
    pub author: Option<Identity>,
    /// What it says.
    pub text: String,
    /// Its id within the place.
    pub message: String,
}

/// What a platform tells of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The account.
    pub identity: Identity,
    /// Other ids by which the platform speaks of the same account.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How they are called.
    pub name: String,
    /// Verified by the platform's administration.
    pub email: Option<String>,
    /// Their language, where we speak it.
    pub locale: Option<Locale>,
    /// Their IANA time zone.
    pub time_zone: Option<String>,
    /// What they are to the organisation.
    pub standing: Standing,
    /// Whether the account may sign in.
    pub active: bool,
    /// Whether they administer the team.
    pub admin: bool,
}

impl Profile {
    /// Whether `user` is an id of the account, its own or another.
    pub fn is_called(&self, user: &str) -> bool {
        self.identity.user == user || self.aliases.iter().any(|alias| alias == user)
    }
}

words! {
    /// What an account is to the organisation.
    pub enum Standing {
        /// An employee.
        Member = "member",
        /// Let in with restrictions.
        Guest = "guest",
        /// Of another organisation.
        Outsider = "outsider",
        /// Not a person.
        Bot = "bot",
    }
}
