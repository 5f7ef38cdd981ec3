//! Everything the page shows to one person.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::teams::model::{
    ChannelType, Conversation, Delivery, Message, Model, Reaction, Team, User,
};
use crate::teams::shared::Shared;

/// Whose state.
#[derive(Debug, Deserialize)]
pub(super) struct Viewer {
    user: Option<String>,
}

/// So many messages of a conversation, and so many deliveries, are shown.
const MESSAGES: usize = 200;
const DELIVERIES: usize = 60;

/// So many characters of the latest message stand in the list of chats.
const SUMMARY: usize = 80;

pub(super) async fn state(
    State(shared): State<Arc<Shared>>,
    Query(viewer): Query<Viewer>,
) -> Json<Value> {
    let version = *shared.changes().borrow();
    let user = viewer.user.unwrap_or_default();
    let mut state = shared.read(|model| shown(model, &user));
    state["version"] = json!(version);
    state["connected"] = json!(shared.app_url().is_some());
    state["elsewhere"] = json!(shared.elsewhere);
    state["clock"] = crate::page::clock(&shared);
    Json(state)
}

fn shown(model: &Model, user: &str) -> Value {
    let conversations = model.company.conversations.iter();
    let seen = conversations.filter(|it| model.members(it).iter().any(|member| member == user));
    let teams = model.company.teams.iter();
    let teams = teams.filter(|team| team.members.iter().any(|member| member == user));
    let skipped = model.deliveries.len().saturating_sub(DELIVERIES);
    let deliveries = model.deliveries[skipped..].iter().map(delivery);
    json!({
        "platform": "Teams", "team": model.company.name, "bot": model.app.mri(),
        "people": people(model),
        "teams": teams.map(team).collect::<Vec<_>>(),
        "channels": seen.map(|it| conversation(model, it, user)).collect::<Vec<_>>(),
        "dialog": model.dialogs.get(user).map(|dialog| {
            json!({
                "conversation": dialog.conversation, "title": dialog.title,
                "card": dialog.card, "revision": dialog.revision,
            })
        }),
        "deliveries": deliveries.collect::<Vec<_>>(),
        "complaints": model.complaints.iter().rev().take(5).collect::<Vec<_>>(),
    })
}

fn people(model: &Model) -> Vec<Value> {
    let bot = json!({
        "id": model.app.mri(), "mri": model.app.mri(), "handle": model.app.name.to_lowercase(),
        "name": model.app.name, "title": "App", "locale": "en-US", "tz": "UTC", "standing": "bot",
    });
    let users = model.company.users.iter().map(person);
    users.chain([bot]).collect()
}

fn person(user: &User) -> Value {
    json!({
        "id": user.aad, "mri": user.mri, "handle": user.short, "name": user.name,
        "title": user.title, "locale": user.locale, "tz": user.tz,
        "standing": if user.guest { "guest" } else { "member" },
    })
}

fn team(team: &Team) -> Value {
    json!({"id": team.id, "name": team.name, "installed": team.installed})
}

fn conversation(model: &Model, conversation: &Conversation, user: &str) -> Value {
    let seen: Vec<&Message> = model.seen_by(user, &conversation.id).collect();
    let skipped = seen.len().saturating_sub(MESSAGES);
    let messages = seen[skipped..].iter().map(|it| message(model, it, user));
    json!({
        "id": conversation.id, "name": conversation.name, "kind": conversation.kind.name(),
        "team": conversation.team,
        "type": match conversation.channel_type {
            ChannelType::Standard => "standard",
            ChannelType::Private => "private",
            ChannelType::Shared => "shared",
        },
        "members": model.members(conversation), "installed": model.is_installed(conversation),
        "messages": messages.collect::<Vec<_>>(),
    })
}

fn message(model: &Model, message: &Message, user: &str) -> Value {
    let first = message.card_for(user).into_iter();
    let cards: Vec<&Value> = first.chain(message.cards.iter().skip(1)).collect();
    json!({
        "ts": message.id, "thread": message.root, "user": message.from,
        "author": model.author(message), "app": message.by_app, "text": message.text,
        "mentions": message.mentions, "cards": cards, "summary": summary(message),
        "reactions": message.reactions.iter().map(reaction).collect::<Vec<_>>(),
        "private": message.visible_to.is_some(), "edited": message.edited,
        "revision": message.revision,
    })
}

/// The first words of a message, for the list of chats.
fn summary(message: &Message) -> String {
    let shown = message.shown();
    let first = shown.lines().find(|line| !line.trim().is_empty());
    let plain = first
        .unwrap_or_default()
        .replace("<at>", "")
        .replace("</at>", "");
    let plain = plain
        .replace("**", "")
        .replace("&nbsp;", " ")
        .replace('\\', "");
    plain.chars().take(SUMMARY).collect()
}

fn reaction(reaction: &Reaction) -> Value {
    json!({"kind": reaction.kind, "users": reaction.users})
}

fn delivery(delivery: &Delivery) -> Value {
    json!({
        "number": delivery.number, "kind": delivery.kind, "path": delivery.path,
        "retry": delivery.retry, "at": delivery.at.as_millisecond(),
        "status": delivery.status, "millis": delivery.millis, "failure": delivery.failure,
    })
}
