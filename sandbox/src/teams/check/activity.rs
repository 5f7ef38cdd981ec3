//! An activity that the app sends.

use serde_json::Value;

use super::{Check, Found, Surface};
use crate::teams::model::Model;

/// Bytes in UTF-16. Larger messages are taken as well, but not by every client.
const BUDGET: usize = 28 * 1024;

/// What may stand in an activity.
const FIELDS: [&str; 24] = [
    "type",
    "id",
    "text",
    "textFormat",
    "summary",
    "attachments",
    "attachmentLayout",
    "entities",
    "channelData",
    "channelId",
    "serviceUrl",
    "from",
    "recipient",
    "conversation",
    "replyToId",
    "locale",
    "importance",
    "inputHint",
    "suggestedActions",
    "name",
    "value",
    "timestamp",
    "deliveryMode",
    "speak",
];

/// The contents of an activity, sound as far as there are no faults.
#[derive(Debug, Default)]
pub(in crate::teams) struct Sent {
    pub(in crate::teams) found: Found,
    pub(in crate::teams) text: String,
    pub(in crate::teams) mentions: Vec<Value>,
    pub(in crate::teams) cards: Vec<Value>,
    pub(in crate::teams) alert: bool,
}

/// Checks an activity as Teams would.
pub(in crate::teams) fn activity(model: &Model, activity: &Value, surface: Surface) -> Sent {
    let mut check = Check::new(model, surface);
    let Some(fields) = activity.as_object() else {
        check.fault("must be an object", "activity");
        return Sent {
            found: check.found,
            ..Sent::default()
        };
    };
    for name in fields
        .keys()
        .filter(|name| !FIELDS.contains(&name.as_str()))
    {
        check.note(&format!("unknown property {name}"), "activity");
    }
    let kind = activity["type"].as_str().unwrap_or_default();
    if !matches!(kind, "message" | "typing") {
        check.fault("type must be message or typing", "activity");
    }
    let text = activity["text"].as_str().unwrap_or_default();
    let attachments = activity["attachments"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    if kind == "message" && text.trim().is_empty() && attachments.is_empty() {
        check.fault("there is neither text nor attachment", "activity");
    }
    let format = activity["textFormat"].as_str().unwrap_or("markdown");
    if !matches!(format, "plain" | "markdown" | "xml" | "extendedmarkdown") {
        check.fault("unknown textFormat", "activity");
    }
    check.foreign_marks(text, "text");
    check.mentions_in_text(text, &activity["entities"]);
    if activity.to_string().encode_utf16().count() * 2 > BUDGET {
        check.note("larger than 28 kB", "activity");
    }
    let alert = &activity["channelData"]["notification"]["alert"];
    if !alert.is_null() && !alert.is_boolean() {
        check.fault("must be true or false", "channelData/notification/alert");
    }
    for (index, attachment) in attachments.iter().enumerate() {
        check.attachment(attachment, &format!("attachments/{index}"));
    }
    let mentions = activity["entities"].as_array().into_iter().flatten();
    Sent {
        found: check.found,
        text: text.to_owned(),
        mentions: mentions
            .filter(|e| e["type"] == "mention")
            .cloned()
            .collect(),
        cards: attachments.iter().map(|a| a["content"].clone()).collect(),
        alert: alert == true,
    }
}

impl Check<'_> {
    /// A card of either make.
    pub(super) fn attachment(&mut self, attachment: &Value, at: &str) {
        let content = &attachment["content"];
        let at = format!("{at}/content");
        match attachment["contentType"].as_str().unwrap_or_default() {
            "application/vnd.microsoft.card.adaptive" => self.card(content, &at),
            "application/vnd.microsoft.card.hero" | "application/vnd.microsoft.card.thumbnail" => {
                self.hero(content, &at);
            }
            other => self.fault(&format!("unknown contentType {other}"), &at),
        }
    }

    fn hero(&mut self, card: &Value, at: &str) {
        let Some(fields) = card.as_object() else {
            return self.fault("must be an object", at);
        };
        for name in fields.keys() {
            if !["title", "subtitle", "text", "images", "buttons", "tap"].contains(&name.as_str()) {
                self.note(&format!("unknown property {name}"), at);
            }
        }
        let buttons = fields.get("buttons").and_then(Value::as_array);
        let buttons = buttons.map_or(&[][..], Vec::as_slice);
        if buttons.len() > 6 {
            self.fault("no more than 6 buttons", at);
        }
        for (index, button) in buttons.iter().enumerate() {
            let at = format!("{at}/buttons/{index}");
            if button["title"].as_str().is_none_or(str::is_empty) {
                self.fault("title is missing", &at);
            }
            match button["type"].as_str().unwrap_or_default() {
                "openUrl" => self.link(&button["value"], &at),
                _ if self.surface == Surface::Webhook => self.fault("only openUrl works", &at),
                "imBack" | "messageBack" | "invoke" | "signin" => {}
                other => self.fault(&format!("unknown action {other}"), &at),
            }
        }
    }
}
