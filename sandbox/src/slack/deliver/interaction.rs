//! Buttons, menus and shortcuts.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Seen;
use super::form::{self, Filled, answered};
use super::send::{Body, Request, send};
use crate::slack::model::{Message, Model, written_ts};
use crate::slack::shared::Shared;
use crate::wire::Answer;

/// Where an element is used.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spot<'a> {
    /// On the message `ts` of `channel`.
    Message { channel: &'a str, ts: &'a str },
    /// In a modal or a Home tab.
    View { id: &'a str },
}

/// Sends an interaction and reads whether the app took it.
pub(super) async fn interact(shared: &Shared, kind: &str, payload: &Value) -> Answer {
    ask(shared, kind, "/slack/interactions", payload).await
}

/// Sends a payload to one of the app's addresses for interactions.
pub(super) async fn ask(shared: &Shared, kind: &str, path: &str, payload: &Value) -> Answer {
    let body = serde_urlencoded::to_string([("payload", payload.to_string())]).unwrap_or_default();
    let request = Request {
        kind,
        path,
        body: Body::Form(&body),
        retry: None,
    };
    send(shared, request).await
}

/// What every interaction carries.
pub(super) fn common(model: &mut Model, shared: &Shared, kind: &str, user: &str) -> Value {
    let trigger = model.new_trigger(user, shared.clock.now());
    let account = model.user(user);
    let name = account.map_or("", |account| account.name.as_str());
    let team = account.map_or(model.team.id.as_str(), |account| {
        account.team(&model.team.id)
    });
    json!({
        "type": kind, "token": "not-a-real-verification-token",
        "api_app_id": model.team.app.id, "trigger_id": trigger,
        "user": {"id": user, "username": name, "name": name, "team_id": team},
        "team": {"id": model.team.id, "domain": model.team.domain},
        "enterprise": null, "is_enterprise_install": false,
    })
}

pub(super) fn seen(answer: Answer) -> Seen {
    let failure =
        (!answer.accepted()).then(|| "We had some trouble connecting. Try again?".to_owned());
    Seen {
        status: answer.status,
        body: answer.body,
        failure,
        ..Seen::default()
    }
}

/// Uses the element `action_id`: presses a button, or chooses `given` from a menu.
pub(crate) async fn act(
    shared: &Arc<Shared>,
    user: &str,
    spot: Spot<'_>,
    (block_id, action_id): (Option<&str>, &str),
    given: Option<&Value>,
    filled: &Filled,
) -> Seen {
    let _under_way = shared.under_way();
    let at = written_ts(shared.clock.now().as_microsecond());
    let payload = shared.change(|model| {
        let blocks = match spot {
            Spot::Message { channel, ts } => {
                let message = model.message(channel, ts)?;
                if message
                    .visible_to
                    .as_deref()
                    .is_some_and(|only| only != user)
                {
                    return None;
                }
                message.blocks.clone()
            }
            Spot::View { id } => {
                let mut open = model.modals.iter().chain(model.homes.values());
                open.find(|view| view.id == id && view.user == user)?
                    .known_blocks()
            }
        };
        let (block, element) = form::element(&blocks, block_id, action_id)?;
        let action = action(block, element, given, &at);
        let mut payload = common(model, shared, "block_actions", user);
        match spot {
            Spot::Message { channel, ts } => {
                on_message(model, shared, &mut payload, user, channel, ts);
                payload["state"] = state_of(block, element, given);
            }
            Spot::View { id } => in_view(model, &mut payload, id, &blocks, filled),
        }
        payload["actions"] = json!([action]);
        Some(payload)
    });
    match payload {
        Some(payload) => seen(interact(shared, "block_actions", &payload).await),
        None => Seen::refused("there is no such element"),
    }
}

/// The entry of `actions`.
fn action(block_id: &str, element: &Value, given: Option<&Value>, at: &str) -> Value {
    let mut action = if element["type"] == "button" {
        let mut pressed = json!({"type": "button", "text": element["text"]});
        if let Some(value) = element.get("value") {
            pressed["value"] = value.clone();
        }
        if let Some(style) = element.get("style") {
            pressed["style"] = style.clone();
        }
        pressed
    } else {
        answered(element, given)
    };
    action["action_id"] = element["action_id"].clone();
    action["block_id"] = json!(block_id);
    action["action_ts"] = json!(at);
    action
}

fn state_of(block_id: &str, element: &Value, given: Option<&Value>) -> Value {
    if matches!(element["type"].as_str(), Some("button" | "overflow")) {
        return json!({"values": {}});
    }
    let name = element["action_id"].as_str().unwrap_or_default();
    json!({"values": {block_id: {name: answered(element, given)}}})
}

fn on_message(
    model: &mut Model,
    shared: &Shared,
    payload: &mut Value,
    user: &str,
    channel: &str,
    ts: &str,
) {
    let Some(message) = model.message(channel, ts).cloned() else {
        return;
    };
    let ephemeral = message.visible_to.is_some();
    payload["container"] = json!({
        "type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": ephemeral,
    });
    if let Some(thread) = &message.thread_ts {
        payload["container"]["thread_ts"] = json!(thread);
    }
    payload["channel"] = place(model, channel);
    // Slack keeps ephemeral messages from payloads.
    if !ephemeral {
        payload["message"] = message.to_json(&model.team.id, model.app_ids());
    }
    payload["response_url"] = response_url(model, shared, "actions", user, &message);
}

fn place(model: &Model, channel: &str) -> Value {
    let name = model
        .channel(channel)
        .map_or("", |channel| channel.command_name());
    json!({"id": channel, "name": name})
}

fn response_url(
    model: &mut Model,
    shared: &Shared,
    kind: &str,
    user: &str,
    message: &Message,
) -> Value {
    let now = shared.clock.now();
    let path = model.new_response_url(kind, user, &message.channel, Some(message), now);
    json!(format!("{}{path}", shared.own_url))
}

fn in_view(model: &Model, payload: &mut Value, id: &str, blocks: &[Value], filled: &Filled) {
    let mut open = model.modals.iter().chain(model.homes.values());
    if let Some(view) = open.find(|view| view.id == id) {
        let state = form::state(blocks, filled);
        payload["container"] = json!({"type": "view", "view_id": id});
        payload["view"] = view.to_json(&model.team.id, model.app_ids(), &state);
    }
}

/// Uses the global shortcut.
pub(crate) async fn shortcut(shared: &Arc<Shared>, user: &str) -> Seen {
    let _under_way = shared.under_way();
    let at = written_ts(shared.clock.now().as_microsecond());
    let payload = shared.change(|model| {
        let mut payload = common(model, shared, "shortcut", user);
        payload["callback_id"] = json!(model.team.app.global_shortcut);
        payload["action_ts"] = json!(at);
        payload
    });
    seen(interact(shared, "shortcut", &payload).await)
}

/// Uses the message shortcut on a message.
pub(crate) async fn message_shortcut(
    shared: &Arc<Shared>,
    user: &str,
    (channel, ts): (&str, &str),
) -> Seen {
    let _under_way = shared.under_way();
    let at = written_ts(shared.clock.now().as_microsecond());
    let payload = shared.change(|model| {
        let message = model.message(channel, ts)?.clone();
        if message.visible_to.is_some() {
            return None;
        }
        let mut payload = common(model, shared, "message_action", user);
        payload["callback_id"] = json!(model.team.app.message_shortcut);
        payload["action_ts"] = json!(at);
        payload["message_ts"] = json!(ts);
        payload["channel"] = place(model, channel);
        payload["message"] = super::event::said(model, &message);
        payload["response_url"] = response_url(model, shared, "app", user, &message);
        Some(payload)
    });
    match payload {
        Some(payload) => seen(interact(shared, "message_action", &payload).await),
        None => Seen::refused("message_not_found"),
    }
}
