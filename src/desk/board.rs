//! The leaderboard, as asked for.

use super::context::Ctx;
use super::give;
use super::resolve::as_said;
use super::{DeskError, Progress};
use crate::command::{self, Recipient};
use crate::ids::MemberId;
use crate::kudos::Refusal;
use crate::leaderboard::{self, Ask, Metric, Period, Scope};
use crate::letters::{board_row, board_rows};
use crate::wording::{self, BoardPeriod, BoardView};

/// How many ranks a board shows.
pub(super) const RANKS: i64 = 10;

pub(super) async fn show(
    ctx: &Ctx<'_>,
    asked: command::Leaderboard,
) -> Result<Progress, DeskError> {
    let mut value = None;
    if let Some(typed) = &asked.value {
        let Some(known) = ctx.settings().values.find(typed) else {
            let nearest = ctx.settings().values.nearest(typed).map(str::to_owned);
            let refusal = Refusal::UnknownValue {
                typed: typed.clone(),
                nearest,
            };
            return ctx.answer(wording::refusal(&ctx.words(), &refusal)).await;
        };
        value = Some(known.slug.clone());
    }
    let people = match ctx.resolve(&asked.of).await? {
        Ok(people) if people.strangers.is_empty() => people.named,
        Ok(people) => return ctx.answer(give::unknown(ctx, &people.strangers)).await,
        Err(needs) => return Ok(Progress::Needs(needs)),
    };
    let named: Vec<MemberId> = people.iter().map(|it| it.member.id).collect();
    // Alone, somebody has a place among all; several have theirs among each other.
    let alone = match asked.of.as_slice() {
        [Recipient::Person(_)] => named.first().copied(),
        _ => None,
    };
    let ask = Ask {
        workspace: ctx.workspace(),
        metric: match asked.metric {
            command::Metric::Received => Metric::Received,
            command::Metric::Given => Metric::Given,
        },
        period: match asked.period {
            command::Period::Today => Period::Day,
            command::Period::Week => Period::Week,
            command::Period::Month => Period::Month,
            command::Period::Quarter => Period::Quarter,
            command::Period::Year => Period::Year,
            command::Period::All => Period::All,
        },
        day: ctx.now.to_zoned(ctx.settings().time_zone.clone()).date(),
        scope: Scope {
            channel: asked.here.then(|| ctx.place().channel),
            value,
        },
        among: (alone.is_none() && !asked.of.is_empty()).then_some(named),
        limit: RANKS,
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let mut board = leaderboard::board(&mut conn, &ask, alone.or(Some(ctx.actor.id))).await?;
    drop(conn);
    if let Some(alone) = alone {
        let places = board.ranks.into_iter().chain(board.own.take());
        board.ranks = places.filter(|rank| rank.member == alone).collect();
    }
    let own = board
        .own
        .as_ref()
        .map(|rank| board_row(rank, Some(ctx.actor.id)));
    let people: Vec<_> = people.into_iter().map(|it| it.member).collect();
    let of = asked.of.iter().map(|one| {
        let marked = one.marked();
        let said = as_said(ctx.inbound, &marked).unwrap_or(&marked);
        ctx.spoken(said, &people).to_plain()
    });
    let view = BoardView {
        metric: asked.metric,
        period: BoardPeriod::This(asked.period),
        value: ask.scope.value,
        here: asked.here,
        of: of.collect(),
        rows: board_rows(&board, Some(ctx.actor.id)),
        own,
        hidden: !ctx.actor.on_boards,
        command: ctx.manner().command,
    };
    ctx.answer(wording::board(&ctx.words(), &view, ctx.manner().give))
        .await
}
