//! The shapes of activities, field by field as Teams sends them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::teams::model::{ChannelType, Kind, Message, Model, User, in_thread, split_thread};
use crate::teams::shared::Shared;

/// What every activity says: who does something, where and when. `place` may name a thread.
pub(super) fn activity(
    shared: &Shared,
    model: &Model,
    user: &User,
    place: &str,
    (kind, id): (&str, &str),
) -> Value {
    let now = shared.clock.now();
    json!({
        "type": kind, "id": id, "timestamp": written(now, &TimeZone::UTC),
        "localTimestamp": written(now, &zone(user)), "localTimezone": user.tz,
        "channelId": "msteams", "serviceUrl": shared.service_url(), "from": user.account(),
        "conversation": conversation(model, place), "recipient": bot(model),
        "channelData": channel_data(model, place),
    })
}

/// An activity with more fields.
pub(super) fn with(mut activity: Value, more: Value) -> Value {
    if let (Some(fields), Value::Object(more)) = (activity.as_object_mut(), more) {
        fields.extend(more);
    }
    activity
}

/// The bot as activities name it.
pub(super) fn bot(model: &Model) -> Value {
    json!({"id": model.app.mri(), "name": model.app.name})
}

fn zone(user: &User) -> TimeZone {
    TimeZone::get(&user.tz).unwrap_or(TimeZone::UTC)
}

/// Seven digits behind the second, as .NET writes them.
fn written(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    let offset = if *zone == TimeZone::UTC {
        "Z".to_owned()
    } else {
        local.strftime("%:z").to_string()
    };
    format!(
        "{}.{:06}0{offset}",
        local.strftime("%Y-%m-%dT%H:%M:%S"),
        at.as_microsecond().rem_euclid(1_000_000)
    )
}

fn conversation(model: &Model, place: &str) -> Value {
    let kind = model
        .conversation(place)
        .map_or(Kind::Personal, |found| found.kind);
    let conversation = json!({
        "conversationType": kind.name(), "tenantId": model.tenant, "id": place,
    });
    if kind == Kind::Personal {
        conversation
    } else {
        with(conversation, json!({"isGroup": true}))
    }
}

fn channel_data(model: &Model, place: &str) -> Value {
    let tenant = json!({"tenant": {"id": model.tenant}});
    let Some(channel) = model.conversation(place) else {
        return tenant;
    };
    let Some(team) = &channel.team else {
        return tenant;
    };
    let mut data = json!({
        "teamsChannelId": channel.id, "teamsTeamId": team, "channel": {"id": channel.id},
        "team": {"id": team},
    });
    if channel.channel_type != ChannelType::Standard {
        data["channel"]["type"] = json!(channel.channel_type.name());
    }
    with(data, tenant)
}

/// Adds to what the channel says of itself.
pub(super) fn with_channel_data(mut activity: Value, more: Value) -> Value {
    let data = activity["channelData"].take();
    activity["channelData"] = with(data, more);
    activity
}

/// What the client says of itself.
pub(super) fn client_info(user: &User) -> Value {
    json!({
        "locale": user.locale, "country": user.country(), "platform": "Web",
        "timezone": user.tz, "type": "clientInfo",
    })
}

/// Where a message stands: in a channel, every message is in a thread, the first one in its own.
/// What only one person sees starts none.
pub(super) fn place(model: &Model, message: &Message) -> String {
    let in_channel = model
        .conversation(&message.conversation)
        .is_some_and(|found| found.kind == Kind::Channel);
    if in_channel && (message.root.is_some() || message.visible_to.is_none()) {
        in_thread(&message.conversation, message.thread())
    } else {
        message.conversation.clone()
    }
}

/// Whether the app hears of `message`: it is installed there, and is spoken to or reads everything.
pub(super) fn hears(model: &Model, message: &Message) -> bool {
    let bot = model.app.mri();
    let Some(found) = model.conversation(&message.conversation) else {
        return false;
    };
    model.is_installed(found)
        && (found.kind == Kind::Personal
            || model.company.reads_all
            || message.visible_to.is_some()
            || message
                .mentions
                .iter()
                .any(|mention| mention["mentioned"]["id"] == *bot))
}

/// The id of a conversation without its thread.
pub(super) fn bare(place: &str) -> &str {
    split_thread(place).0
}
