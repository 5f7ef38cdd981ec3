//! Taking back what was given.

use sqlx::{Acquire, PgConnection};

use super::context::Ctx;
use super::{DeskError, Stop};
use crate::chat::{Message, Reply};
use crate::ids::{KudosId, MemberId};
use crate::kudos::{self, Kudos, Undo, Undone};
use crate::outbox;
use crate::people;
use crate::policy::Action;
use crate::wording::{self, ReturnedTo, UndoRefusal};

/// `/kudos undo`: the actor's last kudos; an admin may name whose.
pub(super) async fn last(ctx: &Ctx<'_>, member: Option<&str>) -> Result<Reply, Stop> {
    if member.is_some() {
        ctx.demand(Action::UndoAny).await?;
    }
    let giver = ctx.oneself_or(member).await?.id;
    let mut conn = ctx.desk.pool.acquire().await?;
    let last = kudos::last_given(&mut conn, ctx.workspace(), giver, ctx.inbound.proof).await?;
    drop(conn);
    match last {
        Some(kudos) => and_answer(ctx, kudos.id, false).await,
        None => {
            ctx.answer(wording::undo_refused(&ctx.words(), &UndoRefusal::Nothing))
                .await
        }
    }
}

/// The undo button of one kudos.
pub(super) async fn pressed(ctx: &Ctx<'_>, value: &str, overdraft: bool) -> Result<Reply, Stop> {
    match value.parse::<KudosId>() {
        Ok(kudos) => and_answer(ctx, kudos, overdraft).await,
        Err(_) => Ok(Reply::Nothing),
    }
}

async fn and_answer(ctx: &Ctx<'_>, id: KudosId, overdraft: bool) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    let keys = ctx.keys();
    let ask = Undo {
        workspace: ctx.workspace(),
        kudos: id,
        by: &ctx.by(),
        overdraft,
        keys: &keys,
    };
    let undone = undo(ctx, &mut tx, ask).await?;
    let Undone::Done { kudos, returned_to } = &undone else {
        tx.rollback().await?;
        return refused(ctx, &undone, id).await;
    };
    let message = done(ctx, &mut tx, kudos, *returned_to).await?;
    let reply = ctx.settle_with(tx, message).await?;
    ctx.desk.notices.wake();
    Ok(reply)
}

async fn undo(ctx: &Ctx<'_>, conn: &mut PgConnection, ask: Undo<'_>) -> Result<Undone, DeskError> {
    Ok(kudos::undo(conn, &ctx.desk.clock, ctx.settings(), ask).await?)
}

/// Takes back kudos because what gave them was taken away; nothing is said when it is too late,
/// since nobody asked. The caller commits.
pub(super) async fn unasked(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    given: &[Kudos],
) -> Result<(), DeskError> {
    for kudos in given {
        // What is refused leaves nothing behind.
        let mut part = conn.begin().await?;
        let ask = Undo {
            workspace: ctx.workspace(),
            kudos: kudos.id,
            by: &ctx.by().as_anybody(),
            overdraft: false,
            keys: &[],
        };
        let undone = undo(ctx, &mut part, ask).await?;
        let Undone::Done { kudos, returned_to } = undone else {
            part.rollback().await?;
            continue;
        };
        let message = done(ctx, &mut part, &kudos, returned_to).await?;
        let letter = ctx.private_letter(message);
        outbox::enqueue(&mut part, ctx.now, &[letter]).await?;
        part.commit().await?;
    }
    Ok(())
}

/// Says that it is undone.
async fn done(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    kudos: &Kudos,
    returned_to: Option<MemberId>,
) -> Result<Message, DeskError> {
    let members = people::by_ids(conn, ctx.workspace(), &kudos.recipients).await?;
    let recipients: Vec<_> = members.iter().map(people::Member::mention).collect();
    let returned_to = match returned_to {
        None => None,
        Some(member) if member == ctx.actor.id => Some(ReturnedTo::You),
        Some(member) => {
            let keeper = people::by_ids(conn, ctx.workspace(), &[member])
                .await?
                .pop();
            keeper.map(|keeper| ReturnedTo::Other { name: keeper.name })
        }
    };
    let words = ctx.words();
    Ok(wording::undone(
        &words,
        &recipients,
        kudos.points,
        returned_to,
    ))
}

/// Says that it is not undone, and why.
async fn refused(ctx: &Ctx<'_>, undone: &Undone, id: KudosId) -> Result<Reply, Stop> {
    let refusal = match undone {
        Undone::Repeated => return Err(Stop::Repeated),
        Undone::Already | Undone::Done { .. } => UndoRefusal::Already,
        Undone::NotYours => UndoRefusal::NotYours,
        Undone::TooLate => UndoRefusal::TooLate {
            minutes: ctx.settings().undo_minutes,
        },
        Undone::Spent { member, expired } => {
            let mut conn = ctx.desk.pool.acquire().await?;
            let spender = people::by_ids(&mut conn, ctx.workspace(), &[*member])
                .await?
                .pop();
            let name = spender.map(|member| member.name).unwrap_or_default();
            UndoRefusal::Spent {
                name,
                expired: *expired,
                anyway: ctx.may(Action::UndoAny).then_some(id),
            }
        }
    };
    let message = wording::undo_refused(&ctx.words(), &refusal);
    match undone {
        // There is nothing left to press for.
        Undone::Already => ctx.settle(message).await,
        _ => ctx.answer(message).await,
    }
}
