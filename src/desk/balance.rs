//! What somebody has, and may give.

use super::Stop;
use super::context::Ctx;
use crate::chat::Reply;
use crate::policy::Action;
use crate::{badges, kudos, rewards, wording};

/// The actor's own balance, or that of somebody else for whoever may see it.
pub(super) async fn show(ctx: &Ctx<'_>, user: Option<&str>) -> Result<Reply, Stop> {
    let whose = ctx.oneself_or(user).await?;
    let (words, own) = (ctx.words(), whose.id == ctx.actor.id);
    if !own && !ctx.may(Action::SeeBalances) {
        return ctx
            .answer(wording::balance_private(&words, &whose.name))
            .await;
    }
    let mut conn = ctx.desk.pool.acquire().await?;
    let balance = kudos::balance(
        &mut conn,
        ctx.workspace(),
        whose.id,
        ctx.settings(),
        ctx.now,
    )
    .await?;
    let next = rewards::next_expiry(
        &mut conn,
        ctx.workspace(),
        whose.id,
        ctx.settings(),
        ctx.now,
    );
    let today = ctx.today();
    let expiring = next.await?;
    let expiring = expiring.map(|expiring| wording::NextExpiry { expiring, today });
    let (settings, workspace) = (ctx.settings(), ctx.workspace());
    let shelf = badges::of(&mut conn, ctx.now, settings, workspace, whose.id).await?;
    drop(conn);
    // Whoever may not give is not told what they could.
    let gives = kudos::giver_may(ctx.settings(), &whose) != Err(kudos::Refusal::NotForYou);
    let message = if own && !gives {
        wording::balance_received(&words, &balance, expiring.as_ref())
    } else if own {
        wording::balance(
            &words,
            &balance,
            expiring.as_ref(),
            ctx.actor.time_zone.as_ref(),
        )
    } else {
        wording::balance_of(&words, &whose.name, &balance)
    };
    let message = if own {
        wording::badges_in_short(&words, message, &shelf, ctx.manner().command)
    } else {
        message
    };
    ctx.answer(message).await
}
