//! What Teams sends, as it arrives.
//!
//! Everything is optional, and what has another type than expected is as if it were left out:
//! fields come and go with the client, the scope and the year. What an act cannot do without is
//! checked where it is [translated](super::inbound). Empty strings count as left out.

mod invoke;
mod lenient;

use serde::Deserialize;
use serde::de::Error;
use serde_json::Value;

pub use invoke::{
    Body, Execute, Invocation, Linked, MessagePayload, Ours, PayloadIdentity, PayloadMention,
};

/// An activity: a message, an event, or an invoke.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Activity {
    /// `message`, `invoke`, `conversationUpdate`, …
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// Its id; for messages the message's.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// What an invoke or an event is called.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// What happened to the installation.
    #[serde(deserialize_with = "lenient::text")]
    pub action: Option<String>,
    /// When, in UTC.
    #[serde(deserialize_with = "lenient::text")]
    pub timestamp: Option<String>,
    /// The sender's IANA time zone.
    #[serde(deserialize_with = "lenient::text")]
    pub local_timezone: Option<String>,
    /// Where answers go.
    #[serde(deserialize_with = "lenient::text")]
    pub service_url: Option<String>,
    /// `msteams`.
    #[serde(deserialize_with = "lenient::text")]
    pub channel_id: Option<String>,
    /// Who did it.
    #[serde(deserialize_with = "lenient::part")]
    pub from: Account,
    /// The bot; left out by outgoing webhooks.
    #[serde(deserialize_with = "lenient::part")]
    pub recipient: Account,
    /// Where.
    #[serde(deserialize_with = "lenient::part")]
    pub conversation: Conversation,
    /// What only Teams has.
    #[serde(deserialize_with = "lenient::part")]
    pub channel_data: ChannelData,
    /// Mentions, and what the client tells of itself.
    #[serde(deserialize_with = "lenient::list")]
    pub entities: Vec<Entity>,
    /// What was said.
    #[serde(deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// What was said, in other forms, and what was sent with it.
    #[serde(deserialize_with = "lenient::list")]
    pub attachments: Vec<Attachment>,
    /// The sender's language.
    #[serde(deserialize_with = "lenient::text")]
    pub locale: Option<String>,
    /// What a card or an invoke carries; see [`Self::invocation`] and [`Self::data`].
    pub value: Value,
    /// The message it is about: the one reacted to, or the one with the card.
    #[serde(deserialize_with = "lenient::text")]
    pub reply_to_id: Option<String>,
    /// Who was added to the conversation.
    #[serde(deserialize_with = "lenient::list")]
    pub members_added: Vec<Account>,
    /// Who left it or was removed.
    #[serde(deserialize_with = "lenient::list")]
    pub members_removed: Vec<Account>,
    /// Reactions put on a message.
    #[serde(deserialize_with = "lenient::list")]
    pub reactions_added: Vec<Reaction>,
    /// Reactions taken away.
    #[serde(deserialize_with = "lenient::list")]
    pub reactions_removed: Vec<Reaction>,
}

impl Activity {
    /// Reads a request body. Only what is no JSON object is unreadable.
    pub fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        // By way of a value, where a repeated key is no error.
        let value: Value = serde_json::from_slice(body)?;
        if value.is_object() {
            Self::deserialize(value)
        } else {
            Err(Error::custom("not an object"))
        }
    }

    /// The tenant it comes from, as it says itself.
    pub fn tenant(&self) -> Option<&str> {
        let told = self.channel_data.tenant.id.as_deref();
        told.or(self.conversation.tenant_id.as_deref())
    }

    /// What was said, in HTML.
    pub fn html(&self) -> Option<&str> {
        let is_html = |it: &&Attachment| it.content_type.as_deref() == Some("text/html");
        self.attachments.iter().find(is_html)?.content.as_deref()
    }

    /// The mentions, in the order of the text.
    pub fn mentions(&self) -> impl Iterator<Item = &Entity> {
        let is_mention = |entity: &&Entity| entity.kind.as_deref() == Some("mention");
        self.entities.iter().filter(is_mention)
    }
}

/// Something sent with a message.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Attachment {
    /// What it is.
    #[serde(deserialize_with = "lenient::text")]
    pub content_type: Option<String>,
    /// It, where that is text.
    #[serde(deserialize_with = "lenient::text")]
    pub content: Option<String>,
}

/// Somebody, or the bot.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Account {
    /// `29:…` for people, each bot's own; `28:…` for bots.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// How they are called.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// The account's id in the directory, the same for everyone.
    #[serde(deserialize_with = "lenient::text")]
    pub aad_object_id: Option<String>,
    /// The tenant of the account.
    #[serde(deserialize_with = "lenient::text")]
    pub tenant_id: Option<String>,
    /// Whether the message is seen by nobody else.
    #[serde(deserialize_with = "lenient::flag")]
    pub is_targeted: bool,
}

/// A conversation.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Conversation {
    /// Its id; in a channel's thread with `;messageid=` and the thread's first message.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// `personal`, `groupChat` or `channel`.
    #[serde(deserialize_with = "lenient::text")]
    pub conversation_type: Option<String>,
    /// Its tenant.
    #[serde(deserialize_with = "lenient::text")]
    pub tenant_id: Option<String>,
}

/// What only Teams has.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ChannelData {
    /// The tenant.
    #[serde(deserialize_with = "lenient::part")]
    pub tenant: Named,
    /// The team that has the channel.
    #[serde(deserialize_with = "lenient::part")]
    pub team: Named,
    /// The channel.
    #[serde(deserialize_with = "lenient::part")]
    pub channel: Named,
    /// What exactly happened.
    #[serde(deserialize_with = "lenient::text")]
    pub event_type: Option<String>,
    /// What was chosen when the app was installed.
    #[serde(deserialize_with = "lenient::part")]
    pub settings: Settings,
}

/// What was chosen when the app was installed.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// The channel to speak in.
    #[serde(deserialize_with = "lenient::part")]
    pub selected_channel: Named,
}

/// A tenant, a team or a channel.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Named {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// For channels: `standard`, `private` or `shared`.
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
}

/// A mention (`mention`) or the client (`clientInfo`).
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Entity {
    /// Which of them.
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// Who is mentioned.
    #[serde(deserialize_with = "lenient::part")]
    pub mentioned: Mentioned,
    /// How the mention stands in the text, with its tags.
    #[serde(deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// The client's language.
    #[serde(deserialize_with = "lenient::text")]
    pub locale: Option<String>,
    /// The client's IANA time zone.
    #[serde(deserialize_with = "lenient::text")]
    pub timezone: Option<String>,
}

/// Who or what is mentioned.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Mentioned {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// `tag` or `channel`; people and bots say nothing or `user`.
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
}

/// A reaction.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Reaction {
    /// `like`, `heart`, … or an emoji's code points and name (`1f44f_clappinghands`).
    #[serde(rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::teams::fixture;

    fn read(json: &str) -> Activity {
        Activity::read(json.as_bytes()).unwrap()
    }

    #[test]
    fn a_sample_is_read_whole() {
        let it = Activity::read(&fixture("message_channel_mention_nbsp.json")).unwrap();
        assert_eq!(it.kind.as_deref(), Some("message"));
        assert_eq!(it.channel_id.as_deref(), Some("msteams"));
        assert_eq!(it.tenant(), Some("5f0c2d1e-0000-4000-8000-00000000a001"));
        assert_eq!(it.mentions().count(), 3);
        assert_eq!(it.from.name.as_deref(), Some("Siti Rahmawati"));
    }

    #[test]
    fn wrong_types_are_as_if_left_out() {
        let it = read(
            r#"{"type":"message","id":17,"id":18,"text":["x"],"from":"me","entities":null,
                "recipient":{"id":"28:x","isTargeted":"true"},"conversation":["a:1"],
                "membersAdded":[1,{"id":"29:a"},null],"channelData":{"tenant":{"id":7}}}"#,
        );
        assert_eq!(it.id.as_deref(), Some("18"));
        assert_eq!(it.text, None);
        assert_eq!(it.from.id, None);
        assert!(it.recipient.is_targeted);
        assert_eq!(it.conversation.id, None);
        assert_eq!(it.members_added.len(), 1);
        assert_eq!(it.tenant(), Some("7"));
    }

    #[test]
    fn only_objects_are_activities() {
        for body in [
            "",
            "[]",
            "null",
            "\"message\"",
            "{",
            "[{\"type\":\"message\"}]",
        ] {
            assert!(Activity::read(body.as_bytes()).is_err(), "{body}");
        }
        assert!(Activity::read(b" {} ").is_ok());
    }

    proptest! {
        #[test]
        fn any_field_may_hold_anything(
            field in "type|id|from|recipient|conversation|channelData|entities|value|membersAdded",
            value in "null|true|-1|\"x\"|\\[\\]|\\[\\[1\\]\\]|\\{\\}|\\{\"id\":\\{\\}\\}|\\[\\{\"type\":1\\}\\]",
        ) {
            let body = format!("{{\"{field}\":{value}}}");
            prop_assert!(Activity::read(body.as_bytes()).is_ok());
        }
    }
}
