//! Writing, editing, deleting and reacting as a person.

use std::sync::Arc;

use futures_util::future::join_all;
use serde_json::Value;
use uuid::Uuid;

use super::Seen;
use super::event::{self, deliver};
use crate::slack::marks::{Typed, marked};
use crate::slack::model::{ChannelKind, Message, Model, Reaction, written_ts};
use crate::slack::shared::Shared;

/// How something is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner<'a> {
    /// The message that is answered.
    pub(crate) thread: Option<&'a str>,
    /// The answer is shown in the channel as well.
    pub(crate) to_channel: bool,
    /// By `/me`.
    pub(crate) by_me: bool,
}

impl Manner<'_> {
    fn subtype(self) -> Option<&'static str> {
        match self {
            Self { by_me: true, .. } => Some("me_message"),
            Self {
                to_channel: true, ..
            } => Some("thread_broadcast"),
            _ => None,
        }
    }
}

/// Writes a message.
pub(crate) async fn post(
    shared: &Arc<Shared>,
    user: &str,
    channel: &str,
    text: &str,
    manner: Manner<'_>,
) -> Seen {
    let now = shared.clock.now();
    let written = shared.change(|model| {
        let place = model.channel(channel)?;
        if place.archived || place.kind != ChannelKind::Public && !place.has(user) {
            return None;
        }
        let text = marked(model, text, Typed::Message);
        let message = model.add_message(channel, user, &text, now, |message| {
            message.thread_ts = manner.thread.map(str::to_owned);
            message.subtype = manner.subtype().map(str::to_owned);
            message.client_msg_id = Some(Uuid::new_v4().to_string());
        });
        // What is shown in the channel as well may be told of twice, as what it is and as an answer.
        let answer = Message {
            subtype: None,
            ..message.clone()
        };
        let twice = manner
            .to_channel
            .then(|| event::message_event(model, &answer));
        let events = [
            event::message_event(model, &message),
            twice.flatten(),
            event::mention_event(model, &message, &message.ts),
        ];
        Some((message, events))
    });
    let Some((message, events)) = written else {
        return Seen::refused("You cannot post here");
    };
    told(shared, events, &message.ts).await
}

/// Delivers the events of one act, all at once: their order is nobody's promise.
async fn told(
    shared: &Arc<Shared>,
    events: impl IntoIterator<Item = Option<Value>>,
    ts: &str,
) -> Seen {
    let events = events.into_iter().flatten();
    let answers = join_all(events.map(|event| deliver(shared, event))).await;
    // The first that was refused says more than those that were not.
    let worst = answers.iter().find(|answer| !answer.accepted());
    let told = worst.or_else(|| answers.first());
    Seen {
        status: told.and_then(|answer| answer.status),
        body: told.map(|answer| answer.body.clone()).unwrap_or_default(),
        ts: Some(ts.to_owned()),
        failure: worst.and_then(|answer| answer.failure).map(str::to_owned),
        ..Seen::default()
    }
}

fn own<'a>(model: &'a Model, user: &str, channel: &str, ts: &str) -> Option<&'a Message> {
    model
        .message(channel, ts)
        .filter(|message| message.user == user && message.visible_to.is_none())
}

/// Edits one's own message: `message_changed`, and `app_mention` again where it mentions the bot.
pub(crate) async fn edit(
    shared: &Arc<Shared>,
    user: &str,
    (channel, ts): (&str, &str),
    text: &str,
) -> Seen {
    let now = shared.clock.now();
    let edited = shared.change(|model| {
        let before = own(model, user, channel, ts)?.clone();
        let text = marked(model, text, Typed::Message);
        let at = model.new_ts(channel, now);
        let message = model.message_mut(channel, ts)?;
        message.text = text;
        message.edited = Some(at.clone());
        let after = message.clone();
        Some([
            event::changed_event(model, &before, &after),
            event::mention_event(model, &after, &at),
        ])
    });
    match edited {
        Some(events) => told(shared, events, ts).await,
        None => Seen::refused("cant_update_message"),
    }
}

/// Deletes one's own message.
pub(crate) async fn delete(shared: &Arc<Shared>, user: &str, (channel, ts): (&str, &str)) -> Seen {
    let now = shared.clock.now();
    let deleted = shared.change(|model| {
        let message = own(model, user, channel, ts)?.clone();
        model
            .messages
            .retain(|kept| kept.channel != channel || kept.ts != ts);
        let at = model.new_ts(channel, now);
        Some(event::deleted_event(model, &message, &at))
    });
    match deleted {
        Some(event) => told(shared, [event], ts).await,
        None => Seen::refused("cant_delete_message"),
    }
}

/// Adds or takes away a reaction; false when that changes nothing.
pub(crate) fn set_reaction(
    shared: &Shared,
    user: &str,
    channel: &str,
    ts: &str,
    name: &str,
    on: bool,
) -> bool {
    shared.change(|model| {
        let Some(message) = model.message_mut(channel, ts) else {
            return false;
        };
        let known = message.reactions.iter().position(|r| r.name == name);
        let place = known.and_then(|at| message.reactions[at].users.iter().position(|u| u == user));
        match (on, known, place) {
            (true, Some(at), None) => message.reactions[at].users.push(user.to_owned()),
            (true, None, _) => message.reactions.push(Reaction {
                name: name.to_owned(),
                users: vec![user.to_owned()],
            }),
            (false, Some(at), Some(place)) => {
                message.reactions[at].users.remove(place);
                message
                    .reactions
                    .retain(|reaction| !reaction.users.is_empty());
            }
            _ => return false,
        }
        true
    })
}

/// Reacts to a message, or takes the reaction away.
pub(crate) async fn react(
    shared: &Arc<Shared>,
    user: &str,
    (channel, ts): (&str, &str),
    name: &str,
    on: bool,
) -> Seen {
    let lasting = shared.read(|model| {
        model
            .message(channel, ts)
            .is_some_and(|message| message.visible_to.is_none())
    });
    if !lasting || !set_reaction(shared, user, channel, ts, name, on) {
        return Seen::refused("no_reaction");
    }
    let at = written_ts(shared.clock.now().as_microsecond());
    let event =
        shared.read(|model| event::reaction_event(model, user, (channel, ts), name, (on, &at)));
    told(shared, [event], ts).await
}
