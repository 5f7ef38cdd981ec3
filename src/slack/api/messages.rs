//! What we say.

use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::{ApiError, Body, SlackApi};
use crate::chat::Page;
use crate::slack::render::Rendered;

/// A form has to open while its ticket is valid, three seconds in all.
const FORM_DEADLINE: Duration = Duration::from_secs(2);

/// A message and where it goes.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// The conversation.
    pub channel: &'a str,
    /// The thread in it.
    pub thread: Option<&'a str>,
    /// The message itself.
    pub message: &'a Rendered,
}

impl Post<'_> {
    fn body(&self) -> Value {
        let mut body = json!({
            "channel": self.channel,
            "text": self.message.text,
            "blocks": self.message.blocks,
        });
        if let Some(thread) = self.thread {
            body["thread_ts"] = json!(thread);
        }
        body
    }
}

/// Where a message was put.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Posted {
    /// The conversation; its real id, also when a person's was given.
    pub channel: String,
    /// The message's id within it.
    pub ts: String,
}

impl SlackApi {
    /// `chat.postMessage`: says something. After [`ApiError::Unavailable`] it may have been said.
    pub async fn chat_post_message(
        &self,
        token: &SecretString,
        post: Post<'_>,
    ) -> Result<Posted, ApiError> {
        let mut body = post.body();
        body["unfurl_links"] = json!(false);
        body["unfurl_media"] = json!(false);
        self.write("chat.postMessage", token, &body).await
    }

    /// `chat.update`: says something else in the message `ts` of ours. Text and blocks are both
    /// sent, as what is left out stays.
    pub async fn chat_update(
        &self,
        token: &SecretString,
        channel: &str,
        ts: &str,
        message: &Rendered,
    ) -> Result<(), ApiError> {
        let body = json!({
            "channel": channel,
            "ts": ts,
            "text": message.text,
            "blocks": message.blocks,
        });
        let _: IgnoredAny = self.write("chat.update", token, &body).await?;
        Ok(())
    }

    /// `chat.postEphemeral`: says something that only `user` sees, until they reload.
    pub async fn chat_post_ephemeral(
        &self,
        token: &SecretString,
        user: &str,
        post: Post<'_>,
    ) -> Result<(), ApiError> {
        let mut body = post.body();
        body["user"] = json!(user);
        let _: IgnoredAny = self.write("chat.postEphemeral", token, &body).await?;
        Ok(())
    }

    /// `views.open`: opens a form for whoever the ticket is from.
    pub async fn views_open(
        &self,
        token: &SecretString,
        ticket: &str,
        view: &Value,
    ) -> Result<(), ApiError> {
        let body = json!({ "trigger_id": ticket, "view": view });
        self.show("views.open", token, &body).await
    }

    /// `views.push`: puts a page on top of the one that the ticket is from.
    pub async fn views_push(
        &self,
        token: &SecretString,
        ticket: &str,
        view: &Value,
    ) -> Result<(), ApiError> {
        let body = json!({ "trigger_id": ticket, "view": view });
        self.show("views.push", token, &body).await
    }

    /// `views.update`: shows a page anew, unless it has changed since it was `revision`.
    pub async fn views_update(
        &self,
        token: &SecretString,
        page: &Page,
        view: &Value,
    ) -> Result<(), ApiError> {
        let body = json!({ "view_id": page.id, "hash": page.revision, "view": view });
        match self.show("views.update", token, &body).await {
            // What is shown by now is newer.
            Err(ApiError::Other { code }) if code == "hash_conflict" => Ok(()),
            other => other,
        }
    }

    /// `views.publish`: what `user` has in their Home tab from now on.
    pub async fn views_publish(
        &self,
        token: &SecretString,
        user: &str,
        view: &Value,
    ) -> Result<(), ApiError> {
        let body = json!({ "user_id": user, "view": view });
        let _: IgnoredAny = self.write("views.publish", token, &body).await?;
        Ok(())
    }

    async fn show(&self, method: &str, token: &SecretString, body: &Value) -> Result<(), ApiError> {
        self.call(method, token, Body::Json(body), FORM_DEADLINE)
            .await?;
        Ok(())
    }
}
