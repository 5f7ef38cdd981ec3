//! Choosing a channel: the place is tried before it is said to be done.

use super::context::Ctx;
use super::resolve::Need;
use super::{Stop, settings};
use crate::chat::{Door, Message, Place, PlaceKind, Reply, marked};
use crate::settings::{Key, Settings};
use crate::{command, wording, workspace};

/// What comes of a place that was named.
pub(super) enum Checked {
    /// This is what to set.
    Set(String),
    /// It cannot be set, and why.
    Refused(Message),
}

/// Sets a channel, once the platform has said that we can post there.
pub(super) async fn choose(ctx: &Ctx<'_>, key: &Key, value: &str) -> Result<Reply, Stop> {
    let typed = match place_named(ctx, value) {
        Some(place) => place.to_string(),
        None => marked::unescape(value),
    };
    match check(ctx, key, typed).await? {
        Checked::Set(value) => settings::set(ctx, key, &value).await,
        Checked::Refused(message) => ctx.answer(message).await,
    }
}

/// Whether a place takes what we post; nowhere always does.
pub(super) async fn check(ctx: &Ctx<'_>, key: &Key, typed: String) -> Result<Checked, Stop> {
    let words = ctx.words();
    let mut chosen = Settings::default();
    if key.set(&mut chosen, &typed).is_err() {
        let invalid = wording::setting_invalid(&words, key, &typed);
        return Ok(Checked::Refused(invalid));
    }
    let Some(named) = key.channel(&chosen) else {
        return Ok(Checked::Set(typed));
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let place = workspace::named_place(&mut conn, ctx.workspace(), &named).await?;
    drop(conn);
    let manner = ctx.manner();
    let Some(place) = place else {
        let elsewhere = wording::setting_place_elsewhere(&words, key, &typed, manner.command);
        return Ok(Checked::Refused(elsewhere));
    };
    Ok(match ctx.unknown.door {
        None => return Err(Need::Door(place).into()),
        Some(Door::Open) => Checked::Set(place.to_string()),
        Some(Door::Uninvited) => Checked::Refused(wording::setting_place_uninvited(
            &words, key, &place, manner,
        )),
        Some(Door::Shared) => Checked::Refused(wording::setting_place_shared(&words, &place)),
        Some(Door::Archived) => Checked::Refused(wording::setting_place_archived(&words, &place)),
    })
}

/// A channel that is set, by its id, where it is one of this team.
pub(super) fn channel_here(ctx: &Ctx<'_>, set: Option<String>) -> Option<String> {
    let set = set?;
    match set.parse::<Place>() {
        Ok(place) => (place.installation() == ctx.inbound.installation).then_some(place.channel),
        Err(_) => Some(set),
    }
}

/// The conversation that is meant by `here`, or by a mention: this one, or one of this team.
fn place_named(ctx: &Ctx<'_>, value: &str) -> Option<Place> {
    let here = ctx.place();
    if command::means_here(value) {
        // What goes there is for many: a conversation with the bot alone has no room for it.
        return Some(here).filter(|place| place.kind != PlaceKind::Direct);
    }
    let (id, _) = value.strip_prefix("<#")?.split_once(['|', '>'])?;
    Some(Place {
        channel: id.to_owned(),
        ..here
    })
}
