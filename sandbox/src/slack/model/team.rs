//! The team one starts with, built piece by piece.

use super::{Channel, User, UserGroup};

/// A team and the app installed in it.
#[derive(Clone, Debug)]
pub struct Team {
    /// `T…`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its subdomain.
    pub domain: String,
    /// The app.
    pub app: App,
    /// Accounts, the bot's included.
    pub users: Vec<User>,
    /// Conversations.
    pub channels: Vec<Channel>,
    /// User groups.
    pub groups: Vec<UserGroup>,
}

/// The app as its manifest declares it.
#[derive(Clone, Debug)]
pub struct App {
    /// `A…`.
    pub id: String,
    /// Its user, `U…`.
    pub bot_user: String,
    /// Its bot, `B…`.
    pub bot_id: String,
    /// Slash commands: name and hint.
    pub commands: Vec<(String, String)>,
    /// The callback id of the global shortcut.
    pub global_shortcut: String,
    /// The callback id of the message shortcut.
    pub message_shortcut: String,
    /// What it may do.
    pub scopes: Vec<String>,
}

impl Default for App {
    fn default() -> Self {
        let scopes = "app_mentions:read channels:history channels:read chat:write \
            chat:write.public commands groups:history groups:read im:history im:write \
            mpim:history mpim:read reactions:read reactions:write team:read usergroups:read \
            users.profile:read users:read users:read.email";
        Self {
            id: "A0FAKEAPP01".to_owned(),
            bot_user: "U0FAKEBOT01".to_owned(),
            bot_id: "B0FAKEBOT01".to_owned(),
            commands: vec![
                (
                    "/kudos".to_owned(),
                    "@someone +3 reason #value | balance | help".to_owned(),
                ),
                ("/redeem".to_owned(), "[item]".to_owned()),
            ],
            global_shortcut: "give_kudos_global".to_owned(),
            message_shortcut: "give_kudos_message".to_owned(),
            scopes: scopes.split_whitespace().map(str::to_owned).collect(),
        }
    }
}

impl Team {
    /// A team with Slackbot, and the app's user called Plaudit.
    pub fn new(id: &str) -> Self {
        let app = App::default();
        let bot = User::bot(&app.bot_user, "plaudit", "Plaudit");
        Self {
            id: id.to_owned(),
            name: "Contoh Kudos".to_owned(),
            domain: "contoh-kudos".to_owned(),
            app,
            users: vec![User::slackbot(), bot],
            channels: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Gives it a name and a subdomain.
    #[must_use]
    pub fn named(mut self, name: &str, domain: &str) -> Self {
        name.clone_into(&mut self.name);
        domain.clone_into(&mut self.domain);
        self
    }

    /// Adds an account.
    #[must_use]
    pub fn user(mut self, user: User) -> Self {
        self.users.push(user);
        self
    }

    /// Adds a conversation.
    #[must_use]
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channels.push(channel);
        self
    }

    /// Adds a user group.
    #[must_use]
    pub fn group(mut self, group: UserGroup) -> Self {
        self.groups.push(group);
        self
    }

    /// With these scopes instead of the manifest's.
    #[must_use]
    pub fn scopes<'a>(mut self, scopes: impl IntoIterator<Item = &'a str>) -> Self {
        self.app.scopes = scopes.into_iter().map(str::to_owned).collect();
        self
    }
}
