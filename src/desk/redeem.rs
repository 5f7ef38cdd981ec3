//! Redeeming an item, and thinking better of it.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use sqlx::PgConnection;

use super::context::Ctx;
use super::delivery::{find, stands_at};
use super::shop::{refusal, stall};
use super::{DeskError, Stop};
use crate::chat::{Act, Answers, Reply};
use crate::explained::explained;
use crate::ids::{RedemptionId, RewardId};
use crate::letters::RewardLetters;
use crate::rewards::{
    self, Advance, Item, NotAdvanced, NotRedeemed, Price, Redeem, RedeemRefusal, Step, catalog,
};
use crate::sealed::{Column, Context, Sealed};
use crate::wording::{self, Brought, Offered, Taken};

/// An item as it is offered to the actor now.
pub(super) fn offered<'a>(ctx: &Ctx<'_>, item: &'a Item, points: Option<i64>) -> Offered<'a> {
    let shown: RedemptionId = ctx.desk.clock.new_id();
    Offered {
        item,
        shown: shown.to_string(),
        points,
        used_up: None,
    }
}

/// What a button or a form that redeems says of an item.
struct Chosen {
    item: RewardId,
    /// The version that was seen.
    version: i64,
    /// Which showing of the item it was: each redeems once.
    shown: String,
    points: Option<i64>,
}

impl Chosen {
    fn read(value: &str) -> Option<Self> {
        let mut parts = value.split('/');
        Some(Self {
            item: parts.next()?.parse().ok()?,
            version: parts.next()?.parse().ok()?,
            shown: parts.next()?.to_owned(),
            points: parts.next().and_then(|points| points.parse().ok()),
        })
    }
}

/// The button that redeems at once.
pub(super) async fn pressed(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    match Chosen::read(value) {
        Some(chosen) => take(ctx, chosen, None).await,
        None => Ok(Reply::Nothing),
    }
}

/// The button of what is asked about first.
pub(super) async fn open(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let Some(chosen) = Chosen::read(value) else {
        return Ok(Reply::Nothing);
    };
    let stall = stall(ctx).await?;
    let points = stall.points;
    let Some(item) = stall.items.iter().find(|item| item.id == chosen.item) else {
        return Err(refusal(ctx, &RedeemRefusal::NotOffered, None, points));
    };
    // Said before a form is filled in for nothing: the card that was pressed on may be an old one.
    let mut conn = ctx.desk.pool.acquire().await?;
    let used_up = rewards::used_up(&mut conn, item, ctx.actor.id, ctx.today()).await?;
    drop(conn);
    if let Some(why) = used_up {
        return Err(refusal(ctx, &why, Some(item), points));
    }
    let words = ctx.words();
    let offered = offered(ctx, item, chosen.points);
    Ok(Reply::open(
        wording::redeem_form(&words, &offered, points),
        wording::item(&words, &offered, points),
    ))
}

/// The form was sent.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    let Some(mut chosen) = Chosen::read(&answers.context) else {
        return Ok(Reply::Nothing);
    };
    if answers.one("points").is_some() {
        // What is no number is no price of anything.
        chosen.points = Some(answers.digits("points").parse().unwrap_or(0));
    }
    let delivery = Some(answers.typed("delivery"));
    take(ctx, chosen, delivery.filter(|it| !it.is_empty())).await
}

async fn take(ctx: &Ctx<'_>, chosen: Chosen, delivery: Option<&str>) -> Result<Reply, Stop> {
    let (desk, workspace) = (ctx.desk, ctx.workspace());
    let mut tx = desk.pool.begin().await?;
    let item = catalog::by_id(&mut tx, workspace, chosen.item).await?;
    let Some(item) = item else {
        return Err(refusal(ctx, &RedeemRefusal::NotOffered, None, 0));
    };
    let asks = item.offer.asks;
    if item.offer.needs_key() && desk.sealer.is_none() {
        tracing::error!("{} needs PLAUDIT_ENCRYPTION_KEY to be set", item.offer.slug);
        return Err(refusal(ctx, &RedeemRefusal::NotOffered, Some(&item), 0));
    }
    if delivery.is_some_and(|told| !asks.accepts(told)) {
        drop(tx);
        return refused(ctx, &RedeemRefusal::UnfitDelivery(asks), &item).await;
    }
    let points = chosen.points.unwrap_or(item.offer.price.least());
    let id: RedemptionId = desk.clock.new_id();
    let (by, mut keys) = (ctx.by(), ctx.keys());
    keys.push(format!("redeem/{}", chosen.shown));
    let ask = Redeem {
        workspace,
        id,
        member: ctx.actor.id,
        by: &by,
        item: item.id,
        points,
        seen: Some(chosen.version),
        delivery: sealed(ctx, Column::Delivery, id, delivery),
        keys: &keys,
    };
    let letters = letters(ctx);
    let redeemed = rewards::redeem(&mut tx, &desk.clock, ctx.settings(), ask, &letters).await;
    let redeemed = match redeemed {
        Ok(redeemed) => redeemed,
        Err(NotRedeemed::Repeated) => return Err(Stop::Repeated),
        Err(NotRedeemed::Database(error)) => return Err(error.into()),
        Err(NotRedeemed::Refused(why)) => {
            drop(tx);
            return refused(ctx, &why, &item).await;
        }
    };
    let offer = &redeemed.item.offer;
    let taken = Taken {
        id: redeemed.redemption.id.to_string(),
        name: offer.texts.text(ctx.words().locale).name.clone(),
        points,
        left: redeemed.left,
        asked: redeemed.asked,
        fulfilment: offer.fulfilment,
    };
    let message = wording::redeemed(&ctx.words(), &taken);
    ctx.settle_with(tx, message).await
}

/// A form stays open, with the sentence at its question; all else is said in place of the button.
async fn refused(ctx: &Ctx<'_>, why: &RedeemRefusal, item: &Item) -> Result<Reply, Stop> {
    let field = match why {
        RedeemRefusal::Amount(Price::Range { .. }) => Some("points"),
        RedeemRefusal::NeedsDelivery | RedeemRefusal::UnfitDelivery(_) => Some("delivery"),
        _ => None,
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let points = rewards::points(&mut conn, ctx.workspace(), ctx.actor.id).await?;
    drop(conn);
    let offered = offered(ctx, item, None);
    let message = wording::redeem_refused(&ctx.words(), why, Some(&offered), points);
    match (field, &ctx.inbound.act) {
        (Some(field), Act::Submitted(_)) if ctx.answers_at_once() => {
            let sentence = message.summary.to_plain();
            Ok(Reply::Invalid(vec![(field.into(), sentence)]))
        }
        _ => ctx.settle(message).await,
    }
}

/// The button that cancels a redemption.
pub(super) async fn cancelled(ctx: &Ctx<'_>, id: &str) -> Result<Reply, Stop> {
    let Ok(id) = id.parse::<RedemptionId>() else {
        return Ok(Reply::Nothing);
    };
    let (desk, keys, by) = (ctx.desk, ctx.keys(), ctx.by());
    let mut tx = desk.pool.begin().await?;
    let ask = Advance {
        keys: &keys,
        ..Advance::new(ctx.workspace(), id, Step::Cancel, &by)
    };
    let advanced = rewards::advance(&mut tx, &desk.clock, ask, &letters(ctx)).await;
    let advanced = match advanced {
        Ok(advanced) => advanced,
        Err(why) => return Err(not_advanced(ctx, &mut tx, (id, why)).await),
    };
    let name = &advanced.item.offer.texts.text(ctx.words().locale).name;
    let message = wording::redemption_cancelled(&ctx.words(), name, advanced.redemption.points);
    ctx.settle_with(tx, message).await
}

/// The button that shows the code that came with what the actor redeemed.
pub(super) async fn show_code(ctx: &Ctx<'_>, id: &str) -> Result<Reply, Stop> {
    let words = ctx.words();
    let not_theirs = || Stop::says(wording::redemption_not_theirs(&words));
    let id = id.parse::<RedemptionId>().map_err(|_| not_theirs())?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let found = find(ctx, &mut conn, id).await?;
    let (redemption, item) = found
        .filter(|(redemption, _)| redemption.member == ctx.actor.id)
        .ok_or_else(not_theirs)?;
    let sealer = ctx.desk.sealer.as_ref();
    match sealer.and_then(|sealer| redemption.code(sealer)) {
        Some(Ok(code)) => {
            let (offer, delivered) = (&item.offer, redemption.provider);
            let name = &offer.texts.text(words.locale).name;
            let brought = Brought::of(offer.kind, delivered);
            Ok(Reply::open(
                wording::code_form(&words, (name, offer.kind), brought, code.expose_secret()),
                wording::code_again(&words),
            ))
        }
        kept => {
            if let Some(Err(error)) = kept {
                tracing::error!(redemption.id = %id, error = explained(&error), "a code does not open");
            }
            Err(Stop::says(wording::code_gone(&words)))
        }
    }
}

/// Who tells of redemptions.
pub(super) fn letters(ctx: &Ctx<'_>) -> RewardLetters {
    RewardLetters {
        settings: Arc::clone(&ctx.connected.settings),
        near: Some(ctx.inbound.installation.clone()),
    }
}

/// Why something did not happen to a redemption, for whoever wanted it to.
pub(super) async fn not_advanced(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    (id, why): (RedemptionId, NotAdvanced),
) -> Stop {
    match why {
        NotAdvanced::Repeated => Stop::Repeated,
        NotAdvanced::Stands(state) => match stands_at(ctx, conn, (id, state)).await {
            Ok(said) => Stop::says(said),
            Err(error) => error.into(),
        },
        NotAdvanced::NotTheirs => Stop::says(wording::redemption_not_theirs(&ctx.words())),
        NotAdvanced::Database(error) => DeskError::from(error).into(),
    }
}

/// What the database must not tell; nothing where it cannot be sealed.
pub(super) fn sealed(
    ctx: &Ctx<'_>,
    column: Column,
    redemption: RedemptionId,
    secret: Option<&str>,
) -> Option<Sealed> {
    let context = Context::new(ctx.workspace(), column, redemption);
    let secret = SecretString::from(secret?.to_owned());
    Some(ctx.desk.sealer.as_ref()?.seal(&context, &secret))
}
