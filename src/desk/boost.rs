//! Joining a kudos with one's own allowance.

use std::sync::Arc;

use super::context::Ctx;
use super::give::{self, Ask, Declined, Told};
use super::{DeskError, Stop};
use crate::chat::{Place, Reply};
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
    if kudos::boosters(&mut conn, ctx.workspace(), id)
        .await?
        .contains(&ctx.actor.id)
    {
        return ctx.answer(wording::already_boosted(&ctx.words())).await;
    }
    // Once per person, and again after taking it back.
    let times = kudos::times_boosted(&mut conn, ctx.workspace(), id, ctx.actor.id).await?;
    drop(conn);
    let key = format!("boost/{id}/{}/{times}", ctx.actor.id);
    let ask = joining(&kudos, Way::Boost, ctx.place(), None, key);
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
    kudos::refresh_announcement(&mut tx, workspace, id, now, &ctx.announcements()).await?;
    commit(tx).await?;
    ctx.desk.outbox.wake();
    Ok(())
}

/// One point for those whom `kudos` praised.
pub(super) fn joining(
    kudos: &Kudos,
    way: Way,
    place: Place,
    message_id: Option<String>,
    act_key: String,
) -> Ask {
    Ask {
        recipients: Vec::new(),
        amount: 1,
        values: kudos.values.clone(),
        reason: kudos.message.clone(),
        broadcast: false,
        way,
        place,
        message_id,
        boosted: Some(kudos.id),
        act_keys: vec![act_key],
    }
}
