//! Events: the envelope, the retries, and the events that the app's own messages cause.

use std::sync::Arc;

use serde_json::{Value, json};

use super::send::{Body, EVENTS, Request, send};
use crate::slack::marks;
use crate::slack::model::{Message, Model, Standing};
use crate::slack::shared::Shared;
use crate::wire::Answer;

/// Sends one event until it is accepted or the retries are spent.
pub(super) async fn deliver(shared: &Arc<Shared>, event: Value) -> Answer {
    let _under_way = shared.under_way();
    let kind = match event["subtype"].as_str() {
        Some(subtype) => format!("event message.{subtype}"),
        None => format!("event {}", event["type"].as_str().unwrap_or_default()),
    };
    let body = envelope(shared, &event).to_string();
    let mut answer = attempt(shared, &kind, &body, None).await;
    for (delay, number) in shared.retry_delays.iter().zip(1..=3) {
        let Some(reason) = answer.failure.filter(|_| !wants_no_retry(&answer)) else {
            break;
        };
        tokio::time::sleep(*delay).await;
        answer = attempt(shared, &kind, &body, Some((number, reason))).await;
    }
    answer
}

async fn attempt(shared: &Shared, kind: &str, body: &str, retry: Option<(u8, &str)>) -> Answer {
    let request = Request {
        kind,
        path: EVENTS,
        body: Body::Json(body),
        retry,
    };
    send(shared, request).await
}

fn envelope(shared: &Shared, event: &Value) -> Value {
    let now = shared.clock.now();
    shared.change(|model| {
        let place = event["channel"]
            .as_str()
            .or_else(|| event["item"]["channel"].as_str());
        let ext_shared = place
            .and_then(|id| model.channel(id))
            .is_some_and(|channel| !channel.shared_with.is_empty());
        let event_id = model.new_id("Ev");
        let team = &model.team;
        // Gone with the token: nobody is left on whose behalf the event is seen.
        let authorizations: Vec<Value> = model
            .token
            .iter()
            .map(|_| {
                json!({
                    "enterprise_id": null, "team_id": team.id, "user_id": team.app.bot_user,
                    "is_bot": true, "is_enterprise_install": false,
                })
            })
            .collect();
        json!({
            "token": "not-a-real-verification-token", "team_id": team.id,
            "context_team_id": team.id, "context_enterprise_id": null,
            "api_app_id": team.app.id, "event": event, "type": "event_callback",
            "event_id": event_id, "event_time": now.as_second(),
            "authorizations": authorizations, "is_ext_shared_channel": ext_shared,
            "event_context": format!("4-{event_id}"),
        })
    })
}

/// A message as events carry it, with the block that a client adds.
pub(super) fn said(model: &Model, message: &Message) -> Value {
    let mut said = message.to_json(&model.team.id, model.app_ids());
    if message.blocks.is_empty() {
        said["blocks"] = json!([marks::rich_text(&message.text)]);
    }
    if let Some(author) = model.user(&message.user)
        && let Standing::Stranger { team } = &author.standing
    {
        said["team"] = json!(team);
        said["user_team"] = json!(team);
        said["source_team"] = json!(team);
    }
    said
}

/// Whether the app hears of what happens in `channel`.
pub(super) fn hears(model: &Model, channel: &str) -> bool {
    model
        .channel(channel)
        .is_some_and(|channel| channel.has(&model.team.app.bot_user))
}

fn channel_type(model: &Model, channel: &str) -> &'static str {
    model
        .channel(channel)
        .map_or("channel", |channel| channel.kind.event_type())
}

/// The `message` event of a new message, when the app hears of it.
pub(super) fn message_event(model: &Model, message: &Message) -> Option<Value> {
    if !hears(model, &message.channel) {
        return None;
    }
    let mut event = said(model, message);
    event["channel"] = json!(message.channel);
    event["event_ts"] = json!(message.ts);
    event["channel_type"] = json!(channel_type(model, &message.channel));
    Some(event)
}

/// The `app_mention` event, when the message mentions the bot outside a direct message.
pub(super) fn mention_event(model: &Model, message: &Message, event_ts: &str) -> Option<Value> {
    let bot = &model.team.app.bot_user;
    let mentioned =
        message.text.contains(&format!("<@{bot}>")) || message.text.contains(&format!("<@{bot}|"));
    if !mentioned
        || !hears(model, &message.channel)
        || channel_type(model, &message.channel) == "im"
    {
        return None;
    }
    let mut event = said(model, message);
    event["type"] = json!("app_mention");
    event["channel"] = json!(message.channel);
    event["event_ts"] = json!(event_ts);
    Some(event)
}

/// The `message_changed` event.
pub(super) fn changed_event(model: &Model, before: &Message, after: &Message) -> Option<Value> {
    let at = after.edited.clone()?;
    hears(model, &after.channel).then(|| {
        json!({
            "type": "message", "subtype": "message_changed", "message": said(model, after),
            "previous_message": said(model, before), "channel": after.channel, "hidden": true,
            "ts": at, "event_ts": at, "channel_type": channel_type(model, &after.channel),
        })
    })
}

/// The `message_deleted` event.
pub(super) fn deleted_event(model: &Model, message: &Message, at: &str) -> Option<Value> {
    hears(model, &message.channel).then(|| {
        json!({
            "type": "message", "subtype": "message_deleted",
            "previous_message": said(model, message), "channel": message.channel,
            "hidden": true, "deleted_ts": message.ts, "ts": at, "event_ts": at,
            "channel_type": channel_type(model, &message.channel),
        })
    })
}

/// The event of a reaction that came or went.
pub(super) fn reaction_event(
    model: &Model,
    user: &str,
    (channel, ts): (&str, &str),
    name: &str,
    (added, at): (bool, &str),
) -> Option<Value> {
    let message = model.message(channel, ts)?;
    hears(model, channel).then(|| {
        json!({
            "type": if added { "reaction_added" } else { "reaction_removed" },
            "user": user, "reaction": name,
            "item": {"type": "message", "channel": channel, "ts": ts},
            "item_user": message.user, "event_ts": at,
        })
    })
}

fn spawn(shared: &Arc<Shared>, event: Option<Value>) {
    let Some(event) = event else { return };
    // Counted from here on, and not from when the task first runs.
    let under_way = shared.under_way();
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        deliver(&shared, event).await;
        drop(under_way);
    });
}

/// Tells the app, in the background, of a message it wrote itself.
pub(crate) fn spawn_message_event(shared: &Arc<Shared>, message: &Message) {
    spawn(shared, shared.read(|model| message_event(model, message)));
}

/// Tells the app, in the background, of a message that it changed.
pub(crate) fn spawn_changed_event(shared: &Arc<Shared>, before: &Message, after: &Message) {
    spawn(
        shared,
        shared.read(|model| changed_event(model, before, after)),
    );
}

/// Tells the app, in the background, of a message that it deleted.
pub(crate) fn spawn_deleted_event(shared: &Arc<Shared>, message: &Message) {
    let now = shared.clock.now();
    let event = shared.change(|model| {
        let at = model.new_ts(&message.channel, now);
        deleted_event(model, message, &at)
    });
    spawn(shared, event);
}

/// Tells the app, in the background, of a reaction.
pub(crate) fn spawn_reaction_event(
    shared: &Arc<Shared>,
    user: &str,
    channel: &str,
    ts: &str,
    name: &str,
    added: bool,
) {
    let now = shared.clock.now();
    let event = shared.change(|model| {
        let at = model.new_ts(channel, now);
        reaction_event(model, user, (channel, ts), name, (added, &at))
    });
    spawn(shared, event);
}

/// Whether the app asks not to be sent it again.
fn wants_no_retry(answer: &Answer) -> bool {
    let header = answer.headers.get("x-slack-no-retry");
    header.is_some_and(|value| value == "1")
}
