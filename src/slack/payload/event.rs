//! Events.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::lenient::{object, or_default};
use super::{Flag, User};

/// What the Events API posts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Envelope {
    /// `event_callback`, `url_verification` or `app_rate_limited`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What a `url_verification` wants to have back.
    pub challenge: Option<String>,
    /// The id of the event, which stays for every repetition of the delivery.
    pub event_id: Option<String>,
    /// The workspace of the event, which in a shared channel may be another organisation's.
    pub team_id: Option<String>,
    /// The workspace through which the event was seen.
    pub context_team_id: Option<String>,
    /// An installation that sees the event.
    #[serde(deserialize_with = "or_default")]
    pub authorizations: Vec<Authorization>,
    /// Whether people of another organisation read the channel.
    pub is_ext_shared_channel: Flag,
    /// What happened.
    #[serde(deserialize_with = "or_default")]
    pub event: Inner,
}

impl Envelope {
    /// Reads a request body.
    pub fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        object(body)
    }
}

/// An installation that sees an event.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Authorization {
    /// Its workspace; null when the whole organisation installed the app.
    pub team_id: Option<String>,
    /// Its organisation.
    pub enterprise_id: Option<String>,
    /// Whether the whole organisation installed the app.
    pub is_enterprise_install: Flag,
}

/// What happened, of the kinds that are subscribed to.
#[derive(Default, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Inner {
    /// A message names the bot.
    AppMention(Box<Message>),
    /// A message was posted, changed or deleted.
    Message(Box<Message>),
    /// A reaction was put on something.
    ReactionAdded(Reaction),
    /// A reaction was taken away.
    ReactionRemoved(Reaction),
    /// Somebody, perhaps the bot, came into a channel.
    MemberJoinedChannel(Joined),
    /// Somebody opened the app's page.
    AppHomeOpened(Opened),
    /// Somebody joined the workspace.
    TeamJoin(Box<Person>),
    /// Somebody's account changed.
    UserChange(Box<Person>),
    /// The app was removed.
    AppUninstalled,
    /// Tokens were revoked.
    TokensRevoked(Revoked),
    /// A channel got another id.
    ChannelIdChanged(Renumbered),
    /// Anything else.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A message, new or old.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Why it is not an ordinary message.
    pub subtype: Option<String>,
    /// Who wrote it.
    pub user: Option<String>,
    /// What it says, marked.
    pub text: Option<String>,
    /// Its id within the channel.
    pub ts: Option<String>,
    /// The channel.
    pub channel: Option<String>,
    /// `channel`, `group`, `mpim` or `im`; mentions do not say.
    pub channel_type: Option<String>,
    /// The message its thread hangs on.
    pub thread_ts: Option<String>,
    /// The app that wrote it.
    pub bot_id: Option<String>,
    /// Present once it was edited.
    pub edited: Option<IgnoredAny>,
    /// Whether it is not shown.
    pub hidden: Flag,
    /// The author's workspace.
    pub team: Option<String>,
    /// When the event happened.
    pub event_ts: Option<String>,
    /// The id of the message that was deleted.
    pub deleted_ts: Option<String>,
    /// The message as it is now, after a change.
    pub message: Option<Box<Message>>,
    /// The message as it was, before a change or deletion.
    pub previous_message: Option<Box<Message>>,
}

/// A reaction.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Reaction {
    /// Whose.
    pub user: Option<String>,
    /// The emoji's short name, with a skin tone perhaps.
    pub reaction: Option<String>,
    /// What it was put on.
    #[serde(deserialize_with = "or_default")]
    pub item: Item,
    /// Who wrote that, if it was a person.
    pub item_user: Option<String>,
    /// When.
    pub event_ts: Option<String>,
}

/// What a reaction is on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Item {
    /// `message` or `file`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The channel.
    pub channel: Option<String>,
    /// The message.
    pub ts: Option<String>,
}

/// Somebody came into a channel.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Joined {
    /// Who came.
    pub user: Option<String>,
    /// Where.
    pub channel: Option<String>,
    /// Who brought them.
    pub inviter: Option<String>,
    /// When.
    pub event_ts: Option<String>,
}

/// Somebody opened the app's page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Opened {
    /// Who.
    pub user: Option<String>,
    /// `home` or `messages`.
    pub tab: Option<String>,
    /// What stands there, if we put anything there.
    pub view: Option<IgnoredAny>,
    /// When.
    pub event_ts: Option<String>,
}

/// Somebody joined or changed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Who.
    #[serde(deserialize_with = "or_default")]
    pub user: User,
    /// When.
    pub event_ts: Option<String>,
}

/// Tokens were revoked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Revoked {
    /// Whose.
    #[serde(deserialize_with = "or_default")]
    pub tokens: RevokedTokens,
    /// When.
    pub event_ts: Option<String>,
}

/// Whose tokens were revoked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RevokedTokens {
    /// The bots whose tokens were revoked.
    #[serde(deserialize_with = "or_default")]
    pub bot: Vec<String>,
}

/// A channel got another id.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Renumbered {
    /// The id before.
    pub old_channel_id: Option<String>,
    /// The id from now on.
    pub new_channel_id: Option<String>,
    /// When.
    pub event_ts: Option<String>,
}
