//! Conversations: what they are, who is in them, what was said.

use std::sync::Arc;

use serde_json::{Value, json};

use super::page::page;
use super::{Answer, ApiError, Args};
use crate::slack::model::{Channel, ChannelKind, Message, Model};
use crate::slack::shared::Shared;

/// The conversation `id` as far as the bot may know of it.
pub(super) fn visible<'a>(model: &'a Model, id: &str) -> Answer<&'a Channel> {
    let bot = &model.team.app.bot_user;
    model
        .channel(id)
        .filter(|channel| channel.kind == ChannelKind::Public || channel.has(bot))
        .ok_or_else(|| ApiError::new("channel_not_found"))
}

fn shown(model: &Model, channel: &Channel) -> Value {
    channel.to_json(&model.team.id, &model.team.app.bot_user)
}

/// `conversations.info`
pub(super) fn info(shared: &Arc<Shared>, args: &Args) -> Answer {
    let id = args.needed("channel", "channel_not_found")?;
    shared.read(|model| Ok(json!({"channel": shown(model, visible(model, &id)?)})))
}

/// `conversations.list`
pub(super) fn list(shared: &Arc<Shared>, args: &Args) -> Answer {
    let types = args
        .text("types")
        .unwrap_or_else(|| "public_channel".to_owned());
    let wanted = |kind: ChannelKind| {
        let name = match kind {
            ChannelKind::Public => "public_channel",
            ChannelKind::Private => "private_channel",
            ChannelKind::Im => "im",
            ChannelKind::Mpim => "mpim",
        };
        types.split(',').any(|wanted| wanted.trim() == name)
    };
    let without_archived = args.flag("exclude_archived");
    let channels: Vec<Value> = shared.read(|model| {
        let channels = model.team.channels.iter().filter(|channel| {
            wanted(channel.kind)
                && !(without_archived && channel.archived)
                && visible(model, &channel.id).is_ok()
        });
        channels.map(|channel| shown(model, channel)).collect()
    });
    let (channels, next) = page(channels, args, args.limit(100, 1000)?)?;
    Ok(json!({"channels": channels, "response_metadata": {"next_cursor": next}}))
}

/// `conversations.members`
pub(super) fn members(shared: &Arc<Shared>, args: &Args) -> Answer {
    let id = args.needed("channel", "channel_not_found")?;
    let members: Vec<Value> = shared.read(|model| {
        let channel = visible(model, &id)?;
        Ok(channel.members.iter().map(|id| json!(id)).collect())
    })?;
    let (members, next) = page(members, args, args.limit(100, 1000)?)?;
    Ok(json!({"members": members, "response_metadata": {"next_cursor": next}}))
}

/// `conversations.open`
pub(super) fn open(shared: &Arc<Shared>, args: &Args) -> Answer {
    let users = args.needed("users", "users_list_not_supplied")?;
    let users: Vec<&str> = users.split(',').map(str::trim).collect();
    if users.len() > 8 {
        return Err(ApiError::new("too_many_users"));
    }
    shared.change(|model| {
        let bot = model.team.app.bot_user.clone();
        let mut people = vec![bot.as_str()];
        for id in users {
            let user = model
                .user(id)
                .ok_or_else(|| ApiError::new("user_not_found"))?;
            if user.deleted {
                return Err(ApiError::new("user_disabled"));
            }
            if !user.is_person() {
                return Err(ApiError::new("cannot_dm_bot"));
            }
            // Nobody of another team can be written to out of the blue.
            if user.team(&model.team.id) != model.team.id {
                return Err(ApiError::new("user_not_visible"));
            }
            people.push(id);
        }
        let before = model.team.channels.len();
        let id = model.open_direct(&people);
        let known = model.team.channels.len() == before;
        Ok(json!({"channel": {"id": id}, "no_op": known, "already_open": known}))
    })
}

/// `conversations.history`: newest first, thread replies left out.
pub(super) fn history(shared: &Arc<Shared>, args: &Args) -> Answer {
    said(shared, args, |message| {
        message
            .thread_ts
            .as_ref()
            .is_none_or(|thread| *thread == message.ts)
    })
    .map(|mut messages| {
        messages.reverse();
        messages
    })
    .and_then(|messages| answer(messages, args))
}

/// `conversations.replies`: a thread from its first message on.
pub(super) fn replies(shared: &Arc<Shared>, args: &Args) -> Answer {
    let thread = args.needed("ts", "thread_not_found")?;
    let messages = said(shared, args, |message| {
        message.ts == thread || message.thread_ts.as_deref() == Some(&thread)
    })?;
    if messages.is_empty() {
        return Err(ApiError::new("thread_not_found"));
    }
    answer(messages, args)
}

fn answer(messages: Vec<Value>, args: &Args) -> Answer {
    let (messages, next) = page(messages, args, args.limit(100, 999)?)?;
    Ok(json!({
        "messages": messages, "has_more": !next.is_empty(), "pin_count": 0,
        "response_metadata": {"next_cursor": next},
    }))
}

/// What was said between `oldest` and `latest`, as far as `wanted`, oldest first.
fn said(shared: &Shared, args: &Args, wanted: impl Fn(&Message) -> bool) -> Answer<Vec<Value>> {
    let id = args.needed("channel", "channel_not_found")?;
    let inclusive = args.flag("inclusive");
    let within = |ts: &str| {
        let after = args
            .text("oldest")
            .is_none_or(|oldest| *ts > *oldest || inclusive && ts == oldest);
        let before = args
            .text("latest")
            .is_none_or(|latest| *ts < *latest || inclusive && ts == latest);
        after && before
    };
    shared.read(|model| {
        let channel = visible(model, &id)?;
        if !channel.has(&model.team.app.bot_user) {
            return Err(ApiError::new("not_in_channel"));
        }
        // Ephemeral messages are in nobody's history.
        let messages = model.messages.iter().filter(|message| {
            message.channel == id
                && message.visible_to.is_none()
                && within(&message.ts)
                && wanted(message)
        });
        Ok(messages
            .map(|message| message.to_json(&model.team.id, model.app_ids()))
            .collect())
    })
}
