//! Joining a kudos with one's own allowance.

use std::sync::Arc;

use super::context::Ctx;
use super::give::{self, Ask, Declined, Told};
use super::{DeskError, Stop};
use crate::chat::Reply;
use crate::database::commit;
use crate::ids::KudosId;
use crate::kudos::{self, Kudos, Named, Refusal, Way};
use crate::people;
use crate::wording::{self, UndoRefusal};

/// +1: a point from one's own allowance for each who was praised.
pub(super) async fn boost(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let Ok(id) = value.parse::<KudosId>() else {
        return Ok(Reply::Nothing);
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some(kudos) = kudos::find(&mut conn, ctx.workspace(), id).await? else {
        return Ok(Reply::Nothing);
    };
    if kudos.reversed_at.is_some() {
        return ctx
            .answer(wording::undo_refused(&ctx.words(), &UndoRefusal::Already))
            .await;
    }
    drop(conn);
    if has_joined(ctx, id).await? {
        return ctx.answer(wording::already_boosted(&ctx.words())).await;
    }
    let ask = joining(ctx, &kudos, Way::Boost, None).await?;
    match praised(ctx, ask, &kudos).await {
        Ok(told) => {
            if told.is_given() {
                refresh_announcement(ctx, id).await?;
            }
            Ok(Reply::Nothing)
        }
        Err(Declined::Refused(Refusal::NobodyLeft)) => {
            ctx.answer(wording::boost_own(&ctx.words())).await
        }
        Err(declined) => Err(declined.in_words(ctx)),
    }
}

/// Gives to those whom `kudos` praised, as one group: the actor is left out. Nobody joins what they
/// gave, whichever way.
pub(super) async fn praised(ctx: &Ctx<'_>, ask: Ask, kudos: &Kudos) -> Result<Told, Declined> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let members = people::by_ids(&mut conn, ctx.workspace(), &kudos.recipients).await?;
    drop(conn);
    let named: Vec<Named> = members
        .into_iter()
        .filter(|member| member.id != ctx.actor.id)
        .map(|member| Named {
            member: Arc::new(member),
            by_group: true,
        })
        .collect();
    if kudos.giver == ctx.actor.id || named.is_empty() {
        return Err(Declined::Refused(Refusal::NobodyLeft));
    }
    give::to_these(ctx, ask, named).await
}

/// Posts the present state of a kudos over its announcement.
pub(super) async fn refresh_announcement(ctx: &Ctx<'_>, id: KudosId) -> Result<(), DeskError> {
    let mut tx = ctx.desk.pool.begin().await?;
    let (workspace, now) = (ctx.workspace(), ctx.now);
    kudos::refresh_announcement(&mut tx, ctx.settings(), workspace, id, now).await?;
    commit(tx).await?;
    ctx.desk.outbox.wake();
    Ok(())
}

/// Whether the actor joined it already, by the button or by an emoji.
pub(super) async fn has_joined(ctx: &Ctx<'_>, id: KudosId) -> Result<bool, DeskError> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let joined = kudos::boosters(&mut conn, ctx.workspace(), id).await?;
    Ok(joined.contains(&ctx.actor.id))
}

/// One point for those whom `kudos` praised: once, whichever way, and again after it was taken back.
pub(super) async fn joining(
    ctx: &Ctx<'_>,
    kudos: &Kudos,
    way: Way,
    message_id: Option<String>,
) -> Result<Ask, DeskError> {
    let (id, actor) = (kudos.id, ctx.actor.id);
    let mut conn = ctx.desk.pool.acquire().await?;
    let times = kudos::times_boosted(&mut conn, ctx.workspace(), id, actor).await?;
    Ok(Ask {
        recipients: Vec::new(),
        amount: 1,
        values: kudos.values.clone(),
        reason: kudos.message.clone(),
        broadcast: false,
        way,
        place: ctx.place(),
        message_id,
        boosted: Some(id),
        act_keys: vec![format!("boost/{id}/{actor}/{times}")],
    })
}
