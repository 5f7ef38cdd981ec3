//! A message as the team keeps it.

use serde_json::{Value, json};

/// A reaction with everybody who chose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// Without colons, skin tone included.
    pub name: String,
    /// Who chose it, in order.
    pub users: Vec<String>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// Where it stands.
    pub channel: String,
    /// Its name within the channel.
    pub ts: String,
    /// The message it answers.
    pub thread_ts: Option<String>,
    /// Why it is no ordinary message: `me_message` or `thread_broadcast`.
    pub subtype: Option<String>,
    /// Who wrote it.
    pub user: String,
    /// Whether the app wrote it.
    pub by_app: bool,
    /// Marked text.
    pub text: String,
    /// Block Kit blocks; empty for what people type.
    pub blocks: Vec<Value>,
    /// Reactions, oldest first.
    pub reactions: Vec<Reaction>,
    /// The only one who sees it.
    pub visible_to: Option<String>,
    /// When it was last edited.
    pub edited: Option<String>,
    /// The client's own id; only on what people type.
    pub client_msg_id: Option<String>,
    /// What the app stored with it.
    pub metadata: Option<Value>,
    /// Counts changes, so that a client redraws only what changed.
    pub revision: u64,
}

impl Message {
    /// The object of `conversations.history` and of payloads.
    pub fn to_json(&self, team: &str, app: (&str, &str)) -> Value {
        let mut message = json!({
            "user": self.user, "type": "message", "ts": self.ts, "text": self.text, "team": team,
        });
        if let Some(subtype) = &self.subtype {
            message["subtype"] = json!(subtype);
        }
        if self.by_app {
            message["app_id"] = json!(app.0);
            message["bot_id"] = json!(app.1);
        }
        if let Some(id) = &self.client_msg_id {
            message["client_msg_id"] = json!(id);
        }
        if !self.blocks.is_empty() {
            message["blocks"] = json!(self.blocks);
        }
        if let Some(thread) = &self.thread_ts {
            message["thread_ts"] = json!(thread);
        }
        if let Some(at) = &self.edited {
            message["edited"] = json!({"user": self.user, "ts": at});
        }
        if !self.reactions.is_empty() {
            let reactions = self.reactions.iter().map(|reaction| {
                json!({
                    "name": reaction.name, "users": reaction.users,
                    "count": reaction.users.len(),
                })
            });
            message["reactions"] = reactions.collect();
        }
        message
    }

    /// Everything a reader can see in it: the text, or what stands in the blocks.
    pub fn shown(&self) -> String {
        shown(&self.text, &self.blocks)
    }
}

/// What a reader sees of `text` and `blocks`: blocks replace the text where there are any.
pub fn shown(text: &str, blocks: &[Value]) -> String {
    if blocks.is_empty() {
        return text.to_owned();
    }
    let mut lines = Vec::new();
    for block in blocks {
        collect(block, &mut lines);
    }
    lines.join("\n")
}

/// Gathers every string that Block Kit puts before a reader's eyes.
fn collect(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, lines)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), field) {
                    ("text" | "alt_text" | "title" | "user_id", Value::String(text)) => {
                        lines.push(text.clone());
                    }
                    ("value" | "action_id" | "block_id" | "url" | "confirm", _) => {}
                    (_, inner) => collect(inner, lines),
                }
            }
        }
        _ => {}
    }
}
