//! The leaderboard, as asked for.

use jiff::civil::Date;

use super::Stop;
use super::context::Ctx;
use super::resolve::as_said;
use crate::calendar::Period;
use crate::chat::{Place, PlaceKind, Reply};
use crate::command::{self, Leaderboard, Recipient, When};
use crate::ids::MemberId;
use crate::kudos::Refusal;
use crate::leaderboard::{self, Board, Metric, Query, Scope};
use crate::letters::{board_row, board_rows};
use crate::wording::{self, BoardPeriod, BoardView};

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
    let (period, day) = days(asked.when, ctx.today());
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

/// How long the time is, and a day of it.
fn days(when: When, today: Date) -> (Period, Date) {
    let month_of = |year, month| Date::new(year, month, 1).unwrap_or(today);
    match when {
        When::This(period) => (length(period), today),
        When::Last(period) => (length(period), length(period).before(today)),
        When::Month(month) if month > today.month() => (
            Period::Month,
            month_of(today.year().saturating_sub(1), month),
        ),
        When::Month(month) => (Period::Month, month_of(today.year(), month)),
        When::MonthOf(year, month) => (Period::Month, month_of(year, month)),
        When::Year(year) => (Period::Year, month_of(year, 1)),
        When::WeekOf(year, month, day) => (
            Period::Week,
            begun(Period::Week, year, today, |year| {
                Date::new(year, month, day).ok()
            }),
        ),
        When::Quarter(year, number) => {
            let month = number.saturating_sub(1).saturating_mul(3).saturating_add(1);
            let first = |year| Date::new(year, month, 1).ok();
            (Period::Quarter, begun(Period::Quarter, year, today, first))
        }
    }
}

/// A day of that year; where none is said, of the last in which the period that holds it has begun.
fn begun(
    period: Period,
    year: Option<i16>,
    today: Date,
    day: impl Fn(i16) -> Option<Date>,
) -> Date {
    let found = match year {
        Some(year) => day(year),
        // The 29th of February is not in every year.
        None => (0..=8)
            .filter_map(|ago| day(today.year().saturating_sub(ago)))
            .find(|day| period.start(*day) <= today),
    };
    found.unwrap_or(today)
}

const fn length(period: command::Period) -> Period {
    match period {
        command::Period::Today => Period::Day,
        command::Period::Week => Period::Week,
        command::Period::Month => Period::Month,
        command::Period::Quarter => Period::Quarter,
        command::Period::Year => Period::Year,
        command::Period::All => Period::All,
    }
}

/// The time as it is told, of which `day` is one.
fn said_period(when: When, day: Date) -> BoardPeriod {
    match when {
        When::This(period) => BoardPeriod::This(period),
        When::Last(command::Period::Week) | When::WeekOf(..) => {
            BoardPeriod::WeekOf(Period::Week.start(day))
        }
        When::Last(command::Period::Month) | When::Month(_) | When::MonthOf(..) => {
            BoardPeriod::MonthOf(day)
        }
        When::Last(command::Period::Quarter) | When::Quarter(..) => BoardPeriod::QuarterOf(day),
        When::Last(command::Period::Year) | When::Year(_) => BoardPeriod::YearOf(day),
        When::Last(command::Period::Today | command::Period::All) => BoardPeriod::Yesterday,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_by_its_name_is_the_one_that_began_last() {
        let today = date(2026, 11, 27);
        let starts = |when| {
            let (period, day) = days(when, today);
            (period, period.start(day))
        };
        let table = [
            (When::Month(11), Period::Month, date(2026, 11, 1)),
            (When::Month(3), Period::Month, date(2026, 3, 1)),
            (When::Month(12), Period::Month, date(2025, 12, 1)),
            (When::MonthOf(2025, 2), Period::Month, date(2025, 2, 1)),
            (When::Year(2025), Period::Year, date(2025, 1, 1)),
            (When::WeekOf(None, 11, 25), Period::Week, date(2026, 11, 23)),
            (When::WeekOf(None, 11, 29), Period::Week, date(2026, 11, 23)),
            (When::WeekOf(None, 12, 1), Period::Week, date(2025, 12, 1)),
            (When::WeekOf(None, 2, 29), Period::Week, date(2024, 2, 26)),
            (
                When::WeekOf(Some(2025), 11, 24),
                Period::Week,
                date(2025, 11, 24),
            ),
            (When::Quarter(None, 3), Period::Quarter, date(2026, 7, 1)),
            (When::Quarter(None, 4), Period::Quarter, date(2026, 10, 1)),
            (
                When::Quarter(Some(2025), 1),
                Period::Quarter,
                date(2025, 1, 1),
            ),
            (
                When::Last(command::Period::Today),
                Period::Day,
                date(2026, 11, 26),
            ),
            (
                When::Last(command::Period::Week),
                Period::Week,
                date(2026, 11, 16),
            ),
            (
                When::Last(command::Period::Month),
                Period::Month,
                date(2026, 10, 1),
            ),
            (
                When::Last(command::Period::Quarter),
                Period::Quarter,
                date(2026, 7, 1),
            ),
            (
                When::Last(command::Period::Year),
                Period::Year,
                date(2025, 1, 1),
            ),
        ];
        for (when, period, day) in table {
            assert_eq!(starts(when), (period, day), "{when:?}");
        }
    }
}
