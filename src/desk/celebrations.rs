//! `/kudos celebrations`: who is told of somebody's birthday, and of the day on which they began.

use super::Stop;
use super::context::Ctx;
use crate::chat::Reply;
use crate::database::commit;
use crate::people::{self, OwnDay, ShownTo};
use crate::settings::Celebrated;
use crate::wording::{self, CelebrationChoice};

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
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    people::choose_shown(&mut tx, whose, day, shown).await?;
    let days = people::own_days(&mut tx, whose.0, whose.1).await?;
    let message = wording::celebration_choice(&ctx.words(), view(ctx, days));
    let reply = ctx.settle_in_confidence(&mut tx, message).await?;
    commit(tx).await?;
    ctx.desk.outbox.wake();
    Ok(reply)
}

fn view(ctx: &Ctx<'_>, days: people::OwnDays) -> CelebrationChoice {
    CelebrationChoice {
        days,
        asked: false,
        celebrates: ctx.settings().nudges.celebrated != Celebrated::Nothing,
        command: ctx.manner().command,
    }
}
