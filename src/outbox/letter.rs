//! A message, and what must be known of it until it has arrived.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{News, Weight};
use crate::chat::{Handle, Identity, Message, To};
use crate::ids::{MemberId, WorkspaceId};
use crate::queue::{Payload, Queue};
use crate::subject::Subject;

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// This, word by word.
    Message(Message),
    /// News, put into words as it leaves: what is so by then.
    News(News),
}

/// A message to be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Whose programme it belongs to.
    pub workspace: WorkspaceId,
    /// Where to.
    pub to: To,
    /// What it says.
    #[serde(flatten)]
    pub body: Body,
    /// Whether it changes the message about the same subject that was posted there before.
    #[serde(default, skip_serializing_if = "is_false")]
    pub update: bool,
    /// The message whose place it takes, as long as that can be changed; else it is one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Handle>,
    /// What it is about: what people do to the message is understood by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// A letter with the same key is put in once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The letters that are sent instead when the place refuses this one for good.
    #[serde(default, with = "alternatives", skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Letter>,
    /// Where people of another organisation read its place, it is not sent there, but these are;
    /// nothing here means that anybody may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confined: Option<Vec<Letter>>,
    /// How urgent it is.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub weight: Weight,
    /// Whether what it says is forgotten when it is settled.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Whose secret stands at its end, and is put in as it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reveals: Option<Subject>,
}

impl Payload for Letter {
    const QUEUE: Queue = Queue::Outbox;
    /// 2: any number of alternatives. 3: what is confined, which a reader of 2 would post anywhere. 4: what
    /// reveals a secret, which a reader of 3 would send without it. 5: one of two who talk, which a reader of 4
    /// does not know. 6: to a home, which a reader of 5 does not know either. 7: news, which a reader of 6 has no
    /// words for.
    const FORMAT: i32 = 7;
}

impl Letter {
    /// A new message.
    pub fn new(workspace: WorkspaceId, to: To, message: Message) -> Self {
        Self::saying(workspace, to, Body::Message(message))
    }

    /// News, which is put into words as it leaves.
    pub fn of(workspace: WorkspaceId, to: To, news: News) -> Self {
        Self::saying(workspace, to, Body::News(news))
    }

    fn saying(workspace: WorkspaceId, to: To, body: Body) -> Self {
        Self {
            workspace,
            to,
            body,
            update: false,
            replaces: None,
            subject: None,
            key: None,
            otherwise: Vec::new(),
            confined: None,
            weight: Weight::default(),
            sensitive: false,
            reveals: None,
        }
    }

    /// This letter, about `subject`.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// This letter, as the new text of the message about its subject. Where that cannot be changed it is
    /// refused.
    #[must_use]
    pub fn as_update(mut self) -> Self {
        self.update = true;
        self
    }

    /// What stands in the home of `person` from now on. One that has not left yet is overtaken by the next,
    /// and nothing of it is kept: the next one says it all again.
    pub fn to_home(
        workspace: WorkspaceId,
        member: MemberId,
        person: Identity,
        it: Message,
    ) -> Self {
        Self::new(workspace, To::Home(person), it)
            .about(Subject::Home(member))
            .as_update()
            .sensitive()
    }

    /// This letter, and whatever is sent instead of it, as new texts.
    #[must_use]
    pub fn as_update_throughout(mut self) -> Self {
        let each = std::mem::take(&mut self.otherwise);
        self.otherwise = each.into_iter().map(Self::as_update_throughout).collect();
        self.as_update()
    }

    /// This letter, in place of the message that `handle` changes. Whoever has that may change it, too, so
    /// nothing of the letter is kept.
    #[must_use]
    pub fn replacing(mut self, handle: Option<Handle>) -> Self {
        self.sensitive |= handle.is_some();
        self.replaces = handle;
        self
    }

    /// This letter, put in once for all letters with this key.
    #[must_use]
    pub fn keyed(mut self, key: String) -> Self {
        self.key = Some(key);
        self
    }

    /// This letter, with another to send when it is refused. Each call adds one, and all of them are sent.
    #[must_use]
    pub fn or_else(mut self, other: Self) -> Self {
        self.otherwise.push(other);
        self
    }

    /// This letter, as urgent as that.
    #[must_use]
    pub fn weighing(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// This letter, of which nothing is kept once it is settled, in whatever way; nor of its alternatives.
    /// It cannot be tried again by hand.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// This letter, with the secret of `subject` at its end: the letter itself does not hold it.
    #[must_use]
    pub fn revealing(mut self, subject: Subject) -> Self {
        self.reveals = Some(subject);
        self
    }

    /// This letter, for colleagues alone: where people of another organisation read, `instead` is sent.
    #[must_use]
    pub fn confined(mut self, instead: Vec<Self>) -> Self {
        self.confined = Some(instead);
        self
    }

    /// What it is about, as it is kept.
    pub(super) fn about_text(&self) -> Option<String> {
        self.subject.as_ref().map(Subject::to_string)
    }

    /// The letters that are sent instead of this one where it is refused.
    pub(super) fn alternatives(&self) -> Vec<Self> {
        self.no_less_sensitive(&self.otherwise)
    }

    /// The letters that are sent instead of this one where others read.
    pub(super) fn where_shared(&self) -> Vec<Self> {
        self.no_less_sensitive(self.confined.as_deref().unwrap_or_default())
    }

    fn no_less_sensitive(&self, others: &[Self]) -> Vec<Self> {
        let each = others.iter().cloned();
        each.map(|mut other| {
            other.sensitive |= self.sensitive;
            other
        })
        .collect()
    }
}

impl fmt::Debug for Letter {
    /// Where it goes and what it is about; never what it says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter")
            .field("to", &self.to)
            .field("subject", &self.subject)
            .field("update", &self.update)
            .field("weight", &self.weight)
            .finish_non_exhaustive()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_false(it: &bool) -> bool {
    !*it
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_usual(weight: &Weight) -> bool {
    *weight == Weight::default()
}

/// Alternatives as they are stored. None and one are written as the release before reads them.
mod alternatives {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Letter;

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        Several(Vec<Letter>),
        One(Box<Letter>),
    }

    pub(super) fn serialize<S: Serializer>(
        letters: &[Letter],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match letters {
            [] => serializer.serialize_none(),
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Letter>, D::Error> {
        Ok(match Option::<Stored>::deserialize(deserializer)? {
            None => Vec::new(),
            Some(Stored::One(letter)) => vec![*letter],
            Some(Stored::Several(letters)) => letters,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::chat::Platform;

    fn letter(user: &str) -> Letter {
        let to = To::Person(Identity::new(Platform::Slack, "T1", user));
        Letter::new(WorkspaceId::nil(), to, Message::text("a secret"))
    }

    #[test]
    fn letters_of_the_release_before_are_read() {
        let mut stored = serde_json::to_value(letter("U1").or_else(letter("U2"))).unwrap();
        for new in ["weight", "sensitive"] {
            stored.as_object_mut().unwrap().remove(new);
            stored["otherwise"].as_object_mut().unwrap().remove(new);
        }
        assert_eq!(stored["otherwise"]["to"]["person"]["user"], "U2");
        let read: Letter = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(read, letter("U1").or_else(letter("U2")));
        stored["otherwise"] = Value::Null;
        let read: Letter = serde_json::from_value(stored).unwrap();
        assert_eq!(read, letter("U1"));
    }

    #[test]
    fn what_changes_a_message_is_not_kept() {
        let handle = Handle("https://hooks.test/secret".to_owned());
        let replacing = letter("U1").replacing(Some(handle));
        assert!(replacing.sensitive);
        assert!(!format!("{replacing:?}").contains("secret"));
        assert!(!letter("U1").replacing(None).sensitive);
    }

    #[test]
    fn any_number_of_alternatives_is_kept() {
        let several = letter("U1").or_else(letter("U2")).or_else(letter("U3"));
        let stored = serde_json::to_value(&several).unwrap();
        assert_eq!(stored["otherwise"].as_array().unwrap().len(), 2);
        let read: Letter = serde_json::from_value(stored).unwrap();
        assert_eq!(read, several);
        let none = serde_json::to_value(letter("U1")).unwrap();
        assert_eq!(none["otherwise"], json!(null));
    }

    #[test]
    fn alternatives_of_a_sensitive_letter_are_sensitive() {
        let secret = letter("U1").or_else(letter("U2")).sensitive();
        assert!(secret.alternatives().iter().all(|it| it.sensitive));
        assert!(!format!("{secret:?}").contains("secret"));
    }
}
