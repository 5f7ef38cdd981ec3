//! Deciding what somebody asks for.

use sqlx::PgConnection;

use super::context::Ctx;
use super::redeem::{letters, not_advanced};
use super::{DeskError, Stop, delivery};
use crate::chat::{Answers, Form, Message, Reply};
use crate::database::commit;
use crate::ids::{MemberId, RedemptionId, RewardId};
use crate::letters::wanted;
use crate::people::{self, Member};
use crate::policy::Action;
use crate::rewards::{self, Advance, Advanced, Item, NoReason, Redemption, State, Step, catalog};
use crate::wording::{self, Wanted, actions};

/// How many are listed, and approved at once.
const LISTED: usize = 10;

/// How many are looked through for them.
const LOOKED_AT: i64 = 200;

/// `/kudos approvals`: what waits for the actor's decision.
pub(super) async fn waiting(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    ctx.demand(Action::DecideRedemption).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let list = listed(ctx, &mut conn).await?;
    drop(conn);
    ctx.settle(list).await
}

async fn listed(ctx: &Ctx<'_>, conn: &mut PgConnection) -> Result<Message, DeskError> {
    let (first, more) = undecided(ctx, conn).await?;
    Ok(wording::approvals(&ctx.words(), &first, more))
}

/// What waits for the actor's decision, oldest first, and how much more of it.
async fn undecided(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
) -> Result<(Vec<Wanted>, i64), DeskError> {
    let by = ctx.by();
    let open = rewards::open(conn, ctx.workspace(), &[State::Requested], LOOKED_AT).await?;
    let (mut first, mut more) = (Vec::new(), 0);
    for asked in whole(ctx, conn, open).await? {
        let (item, redemption) = (&asked.item, &asked.redemption);
        let decider = rewards::decider(conn, &by, item, redemption, ctx.now).await?;
        let Some(decider) = decider else { continue };
        if first.len() == LISTED {
            more += 1;
        } else {
            first.push(Wanted {
                instead_of: decider.instead_of,
                ..asked.told(ctx, conn).await?
            });
        }
    }
    Ok((first, more))
}

/// A redemption with what it is for and who asks.
pub(super) struct Asked {
    pub(super) redemption: Redemption,
    pub(super) item: Item,
    member: Member,
}

impl Asked {
    /// The request, as the actor reads it.
    pub(super) async fn told(
        &self,
        ctx: &Ctx<'_>,
        conn: &mut PgConnection,
    ) -> Result<Wanted, DeskError> {
        let Self {
            redemption,
            item,
            member,
        } = self;
        let left = rewards::points(conn, ctx.workspace(), member.id).await?;
        Ok(wanted(&ctx.words(), redemption, item, left, member))
    }
}

/// What several redemptions are for, and whose they are: asked for at once.
pub(super) async fn whole(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    redemptions: Vec<Redemption>,
) -> Result<Vec<Asked>, DeskError> {
    let workspace = ctx.workspace();
    let items: Vec<RewardId> = redemptions.iter().map(|it| it.item).collect();
    let items = catalog::by_ids(conn, workspace, &items).await?;
    let members: Vec<MemberId> = redemptions.iter().map(|it| it.member).collect();
    let members = people::by_ids(conn, workspace, &members).await?;
    let whole = redemptions.into_iter().filter_map(|redemption| {
        let item = items.iter().find(|it| it.id == redemption.item)?.clone();
        let member = members.iter().find(|it| it.id == redemption.member)?;
        Some(Asked {
            member: member.clone(),
            redemption,
            item,
        })
    });
    Ok(whole.collect())
}

/// A request for a redemption, as the actor reads it; nothing where its member is not there any more.
pub(super) async fn told(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    redemption: &Redemption,
    item: &Item,
) -> Result<Option<Wanted>, DeskError> {
    let workspace = ctx.workspace();
    let members = people::by_ids(conn, workspace, &[redemption.member]).await?;
    let Some(member) = members.into_iter().next() else {
        return Ok(None);
    };
    let left = rewards::points(conn, workspace, member.id).await?;
    Ok(Some(wanted(&ctx.words(), redemption, item, left, &member)))
}

/// The button that approves.
pub(super) async fn approved(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let (id, in_list) = actions::of_list(value);
    let Ok(id) = id.parse::<RedemptionId>() else {
        return Ok(Reply::Nothing);
    };
    let keys = ctx.keys();
    let mut tx = ctx.desk.pool.begin().await?;
    let advanced = match decide(ctx, &mut tx, (id, Step::Approve, None), &keys).await {
        Err(Stop::Says(said)) => return Err(too_late(ctx, &mut tx, (*said, in_list)).await?),
        advanced => advanced?,
    };
    let Some(wanted) = told(ctx, &mut tx, &advanced.redemption, &advanced.item).await? else {
        return Ok(Reply::Nothing);
    };
    let said = wording::approval_settled(&ctx.words(), &wanted, State::Approved, &ctx.actor.name);
    let said = if in_list {
        wording::list_after(said, listed(ctx, &mut tx).await?)
    } else {
        // Whoever is to deliver it is asked to in the same message: the answer must not undo that.
        delivery::asked(ctx, &advanced.redemption, &wanted).unwrap_or(said)
    };
    ctx.settle_with(tx, said).await
}

/// Says that a decision comes too late; where a list was pressed, with what is left of it.
async fn too_late(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    (said, in_list): (Message, bool),
) -> Result<Stop, DeskError> {
    if !in_list {
        return Ok(Stop::says(said));
    }
    let list = listed(ctx, conn).await?;
    Ok(Stop::says_instead(wording::list_after(said, list)))
}

/// The button that approves several: each by itself, so that one that cannot be keeps none back. What
/// is left is shown.
pub(super) async fn all_approved(ctx: &Ctx<'_>, ids: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::DecideRedemption).await?;
    let ids = ids
        .split(' ')
        .filter_map(|id| id.parse::<RedemptionId>().ok());
    for id in ids.take(LISTED) {
        let key = [format!("{}/{id}", ctx.inbound.key)];
        let mut tx = ctx.desk.pool.begin().await?;
        match decide(ctx, &mut tx, (id, Step::Approve, None), &key).await {
            Ok(_) => commit(tx).await?,
            Err(Stop::Says(_) | Stop::Repeated) => {}
            Err(stop) => return Err(stop),
        }
    }
    ctx.desk.outbox.wake();
    waiting(ctx).await
}

/// The button that asks why it is rejected.
pub(super) async fn reject(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let (id, in_list) = actions::of_list(value);
    let Ok(id) = id.parse::<RedemptionId>() else {
        return Ok(Reply::Nothing);
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let (redemption, item) = decidable(ctx, &mut conn, id).await?;
    let words = ctx.words();
    let Some(wanted) = told(ctx, &mut conn, &redemption, &item).await? else {
        return Ok(Reply::Nothing);
    };
    if redemption.state != State::Requested {
        let said = delivery::stands(ctx, &mut conn, (&redemption, &wanted)).await?;
        return Err(too_late(ctx, &mut conn, (said, in_list)).await?);
    }
    let form = Form {
        context: value.to_owned(),
        ..wording::reject_form(&words, &wanted)
    };
    Ok(Reply::open(form, wording::approval_asked(&words, &wanted)))
}

/// A redemption that the actor may decide.
async fn decidable(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    id: RedemptionId,
) -> Result<(Redemption, Item), Stop> {
    let not_theirs = || Stop::says(wording::redemption_not_theirs(&ctx.words()));
    let found = delivery::find(ctx, conn, id).await?;
    let (redemption, item) = found.ok_or_else(not_theirs)?;
    let decider = rewards::decider(conn, &ctx.by(), &item, &redemption, ctx.now).await?;
    decider.map(|_| (redemption, item)).ok_or_else(not_theirs)
}

/// It was said why.
pub(super) async fn rejected(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    let (id, in_list) = actions::of_list(&answers.context);
    let Ok(id) = id.parse::<RedemptionId>() else {
        return Ok(Reply::Nothing);
    };
    let reason = match rewards::reason(answers.typed("reason")) {
        Ok(reason) => reason,
        Err(wrong) => return no_reason(ctx, wrong).await,
    };
    let keys = ctx.keys();
    let mut tx = ctx.desk.pool.begin().await?;
    let advanced = match decide(ctx, &mut tx, (id, Step::Reject, Some(reason)), &keys).await {
        // What is too late stands in a list that is behind.
        Err(Stop::Says(said)) if in_list => {
            let list = listed(ctx, &mut tx).await?;
            drop(tx);
            return ctx.answer(wording::list_after(*said, list)).await;
        }
        advanced => advanced?,
    };
    let wanted = told(ctx, &mut tx, &advanced.redemption, &advanced.item).await?;
    let member = wanted.map(|wanted| wanted.member).unwrap_or_default();
    let mut said = wording::rejected(&ctx.words(), &member);
    if in_list {
        said = wording::list_after(said, listed(ctx, &mut tx).await?);
    }
    ctx.answer_with(tx, said).await
}

/// Says at the question why that what was typed is no reason.
pub(super) async fn no_reason(ctx: &Ctx<'_>, wrong: NoReason) -> Result<Reply, Stop> {
    let said = wording::no_reason(&ctx.words(), wrong);
    ctx.invalid("reason", said).await
}

async fn decide(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    (id, step, reason): (RedemptionId, Step, Option<&str>),
    keys: &[String],
) -> Result<Advanced, Stop> {
    let by = ctx.by();
    let ask = Advance {
        reason,
        keys,
        ..Advance::new(ctx.workspace(), id, step, &by)
    };
    match rewards::advance(conn, &ctx.desk.clock, ask, &letters(ctx)).await {
        Ok(advanced) => Ok(advanced),
        Err(why) => Err(not_advanced(ctx, conn, (id, why)).await),
    }
}
