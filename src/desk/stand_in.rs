//! `/kudos standin`: who decides in the actor's stead while they are away; and that they are away, where
//! nobody does.

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use sqlx::{PgConnection, Postgres, Transaction};

use super::Stop;
use super::context::Ctx;
use super::redeem::letters;
use crate::chat::Reply;
use crate::command::{StandIn, UntilDay};
use crate::database::Day;
use crate::letters::{at_home, told_of_stand_in};
use crate::people::{self, Member, StandInError, StandInRefusal};
use crate::policy::Action;
use crate::wording::{self, Decided};
use crate::{one_on_ones, outbox};

pub(super) async fn stand_in(ctx: &Ctx<'_>, asked: StandIn) -> Result<Reply, Stop> {
    ctx.demand(Action::DecideRedemption).await?;
    match asked {
        StandIn::Show => show(ctx).await,
        StandIn::Off => end(ctx).await,
        StandIn::Name {
            member,
            until: Some(until),
        } => name(ctx, &member, until).await,
        StandIn::Away { until } => until_then(ctx, until).await,
        StandIn::Name { until: None, .. } => {
            let how = wording::stand_in_how(&ctx.words(), ctx.manner().command);
            ctx.answer(how).await
        }
    }
}

/// Somebody is away for so long. Whoever decides for them goes on until then; where nobody does, they read that.
async fn until_then(ctx: &Ctx<'_>, until: UntilDay) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    if let Some((_, who)) = now(ctx, &mut tx).await? {
        drop(tx);
        return named(ctx, &who, until).await;
    }
    let alone = people::has_to_decide(&mut tx, ctx.workspace(), &ctx.actor).await?;
    ctx.once(&mut tx).await?;
    let decided = if alone {
        Decided::Alone
    } else {
        Decided::Nothing
    };
    away(ctx, tx, until, decided).await
}

async fn show(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let now = now(ctx, &mut conn).await?;
    let away = said_away(ctx, &mut conn).await?;
    drop(conn);
    let (words, command) = (ctx.words(), ctx.manner().command);
    let message = match (now, away) {
        (Some((last_day, who)), _) => {
            wording::stand_in_shown(&words, &who.name, last_day.0, command)
        }
        (_, Some(until)) => wording::stand_in_away(&words, until.0, Decided::Nothing, command),
        _ => wording::stand_in_how(&words, command),
    };
    ctx.answer(message).await
}

/// Until when somebody decides in the actor's stead, and who.
async fn now(ctx: &Ctx<'_>, conn: &mut PgConnection) -> Result<Option<(Day, Member)>, sqlx::Error> {
    let own = [ctx.actor.id];
    let now = people::stand_ins(conn, ctx.workspace(), &own, ctx.now).await?;
    let Some(now) = now.into_iter().next() else {
        return Ok(None);
    };
    let who = people::by_ids(conn, ctx.workspace(), &[now.stand_in]).await?;
    Ok(who.into_iter().next().map(|who| (now.last_day, who)))
}

async fn end(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, own) = (&ctx.desk.clock, (ctx.workspace(), ctx.actor.id));
    let ended = people::end_stand_in(&mut tx, clock, &ctx.by(), own).await?;
    let was_away = said_away(ctx, &mut tx).await?.is_some();
    one_on_ones::say_away(&mut tx, own, None).await?;
    let message = if was_away && !ended {
        wording::stand_in_back(&ctx.words())
    } else {
        wording::stand_in_ended(&ctx.words(), ended)
    };
    ctx.answer_with(tx, message).await
}

async fn name(ctx: &Ctx<'_>, user: &str, until: UntilDay) -> Result<Reply, Stop> {
    let member = ctx.somebody(user).await?;
    named(ctx, &member, until).await
}

async fn named(ctx: &Ctx<'_>, member: &Member, until: UntilDay) -> Result<Reply, Stop> {
    let words = ctx.words();
    let zone = &ctx.settings().time_zone;
    let today = ctx.now.to_zoned(zone.clone());
    let Some(last_day) = next(until, &today) else {
        let how = wording::stand_in_how(&words, ctx.manner().command);
        return ctx.answer(how).await;
    };
    let named = people::StandIn {
        away: ctx.actor.id,
        stand_in: member.id,
        last_day: Day(last_day),
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, workspace) = (&ctx.desk.clock, ctx.workspace());
    let done = people::name_stand_in(&mut tx, clock, &ctx.by(), zone, workspace, named).await;
    match done {
        Ok(()) => {}
        Err(StandInError::Database(error)) => return Err(error.into()),
        // They are away all the same, and nobody is to ask them.
        Err(StandInError::Refused(StandInRefusal::DecidesNothing)) => {
            return away(ctx, tx, until, Decided::InVain).await;
        }
        Err(StandInError::Refused(refusal)) => {
            let why = wording::stand_in_refused(&words, refusal, &member.name);
            return Err(Stop::says(why));
        }
    }
    let told = told_of_stand_in(member, ctx.settings(), &ctx.actor.name, last_day);
    let waiting = letters(ctx)
        .handed_over(&mut tx, workspace, member, ctx.now)
        .await?;
    let told: Vec<_> = told.into_iter().chain(waiting).collect();
    outbox::enqueue(&mut tx, ctx.now, &told).await?;
    let message = wording::stand_in_named(&words, &member.name, last_day, ctx.manner().command);
    ctx.answer_with(tx, message).await
}

/// Whoever decides nothing is away, too: they are neither drawn nor asked until then, as if they had said so
/// in a 1:1.
async fn away(
    ctx: &Ctx<'_>,
    mut tx: Transaction<'_, Postgres>,
    until: UntilDay,
    decided: Decided,
) -> Result<Reply, Stop> {
    let (words, command) = (ctx.words(), ctx.manner().command);
    let today = at_home(ctx.now, &ctx.actor, ctx.settings());
    let Some(last_day) = next(until, &today) else {
        let how = wording::stand_in_how(&words, command);
        return Err(Stop::says(how));
    };
    let latest = today.date().saturating_add(1.years());
    if !(today.date()..=latest).contains(&last_day) {
        let why = wording::stand_in_refused(&words, StandInRefusal::Day, "");
        return Err(Stop::says(why));
    }
    let own = (ctx.workspace(), ctx.actor.id);
    one_on_ones::say_away(&mut tx, own, Some(Day(last_day))).await?;
    let message = wording::stand_in_away(&words, last_day, decided, command);
    ctx.answer_with(tx, message).await
}

/// Until when they said that they are away.
async fn said_away(ctx: &Ctx<'_>, conn: &mut PgConnection) -> Result<Option<Day>, sqlx::Error> {
    let today = at_home(ctx.now, &ctx.actor, ctx.settings()).date();
    let own = (ctx.workspace(), ctx.actor.id);
    one_on_ones::away_until(conn, own, Day(today)).await
}

/// The day that is meant: the next one that is called so.
fn next(until: UntilDay, now: &Zoned) -> Option<Date> {
    let today = now.date();
    let UntilDay { year, month, day } = until;
    let mut tries = (0..12_i32).filter_map(|ahead| {
        let first = match (year, month) {
            (Some(year), Some(month)) => Date::new(year, month, 1).ok()?,
            (None, Some(month)) => {
                let year = today.year().checked_add(i16::try_from(ahead).ok()?)?;
                Date::new(year, month, 1).ok()?
            }
            (_, None) => today.first_of_month().checked_add(ahead.months()).ok()?,
        };
        Date::new(first.year(), first.month(), day).ok()
    });
    tries.find(|date| year.is_some() || *date >= today)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn a_day_is_the_next_one_that_is_called_so() {
        let now = date(2026, 11, 27).to_zoned(TimeZone::UTC).unwrap();
        let day = |year, month, day| next(UntilDay { year, month, day }, &now);
        assert_eq!(day(None, Some(12), 5), Some(date(2026, 12, 5)));
        assert_eq!(day(None, Some(11), 27), Some(date(2026, 11, 27)));
        assert_eq!(day(None, Some(1), 3), Some(date(2027, 1, 3)));
        assert_eq!(day(None, None, 5), Some(date(2026, 12, 5)));
        assert_eq!(day(None, None, 30), Some(date(2026, 11, 30)));
        assert_eq!(day(None, None, 31), Some(date(2026, 12, 31)));
        assert_eq!(day(Some(2027), Some(2), 5), Some(date(2027, 2, 5)));
        assert_eq!(day(Some(2027), Some(2), 30), None);
    }
}
