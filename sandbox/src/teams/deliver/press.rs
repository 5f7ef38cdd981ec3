//! Pressing what stands on the card of a message.

use std::sync::Arc;

use serde_json::{Value, json};

use super::activity::{activity, client_info, place, with, with_channel_data};
use super::dialog::show;
use super::form::{self, Filled, Which};
use super::send::deliver;
use super::talk::legacy;
use super::{Seen, invoke};
use crate::teams::check::{self, Shown};
use crate::teams::model::{Message, Model, Origin, User};
use crate::teams::shared::Shared;

/// What a press comes to.
enum Press {
    /// The client keeps it back.
    Kept(Seen),
    /// Only a page opens.
    Link(String),
    /// `Action.Execute`.
    Execute(Value),
    /// `Action.Submit`, which arrives as a message.
    Submit(Value),
    /// A dialog is asked for.
    Fetch(Value),
}

/// Presses a button, with what was filled in on the card.
pub(crate) async fn press(
    shared: &Arc<Shared>,
    user: &str,
    (conversation, id): (&str, &str),
    which: Which<'_>,
    typed: &[(&str, &str)],
) -> Seen {
    let now = shared.clock.now();
    let pressed = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let message = model.message(conversation, id)?.clone();
        let only = message.visible_to.as_ref();
        if !model.is_member(conversation, &user.aad) || only.is_some_and(|only| *only != user.aad) {
            return None;
        }
        let press = pressed(model, &user, &message, which, typed)?;
        let new = model.new_id(now);
        Some((user, message, press, new))
    });
    let Some((user, message, press, new)) = pressed else {
        return Seen::refused("There is no such button");
    };
    let told = |kind: &str, more: Value| {
        shared.read(|model| {
            let place = place(model, &message);
            let base = activity(shared, model, &user, &place, (kind, &new));
            let common = json!({
                "replyToId": message.id, "locale": user.locale, "entities": [client_info(&user)],
            });
            let told = with(with(base, common), more);
            with_channel_data(told, json!({"source": {"name": "message"}}))
        })
    };
    match press {
        Press::Kept(seen) => seen,
        Press::Link(url) => Seen {
            text: url,
            ..Seen::default()
        },
        Press::Submit(data) => {
            let told = with_channel_data(told("message", json!({"value": data})), legacy());
            deliver(shared, &told).await.into()
        }
        Press::Execute(action) => {
            let value = json!({"action": action, "trigger": "manual"});
            let told = told(
                "invoke",
                json!({"name": "adaptiveCard/action", "value": value}),
            );
            let told = with_channel_data(told, legacy());
            let (shown, seen) = invoke(shared, &told, check::card_action).await;
            replaced(shared, &user, &message, shown);
            seen
        }
        Press::Fetch(data) => {
            let value = json!({"data": data, "context": {"theme": "default"}});
            let told = told("invoke", json!({"name": "task/fetch", "value": value}));
            let (shown, seen) = invoke(shared, &told, check::task).await;
            let origin = Origin::Card {
                message: message.id.clone(),
            };
            show(shared, &user.aad, (&message.conversation, origin), shown);
            seen
        }
    }
}

/// What the client does about the press; none where there is no such action.
fn pressed(
    model: &Model,
    user: &User,
    message: &Message,
    which: Which<'_>,
    typed: &[(&str, &str)],
) -> Option<Press> {
    let mut cards = message
        .card_for(&user.aad)
        .into_iter()
        .chain(message.cards.iter().skip(1));
    let found = cards.find_map(|card| form::action(card, which))?;
    let mut filled = Filled::new();
    for (field, value) in typed {
        let input = found.inputs.iter().find(|input| input["id"] == **field)?;
        let value = form::accepted(model, input, &[], value)?;
        filled.insert((*field).to_owned(), json!(value));
    }
    let errors = form::errors(&found, &filled);
    if !errors.is_empty() {
        return Some(Press::Kept(Seen {
            errors,
            ..Seen::default()
        }));
    }
    let data = form::merged(&found, &filled);
    let action = found.action;
    match action["type"].as_str().unwrap_or_default() {
        "Action.OpenUrl" => Some(Press::Link(action["url"].as_str()?.to_owned())),
        "Action.Execute" => {
            let mut sent = json!({"type": "Action.Execute", "data": data});
            for name in ["title", "id", "verb"] {
                if let Some(given) = action.get(name) {
                    sent[name] = given.clone();
                }
            }
            Some(Press::Execute(sent))
        }
        "Action.Submit" if data["msteams"]["type"] == "task/fetch" => Some(Press::Fetch(data)),
        "Action.Submit" => Some(Press::Submit(data)),
        _ => None,
    }
}

/// Whoever pressed sees the new card; everybody else keeps the old one.
fn replaced(shared: &Shared, user: &User, message: &Message, shown: Shown) {
    if let Shown::Card(card) = shown {
        shared.change(|model| {
            if let Some(message) = model.message_mut(&message.conversation, &message.id) {
                message.views.insert(user.aad.clone(), card);
            }
        });
    }
}
