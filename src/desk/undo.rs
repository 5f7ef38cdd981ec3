//! Taking back what was given.

use sqlx::Acquire;
use uuid::Uuid;

use super::context::Ctx;
use super::{DeskError, Progress};
use super::{boost, give};
use crate::audit::{self, Change, What};
use crate::chat::{Message, Reply};
use crate::command::Recipient;
use crate::database::commit;
use crate::kudos::{self, Kudos, Undo, Undone};
use crate::outbox;
use crate::people;
use crate::policy::{Action, Actor};
use crate::wording::{self, ReturnedTo, UndoRefusal};

/// `/kudos undo`: the actor's last kudos; an admin may name whose.
pub(super) async fn last(ctx: &Ctx<'_>, member: Option<&str>) -> Result<Progress, DeskError> {
    let giver = match member {
        None => ctx.actor.id,
        Some(_) if !ctx.may(Action::UndoAny) => {
            return ctx.answer(wording::admins_only(&ctx.words())).await;
        }
        Some(user) => match ctx.member(user).await? {
            Ok(Some(member)) => member.id,
            Ok(None) => {
                let stranger = Recipient::Person(user.to_owned());
                return ctx.answer(give::unknown(ctx, &[stranger])).await;
            }
            Err(need) => return Ok(Progress::Needs(vec![need])),
        },
    };
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
pub(super) async fn pressed(
    ctx: &Ctx<'_>,
    value: &str,
    overdraft: bool,
) -> Result<Progress, DeskError> {
    match value.parse::<Uuid>() {
        Ok(kudos) => and_answer(ctx, kudos, overdraft).await,
        Err(_) => Ok(Reply::Nothing.into()),
    }
}

async fn and_answer(ctx: &Ctx<'_>, id: Uuid, overdraft: bool) -> Result<Progress, DeskError> {
    let mut tx = ctx.desk.pool.begin().await?;
    // A repeated "undo" would take back another kudos.
    if let Some(reply) = ctx.once(&mut tx).await? {
        return Ok(reply.into());
    }
    let undone = try_undo(ctx, &mut tx, id, &ctx.by(), overdraft).await?;
    let Undone::Done { kudos, returned_to } = &undone else {
        tx.rollback().await?;
        let message = refusal(ctx, &undone, id).await?;
        return match undone {
            // There is nothing left to press for.
            Undone::Already => ctx.settle(message).await,
            _ => ctx.answer(message).await,
        };
    };
    let message = after_undo(ctx, &mut tx, kudos, *returned_to).await?;
    let reply = ctx.settle_in(&mut tx, message).await?;
    commit(tx).await?;
    ctx.desk.outbox.ring();
    ctx.desk.notices.ring();
    Ok(reply.into())
}

async fn try_undo(
    ctx: &Ctx<'_>,
    conn: &mut sqlx::PgConnection,
    kudos: Uuid,
    by: &Actor,
    overdraft: bool,
) -> Result<Undone, DeskError> {
    let ask = Undo {
        workspace: ctx.workspace(),
        kudos,
        by,
        overdraft,
    };
    Ok(kudos::undo(conn, &ctx.desk.clock, ctx.settings(), ask).await?)
}

/// Takes back kudos because what gave them was taken away; nothing is said when it is too late,
/// since nobody asked. The caller commits.
pub(super) async fn unasked(
    ctx: &Ctx<'_>,
    conn: &mut sqlx::PgConnection,
    given: &[Kudos],
) -> Result<(), DeskError> {
    for kudos in given {
        // What is refused leaves nothing behind.
        let mut part = conn.begin().await?;
        let by = ctx.by().as_anybody();
        let undone = try_undo(ctx, &mut part, kudos.id, &by, false).await?;
        let Undone::Done { kudos, returned_to } = undone else {
            part.rollback().await?;
            continue;
        };
        let message = after_undo(ctx, &mut part, &kudos, returned_to).await?;
        let letter = ctx.private_letter(message);
        outbox::enqueue(&mut part, ctx.now, &[letter]).await?;
        part.commit().await?;
    }
    Ok(())
}

/// Changes the announcement, notes an admin's act, and words the answer.
async fn after_undo(
    ctx: &Ctx<'_>,
    conn: &mut sqlx::PgConnection,
    kudos: &Kudos,
    returned_to: Option<Uuid>,
) -> Result<Message, DeskError> {
    let announced = kudos.boosted.unwrap_or(kudos.id);
    if let Some(letter) = boost::announcement_now(ctx, conn, announced).await? {
        outbox::enqueue(conn, ctx.now, &[letter]).await?;
    }
    if kudos.giver != ctx.actor.id {
        let change = Change::new(What::KudosUndone).to("kudos", &kudos.id);
        let (clock, workspace) = (&ctx.desk.clock, ctx.workspace());
        audit::record(conn, clock, workspace, &ctx.by(), change).await?;
    }
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

async fn refusal(ctx: &Ctx<'_>, undone: &Undone, id: Uuid) -> Result<Message, DeskError> {
    let words = ctx.words();
    let refusal = match undone {
        Undone::Already | Undone::Done { .. } => UndoRefusal::Already,
        Undone::NotYours => UndoRefusal::NotYours,
        Undone::TooLate => UndoRefusal::TooLate {
            minutes: ctx.settings().undo_minutes,
        },
        Undone::Spent { member } => {
            let mut conn = ctx.desk.pool.acquire().await?;
            let spender = people::by_ids(&mut conn, ctx.workspace(), &[*member])
                .await?
                .pop();
            let name = spender.map(|member| member.name).unwrap_or_default();
            UndoRefusal::Spent {
                name,
                anyway: ctx.may(Action::UndoAny).then_some(id),
            }
        }
    };
    Ok(wording::undo_refused(&words, &refusal))
}
