//! Whether somebody appears on boards, and whether they give.

use super::Stop;
use super::context::Ctx;
use crate::chat::Reply;
use crate::letters::told_of_pause;
use crate::policy::Action;
use crate::{outbox, people, wording};

/// `/kudos board off|on`: the actor is shown on boards, or not.
pub(super) async fn choose_boards(ctx: &Ctx<'_>, shown: bool) -> Result<Reply, Stop> {
    let words = ctx.words();
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    people::choose_boards(&mut tx, ctx.workspace(), ctx.actor.id, shown).await?;
    let message = wording::boards_chosen(&words, shown, ctx.manner().command);
    let reply = ctx.answer_with(tx, message).await?;
    ctx.desk.directory.forget();
    Ok(reply)
}

/// `/kudos pause|resume @ana`: somebody does not give for now, or does again.
pub(super) async fn pause(ctx: &Ctx<'_>, user: Option<&str>, paused: bool) -> Result<Reply, Stop> {
    let words = ctx.words();
    ctx.demand(Action::PauseGiving).await?;
    let Some(user) = user else {
        let how = wording::pause_how(&words, ctx.manner().command);
        return ctx.answer(how).await;
    };
    let member = ctx.somebody(user).await?;
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, whose) = (&ctx.desk.clock, (ctx.workspace(), member.id));
    let changed = people::pause_giving(&mut tx, clock, &ctx.by(), whose, paused).await?;
    if changed {
        let told = told_of_pause(&member, ctx.settings(), paused);
        outbox::enqueue(&mut tx, ctx.now, told.as_slice()).await?;
    }
    let message = wording::giving_paused(&words, &member.name, paused, changed);
    let reply = ctx.answer_with(tx, message).await?;
    ctx.desk.directory.forget();
    Ok(reply)
}
