//! Writing, changing and deleting messages.

use std::sync::Arc;

use serde_json::{Value, json};

use super::conversations::visible;
use super::{Answer, ApiError, Args};
use crate::slack::check::{self, Surface};
use crate::slack::deliver;
use crate::slack::model::{Channel, ChannelKind, Message, Model, User};
use crate::slack::shared::Shared;

/// Slack refuses longer texts.
const LONGEST: usize = 40_000;

/// Text and blocks of a message, checked.
pub(super) struct Content {
    pub(super) text: String,
    pub(super) blocks: Vec<Value>,
}

impl Content {
    fn read(shared: &Shared, args: &Args) -> Answer<Self> {
        let blocks = args.json("blocks", "invalid_blocks_format")?;
        Self::check(shared, args.text("text"), blocks)
    }

    /// Checks a message's content as Slack would.
    pub(super) fn check(
        shared: &Shared,
        text: Option<String>,
        blocks: Option<Value>,
    ) -> Answer<Self> {
        let blocks = blocks.unwrap_or_else(|| json!([]));
        let faults = check::blocks(&blocks, Surface::Message);
        if !faults.is_empty() {
            shared.complain(format!("invalid_blocks: {}", faults.join("; ")));
            return Err(ApiError::with_faults("invalid_blocks", &faults));
        }
        let blocks = blocks.as_array().cloned().unwrap_or_default();
        if text.is_none() && blocks.is_empty() {
            return Err(ApiError::new("no_text"));
        }
        let text = text.unwrap_or_default();
        if text.chars().count() > LONGEST {
            shared.complain("msg_too_long".to_owned());
            return Err(ApiError::new("msg_too_long"));
        }
        Ok(Self { text, blocks })
    }
}

/// The conversation to write to: an id, a direct message by the person's id, or `#name`.
fn target(model: &mut Model, args: &Args) -> Answer<Channel> {
    let asked = args.needed("channel", "channel_not_found")?;
    let named = asked.strip_prefix('#').unwrap_or(&asked);
    let found = model.team.channels.iter().find(|c| c.name == named);
    let id = match found {
        Some(channel) if channel.kind == ChannelKind::Public => channel.id.clone(),
        _ if model.user(&asked).is_some_and(User::is_person) => model.dm_with(&asked),
        _ => asked,
    };
    let channel = visible(model, &id)?.clone();
    if channel.archived {
        return Err(ApiError::new("is_archived"));
    }
    let bot = &model.team.app.bot_user;
    let public = model
        .team
        .app
        .scopes
        .iter()
        .any(|scope| scope == "chat:write.public");
    if !channel.has(bot) && !public {
        return Err(ApiError::new("not_in_channel"));
    }
    let gone = |id: &String| model.user(id).is_some_and(|user| user.deleted);
    if channel.kind == ChannelKind::Im && channel.members.iter().any(gone) {
        return Err(ApiError::new("user_disabled"));
    }
    Ok(channel)
}

/// The message a reply hangs on; a thread starts at its first message.
fn thread(model: &Model, channel: &str, args: &Args) -> Answer<Option<String>> {
    let Some(ts) = args.text("thread_ts") else {
        return Ok(None);
    };
    let parent = model
        .message(channel, &ts)
        .filter(|parent| parent.visible_to.is_none())
        .ok_or_else(|| ApiError::new("thread_not_found"))?;
    Ok(Some(parent.thread_ts.clone().unwrap_or(ts)))
}

/// `chat.postMessage`
pub(super) fn post(shared: &Arc<Shared>, args: &Args) -> Answer {
    let content = Content::read(shared, args)?;
    let metadata = args.json("metadata", "invalid_metadata_format")?;
    let message = shared.change(|model| {
        let channel = target(model, args)?;
        let thread = thread(model, &channel.id, args)?;
        let bot = model.team.app.bot_user.clone();
        let now = shared.clock.now();
        Ok(
            model.add_message(&channel.id, &bot, &content.text, now, |message| {
                message.blocks = content.blocks;
                message.thread_ts = thread;
                message.metadata = metadata;
            }),
        )
    })?;
    deliver::spawn_message_event(shared, &message);
    Ok(shared.read(|model| {
        json!({
            "channel": message.channel, "ts": message.ts,
            "message": message.to_json(&model.team.id, model.app_ids()),
        })
    }))
}

/// `chat.postEphemeral`
pub(super) fn post_ephemeral(shared: &Arc<Shared>, args: &Args) -> Answer {
    let content = Content::read(shared, args)?;
    let user = args.needed("user", "user_not_found")?;
    shared.change(|model| {
        let channel = target(model, args)?;
        if !channel.has(&user) {
            return Err(ApiError::new("user_not_in_channel"));
        }
        let thread = thread(model, &channel.id, args)?;
        let bot = model.team.app.bot_user.clone();
        let now = shared.clock.now();
        let message = model.add_message(&channel.id, &bot, &content.text, now, |message| {
            message.blocks = content.blocks;
            message.thread_ts = thread;
            message.visible_to = Some(user);
        });
        Ok(json!({"message_ts": message.ts}))
    })
}

/// The app's own, lasting message that `channel` and `ts` name.
fn own(model: &Model, args: &Args, refusal: &str) -> Answer<Message> {
    let channel = args.needed("channel", "channel_not_found")?;
    visible(model, &channel)?;
    let ts = args.needed("ts", "message_not_found")?;
    let message = model
        .message(&channel, &ts)
        .filter(|message| message.visible_to.is_none())
        .ok_or_else(|| ApiError::new("message_not_found"))?;
    if message.by_app {
        Ok(message.clone())
    } else {
        Err(ApiError::new(refusal))
    }
}

/// `chat.update`
pub(super) fn update(shared: &Arc<Shared>, args: &Args) -> Answer {
    let content = Content::read(shared, args)?;
    let with_blocks = args.json("blocks", "invalid_blocks_format")?.is_some();
    let (before, after) = shared.change(|model| {
        let before = own(model, args, "cant_update_message")?;
        let mut blocks = content.blocks;
        model.name(&mut blocks);
        let edited = model.new_ts(&before.channel, shared.clock.now());
        let message = model
            .message_mut(&before.channel, &before.ts)
            .ok_or_else(|| ApiError::new("message_not_found"))?;
        if args.text("text").is_some() {
            message.text = content.text;
        }
        // Text alone replaces the blocks as well: Slack clears what is not sent again.
        if with_blocks || args.text("text").is_some() {
            message.blocks = blocks;
        }
        message.edited = Some(edited);
        Ok((before, message.clone()))
    })?;
    deliver::spawn_changed_event(shared, &before, &after);
    Ok(json!({"channel": after.channel, "ts": after.ts, "text": after.text}))
}

/// `chat.delete`
pub(super) fn delete(shared: &Arc<Shared>, args: &Args) -> Answer {
    let message = shared.change(|model| {
        let message = own(model, args, "cant_delete_message")?;
        model
            .messages
            .retain(|kept| kept.channel != message.channel || kept.ts != message.ts);
        Ok(message)
    })?;
    deliver::spawn_deleted_event(shared, &message);
    Ok(json!({"channel": message.channel, "ts": message.ts}))
}

/// `chat.getPermalink`
pub(super) fn permalink(shared: &Arc<Shared>, args: &Args) -> Answer {
    let channel = args.needed("channel", "channel_not_found")?;
    let ts = args.needed("message_ts", "message_not_found")?;
    shared.read(|model| {
        visible(model, &channel)?;
        model
            .message(&channel, &ts)
            .ok_or_else(|| ApiError::new("message_not_found"))?;
        let link = format!(
            "https://{}.slack.com/archives/{channel}/p{}",
            model.team.domain,
            ts.replace('.', "")
        );
        Ok(json!({"channel": channel, "permalink": link}))
    })
}
