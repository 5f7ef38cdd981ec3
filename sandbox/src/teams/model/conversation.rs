//! Channels, group chats and personal chats.

/// What a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Between a person and the bot.
    Personal,
    /// Between a few.
    GroupChat,
    /// A channel of a team.
    Channel,
}

impl Kind {
    /// The name in `conversationType`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::GroupChat => "groupChat",
            Self::Channel => "channel",
        }
    }
}

/// Who may be in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelType {
    /// The whole team.
    Standard,
    /// Some of the team.
    Private,
    /// Other teams and organisations as well.
    Shared,
}

impl ChannelType {
    /// The name in `channelData` and in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Private => "private",
            Self::Shared => "shared",
        }
    }
}

/// A conversation.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// `19:…@thread.tacv2`, `19:…@thread.v2` or `a:…`.
    pub id: String,
    /// Its name; empty in personal chats.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The team of a channel.
    pub team: Option<String>,
    /// Who may be in a channel.
    pub channel_type: ChannelType,
    /// Who is in it, by Entra object id; empty in a standard channel, where the team counts.
    pub members: Vec<String>,
    /// Whether the app is installed in it; in a channel, the team counts.
    pub installed: bool,
    /// Whether the person blocked the bot here.
    pub blocked: bool,
}

impl Conversation {
    fn new(id: &str, name: &str, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            team: None,
            channel_type: ChannelType::Standard,
            members: Vec::new(),
            installed: false,
            blocked: false,
        }
    }

    /// A standard channel of a team.
    pub fn channel(id: &str, name: &str, team: &str) -> Self {
        Self {
            team: Some(team.to_owned()),
            ..Self::new(id, name, Kind::Channel)
        }
    }

    /// A group chat without the app.
    pub fn group_chat<'a>(
        id: &str,
        name: &str,
        members: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self::new(id, name, Kind::GroupChat).members(members)
    }

    /// The chat between a person and the bot, with the app.
    pub fn personal(id: &str, aad: &str) -> Self {
        Self::new(id, "", Kind::Personal).members([aad]).installed()
    }

    /// Adds these members.
    #[must_use]
    pub fn members<'a>(mut self, members: impl IntoIterator<Item = &'a str>) -> Self {
        self.members.extend(members.into_iter().map(str::to_owned));
        self
    }

    /// Private or shared, with members of its own.
    #[must_use]
    pub const fn of_type(mut self, channel_type: ChannelType) -> Self {
        self.channel_type = channel_type;
        self
    }

    /// Adds the app.
    #[must_use]
    pub const fn installed(mut self) -> Self {
        self.installed = true;
        self
    }
}

/// A conversation id without the thread behind it, and the thread's root.
pub fn split_thread(id: &str) -> (&str, Option<&str>) {
    match id.split_once(";messageid=") {
        Some((conversation, root)) => (conversation, Some(root)),
        None => (id, None),
    }
}

/// The id of the thread of `root` within a conversation.
pub fn in_thread(conversation: &str, root: &str) -> String {
    format!("{conversation};messageid={root}")
}
