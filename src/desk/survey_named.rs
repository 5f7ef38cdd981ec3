//! Taking back what one answered with one's name.

use super::context::Ctx;
use super::{Stop, interests};
use crate::chat::Reply;
use crate::ids::RunId;
use crate::surveys::{self, Run};
use crate::wording;

/// The button that erases an answer.
pub(super) async fn withdraw(ctx: &Ctx<'_>, run: &str) -> Result<Reply, Stop> {
    let Ok(id) = run.parse::<RunId>() else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let whose = (ctx.workspace(), id, ctx.actor.id);
    let run = surveys::run(&mut tx, ctx.workspace(), id).await?;
    let message = match run.filter(Run::is_named) {
        // Whoever presses twice is told the same twice.
        Some(run) => {
            surveys::withdraw(&mut tx, whose).await?;
            interests::follow(&mut tx, &run, ctx.actor.id, &[]).await?;
            wording::survey_withdrawn(&ctx.words(), &run)
        }
        None => wording::survey_nothing_named(&ctx.words()),
    };
    ctx.settle_with(tx, message).await
}
