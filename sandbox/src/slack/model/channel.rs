//! Conversations and user groups.

use serde_json::{Value, json};

/// What a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// Anybody of the team may read it.
    Public,
    /// Only its members know that it exists.
    Private,
    /// Between two.
    Im,
    /// Between a few.
    Mpim,
}

impl ChannelKind {
    /// The name in `channel_type` of message events.
    pub const fn event_type(self) -> &'static str {
        match self {
            Self::Public => "channel",
            Self::Private => "group",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }
}

/// A conversation.
#[derive(Clone, Debug)]
pub struct Channel {
    /// `C…`, `G…` or `D…`.
    pub id: String,
    /// Its name, without `#`; empty between two.
    pub name: String,
    /// What it is about.
    pub topic: String,
    /// What it is.
    pub kind: ChannelKind,
    /// Who is in it, the bot included where it was invited.
    pub members: Vec<String>,
    /// Other teams it is shared with.
    pub shared_with: Vec<String>,
    /// Closed for posting.
    pub archived: bool,
}

impl Channel {
    fn new(id: &str, name: &str, kind: ChannelKind) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            topic: String::new(),
            kind,
            members: Vec::new(),
            shared_with: Vec::new(),
            archived: false,
        }
    }

    /// A public channel.
    pub fn public(id: &str, name: &str) -> Self {
        Self::new(id, name, ChannelKind::Public)
    }

    /// A private channel.
    pub fn private(id: &str, name: &str) -> Self {
        Self::new(id, name, ChannelKind::Private)
    }

    /// A direct message.
    pub fn im(id: &str, members: [&str; 2]) -> Self {
        Self::new(id, "", ChannelKind::Im).members(members)
    }

    /// A group direct message.
    pub fn mpim<'a>(id: &str, members: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new(
            id,
            &format!("mpdm-{id}-1").to_lowercase(),
            ChannelKind::Mpim,
        )
        .members(members)
    }

    /// Adds these members.
    #[must_use]
    pub fn members<'a>(mut self, members: impl IntoIterator<Item = &'a str>) -> Self {
        self.members.extend(members.into_iter().map(str::to_owned));
        self
    }

    /// Adds a topic.
    #[must_use]
    pub fn about(mut self, topic: &str) -> Self {
        topic.clone_into(&mut self.topic);
        self
    }

    /// Shared with another team.
    #[must_use]
    pub fn shared_with(mut self, team: &str) -> Self {
        self.shared_with.push(team.to_owned());
        self
    }

    /// Closed for posting.
    #[must_use]
    pub fn archived(mut self) -> Self {
        self.archived = true;
        self
    }

    /// Whether `user` is in it.
    pub fn has(&self, user: &str) -> bool {
        self.members.iter().any(|member| member == user)
    }

    /// The name a slash command is sent with.
    pub fn command_name(&self) -> &str {
        match self.kind {
            ChannelKind::Public | ChannelKind::Mpim => &self.name,
            ChannelKind::Private => "privategroup",
            ChannelKind::Im => "directmessage",
        }
    }

    /// The object of `conversations.info`, seen by `viewer`.
    pub fn to_json(&self, team: &str, viewer: &str) -> Value {
        if self.kind == ChannelKind::Im {
            let other = self.members.iter().find(|member| *member != viewer);
            return json!({
                "id": self.id, "created": 1_794_000_000, "is_im": true, "is_archived": false,
                "is_org_shared": false, "is_ext_shared": false, "user": other,
                "context_team_id": team, "is_user_deleted": false, "priority": 0,
            });
        }
        let mut connected = vec![team];
        connected.extend(self.shared_with.iter().map(String::as_str));
        let shared = !self.shared_with.is_empty();
        json!({
            "id": self.id, "name": self.name, "name_normalized": self.name,
            "is_channel": self.kind == ChannelKind::Public,
            "is_group": self.kind == ChannelKind::Private,
            "is_im": false, "is_mpim": self.kind == ChannelKind::Mpim,
            "is_private": self.kind != ChannelKind::Public, "created": 1_794_000_000,
            "is_archived": self.archived, "is_general": self.name == "general",
            "is_shared": shared, "is_ext_shared": shared, "is_org_shared": false,
            "connected_team_ids": if shared { connected } else { Vec::new() },
            "is_member": self.has(viewer), "context_team_id": team,
            "num_members": self.members.len(),
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        })
    }
}

/// A user group, mentioned as `@handle`.
#[derive(Clone, Debug)]
pub struct UserGroup {
    /// `S…`.
    pub id: String,
    /// Its handle, without `@`.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// Who is in it, the deactivated included.
    pub users: Vec<String>,
}

impl UserGroup {
    /// A group of `users`.
    pub fn new<'a>(
        id: &str,
        handle: &str,
        name: &str,
        users: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            id: id.to_owned(),
            handle: handle.to_owned(),
            name: name.to_owned(),
            users: users.into_iter().map(str::to_owned).collect(),
        }
    }
}
