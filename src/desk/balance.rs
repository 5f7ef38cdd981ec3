//! What the actor has, and may give.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::{kudos, wording};

pub(super) async fn show(ctx: &Ctx<'_>) -> Result<Progress, DeskError> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let balance = kudos::balance(
        &mut conn,
        ctx.workspace(),
        ctx.actor.id,
        ctx.settings(),
        ctx.now,
    )
    .await?;
    drop(conn);
    let zone = ctx.actor.time_zone.as_ref();
    ctx.answer(wording::balance(&ctx.words(), &balance, zone))
        .await
}
