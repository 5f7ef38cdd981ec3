//! What we say, and where.

use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ApiError, Call, Connector};

/// A conversation and the service that it is reached at.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The service's address, as the conversation's activities named it.
    pub service_url: &'a str,
    /// The conversation; a thread of a channel is one of its own.
    pub conversation: &'a str,
}

/// Whom a private message is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// Their id in the bot's eyes, `29:…`.
    pub id: String,
    /// How they are called.
    pub name: String,
}

/// A team, or a channel of one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Named {
    /// Its id; a team has that of its General channel.
    pub id: String,
    /// How it is called. A General channel has no name.
    pub name: Option<String>,
}

/// Where something new was put.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    activity_id: Option<String>,
}

const CONVERSATIONS: [&str; 2] = ["v3", "conversations"];

const fn activities(conversation: &str) -> [&str; 4] {
    ["v3", "conversations", conversation, "activities"]
}

impl Connector {
    /// Says something. Returns the message's id. After [`ApiError::Unavailable`] it may have been
    /// said: what is sent again then may be there twice.
    pub async fn send(&self, at: At<'_>, activity: &Value) -> Result<Option<String>, ApiError> {
        let path = activities(at.conversation);
        let created: Created = self.post(at.service_url, &path, &[], activity).await?;
        Ok(created.id)
    }

    /// Says something that one member of a channel or group chat sees.
    pub async fn whisper(
        &self,
        at: At<'_>,
        recipient: &Recipient,
        activity: &Value,
    ) -> Result<(), ApiError> {
        let path = activities(at.conversation);
        let mut activity = activity.clone();
        activity["recipient"] = json!(recipient);
        let query = [("isTargetedActivity", "true")];
        let _: Created = self.post(at.service_url, &path, &query, &activity).await?;
        Ok(())
    }

    /// Says something else in the message `message` of ours.
    pub async fn update(
        &self,
        at: At<'_>,
        message: &str,
        activity: &Value,
    ) -> Result<(), ApiError> {
        let [v3, conversations, conversation, activities] = activities(at.conversation);
        let mut activity = activity.clone();
        activity["id"] = json!(message);
        let call = Call {
            method: Method::PUT,
            service_url: at.service_url,
            path: &[v3, conversations, conversation, activities, message],
            query: &[],
            body: Some(&activity),
        };
        self.call(call).await.map(drop)
    }

    /// A team.
    pub async fn team(&self, at: At<'_>) -> Result<Named, ApiError> {
        let path = ["v3", "teams", at.conversation];
        self.read(at.service_url, &path, &[]).await
    }

    /// The channels of a team.
    pub async fn channels(&self, at: At<'_>) -> Result<Vec<Named>, ApiError> {
        #[derive(Deserialize)]
        struct Answer {
            conversations: Option<Vec<Named>>,
        }
        let path = ["v3", "teams", at.conversation, "conversations"];
        let answer: Answer = self.read(at.service_url, &path, &[]).await?;
        Ok(answer.conversations.unwrap_or_default())
    }

    /// The conversation with one person, opened if there is none yet. Returns its id.
    pub async fn open_personal(
        &self,
        service_url: &str,
        tenant: &str,
        person: &str,
    ) -> Result<String, ApiError> {
        let body = json!({
            "bot": { "id": self.bot },
            "members": [{ "id": person }],
            "isGroup": false,
            "tenantId": tenant,
            "channelData": { "tenant": { "id": tenant } },
        });
        let created: Created = self.post(service_url, &CONVERSATIONS, &[], &body).await?;
        created.id.ok_or(ApiError::Unreadable)
    }

    /// Says something in a channel, which begins a thread. Returns the message's id.
    pub async fn open_thread(
        &self,
        at: At<'_>,
        tenant: &str,
        activity: &Value,
    ) -> Result<Option<String>, ApiError> {
        let body = json!({
            "bot": { "id": self.bot },
            "isGroup": true,
            "tenantId": tenant,
            "channelData": {
                "channel": { "id": at.conversation },
                "tenant": { "id": tenant },
            },
            "activity": activity,
        });
        let created: Created = self
            .post(at.service_url, &CONVERSATIONS, &[], &body)
            .await?;
        // The thread is named after the message it hangs on.
        let root = created.id.and_then(|thread| {
            let (_, root) = thread.split_once(";messageid=")?;
            Some(root.to_owned())
        });
        Ok(created.activity_id.or(root))
    }
}
