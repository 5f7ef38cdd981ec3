//! Joining a kudos with one's own allowance.

use uuid::Uuid;

use super::context::Ctx;
use super::give;
use super::give::Ask;
use super::story::spoken;
use super::{DeskError, Progress};
use crate::chat::{Mention, Place, Reply, To};
use crate::database::commit;
use crate::kudos::{self, Kudos, Named, Outcome, Refusal, Source, subject};
use crate::outbox::{self, Letter};
use crate::people;
use crate::settings::SharedChannels;
use crate::wording::{self, Announcement, UndoRefusal, Words};

/// +1: a point from one's own allowance for each who was praised.
pub(super) async fn boost(ctx: &Ctx<'_>, value: &str) -> Result<Progress, DeskError> {
    let Ok(id) = value.parse::<Uuid>() else {
        return Ok(Reply::Nothing.into());
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some(kudos) = kudos::find(&mut conn, ctx.workspace(), id).await? else {
        return Ok(Reply::Nothing.into());
    };
    if kudos.reversed_at.is_some() {
        return ctx
            .answer(wording::undo_refused(&ctx.words(), &UndoRefusal::Already))
            .await;
    }
    if kudos.giver == ctx.actor.id {
        return ctx.answer(wording::boost_own(&ctx.words())).await;
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
    let ask = joining(&kudos, Source::Boost, ctx.place(), None, key);
    match praised(ctx, &ask, &kudos).await? {
        Ok(checked) => {
            let (outcome, _) = give::hand_over(ctx, ask, checked, true).await?;
            if matches!(outcome, Outcome::Given { .. }) {
                refresh_announcement(ctx, id).await?;
            }
            Ok(Reply::Nothing.into())
        }
        Err(Refusal::NobodyLeft) => ctx.answer(wording::boost_own(&ctx.words())).await,
        Err(refusal) => ctx.answer(wording::refusal(&ctx.words(), &refusal)).await,
    }
}

/// Asks the rules about those whom `kudos` praised, as one group: the actor is left out.
pub(super) async fn praised(
    ctx: &Ctx<'_>,
    ask: &Ask,
    kudos: &Kudos,
) -> Result<Result<kudos::Checked, Refusal>, DeskError> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let members = people::by_ids(&mut conn, ctx.workspace(), &kudos.recipients).await?;
    let named = members
        .into_iter()
        .map(|member| Named {
            member: std::sync::Arc::new(member),
            by_group: true,
        })
        .collect();
    Ok(give::ask_the_rules(&ctx.confirmed(), ask, named))
}

/// Posts the present state of a kudos over its announcement.
pub(super) async fn refresh_announcement(ctx: &Ctx<'_>, id: Uuid) -> Result<(), DeskError> {
    let mut tx = ctx.desk.pool.begin().await?;
    if let Some(letter) = announcement_now(ctx, &mut tx, id).await? {
        outbox::enqueue(&mut tx, ctx.now, &[letter]).await?;
    }
    commit(tx).await?;
    ctx.desk.outbox.ring();
    Ok(())
}

/// The announcement of a kudos, as it should read now.
pub(super) async fn announcement_now(
    ctx: &Ctx<'_>,
    conn: &mut sqlx::PgConnection,
    id: Uuid,
) -> Result<Option<Letter>, DeskError> {
    let Some(kudos) = kudos::find(conn, ctx.workspace(), id).await? else {
        return Ok(None);
    };
    let mut boosters = kudos::boosters(conn, ctx.workspace(), id).await?;
    // Whoever adds to their own kudos by a reaction does not join anybody.
    boosters.retain(|booster| *booster != kudos.giver);
    let mut ids = kudos.recipients.clone();
    ids.push(kudos.giver);
    ids.extend(&boosters);
    let members = people::by_ids(conn, ctx.workspace(), &ids).await?;
    let mention = |id: &Uuid| -> Option<Mention> {
        members
            .iter()
            .find(|member| member.id == *id)
            .map(people::Member::mention)
    };
    let Some(giver) = mention(&kudos.giver) else {
        return Ok(None);
    };
    // In the words of the team it was given in, whichever platform this was asked from.
    let said = spoken(&kudos.message, &kudos.place.installation(), &members);
    let message = wording::announcement(
        &Words::new(ctx.settings().locale, ctx.settings()),
        &Announcement {
            kudos: id,
            giver,
            message: said,
            recipients: kudos.recipients.iter().filter_map(mention).collect(),
            points: kudos.points,
            values: kudos.values,
            boosters: boosters.iter().filter_map(mention).collect(),
            reversed: kudos.reversed_at.is_some(),
        },
    );
    let letter = Letter::new(ctx.workspace(), To::Place(kudos.place), message)
        .about(subject(id))
        .as_update();
    Ok(Some(
        if ctx.settings().shared_channels == SharedChannels::Announcements {
            letter
        } else {
            letter.confined(Vec::new())
        },
    ))
}

/// One point for those whom `kudos` praised.
pub(super) fn joining(
    kudos: &Kudos,
    source: Source,
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
        source,
        place,
        message_id,
        boosted: Some(kudos.id),
        act_keys: vec![act_key],
    }
}
