//! What happens to people and to the app: invitations, departures, the Home tab.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Seen;
use super::event::deliver;
use crate::slack::model::{ChannelKind, newcomer, written_ts};
use crate::slack::shared::Shared;

/// Delivers an event and reports how it was received.
pub(crate) async fn tell(shared: &Arc<Shared>, event: Value) -> Seen {
    deliver(shared, event).await.into()
}

fn now(shared: &Shared) -> String {
    written_ts(shared.clock.now().as_microsecond())
}

/// Invites the bot into a channel.
pub(crate) async fn invite_bot(shared: &Arc<Shared>, inviter: &str, channel: &str) -> Seen {
    let at = now(shared);
    let joined = shared.change(|model| {
        let bot = model.team.app.bot_user.clone();
        let place = model.team.channels.iter_mut().find(|c| c.id == channel)?;
        if place.has(&bot) {
            return None;
        }
        place.members.push(bot.clone());
        let kind = if place.kind == ChannelKind::Private {
            "G"
        } else {
            "C"
        };
        Some(json!({
            "type": "member_joined_channel", "user": bot, "channel": channel,
            "channel_type": kind, "team": model.team.id, "inviter": inviter, "event_ts": at,
        }))
    });
    match joined {
        Some(event) => tell(shared, event).await,
        None => Seen::refused("already_in_channel"),
    }
}

/// Where whoever joins the team is at once.
const EVERYBODYS: [&str; 2] = ["general", "kudos"];

/// Lets the next newcomer join the team, and says who they are.
pub(crate) async fn join(shared: &Arc<Shared>) -> Seen {
    let (at, time) = (now(shared), shared.clock.now());
    let joined = shared.change(|model| {
        let user = newcomer(&model.team)?;
        let shown = user.to_json(&model.team.id, time, true, true);
        let places = model.team.channels.iter_mut();
        for place in places.filter(|place| EVERYBODYS.contains(&place.name.as_str())) {
            place.members.push(user.id.clone());
        }
        let name = user.real_name.clone();
        model.team.users.push(user);
        let event = json!({
            "type": "team_join", "user": shown, "cache_ts": time.as_second(), "event_ts": at,
        });
        Some((event, name))
    });
    match joined {
        Some((event, name)) => Seen {
            text: name,
            ..tell(shared, event).await
        },
        None => Seen::refused("nobody else begins here"),
    }
}

/// Deactivates an account.
pub(crate) async fn deactivate(shared: &Arc<Shared>, user: &str) -> Seen {
    let (at, time) = (now(shared), shared.clock.now());
    let changed = shared.change(|model| {
        let home = model.team.id.clone();
        let account = model
            .team
            .users
            .iter_mut()
            .find(|account| account.id == user)?;
        account.deleted = true;
        let shown = account.to_json(&home, time, true, false);
        Some(json!({
            "type": "user_change", "user": shown, "cache_ts": time.as_second(), "event_ts": at,
        }))
    });
    match changed {
        Some(event) => tell(shared, event).await,
        None => Seen::refused("user_not_found"),
    }
}

/// Removes the app from the team: the token dies, and two events say so.
pub(crate) async fn uninstall(shared: &Arc<Shared>) -> Seen {
    let at = now(shared);
    let bot = shared.change(|model| {
        model.token = None;
        model.team.app.bot_user.clone()
    });
    let revoked = json!({
        "type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}, "event_ts": at,
    });
    let (_, seen) = tokio::join!(
        tell(shared, revoked),
        tell(shared, json!({"type": "app_uninstalled", "event_ts": at})),
    );
    seen
}

/// Opens the app's page: its Home tab, or its direct messages.
pub(crate) async fn open_home(shared: &Arc<Shared>, user: &str, tab: &str) -> Seen {
    let at = now(shared);
    let event = shared.change(|model| {
        let channel = model.dm_with(user);
        let mut event = json!({
            "type": "app_home_opened", "user": user, "channel": channel, "tab": tab,
            "event_ts": at,
        });
        if let Some(home) = model.homes.get(user) {
            event["view"] = home.to_json(&model.team.id, model.app_ids(), &Map::new());
        }
        event
    });
    tell(shared, event).await
}
