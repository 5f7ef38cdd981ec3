//! A message, and what must be known of it until it has arrived.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::pacing::{Limit, limit};
use crate::chat::{Message, To};

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Whose programme it belongs to.
    pub workspace: Uuid,
    /// Where to.
    pub to: To,
    /// What it says.
    pub message: Message,
    /// Whether it changes the message about the same subject that was posted there before.
    pub update: bool,
    /// What it is about, as `kudos:<id>`: what people do to the message is understood by it.
    pub subject: Option<String>,
    /// A letter with the same key is put in once.
    pub key: Option<String>,
    /// What is sent instead when the place refuses this one for good.
    pub otherwise: Option<Box<Letter>>,
}

impl Letter {
    /// A new message.
    pub fn new(workspace: Uuid, to: To, message: Message) -> Self {
        Self {
            workspace,
            to,
            message,
            update: false,
            subject: None,
            key: None,
            otherwise: None,
        }
    }

    /// The same letter, about `subject`.
    #[must_use]
    pub fn about(mut self, subject: String) -> Self {
        self.subject = Some(subject);
        self
    }

    /// The same letter, as the new text of the message about its subject.
    #[must_use]
    pub fn as_update(mut self) -> Self {
        self.update = true;
        self
    }

    /// The same letter, put in once for all letters with this key.
    #[must_use]
    pub fn keyed(mut self, key: String) -> Self {
        self.key = Some(key);
        self
    }

    /// The same letter, with another to send when it is refused.
    #[must_use]
    pub fn or_else(mut self, other: Self) -> Self {
        self.otherwise = Some(Box::new(other));
        self
    }

    /// What the platform allows of its kind.
    fn limit(&self) -> Limit {
        let kind = match (&self.to, self.update) {
            (_, true) => Kind::Update,
            (To::Privately { .. }, false) => Kind::Private,
            _ => Kind::Post,
        };
        limit(self.to.team().0, kind)
    }

    /// The method of the team it takes; paused as a whole when the platform asks for it.
    pub(super) fn method(&self) -> String {
        let (platform, team) = self.to.team();
        format!("{platform}:{team}#{}", self.limit().method)
    }

    /// How long the method's limit takes to allow one more, in milliseconds.
    pub(super) fn spacing(&self) -> i32 {
        self.limit().spacing
    }

    /// How far ahead of its limit the method may be used, in milliseconds.
    pub(super) fn burst(&self) -> i32 {
        self.limit().burst
    }
}

/// What a letter takes of a platform: each has a limit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Post,
    Private,
    Update,
}
