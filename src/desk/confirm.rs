//! A gift that waits until its giver says that they mean it: it goes to a large group, or it was not
//! certain that it is one.

use super::context::Ctx;
use super::{Stop, commands, form, said};
use crate::chat::{Act, Inbound, Message, Reply};
use crate::database::{acquire, begin};
use crate::ids::DraftId;
use crate::{kudos, wording};

/// Asks for the word of whoever gives to a large group.
pub(super) async fn ask(ctx: &Ctx<'_>, count: usize, cost: i64) -> Result<Reply, Stop> {
    let words = ctx.words();
    keep(ctx, |draft| {
        wording::confirm_group(&words, draft, count, cost)
    })
    .await
}

/// Keeps what was asked, and shows the giver what it would come to.
pub(super) async fn keep(
    ctx: &Ctx<'_>,
    question: impl FnOnce(DraftId) -> Message,
) -> Result<Reply, Stop> {
    let draft = ctx.desk.clock.new_id();
    let message = question(draft);
    let mut tx = begin(&ctx.desk.pool).await?;
    ctx.once(&mut tx).await?;
    kudos::keep_draft(
        &mut tx,
        ctx.workspace(),
        draft,
        ctx.actor.id,
        ctx.inbound,
        ctx.now,
    )
    .await?;
    ctx.answer_with(tx, message).await
}

/// The giver means it: what they asked is given to all.
pub(super) async fn pressed(ctx: &Ctx<'_>, draft: &str) -> Result<Reply, Stop> {
    match draft.parse::<DraftId>() {
        Ok(draft) => go_on(ctx, draft, true).await,
        Err(_) => Ok(Reply::Nothing),
    }
}

/// Gives what was kept; `to_all` when it is meant for as many as there are.
pub(super) async fn go_on(ctx: &Ctx<'_>, draft: DraftId, to_all: bool) -> Result<Reply, Stop> {
    let mut conn = acquire(&ctx.desk.pool).await?;
    let asked = kudos::take_draft(&mut conn, ctx.workspace(), draft, ctx.actor.id).await?;
    drop(conn);
    let Some(asked) = asked else {
        // What is not confirmed in time is forgotten.
        return ctx.settle(wording::confirm_too_late(&ctx.words())).await;
    };
    // What was asked then, given once for however many presses, and answered in place of the question.
    let confirmed = Inbound {
        key: ctx.inbound.key.clone(),
        act_key: None,
        ack: ctx.inbound.ack,
        ticket: ctx.inbound.ticket.clone(),
        ..asked
    };
    let again = Ctx {
        inbound: &confirmed,
        draft: Some(draft),
        confirmed: to_all,
        ..ctx.confirmed()
    };
    Box::pin(repeat(&again)).await
}

/// Does again what a kept delivery asked for.
async fn repeat(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    match &ctx.inbound.act {
        Act::Command { name, text } => commands::typed(ctx, name, text).await,
        Act::Said {
            text,
            message,
            addressed: true,
        }
        | Act::Edited { text, message } => said::addressed(ctx, text, message).await,
        Act::Said { text, message, .. } => said::overheard(ctx, text, message).await,
        Act::Submitted(answers) => form::submitted(ctx, answers).await,
        _ => Ok(Reply::Nothing),
    }
}
