//! Writing, editing, deleting and reacting as a person.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Seen;
use super::activity::{activity, bot, client_info, hears, place, with, with_channel_data};
use super::send::deliver;
use crate::teams::marks::{Typed, marked};
use crate::teams::model::{Kind, Message, Model, Reaction, User, in_thread};
use crate::teams::shared::Shared;

/// How something is said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner<'a> {
    /// The first message of the thread that is answered.
    pub(crate) thread: Option<&'a str>,
    /// To the bot alone.
    pub(crate) privately: bool,
}

/// Writes a message.
pub(crate) async fn say(
    shared: &Arc<Shared>,
    user: &str,
    conversation: &str,
    typed: &str,
    manner: Manner<'_>,
) -> Seen {
    let now = shared.clock.now();
    let said = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let kind = model.conversation(conversation)?.kind;
        let known = |root| model.has_thread(conversation, root);
        if !model.is_member(conversation, &user.aad)
            || !manner.thread.is_none_or(known)
            || manner.privately && (kind == Kind::Personal || !model.targeted)
        {
            return None;
        }
        let typed = marked(model, kind, typed);
        let place = match manner.thread {
            Some(root) if kind == Kind::Channel => in_thread(conversation, root),
            _ => conversation.to_owned(),
        };
        let message = model.add_message(&place, &user.aad, &typed.text, now, |message| {
            message.mentions.clone_from(&typed.mentions);
            message.visible_to = manner.privately.then(|| user.aad.clone());
        });
        let heard = hears(model, &message);
        Some((
            heard.then(|| told(shared, model, &user, &message, &typed)),
            message.id,
        ))
    });
    match said {
        Some((heard, id)) => delivered(shared, heard, &id).await,
        None => Seen::refused("You cannot write here"),
    }
}

/// The activity of a new message.
fn told(shared: &Shared, model: &Model, user: &User, message: &Message, typed: &Typed) -> Value {
    let place = place(model, message);
    let mut entities = message.mentions.clone();
    entities.push(client_info(user));
    let mut told = with(
        activity(shared, model, user, &place, ("message", &message.id)),
        json!({
            "text": message.text, "textFormat": "plain", "locale": user.locale,
            "attachments": [{"contentType": "text/html", "content": typed.html}],
            "entities": entities,
        }),
    );
    if message.visible_to.is_some() {
        told["recipient"] = with(bot(model), json!({"isTargeted": true}));
    }
    told
}

/// Delivers what the app hears of, if it does.
async fn delivered(shared: &Arc<Shared>, heard: Option<Value>, message: &str) -> Seen {
    let mut seen = match heard {
        Some(activity) => deliver(shared, &activity).await.into(),
        None => Seen::default(),
    };
    seen.message = Some(message.to_owned());
    seen
}

fn own<'a>(model: &'a Model, user: &User, conversation: &str, id: &str) -> Option<&'a Message> {
    model
        .message(conversation, id)
        .filter(|message| message.from == user.aad && message.visible_to.is_none())
}

/// Edits one's own message.
pub(crate) async fn edit(
    shared: &Arc<Shared>,
    user: &str,
    (conversation, id): (&str, &str),
    typed: &str,
) -> Seen {
    let edited = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let before = own(model, &user, conversation, id)?.clone();
        let kind = model.conversation(conversation)?.kind;
        let typed = marked(model, kind, typed);
        let message = model.message_mut(conversation, id)?;
        message.text = typed.text;
        message.mentions = typed.mentions;
        message.edited = true;
        let after = message.clone();
        let heard = hears(model, &before) || hears(model, &after);
        Some(heard.then(|| {
            let told = with(
                activity(
                    shared,
                    model,
                    &user,
                    &place(model, &after),
                    ("messageUpdate", id),
                ),
                json!({
                    "text": after.text, "textFormat": "plain", "locale": user.locale,
                    "entities": after.mentions,
                }),
            );
            with_channel_data(told, json!({"eventType": "editMessage"}))
        }))
    });
    match edited {
        Some(heard) => delivered(shared, heard, id).await,
        None => Seen::refused("You cannot edit this message"),
    }
}

/// Deletes one's own message.
pub(crate) async fn delete(
    shared: &Arc<Shared>,
    user: &str,
    (conversation, id): (&str, &str),
) -> Seen {
    let deleted = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let message = own(model, &user, conversation, id)?.clone();
        model.remove_message(conversation, id);
        Some(hears(model, &message).then(|| {
            let place = place(model, &message);
            let told = activity(shared, model, &user, &place, ("messageDelete", id));
            with_channel_data(told, json!({"eventType": "softDeleteMessage"}))
        }))
    });
    match deleted {
        Some(heard) => delivered(shared, heard, id).await,
        None => Seen::refused("You cannot delete this message"),
    }
}

/// Reacts to a message, or takes the reaction away. The app hears of its own messages alone.
pub(crate) async fn react(
    shared: &Arc<Shared>,
    user: &str,
    (conversation, id): (&str, &str),
    kind: &str,
    on: bool,
) -> Seen {
    let now = shared.clock.now();
    let reacted = shared.change(|model| {
        let user = model.user(user).cloned()?;
        if !model.is_member(conversation, &user.aad) {
            return None;
        }
        let message = model.message_mut(conversation, id)?;
        if message.visible_to.is_some() || !set_reaction(message, &user.aad, kind, on) {
            return None;
        }
        let message = message.clone();
        let installed = model
            .conversation(conversation)
            .is_some_and(|found| model.is_installed(found));
        if !message.by_app || !installed {
            return Some(None);
        }
        let new = model.new_id(now);
        let place = place(model, &message);
        let list = if on {
            "reactionsAdded"
        } else {
            "reactionsRemoved"
        };
        let told = with(
            activity(shared, model, &user, &place, ("messageReaction", &new)),
            json!({list: [{"type": kind}], "replyToId": id}),
        );
        Some(Some(with_channel_data(told, legacy())))
    });
    match reacted {
        Some(heard) => delivered(shared, heard, id).await,
        None => Seen::refused("You cannot react to this message"),
    }
}

/// What Teams keeps from its past.
pub(super) fn legacy() -> Value {
    json!({"legacy": {"replyToId": "1:fakeLegacyReply"}})
}

/// Whether that changed anything.
fn set_reaction(message: &mut Message, aad: &str, kind: &str, on: bool) -> bool {
    let known = message
        .reactions
        .iter_mut()
        .find(|reaction| reaction.kind == kind);
    let chosen = known
        .as_ref()
        .is_some_and(|reaction| reaction.users.iter().any(|u| u == aad));
    if chosen == on {
        return false;
    }
    match known {
        Some(reaction) if on => reaction.users.push(aad.to_owned()),
        Some(reaction) => reaction.users.retain(|user| user != aad),
        None => message.reactions.push(Reaction {
            kind: kind.to_owned(),
            users: vec![aad.to_owned()],
        }),
    }
    message
        .reactions
        .retain(|reaction| !reaction.users.is_empty());
    true
}
