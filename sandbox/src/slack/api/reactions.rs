//! Reactions of the bot.

use std::sync::Arc;

use serde_json::json;

use super::conversations::visible;
use super::{Answer, ApiError, Args};
use crate::slack::deliver;
use crate::slack::shared::Shared;

/// `reactions.add`
pub(super) fn add(shared: &Arc<Shared>, args: &Args) -> Answer {
    let channel = args.needed("channel", "channel_not_found")?;
    let ts = args.needed("timestamp", "no_item_specified")?;
    let name = args.needed("name", "invalid_name")?;
    let good = |c: char| c.is_alphanumeric() || "_-+':".contains(c);
    if !name.chars().all(good) || name.starts_with(':') {
        return Err(ApiError::new("invalid_name"));
    }
    let bot = shared.read(|model| {
        let bot = model.team.app.bot_user.clone();
        if !visible(model, &channel)?.has(&bot) {
            return Err(ApiError::new("not_in_channel"));
        }
        model
            .message(&channel, &ts)
            .filter(|message| message.visible_to.is_none())
            .ok_or_else(|| ApiError::new("message_not_found"))?;
        Ok(bot)
    })?;
    if !deliver::set_reaction(shared, &bot, &channel, &ts, &name, true) {
        return Err(ApiError::new("already_reacted"));
    }
    deliver::spawn_reaction_event(shared, &bot, &channel, &ts, &name, true);
    Ok(json!({}))
}
