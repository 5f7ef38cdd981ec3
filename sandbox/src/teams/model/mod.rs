//! The company in memory: what Teams would know.

mod company;
mod conversation;
mod dialog;
mod message;
mod record;
mod sample;
mod user;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

pub use company::{App, Company, Team};
pub use conversation::{ChannelType, Conversation, Kind, in_thread, split_thread};
pub use dialog::{Dialog, Origin};
pub use message::{Message, Reaction, shown};
pub use record::Call;
pub use sample::{GENERAL, GROUP_CHAT, KUDOS, sample_company};
pub use user::User;

use crate::standin;
pub use crate::wire::Delivery;

/// Everything the stand-in knows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The people and their conversations.
    pub company: Company,
    /// The app.
    pub app: App,
    /// The organisation's tenant id.
    pub tenant: String,
    /// Messages in the order they were written.
    pub messages: Vec<Message>,
    /// The open dialog of each person, by Entra object id.
    pub dialogs: BTreeMap<String, Dialog>,
    /// Access tokens that are good, and when they end.
    pub tokens: BTreeMap<String, Timestamp>,
    /// Whether the cloud knows targeted messages.
    pub targeted: bool,
    /// Requests received, oldest first.
    pub calls: Vec<Call>,
    /// Requests sent to the app, oldest first.
    pub deliveries: Vec<Delivery>,
    /// What the app did that Teams would have refused, in words.
    pub complaints: Vec<String>,
    last_id: i64,
    // Conversation and id: a thread outlives its first message.
    deleted: BTreeSet<(String, String)>,
}

impl standin::Model for Model {
    fn complaints(&mut self) -> &mut Vec<String> {
        &mut self.complaints
    }

    fn deliveries(&mut self) -> &mut Vec<Delivery> {
        &mut self.deliveries
    }
}

impl Model {
    /// The company at its start.
    pub fn new(company: Company, app: App, tenant: &str) -> Self {
        Self {
            company,
            app,
            tenant: tenant.to_owned(),
            messages: Vec::new(),
            dialogs: BTreeMap::new(),
            tokens: BTreeMap::new(),
            targeted: true,
            calls: Vec::new(),
            deliveries: Vec::new(),
            complaints: Vec::new(),
            last_id: 0,
            deleted: BTreeSet::new(),
        }
    }

    /// The person with this Entra object id, MRI or short name.
    pub fn user(&self, id: &str) -> Option<&User> {
        self.company.users.iter().find(|user| user.is(id))
    }

    /// The conversation `id`, with or without a thread behind it.
    pub fn conversation(&self, id: &str) -> Option<&Conversation> {
        let (id, _) = split_thread(id);
        self.company.conversations.iter().find(|c| c.id == id)
    }

    /// The conversation `id`, to be changed.
    pub fn conversation_mut(&mut self, id: &str) -> Option<&mut Conversation> {
        let (id, _) = split_thread(id);
        self.company.conversations.iter_mut().find(|c| c.id == id)
    }

    /// The team `id`.
    pub fn team(&self, id: &str) -> Option<&Team> {
        self.company.teams.iter().find(|team| team.id == id)
    }

    /// The channels of the team `id`, General first.
    pub fn channels_of<'a>(&'a self, team: &'a str) -> impl Iterator<Item = &'a Conversation> {
        let conversations = self.company.conversations.iter();
        conversations.filter(move |conversation| conversation.team.as_deref() == Some(team))
    }

    /// Who is in a conversation: of a standard channel, the whole team.
    pub fn members<'a>(&'a self, conversation: &'a Conversation) -> &'a [String] {
        match &conversation.team {
            Some(team) if conversation.channel_type == ChannelType::Standard => {
                self.team(team).map_or(&[], |team| &team.members)
            }
            _ => &conversation.members,
        }
    }

    /// Whether the person `aad` is in the conversation `id`.
    pub fn is_member(&self, id: &str, aad: &str) -> bool {
        self.conversation(id)
            .is_some_and(|found| self.members(found).iter().any(|member| member == aad))
    }

    /// Whether the app may post in a conversation: it is installed there, or in its team.
    pub fn is_installed(&self, conversation: &Conversation) -> bool {
        match &conversation.team {
            Some(team) => self.team(team).is_some_and(|team| team.installed),
            None => conversation.installed,
        }
    }

    /// The message `id` of a conversation.
    pub fn message(&self, conversation: &str, id: &str) -> Option<&Message> {
        let (conversation, _) = split_thread(conversation);
        self.messages
            .iter()
            .find(|message| message.conversation == conversation && message.id == id)
    }

    /// The message `id` of `conversation`, to be changed; counts as a revision.
    pub fn message_mut(&mut self, conversation: &str, id: &str) -> Option<&mut Message> {
        let (conversation, _) = split_thread(conversation);
        let message = self
            .messages
            .iter_mut()
            .find(|message| message.conversation == conversation && message.id == id)?;
        message.revision += 1;
        Some(message)
    }

    /// What the person `aad` sees in a conversation.
    pub fn seen_by<'a>(
        &'a self,
        aad: &'a str,
        conversation: &'a str,
    ) -> impl Iterator<Item = &'a Message> {
        self.messages.iter().filter(move |message| {
            let only = message.visible_to.as_deref();
            message.conversation == conversation && only.is_none_or(|only| only == aad)
        })
    }

    /// The name of whoever wrote a message.
    pub fn author<'a>(&'a self, message: &'a Message) -> &'a str {
        match self.user(&message.from) {
            Some(user) => &user.name,
            None if message.from == self.app.webhook_mri() => &self.app.webhook,
            None => &self.app.name,
        }
    }

    /// A new activity id: the time in milliseconds, moved on where it is taken.
    pub fn new_id(&mut self, now: Timestamp) -> String {
        self.last_id = now.as_millisecond().max(self.last_id + 1);
        self.last_id.to_string()
    }

    /// Puts a message into its conversation; `fill` sets what is special.
    pub fn add_message(
        &mut self,
        conversation: &str,
        from: &str,
        text: &str,
        now: Timestamp,
        fill: impl FnOnce(&mut Message),
    ) -> Message {
        let (conversation, root) = split_thread(conversation);
        let mut message = Message {
            conversation: conversation.to_owned(),
            id: self.new_id(now),
            root: root.map(str::to_owned),
            from: from.to_owned(),
            by_app: from == self.app.mri(),
            text: text.to_owned(),
            mentions: Vec::new(),
            cards: Vec::new(),
            views: BTreeMap::new(),
            reactions: Vec::new(),
            visible_to: None,
            alert: false,
            edited: false,
            at: now,
            revision: 0,
        };
        fill(&mut message);
        self.messages.push(message.clone());
        message
    }

    /// Deletes a message.
    pub fn remove_message(&mut self, conversation: &str, id: &str) {
        let (conversation, _) = split_thread(conversation);
        self.messages
            .retain(|message| message.conversation != conversation || message.id != id);
        self.deleted
            .insert((conversation.to_owned(), id.to_owned()));
    }

    /// Whether a thread starts at the message `root`, even if that was deleted since.
    pub fn has_thread(&self, conversation: &str, root: &str) -> bool {
        let (conversation, _) = split_thread(conversation);
        let deleted = (conversation.to_owned(), root.to_owned());
        self.message(conversation, root).is_some() || self.deleted.contains(&deleted)
    }

    /// The personal chat between the person `aad` and the bot.
    pub fn personal(&self, aad: &str) -> Option<&Conversation> {
        self.company.conversations.iter().find(|conversation| {
            conversation.kind == Kind::Personal && conversation.members.iter().any(|m| m == aad)
        })
    }

    /// The personal chat between the person `aad` and the bot, opened where there is none yet; none for
    /// somebody unknown.
    pub fn open_personal(&mut self, aad: &str) -> Option<String> {
        if let Some(found) = self.personal(aad) {
            return Some(found.id.clone());
        }
        let user = self.user(aad)?;
        let opened = Conversation::personal(&format!("a:1{}_personal-chat", user.short), &user.aad);
        let id = opened.id.clone();
        self.company.conversations.push(opened);
        Some(id)
    }

    /// Whether the app may write to the person `aad` first: it is installed for them, or somewhere
    /// they are.
    pub fn is_reachable(&self, aad: &str) -> bool {
        self.company.conversations.iter().any(|conversation| {
            self.is_installed(conversation)
                && self
                    .members(conversation)
                    .iter()
                    .any(|member| member == aad)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        Model::new(sample_company(), App::default(), "t")
    }

    #[test]
    fn ids_increase_though_the_clock_stands() {
        let mut model = model();
        let now = "2026-11-21T09:00:00Z".parse::<Timestamp>().unwrap();
        assert_eq!(model.new_id(now), "1795251600000");
        assert_eq!(model.new_id(now), "1795251600001");
    }

    #[test]
    fn a_personal_chat_is_opened_once() {
        let mut model = model();
        let aad = model.user("budi").unwrap().aad.clone();
        let first = model.open_personal(&aad);
        assert_eq!(model.open_personal(&aad), first);
        assert_eq!(model.open_personal("nobody"), None);
    }

    #[test]
    fn a_thread_is_part_of_its_channel() {
        let mut model = model();
        let now = Timestamp::UNIX_EPOCH;
        let root = model.add_message(KUDOS, "x", "hi", now, |_| {});
        let reply = model.add_message(&in_thread(KUDOS, &root.id), "x", "ho", now, |_| {});
        assert_eq!(reply.conversation, KUDOS);
        assert_eq!(reply.root, Some(root.id));
    }
}
