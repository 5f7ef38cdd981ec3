//! Channels, direct messages, and what was said in them.

use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;

use super::{ApiError, Metadata, SlackApi};
use crate::chat::PlaceKind;
use crate::slack::payload::{Flag, Message};

/// A conversation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Conversation {
    /// Its id.
    pub id: String,
    /// Its name, unless it is a direct message.
    pub name: Option<String>,
    /// Whether only its members can read it.
    pub is_private: Flag,
    /// Whether it is between two.
    pub is_im: Flag,
    /// Whether it is between a few.
    pub is_mpim: Flag,
    /// Whether it is closed for good.
    pub is_archived: Flag,
    /// Whether people of another organisation read it.
    pub is_ext_shared: Flag,
    /// Whether the bot is in it.
    pub is_member: Flag,
}

impl Conversation {
    /// What kind of place it is.
    pub const fn kind(&self) -> PlaceKind {
        if self.is_im.0 {
            PlaceKind::Direct
        } else if self.is_private.0 || self.is_mpim.0 {
            PlaceKind::Private
        } else {
            PlaceKind::Public
        }
    }
}

/// A page of those who are in a conversation.
#[derive(Debug)]
pub struct MemberPage {
    /// Their ids.
    pub members: Vec<String>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    channel: Conversation,
}

#[derive(Deserialize)]
struct Messages {
    messages: Vec<Message>,
}

impl Messages {
    fn at(self, ts: &str) -> Option<Message> {
        self.messages
            .into_iter()
            .find(|message| message.ts.as_deref() == Some(ts))
    }
}

impl SlackApi {
    /// `conversations.info`: what a channel is.
    pub async fn conversations_info(
        &self,
        token: &SecretString,
        channel: &str,
    ) -> Result<Conversation, ApiError> {
        let form = [("channel", channel)];
        let answer: Answer = self.read("conversations.info", token, &form).await?;
        Ok(answer.channel)
    }

    /// `conversations.members`: 200 of those who are in a channel, from `cursor` on, bots among them.
    pub async fn conversations_members(
        &self,
        token: &SecretString,
        channel: &str,
        cursor: Option<&str>,
    ) -> Result<MemberPage, ApiError> {
        #[derive(Deserialize)]
        struct Answer {
            members: Vec<String>,
            response_metadata: Option<Metadata>,
        }
        let mut form = vec![("channel", channel), ("limit", "200")];
        form.extend(cursor.map(|cursor| ("cursor", cursor)));
        let answer: Answer = self.read("conversations.members", token, &form).await?;
        Ok(MemberPage {
            members: answer.members,
            next: answer.response_metadata.and_then(Metadata::next),
        })
    }

    /// `conversations.open`: the id of the bot's direct messages with a person.
    pub async fn conversations_open(
        &self,
        token: &SecretString,
        user: &str,
    ) -> Result<String, ApiError> {
        let body = json!({ "users": user });
        let answer: Answer = self.write("conversations.open", token, &body).await?;
        Ok(answer.channel.id)
    }

    /// `conversations.history`: the message `ts`, if it stands in the channel itself.
    pub async fn conversations_history(
        &self,
        token: &SecretString,
        channel: &str,
        ts: &str,
    ) -> Result<Option<Message>, ApiError> {
        let form = [
            ("channel", channel),
            ("latest", ts),
            ("inclusive", "true"),
            ("limit", "1"),
        ];
        let found: Messages = self.read("conversations.history", token, &form).await?;
        Ok(found.at(ts))
    }

    /// `conversations.replies`: the message `ts`, if it stands in a thread.
    pub async fn conversations_replies(
        &self,
        token: &SecretString,
        channel: &str,
        ts: &str,
    ) -> Result<Option<Message>, ApiError> {
        // The first message of a thread always comes along.
        let form = [
            ("channel", channel),
            ("ts", ts),
            ("oldest", ts),
            ("latest", ts),
            ("inclusive", "true"),
            ("limit", "2"),
        ];
        match self.read("conversations.replies", token, &form).await {
            Ok(found) => Ok(Messages::at(found, ts)),
            Err(ApiError::Other { code }) if code == "thread_not_found" => Ok(None),
            Err(error) => Err(error),
        }
    }
}
