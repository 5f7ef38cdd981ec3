//! A stand-in until the renderer comes: the summary as plain text.

use serde_json::{Value, json};

use crate::chat::Message;

/// For whom a message is rendered.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The tenant.
    pub tenant: &'a str,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Rendered(String);

impl Rendered {
    /// As Teams takes it.
    pub fn activity(&self) -> Value {
        let card = json!({ "contentType": "application/vnd.microsoft.card.adaptive" });
        json!({ "type": "message", "text": self.0, "attachments": [card] })
    }

    /// The text alone.
    pub fn plain(&self) -> Value {
        json!({ "type": "message", "text": self.0 })
    }
}

/// Renders a message.
pub fn message(message: &Message, _: Target<'_>) -> Rendered {
    Rendered(format!("{:?}", message.summary))
}
