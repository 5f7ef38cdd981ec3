//! Dialogs: opening them from a message extension, filling them in, and sending them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::activity::{activity, bare, place, with, with_channel_data};
use super::form::{self, Which};
use super::{Seen, invoke};
use crate::teams::check::{self, Shown};
use crate::teams::marks::escaped;
use crate::teams::model::{Dialog, Message, Model, Origin, User};
use crate::teams::shared::Shared;

/// Opens, replaces or closes the dialog of a person.
pub(super) fn show(
    shared: &Shared,
    aad: &str,
    (conversation, origin): (&str, Origin),
    shown: Shown,
) {
    shared.change(|model| {
        let before = model.dialogs.remove(aad);
        if let Shown::Dialog { title, card } = shown {
            let revision = before.map_or(0, |before| before.revision + 1);
            let dialog = Dialog {
                conversation: conversation.to_owned(),
                origin,
                title,
                card,
                filled: Map::new(),
                offers: BTreeMap::new(),
                revision,
            };
            model.dialogs.insert(aad.to_owned(), dialog);
        }
    });
}

/// Uses the message extension on a message, or in the compose box of a conversation.
pub(crate) async fn extension(
    shared: &Arc<Shared>,
    user: &str,
    conversation: &str,
    message: Option<&str>,
) -> Seen {
    let now = shared.clock.now();
    let asked = shared.change(|model| {
        let user = model.user(user).cloned()?;
        if !model.is_member(conversation, &user.aad) {
            return None;
        }
        let on = match message {
            Some(id) => Some(model.message(conversation, id)?.clone()),
            None => None,
        };
        let command = if on.is_some() {
            model.app.message_command.clone()
        } else {
            model.app.compose_command.clone()
        };
        let mut value = json!({
            "commandId": command, "commandContext": if on.is_some() { "message" } else { "compose" },
            "requestId": format!("sandbox{}", now.as_microsecond()),
            "context": {"theme": "default"},
        });
        if let Some(message) = &on {
            value["messagePayload"] = payload(model, &user, message);
        }
        let id = model.new_id(now);
        let told = with(
            activity(shared, model, &user, bare(conversation), ("invoke", &id)),
            json!({"name": "composeExtension/fetchTask", "value": value, "locale": user.locale}),
        );
        let source = if on.is_some() { "message" } else { "compose" };
        let told = with_channel_data(told, json!({"source": {"name": source}}));
        let origin = Origin::Extension {
            command,
            message: message.map(str::to_owned),
        };
        Some((user.aad, told, origin))
    });
    let Some((aad, told, origin)) = asked else {
        return Seen::refused("There is no such message");
    };
    let (shown, seen) = invoke(shared, &told, check::task).await;
    show(shared, &aad, (bare(conversation), origin), shown);
    seen
}

/// A message as extensions get it.
fn payload(model: &Model, user: &User, message: &Message) -> Value {
    let person = |aad: &str, name: &str| json!({"userIdentityType": "aadUser", "id": aad, "displayName": name});
    let from = match model.user(&message.from) {
        Some(author) => json!({
            "device": null, "conversation": null, "user": person(&author.aad, &author.name),
            "application": null,
        }),
        None => json!({
            "device": null, "conversation": null, "user": null,
            "application": {
                "applicationIdentityType": "bot", "id": model.app.id, "displayName": model.app.name,
            },
        }),
    };
    let mut content = message.text.trim_end().to_owned();
    let mut mentions = Vec::new();
    for (index, mention) in message.mentions.iter().enumerate() {
        let name = mention["mentioned"]["name"].as_str().unwrap_or_default();
        let written = format!("<at>{}</at>", escaped(name));
        content = content.replacen(&written, &format!("<at id=\"{index}\">{name}</at>"), 1);
        let mentioned = mention["mentioned"]["id"]
            .as_str()
            .and_then(|id| model.user(id));
        mentions.push(json!({
            "id": index, "mentionText": name,
            "mentioned": {
                "device": null, "conversation": null, "application": null,
                "user": mentioned.map(|user| person(&user.aad, &user.name)),
            },
        }));
    }
    let reactions = message.reactions.iter().flat_map(|reaction| {
        reaction
            .users
            .iter()
            .map(|aad| json!({"reactionType": reaction.kind, "user": {"user": {"id": aad}}}))
    });
    let at = message.at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string();
    json!({
        "id": message.id, "replyToId": message.root, "createdDateTime": at,
        "lastModifiedDateTime": null, "deleted": false, "summary": null, "subject": null,
        "importance": "normal", "locale": user.locale,
        "linkToMessage": format!(
            "https://teams.microsoft.com/l/message/{}/{}", message.conversation, message.id
        ),
        "from": from, "body": {"contentType": "html", "content": format!("<div>{content}</div>")},
        "attachmentLayout": null, "attachments": [], "mentions": mentions,
        "reactions": reactions.collect::<Vec<_>>(),
    })
}

/// Puts `typed` into a field of the open dialog.
pub(crate) fn fill(shared: &Shared, user: &str, field: &str, typed: &str) -> Seen {
    let filled = shared.change(|model| {
        let aad = model.user(user)?.aad.clone();
        let dialog = model.dialogs.get(&aad)?;
        let inputs = form::inputs(&dialog.card);
        let input = inputs.into_iter().find(|input| input["id"] == field)?;
        let offered = dialog.offers.get(field).map_or(&[][..], Vec::as_slice);
        let value = form::accepted(model, input, offered, typed)?;
        let dialog = model.dialogs.get_mut(&aad)?;
        dialog.filled.insert(field.to_owned(), json!(value));
        Some(())
    });
    match filled {
        Some(()) => Seen::default(),
        None => Seen::refused("This cannot be filled in"),
    }
}

/// Closes the dialog; the app does not hear of it.
pub(crate) fn close(shared: &Shared, user: &str) {
    shared.change(|model| {
        if let Some(aad) = model.user(user).map(|user| user.aad.clone()) {
            model.dialogs.remove(&aad);
        }
    });
}

/// Presses a button of the open dialog.
pub(crate) async fn submit(shared: &Arc<Shared>, user: &str, which: Which<'_>) -> Seen {
    let now = shared.clock.now();
    let sent = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let dialog = model.dialogs.get(&user.aad)?.clone();
        let found = form::action(&dialog.card, which)?;
        let errors = form::errors(&found, &dialog.filled);
        if !errors.is_empty() {
            return Some(Err(Seen {
                errors,
                ..Seen::default()
            }));
        }
        if found.action["type"] != "Action.Submit" {
            return None;
        }
        let id = model.new_id(now);
        let data = form::merged(&found, &dialog.filled);
        let told = submitted(shared, model, (&user, &dialog), &id, &data);
        Some(Ok((user.aad, dialog, told)))
    });
    let (aad, dialog, told) = match sent {
        Some(Ok(sent)) => sent,
        Some(Err(seen)) => return seen,
        None => return Seen::refused("There is no such button"),
    };
    let from_card = matches!(dialog.origin, Origin::Card { .. });
    let judge = if from_card {
        check::task
    } else {
        check::extension
    };
    let (shown, seen) = invoke(shared, &told, judge).await;
    // A dialog that could not be sent stays open.
    if seen.failure.is_none() {
        show(shared, &aad, (&dialog.conversation, dialog.origin), shown);
    }
    seen
}

fn submitted(
    shared: &Shared,
    model: &Model,
    (user, dialog): (&User, &Dialog),
    id: &str,
    data: &Value,
) -> Value {
    let mut value = json!({"data": data, "context": {"theme": "default"}});
    let (name, at) = match &dialog.origin {
        Origin::Card { message } => {
            let message = model.message(&dialog.conversation, message);
            ("task/submit", message.map(|message| place(model, message)))
        }
        Origin::Extension { command, message } => {
            value["commandId"] = json!(command);
            let context = if message.is_some() {
                "message"
            } else {
                "compose"
            };
            value["commandContext"] = json!(context);
            let on = message
                .as_ref()
                .and_then(|id| model.message(&dialog.conversation, id));
            if let Some(message) = on {
                value["messagePayload"] = payload(model, user, message);
            }
            ("composeExtension/submitAction", None)
        }
    };
    let at = at.unwrap_or_else(|| dialog.conversation.clone());
    with(
        activity(shared, model, user, &at, ("invoke", id)),
        json!({"name": name, "value": value, "locale": user.locale}),
    )
}
