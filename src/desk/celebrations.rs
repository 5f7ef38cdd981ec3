//! `/kudos celebrations`: who is told of somebody's birthday, and of the day on which they began.

use jiff::civil::Date;

use super::Stop;
use super::context::Ctx;
use super::resolve::{FirstDay, Need};
use crate::chat::Reply;
use crate::people::{self, OwnDay, ShownTo};
use crate::platforms::traits;
use crate::settings::Celebrated;
use crate::wording::{self, CelebrationChoice, LookedUp};

pub(super) async fn show(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let days = people::own_days(&mut conn, ctx.workspace(), ctx.actor.id).await?;
    drop(conn);
    ctx.confide(wording::celebration_choice(&ctx.words(), view(ctx, days)))
        .await
}

/// A button: what was chosen is shown in place of the choice.
pub(super) async fn chosen(ctx: &Ctx<'_>, choice: &str) -> Result<Reply, Stop> {
    let choice = choice.split_once('/');
    let choice = choice.map(|(day, shown)| (OwnDay::named(day), ShownTo::named(shown)));
    let Some((Ok(day), Ok(shown))) = choice else {
        return Ok(Reply::Nothing);
    };
    let whose = (ctx.workspace(), ctx.actor.id);
    let told = match (day, shown) {
        (OwnDay::Anniversary, ShownTo::Oneself | ShownTo::Channel) => first_day(ctx).await?,
        _ => None,
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    people::choose_shown(&mut tx, whose, day, shown).await?;
    if let Some(told) = told {
        people::keep_first_day(&mut tx, whose, told).await?;
    }
    let days = people::own_days(&mut tx, whose.0, whose.1).await?;
    let message = wording::celebration_choice(&ctx.words(), view(ctx, days));
    ctx.settle_in_confidence(tx, message).await
}

/// The day on which whoever acts began, where nobody knows it and their platform does. It is asked for whoever wants
/// their years told, and for nobody else.
async fn first_day(ctx: &Ctx<'_>) -> Result<Option<Date>, Stop> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let days = people::own_days(&mut conn, ctx.workspace(), ctx.actor.id).await?;
    drop(conn);
    let account = ctx.inbound.actor.as_ref();
    let Some(account) = account.filter(|_| looks_up(ctx) && days.began_on.is_none()) else {
        return Ok(None);
    };
    match ctx.unknown.first_day {
        FirstDay::NotAsked => Err(Need::FirstDay(account.clone()).into()),
        FirstDay::Told(day) => Ok(Some(day)),
        FirstDay::Untold => Ok(None),
    }
}

/// Whether the day on which somebody began can be looked up, and is good for anything.
fn looks_up(ctx: &Ctx<'_>) -> bool {
    let platform = ctx.inbound.installation.platform;
    ctx.settings().nudges.celebrated.anniversaries() && traits(platform).tells_first_days
}

fn view(ctx: &Ctx<'_>, days: people::OwnDays) -> CelebrationChoice {
    CelebrationChoice {
        days,
        asked: false,
        celebrates: ctx.settings().nudges.celebrated != Celebrated::Nothing,
        looked_up: match ctx.unknown.first_day {
            FirstDay::Untold => LookedUp::InVain,
            _ if looks_up(ctx) => LookedUp::OnceChosen,
            _ => LookedUp::Never,
        },
        command: ctx.manner().command,
    }
}
