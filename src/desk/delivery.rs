//! Delivering what was redeemed, where that is done by people.

use secrecy::ExposeSecret;
use sqlx::{PgConnection, Postgres, Transaction};

use super::context::Ctx;
use super::redeem::{letters, not_advanced, sealed};
use super::{DeskError, Stop, approval};
use crate::chat::{Answers, Form, Message, Reply};
use crate::explained::explained;
use crate::ids::{MemberId, RedemptionId};
use crate::outbox;
use crate::people;
use crate::policy::Action;
use crate::rewards::{
    self, Advance, Advanced, Asks, Fulfilment, Item, NotAdvanced, Redemption, State, Step, catalog,
    codes,
};
use crate::sealed::Column;
use crate::wording::{self, DeliveredBy, Due, DueWhy, Wanted, actions};

/// How many are listed.
const LISTED: i64 = 10;

/// `/kudos deliveries`: what waits to be delivered by an admin. What takes nobody's hand is on its way.
pub(super) async fn waiting(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    ctx.demand(Action::FulfilRedemption).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let list = listed(ctx, &mut conn).await?;
    drop(conn);
    ctx.settle(list).await
}

async fn listed(ctx: &Ctx<'_>, conn: &mut PgConnection) -> Result<Message, DeskError> {
    let (first, all) = rewards::by_hand(conn, ctx.workspace(), LISTED).await?;
    let more = all.saturating_sub(LISTED).max(0);
    let mut due = Vec::new();
    for asked in approval::whole(ctx, conn, first).await? {
        let wanted = asked.told(ctx, conn).await?;
        due.push((asked.redemption, wanted));
    }
    let takers: Vec<MemberId> = due.iter().filter_map(|it| it.0.assigned_to).collect();
    let mut takers = people::by_ids(conn, ctx.workspace(), &takers).await?;
    // Who left, or is no admin any more, takes care of nothing.
    takers.retain(|it| it.active && it.role.may(Action::FulfilRedemption));
    let taken_by = |redemption: &Redemption| {
        let taker = redemption.assigned_to?;
        let taker = takers.iter().find(|it| it.id == taker)?;
        Some(taker.name.as_str())
    };
    let due: Vec<Due<'_>> = due
        .iter()
        .map(|(redemption, wanted)| Due {
            taken_by: taken_by(redemption),
            ..due_of(redemption, wanted, None)
        })
        .collect();
    Ok(wording::deliveries_due(&ctx.words(), &due, more))
}

/// What was said, before what is left in the list it was done in; alone, where it was done elsewhere.
async fn and_list(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    (said, in_list): (Message, bool),
) -> Result<Message, DeskError> {
    if !in_list {
        return Ok(said);
    }
    Ok(wording::list_after(said, listed(ctx, conn).await?))
}

fn due_of<'a>(
    redemption: &'a Redemption,
    wanted: &'a Wanted,
    delivery: Option<(Asks, &'a str)>,
) -> Due<'a> {
    let why = match redemption.state {
        State::Failed => DueWhy::Failed(redemption.trouble()),
        State::Unknown => DueWhy::Unknown,
        _ => DueWhy::ByHand,
    };
    Due {
        wanted,
        why,
        taken_by: None,
        delivery,
    }
}

/// What asks the actor to deliver what is approved, where they may and a hand is needed.
pub(super) fn asked(ctx: &Ctx<'_>, redemption: &Redemption, wanted: &Wanted) -> Option<Message> {
    let by_hand = redemption.provider == Fulfilment::Manual;
    let theirs = by_hand && ctx.may(Action::FulfilRedemption);
    theirs.then(|| wording::delivery_asked(&ctx.words(), &due_of(redemption, wanted, None)))
}

/// The button that says that it is delivered: with what, perhaps.
pub(super) async fn deliver(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let (redemption, item, wanted) = at_hand(ctx, value, Step::Fulfil).await?;
    let told = delivery(ctx, &redemption);
    let told = told.as_deref().map(|told| (item.offer.asks, told));
    let due = due_of(&redemption, &wanted, told);
    let shown = due_of(&redemption, &wanted, None);
    let words = ctx.words();
    let form = Form {
        context: value.to_owned(),
        ..wording::deliver_form(&words, &due, ctx.desk.sealer.is_some())
    };
    Ok(Reply::open(form, wording::delivery_asked(&words, &shown)))
}

/// What delivery needs to know: it is read in the form alone.
fn delivery(ctx: &Ctx<'_>, redemption: &Redemption) -> Option<String> {
    match redemption.address(ctx.desk.sealer.as_ref()?)? {
        Ok(told) => Some(told.expose_secret().to_owned()),
        Err(error) => {
            tracing::error!(
                redemption.id = %redemption.id,
                error = explained(&error),
                "an address does not open"
            );
            None
        }
    }
}

/// The form that says that a reward is delivered.
pub(super) async fn delivered(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    let code = Some(answers.typed("code")).filter(|code| !code.is_empty());
    if code.is_some_and(|code| codes::is_note(code).is_err()) {
        return ctx.invalid("code", wording::no_code(&ctx.words())).await;
    }
    let said = Said {
        step: Step::Fulfil,
        seen: None,
        reason: None,
        code,
    };
    settle(ctx, &answers.context, said).await
}

/// The button that asks why points are given back.
pub(super) async fn refund(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let form = ask_back(ctx, value, "").await?;
    let (_, in_list) = actions::of_list(value);
    if in_list && form.delivered && !ctx.answers_at_once() {
        // The list is behind: it still shows what is delivered.
        let mut conn = ctx.desk.pool.acquire().await?;
        let list = listed(ctx, &mut conn).await?;
        drop(conn);
        ctx.bring_up_to_date(list).await?;
    }
    Ok(form.reply)
}

/// What asks why points are given back.
struct AskedBack {
    reply: Reply,
    /// Whether it asks of something that was delivered.
    delivered: bool,
}

/// Asks why points are given back, and says where it stands now.
async fn ask_back(ctx: &Ctx<'_>, value: &str, reason: &str) -> Result<AskedBack, Stop> {
    let (redemption, _, wanted) = at_hand(ctx, value, Step::Refund).await?;
    let words = ctx.words();
    let due = due_of(&redemption, &wanted, None);
    let delivered = delivered_by(ctx, &redemption).await?;
    let form = Form {
        context: format!("{} {value}", redemption.state),
        ..wording::refund_form(&words, &due, delivered.as_ref(), reason)
    };
    let otherwise = match &delivered {
        Some(delivered) => wording::refund_asked(&words, &wanted, delivered),
        None => wording::delivery_asked(&words, &due),
    };
    Ok(AskedBack {
        reply: Reply::open(form, otherwise),
        delivered: delivered.is_some(),
    })
}

/// Where a redemption stood as the form showed it, and the value of the button that opened the form. The
/// release before did not say where it stood.
fn seen_in(context: &str) -> (Option<State>, &str) {
    let told = context.split_once(' ');
    match told.map(|(word, value)| (State::named(word), value)) {
        Some((Ok(seen), value)) => (Some(seen), value),
        _ => (None, context),
    }
}

/// Who delivered it, and when; nothing where it is not delivered.
async fn delivered_by(
    ctx: &Ctx<'_>,
    redemption: &Redemption,
) -> Result<Option<DeliveredBy>, DeskError> {
    let at = redemption.fulfilled_at;
    let Some(at) = at.filter(|_| redemption.state == State::Fulfilled) else {
        return Ok(None);
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    Ok(Some(DeliveredBy {
        who: last_actor(ctx, &mut conn, redemption).await?,
        day: ctx.settings().day(at.0),
    }))
}

/// Who made it what it is, where that is a member.
async fn last_actor(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    redemption: &Redemption,
) -> Result<Option<String>, DeskError> {
    let past = rewards::history(conn, ctx.workspace(), redemption.id).await?;
    let last = past
        .into_iter()
        .rfind(|past| past.after == redemption.state);
    Ok(last.and_then(|past| past.actor_name))
}

/// It was said why.
pub(super) async fn refunded(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    match rewards::reason(answers.typed("reason")) {
        Ok(reason) => {
            let (seen, value) = seen_in(&answers.context);
            if seen.is_none() {
                return Ok(ask_back(ctx, value, reason).await?.reply);
            }
            let said = Said {
                step: Step::Refund,
                seen,
                reason: Some(reason),
                code: None,
            };
            settle(ctx, value, said).await
        }
        Err(wrong) => approval::no_reason(ctx, wrong).await,
    }
}

/// What was said in a form.
struct Said<'a> {
    step: Step,
    /// Where it stood as the form showed it.
    seen: Option<State>,
    reason: Option<&'a str>,
    code: Option<&'a str>,
}

async fn settle(ctx: &Ctx<'_>, context: &str, said: Said<'_>) -> Result<Reply, Stop> {
    let Said {
        step,
        seen,
        reason,
        code,
    } = said;
    let (id, in_list) = actions::of_list(context);
    let Ok(id) = id.parse::<RedemptionId>() else {
        return Ok(Reply::Nothing);
    };
    let (desk, by, keys) = (ctx.desk, ctx.by(), ctx.keys());
    let delivered = sealed(ctx, Column::Delivered, id, code);
    if code.is_some() && delivered.is_none() {
        return Err(Stop::says(wording::code_needs_key(&ctx.words())));
    }
    let mut tx = desk.pool.begin().await?;
    let ask = Advance {
        seen,
        reason,
        delivered,
        keys: &keys,
        ..Advance::new(ctx.workspace(), id, step, &by)
    };
    let advanced = match rewards::advance(&mut tx, &desk.clock, ask, &letters(ctx)).await {
        Ok(advanced) => advanced,
        // It became something else while the form was open: what the form said of it is so no longer.
        Err(NotAdvanced::Stands(state)) if state.after(step).is_some() => {
            drop(tx);
            return Ok(ask_back(ctx, context, reason.unwrap_or_default())
                .await?
                .reply);
        }
        Err(why) => {
            let stop = not_advanced(ctx, &mut tx, (id, why)).await;
            return match stop {
                // What is too late stands in a list that is behind.
                Stop::Says(said) => {
                    let said = and_list(ctx, &mut tx, (*said, in_list)).await?;
                    drop(tx);
                    ctx.answer(said).await
                }
                stop => Err(stop),
            };
        }
    };
    answered(ctx, tx, (&advanced, in_list)).await
}

/// Says to whoever acted how it stands now.
async fn answered(
    ctx: &Ctx<'_>,
    mut tx: Transaction<'_, Postgres>,
    (advanced, in_list): (&Advanced, bool),
) -> Result<Reply, Stop> {
    let wanted = approval::told(ctx, &mut tx, &advanced.redemption, &advanced.item).await?;
    let Some(wanted) = wanted else {
        return Ok(Reply::Nothing);
    };
    let state = advanced.redemption.state;
    let said = wording::delivery_settled(&ctx.words(), &wanted, state, &ctx.actor.name);
    let said = and_list(ctx, &mut tx, (said, in_list)).await?;
    ctx.answer_with(tx, said).await
}

/// The button that has a delivery tried again that failed, or of which nobody knows.
pub(super) async fn again(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let (_, in_list) = actions::of_list(value);
    let (redemption, _, wanted) = at_hand(ctx, value, Step::Begin).await?;
    let (desk, by, keys) = (ctx.desk, ctx.by(), ctx.keys());
    let mut tx = desk.pool.begin().await?;
    let which = (ctx.workspace(), redemption.id);
    let begun = rewards::again(&mut tx, &desk.clock, &by, which, &keys).await;
    let begun = match begun {
        Ok(begun) => begun,
        Err(why) => return Err(not_advanced(ctx, &mut tx, (redemption.id, why)).await),
    };
    let said = stands(ctx, &mut tx, (&begun.redemption, &wanted)).await?;
    let said = and_list(ctx, &mut tx, (said, in_list)).await?;
    if in_list {
        ctx.settle_with(tx, said).await
    } else {
        ctx.answer_with(tx, said).await
    }
}

/// The button of an admin who takes care of it.
pub(super) async fn taken_care_of(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let (_, in_list) = actions::of_list(value);
    let (redemption, item, wanted) = at_hand(ctx, value, Step::Fulfil).await?;
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    if !rewards::assign(&mut tx, ctx.workspace(), redemption.id, ctx.actor.id).await? {
        drop(tx);
        return taken_by_another(ctx, (redemption.id, in_list), &wanted).await;
    }
    let told = letters(ctx)
        .taken_care_of(&mut tx, &redemption, &item, (&ctx.by(), ctx.now))
        .await?;
    outbox::enqueue(&mut tx, ctx.now, &told).await?;
    let said = if in_list {
        // The list says who takes care of it.
        listed(ctx, &mut tx).await?
    } else {
        // The question stays, without the button: whoever takes care of it says later that it is done.
        let due = Due {
            taken_by: Some(&ctx.actor.name),
            ..due_of(&redemption, &wanted, None)
        };
        wording::delivery_asked(&ctx.words(), &due)
    };
    ctx.settle_with(tx, said).await
}

/// Another admin was faster: whoever pressed reads who.
async fn taken_by_another(
    ctx: &Ctx<'_>,
    (id, in_list): (RedemptionId, bool),
    wanted: &Wanted,
) -> Result<Reply, Stop> {
    let mut conn = ctx.desk.pool.acquire().await?;
    if in_list {
        let list = listed(ctx, &mut conn).await?;
        drop(conn);
        return ctx.settle(list).await;
    }
    let found = rewards::by_id(&mut conn, ctx.workspace(), id).await?;
    let Some(redemption) = found else {
        return Ok(Reply::Nothing);
    };
    let who = redemption.assigned_to;
    let who = people::by_ids(&mut conn, ctx.workspace(), who.as_slice()).await?;
    let who = who.first().map(|member| member.name.clone());
    let who = who.unwrap_or_default();
    let said = wording::delivery_settled(&ctx.words(), wanted, redemption.state, &who);
    drop(conn);
    ctx.settle(said).await
}

/// A redemption of which an admin may say that `step` happens.
///
/// Where it cannot any more, whoever pressed reads how it stands in place of what they pressed.
async fn at_hand(
    ctx: &Ctx<'_>,
    value: &str,
    step: Step,
) -> Result<(Redemption, Item, Wanted), Stop> {
    ctx.demand(Action::FulfilRedemption).await?;
    let (id, in_list) = actions::of_list(value);
    let not_theirs = || Stop::says(wording::redemption_not_theirs(&ctx.words()));
    let id = id.parse::<RedemptionId>().map_err(|_| not_theirs())?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let (redemption, item) = find(ctx, &mut conn, id).await?.ok_or_else(not_theirs)?;
    let wanted = approval::told(ctx, &mut conn, &redemption, &item).await?;
    let wanted = wanted.ok_or_else(not_theirs)?;
    if redemption.state.after(step).is_some() {
        return Ok((redemption, item, wanted));
    }
    let said = stands(ctx, &mut conn, (&redemption, &wanted)).await?;
    let said = and_list(ctx, &mut conn, (said, in_list)).await?;
    drop(conn);
    // The question of what is still open may be needed again.
    if in_list || !redemption.state.is_open() {
        return Err(Stop::says_instead(said));
    }
    Err(Stop::says(said))
}

/// How a redemption stands, for whoever wanted it otherwise: who did what, where that is known.
pub(super) async fn stands(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    (redemption, wanted): (&Redemption, &Wanted),
) -> Result<Message, DeskError> {
    let (words, state) = (ctx.words(), redemption.state);
    if redemption.member == ctx.actor.id {
        return Ok(wording::own_stands(&words, &wanted.item, state));
    }
    let who = last_actor(ctx, conn, redemption).await?;
    Ok(match (state, who) {
        (State::Fulfilled | State::Refunded, Some(who)) => {
            wording::delivery_settled(&words, wanted, state, &who)
        }
        _ => wording::redemption_stands(&words, wanted, state),
    })
}

/// How a redemption known by its id stands.
pub(super) async fn stands_at(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    (id, state): (RedemptionId, State),
) -> Result<Message, DeskError> {
    if let Some((redemption, item)) = find(ctx, conn, id).await?
        && let Some(wanted) = approval::told(ctx, conn, &redemption, &item).await?
    {
        let redemption = Redemption {
            state,
            ..redemption
        };
        return stands(ctx, conn, (&redemption, &wanted)).await;
    }
    Ok(wording::redemption_not_theirs(&ctx.words()))
}

/// A redemption of the programme, with what it is for.
pub(super) async fn find(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    id: RedemptionId,
) -> Result<Option<(Redemption, Item)>, DeskError> {
    let Some(redemption) = rewards::by_id(conn, ctx.workspace(), id).await? else {
        return Ok(None);
    };
    let item = catalog::by_id(conn, ctx.workspace(), redemption.item).await?;
    Ok(item.map(|item| (redemption, item)))
}
