//! The company one starts with, built piece by piece.

use super::{Conversation, User};

/// People and where they talk.
#[derive(Clone, Debug, Default)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// Everybody, guests included.
    pub users: Vec<User>,
    /// Teams.
    pub teams: Vec<Team>,
    /// Channels, group chats and personal chats with the bot.
    pub conversations: Vec<Conversation>,
    /// Whether the app was allowed to read every message where it is installed, and not only those
    /// that mention it.
    pub reads_all: bool,
}

/// The app as its manifest declares it, and the outgoing webhook beside it.
#[derive(Clone, Debug)]
pub struct App {
    /// Its application id.
    pub id: String,
    /// The bot's name.
    pub name: String,
    /// The name of the outgoing webhook.
    pub webhook: String,
    /// The message extension's command on a message.
    pub message_command: String,
    /// Its command in the compose box.
    pub compose_command: String,
}

impl Default for App {
    fn default() -> Self {
        Self {
            id: "5f0c2d1e-0000-4000-8000-00000000b0b0".to_owned(),
            name: "Plaudit".to_owned(),
            webhook: "plaudit-hook".to_owned(),
            message_command: "giveKudosFromMessage".to_owned(),
            compose_command: "giveKudosFromMessage".to_owned(),
        }
    }
}

impl App {
    /// The bot's id in activities.
    pub fn mri(&self) -> String {
        format!("28:{}", self.id)
    }

    /// The webhook's id in activities.
    pub fn webhook_mri(&self) -> String {
        "28:5f0c2d1e-0000-4000-8000-00000000cafe".to_owned()
    }
}

/// A team. Its id is that of its General channel.
#[derive(Clone, Debug)]
pub struct Team {
    /// `19:…@thread.tacv2`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of its Entra group.
    pub aad_group: String,
    /// Who is in it, by Entra object id.
    pub members: Vec<String>,
    /// Whether the app is installed in it.
    pub installed: bool,
}

impl Team {
    /// A team without the app.
    pub fn new<'a>(id: &str, name: &str, members: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            aad_group: "5f0c2d1e-0000-4000-8000-0000000000f1".to_owned(),
            members: members.into_iter().map(str::to_owned).collect(),
            installed: false,
        }
    }

    /// Adds the app.
    #[must_use]
    pub fn installed(mut self) -> Self {
        self.installed = true;
        self
    }
}

impl Company {
    /// A company without anybody.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a person.
    #[must_use]
    pub fn user(mut self, user: User) -> Self {
        self.users.push(user);
        self
    }

    /// With one more team and its General channel.
    #[must_use]
    pub fn team(mut self, team: Team) -> Self {
        let general = Conversation::channel(&team.id, "General", &team.id);
        self.conversations.push(general);
        self.teams.push(team);
        self
    }

    /// Adds a conversation.
    #[must_use]
    pub fn conversation(mut self, conversation: Conversation) -> Self {
        self.conversations.push(conversation);
        self
    }

    /// Where the app reads every message.
    #[must_use]
    pub fn reads_all(mut self) -> Self {
        self.reads_all = true;
        self
    }
}
