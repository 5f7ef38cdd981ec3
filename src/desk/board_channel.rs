//! Choosing where boards go: the place is tried before it is said to be done.

use super::context::Ctx;
use super::resolve::Need;
use super::settings;
use super::{DeskError, Progress};
use crate::chat::{Door, Place, PlaceKind, marked};
use crate::settings::{Key, Settings};
use crate::{command, wording, workspace};

/// Sets where boards go, once the platform has said that we can post there.
pub(super) async fn choose(ctx: &Ctx<'_>, key: &Key, value: &str) -> Result<Progress, DeskError> {
    let words = ctx.words();
    let typed = match place_named(ctx, value) {
        Some(place) => place.to_string(),
        None => marked::unescape(value),
    };
    let mut chosen = Settings::default();
    if key.set(&mut chosen, &typed).is_err() {
        return ctx
            .answer(wording::setting_invalid(&words, key, &typed))
            .await;
    }
    let Some(named) = chosen.leaderboard_channel else {
        return settings::set(ctx, key, &typed).await;
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let place = workspace::named_place(&mut conn, ctx.workspace(), &named).await?;
    drop(conn);
    let manner = ctx.manner();
    let Some(place) = place else {
        return ctx
            .answer(wording::board_place_elsewhere(
                &words,
                &typed,
                manner.command,
            ))
            .await;
    };
    match ctx.unknown.door {
        None => Ok(Progress::Needs(vec![Need::Door(place)])),
        Some(Door::Open) => settings::set(ctx, key, &place.to_string()).await,
        Some(Door::Uninvited) => {
            ctx.answer(wording::board_place_uninvited(&words, &place, manner))
                .await
        }
        Some(Door::Shared) => {
            ctx.answer(wording::board_place_shared(&words, &place))
                .await
        }
        Some(Door::Archived) => {
            ctx.answer(wording::board_place_archived(&words, &place))
                .await
        }
    }
}

/// The conversation that is meant by `here`, or by a mention: this one, or one of this team.
fn place_named(ctx: &Ctx<'_>, value: &str) -> Option<Place> {
    let here = ctx.place();
    if command::means_here(value) {
        // A board is for many: a conversation with the bot alone has no room for it.
        return Some(here).filter(|place| place.kind != PlaceKind::Direct);
    }
    let (id, _) = value.strip_prefix("<#")?.split_once(['|', '>'])?;
    Some(Place {
        channel: id.to_owned(),
        ..here
    })
}
