//! The leaderboard, as asked for.

use super::Stop;
use super::board_time::{period_and_day, said_period};
use super::context::Ctx;
use super::resolve::as_said;
use crate::chat::{Place, PlaceKind, Reply};
use crate::command::{self, Leaderboard, Recipient};
use crate::ids::MemberId;
use crate::kudos::Refusal;
use crate::leaderboard::{self, Board, Metric, Query, Scope};
use crate::letters::{board_row, board_rows};
use crate::wording::{self, BoardView};

/// How many ranks a board shows.
pub(super) const RANKS: i64 = 10;

pub(super) async fn show(ctx: &Ctx<'_>, asked: Leaderboard) -> Result<Reply, Stop> {
    let (value, channel) =
        value_and_channel(ctx, &asked).map_err(|refusal| ctx.refuses(&refusal))?;
    // What is given in private is spoken of there alone.
    let place = match channel {
        None => None,
        Some(place) => match ctx.desk.place(&place, ctx.unknown).await? {
            place if place.kind == PlaceKind::Public => Some(place),
            _ => {
                let command = ctx.manner().command;
                return Err(Stop::says(wording::board_private(&ctx.words(), command)));
            }
        },
    };
    let resolved = ctx.resolve(&asked.of).await?;
    if !resolved.strangers.is_empty() {
        return Err(Stop::says(ctx.strangers(&resolved.strangers)));
    }
    let people = resolved.named;
    if people.is_empty() && !asked.of.is_empty() {
        return Err(ctx.refuses(&Refusal::EmptyGroup));
    }
    let named: Vec<MemberId> = people.iter().map(|it| it.member.id).collect();
    // Alone, somebody has a place among all; several have theirs among each other.
    let alone = match asked.of.as_slice() {
        [Recipient::Person(_)] => named.first().copied(),
        _ => None,
    };
    let (period, day) = period_and_day(asked.when, ctx.today());
    let here = asked.here.then(|| ctx.place().channel);
    let query = Query {
        workspace: ctx.workspace(),
        metric: match asked.metric {
            command::Metric::Received => Metric::Received,
            command::Metric::Given => Metric::Given,
        },
        period,
        day,
        scope: Scope {
            channel: here.or_else(|| place.as_ref().map(|place| place.channel.clone())),
            value,
        },
        among: (alone.is_none() && !asked.of.is_empty()).then_some(named),
        limit: RANKS,
    };
    let reader = Some(ctx.actor.id);
    let mut conn = ctx.desk.pool.acquire().await?;
    let board = match alone {
        Some(alone) => Board {
            ranks: Vec::from_iter(leaderboard::place_of(&mut conn, &query, alone).await?),
            ..Board::default()
        },
        None => leaderboard::board(&mut conn, &query, reader).await?,
    };
    drop(conn);
    let own = board.own.as_ref().map(|rank| board_row(rank, reader));
    let people: Vec<_> = people.into_iter().map(|it| it.member).collect();
    let of = asked.of.iter().map(|one| {
        let marked = one.marked();
        let said = as_said(ctx.inbound, &marked).unwrap_or(&marked);
        ctx.spoken(said, &people).to_plain()
    });
    let view = BoardView {
        metric: asked.metric,
        period: said_period(asked.when, day),
        // Only then was a channel named that is none here.
        hides_channel: asked.channel.is_some() && place.is_none(),
        value: query.scope.value,
        here: asked.here,
        place,
        of: of.collect(),
        alone: alone.is_some(),
        rows: board_rows(&board, reader),
        own,
        hidden: !ctx.actor.on_boards,
        command: ctx.manner().command,
    };
    ctx.answer(wording::board(&ctx.words(), &view, ctx.manner().give))
        .await
}

/// The value and the channel that are asked for. A value wins over a channel of its name, as it does
/// in gifts: a chat makes its mark of `#teamwork` wherever there is such a channel.
fn value_and_channel(
    ctx: &Ctx<'_>,
    asked: &Leaderboard,
) -> Result<(Option<String>, Option<Place>), Refusal> {
    let values = &ctx.settings().values;
    let known = |name: &str| values.find(name).map(|value| value.slug.clone());
    let mut value = None;
    if let Some(typed) = &asked.value {
        value = known(typed);
        if value.is_none() {
            return Err(Refusal::UnknownValue {
                typed: typed.clone(),
                nearest: values.nearest(typed).map(str::to_owned),
            });
        }
    }
    let Some(channel) = &asked.channel else {
        return Ok((value, None));
    };
    let namesake = channel.name.as_deref().and_then(known);
    if value.is_none() && namesake.is_some() {
        return Ok((namesake, None));
    }
    let place = Place {
        channel: channel.id.clone(),
        kind: PlaceKind::Unknown,
        thread: None,
        ..ctx.place()
    };
    Ok((value, Some(place)))
}
