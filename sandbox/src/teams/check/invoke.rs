//! The bodies that answer what was invoked, and those of the outgoing webhook.

use serde_json::Value;

use super::card::card;
use super::{Found, Sent, Surface, activity};
use crate::teams::model::Model;

const ADAPTIVE: &str = "application/vnd.microsoft.card.adaptive";

/// What a person gets to see.
#[derive(Debug, Default, PartialEq)]
pub(in crate::teams) enum Shown {
    /// Nothing; a dialog closes.
    #[default]
    Nothing,
    /// A card instead of the one that was pressed.
    Card(Value),
    /// A few words.
    Words(String),
    /// A dialog.
    Dialog { title: String, card: Value },
    /// A card for the compose box.
    Result(Value),
    /// A fault that the app admits.
    Error(String),
}

/// The answer that is shown, and its faults.
pub(in crate::teams) type Judged = (Shown, Found);

fn fault(what: &str) -> Judged {
    let found = Found {
        faults: vec![what.to_owned()],
        ..Found::default()
    };
    (Shown::Nothing, found)
}

/// The answer to `adaptiveCard/action`.
pub(in crate::teams) fn card_action(model: &Model, body: &str) -> Judged {
    let Ok(answer) = serde_json::from_str::<Value>(body) else {
        return fault("the answer is no JSON");
    };
    if let Some(unknown) = stranger(&answer, &["statusCode", "type", "value"]) {
        return fault(&format!("unknown property {unknown}"));
    }
    let value = &answer["value"];
    let status = answer["statusCode"].as_u64().unwrap_or_default();
    match (status, answer["type"].as_str().unwrap_or_default()) {
        (200, ADAPTIVE) => (
            Shown::Card(value.clone()),
            card(model, value, Surface::Message),
        ),
        (200, "application/vnd.microsoft.activity.message") => match value.as_str() {
            Some(text) if !text.is_empty() => (Shown::Words(text.to_owned()), Found::default()),
            _ => fault("a message needs words"),
        },
        (400 | 412 | 500, "application/vnd.microsoft.error") => {
            match (value["code"].as_str(), value["message"].as_str()) {
                (Some(_), Some(message)) => (Shown::Error(message.to_owned()), Found::default()),
                _ => fault("an error needs a code and a message"),
            }
        }
        (status, kind) => fault(&format!(
            "status {status} does not go with the type {kind:?}"
        )),
    }
}

/// The answer to `task/fetch` and `task/submit`.
pub(in crate::teams) fn task(model: &Model, body: &str) -> Judged {
    if body.is_empty() {
        return Judged::default();
    }
    let Ok(answer) = serde_json::from_str::<Value>(body) else {
        return fault("the answer is no JSON");
    };
    if let Some(unknown) = stranger(&answer, &["task"]) {
        return fault(&format!("unknown property {unknown}"));
    }
    if answer["task"].is_null() {
        return Judged::default();
    }
    let value = &answer["task"]["value"];
    match answer["task"]["type"].as_str().unwrap_or_default() {
        "message" => match value.as_str() {
            Some(text) if !text.is_empty() => (Shown::Words(text.to_owned()), Found::default()),
            _ => fault("a message needs words"),
        },
        "continue" => dialog(model, value),
        other => fault(&format!("unknown type of task {other:?}")),
    }
}

fn dialog(model: &Model, value: &Value) -> Judged {
    if let Some(unknown) = stranger(value, &["title", "height", "width", "card"]) {
        return fault(&format!("unknown property {unknown}"));
    }
    for side in ["height", "width"] {
        let size = &value[side];
        let named = matches!(size.as_str(), Some("small" | "medium" | "large"));
        if !(size.is_null() || named || size.is_u64()) {
            return fault(&format!("{side} must be small, medium, large or a number"));
        }
    }
    let Some(title) = value["title"].as_str().filter(|title| !title.is_empty()) else {
        return fault("a dialog needs a title");
    };
    if value["card"]["contentType"] != ADAPTIVE {
        return fault("a dialog needs an Adaptive Card");
    }
    let content = &value["card"]["content"];
    let shown = Shown::Dialog {
        title: title.to_owned(),
        card: content.clone(),
    };
    (shown, card(model, content, Surface::Dialog))
}

/// The answer to `application/search`: the offers.
pub(in crate::teams) fn search(body: &str) -> Result<Vec<Value>, String> {
    let answer: Value = serde_json::from_str(body).map_err(|_| "the answer is no JSON")?;
    if let Some(unknown) = stranger(&answer, &["statusCode", "type", "value"]) {
        return Err(format!("unknown property {unknown}"));
    }
    if answer["type"] != "application/vnd.microsoft.search.searchResponse" {
        return Err("the answer is no result of a search".to_owned());
    }
    let results = answer["value"]["results"].as_array();
    let results = results.ok_or("there are no results")?;
    if results.len() > 15 {
        return Err("no more than 15 results are shown".to_owned());
    }
    let named = |it: &Value| it["title"].is_string() && it["value"].is_string();
    match results.iter().find(|it| !named(it)) {
        Some(other) => Err(format!("a result without title or value: {other}")),
        None => Ok(results.clone()),
    }
}

/// The answer to `composeExtension/submitAction`: a card for the compose box, or a task.
pub(in crate::teams) fn extension(model: &Model, body: &str) -> Judged {
    let answer: Value = serde_json::from_str(body).unwrap_or_default();
    let Some(result) = answer.get("composeExtension") else {
        return task(model, body);
    };
    let attachment = &result["attachments"][0];
    if result["type"] != "result" || attachment["contentType"] != ADAPTIVE {
        return fault("a result needs an attachment");
    }
    let content = &attachment["content"];
    (
        Shown::Result(content.clone()),
        card(model, content, Surface::Message),
    )
}

/// The answer of an outgoing webhook: a message.
pub(in crate::teams) fn webhook(model: &Model, body: &str) -> Sent {
    let answer: Value = serde_json::from_str(body).unwrap_or_default();
    activity(model, &answer, Surface::Webhook)
}

/// A property of `object` that is not among `known`; an object it must be.
fn stranger(object: &Value, known: &[&str]) -> Option<String> {
    let Some(fields) = object.as_object() else {
        return Some("(no object)".to_owned());
    };
    let mut names = fields.keys();
    names.find(|name| !known.contains(&name.as_str())).cloned()
}
