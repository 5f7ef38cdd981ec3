//! Everything the page shows to one person.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::slack::model::{Channel, ChannelKind, Message, Model, Standing};
use crate::slack::shared::Shared;

/// Whose state.
#[derive(Debug, Deserialize)]
pub(super) struct Viewer {
    user: Option<String>,
}

/// So many messages of a channel, and so many deliveries, are shown.
const MESSAGES: usize = 200;
const DELIVERIES: usize = 60;

pub(super) async fn state(
    State(shared): State<Arc<Shared>>,
    Query(viewer): Query<Viewer>,
) -> Json<Value> {
    let version = *shared.changes().borrow();
    let user = viewer.user.unwrap_or_default();
    if shared.read(|model| model.user(&user).is_some()) {
        // Everybody has the app among their direct messages from the start.
        let missing = shared.read(|model| direct(model, &user).is_none());
        if missing {
            shared.change(|model| model.dm_with(&user));
        }
    }
    let mut state = shared.read(|model| shown(model, &user));
    state["version"] = json!(version);
    state["connected"] = json!(shared.app_url().is_some());
    state["elsewhere"] = json!(shared.elsewhere);
    state["clock"] = crate::page::clock(&shared);
    Json(state)
}

fn direct<'a>(model: &'a Model, user: &str) -> Option<&'a Channel> {
    let bot = &model.team.app.bot_user;
    model
        .team
        .channels
        .iter()
        .find(|channel| channel.kind == ChannelKind::Im && channel.has(user) && channel.has(bot))
}

fn shown(model: &Model, user: &str) -> Value {
    let team = &model.team;
    let channels = team
        .channels
        .iter()
        .filter(|channel| may_see(model, channel, user));
    let skipped = model.deliveries.len().saturating_sub(DELIVERIES);
    let deliveries: Vec<Value> = model.deliveries[skipped..]
        .iter()
        .map(|delivery| {
            json!({
                "number": delivery.number, "kind": delivery.kind, "path": delivery.path,
                "retry": delivery.retry, "at": delivery.at.as_millisecond(),
                "status": delivery.status, "millis": delivery.millis,
                "failure": delivery.failure,
            })
        })
        .collect();
    let commands: Vec<Value> = team
        .app
        .commands
        .iter()
        .map(|(name, hint)| json!({"name": name, "hint": hint}))
        .collect();
    let groups: Vec<Value> = team
        .groups
        .iter()
        .map(|group| json!({"id": group.id, "handle": group.handle, "name": group.name}))
        .collect();
    let modals: Vec<Value> = model
        .modals_of(user)
        .map(|view| json!({"id": view.id, "hash": view.hash, "view": view.given}))
        .collect();
    json!({
        "platform": "Slack", "team": team.name, "bot": team.app.bot_user, "people": people(model),
        "groups": groups, "commands": commands, "modals": modals,
        "home": model.homes.get(user).map(|home| {
            json!({"id": home.id, "hash": home.hash, "view": home.given})
        }),
        "channels": channels.map(|channel| place(model, channel, user)).collect::<Vec<_>>(),
        "deliveries": deliveries,
        "complaints": model.complaints.iter().rev().take(5).collect::<Vec<_>>(),
    })
}

/// Strangers see only what is shared with them, guests only where they are.
fn may_see(model: &Model, channel: &Channel, user: &str) -> bool {
    let limited = model.user(user).is_some_and(|user| {
        matches!(
            user.standing,
            Standing::Guest { .. } | Standing::Stranger { .. }
        )
    });
    channel.has(user) || channel.kind == ChannelKind::Public && !limited
}

fn people(model: &Model) -> Vec<Value> {
    model
        .team
        .users
        .iter()
        .map(|user| {
            let standing = match &user.standing {
                Standing::Member => "member",
                Standing::Admin => "admin",
                Standing::Guest { .. } => "guest",
                Standing::Bot | Standing::Slackbot => "bot",
                Standing::Stranger { .. } => "stranger",
            };
            json!({
                "id": user.id, "handle": user.name, "name": user.real_name,
                "shown": user.shown_name(), "title": user.title, "locale": user.locale,
                "tz": user.tz, "standing": standing, "deleted": user.deleted,
            })
        })
        .collect()
}

fn place(model: &Model, channel: &Channel, user: &str) -> Value {
    let kind = match channel.kind {
        ChannelKind::Public => "public",
        ChannelKind::Private => "private",
        ChannelKind::Im => "im",
        ChannelKind::Mpim => "mpim",
    };
    let seen: Vec<&Message> = model.seen_by(user, &channel.id).collect();
    let skipped = seen.len().saturating_sub(MESSAGES);
    let messages: Vec<Value> = seen[skipped..].iter().copied().map(message).collect();
    json!({
        "id": channel.id, "name": channel.name, "topic": channel.topic, "kind": kind,
        "shared": !channel.shared_with.is_empty(), "archived": channel.archived,
        "members": channel.members, "messages": messages,
    })
}

fn message(message: &Message) -> Value {
    let reactions: Vec<Value> = message
        .reactions
        .iter()
        .map(|reaction| json!({"name": reaction.name, "users": reaction.users}))
        .collect();
    json!({
        "ts": message.ts, "thread": message.thread_ts, "user": message.user,
        "app": message.by_app, "text": message.text, "blocks": message.blocks,
        "reactions": reactions, "private": message.visible_to.is_some(),
        "edited": message.edited.is_some(), "revision": message.revision,
    })
}
