//! `/kudos admin` and `/kudos manager`: who runs the programme.

use std::sync::Arc;

use sqlx::PgConnection;

use super::admins::only_admins;
use super::context::Ctx;
use super::give;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::command::{Recipient, Roles, Scene};
use crate::database::commit;
use crate::letters::told_of_role;
use crate::outbox;
use crate::people::{self, GrantError, Member, RoleChange};
use crate::policy::{Action, Role};
use crate::wording::{self, RoleRefusal};

pub(super) async fn roles(ctx: &Ctx<'_>, asked: &Roles) -> Result<Progress, DeskError> {
    let words = ctx.words();
    if !ctx.may(Action::GrantRoles) {
        return only_admins(ctx).await;
    }
    let Some((add, user)) = &asked.change else {
        let mut conn = ctx.desk.pool.acquire().await?;
        let holders = people::holders(&mut conn, ctx.workspace(), None).await?;
        drop(conn);
        let command = ctx.manner().command;
        return ctx.answer(wording::roles(&words, &holders, command)).await;
    };
    let role = match asked.office {
        Scene::Manager => Role::Manager,
        Scene::Admin => Role::Admin,
    };
    match ctx.member(user).await? {
        Ok(Some(member)) => change_role(ctx, &member, role, *add).await,
        Ok(None) => {
            let stranger = Recipient::Person(user.to_owned());
            ctx.answer(give::unknown(ctx, &[stranger])).await
        }
        Err(need) => Ok(Progress::Needs(vec![need])),
    }
}

async fn change_role(
    ctx: &Ctx<'_>,
    member: &Arc<Member>,
    role: Role,
    add: bool,
) -> Result<Progress, DeskError> {
    let words = ctx.words();
    let mut tx = ctx.desk.pool.begin().await?;
    if let Some(reply) = ctx.once(&mut tx).await? {
        return Ok(reply.into());
    }
    let change = match try_change(ctx, &mut tx, member, role, add).await? {
        Ok(change) => change,
        Err(refusal) => {
            tx.rollback().await?;
            let message = wording::role_refused(&words, &member.name, role, refusal);
            return ctx.answer(message).await;
        }
    };
    let told = told_of_role(member, ctx.settings(), change, Some(&ctx.actor.name));
    outbox::enqueue(&mut tx, ctx.now, told.as_slice()).await?;
    let message = wording::role_changed(&words, &member.name, role, add, change.after);
    let reply: Reply = ctx.answer_in(&mut tx, message).await?;
    commit(tx).await?;
    ctx.desk.directory.forget();
    ctx.desk.outbox.wake();
    Ok(reply.into())
}

/// Makes somebody something, or no longer, as far as that is by hand.
async fn try_change(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    member: &Member,
    role: Role,
    add: bool,
) -> Result<Result<RoleChange, RoleRefusal>, DeskError> {
    let whose = (ctx.workspace(), member.id);
    let known = people::holders(conn, ctx.workspace(), Some(member.id)).await?;
    let granted = known
        .iter()
        .find_map(|holder| Some(holder.granted.as_ref()?.role));
    let said_by = known.iter().find_map(|holder| holder.said_by.first());
    let wanted = if add { role } else { Role::Member };
    if add && (granted >= Some(role) || member.role > role) {
        return Ok(Err(RoleRefusal::Already));
    }
    if !add && granted != Some(role) {
        let said_by = said_by.filter(|_| role == Role::Admin);
        return Ok(Err(said_by.map_or(RoleRefusal::NotGranted, |platform| {
            RoleRefusal::SaidBy(*platform)
        })));
    }
    match people::grant(conn, &ctx.desk.clock, &ctx.by(), whose, wanted).await {
        Ok(change) => Ok(Ok(change)),
        Err(GrantError::Database(error)) => Err(error.into()),
        Err(GrantError::NotForThem) => Ok(Err(RoleRefusal::NotForThem)),
        Err(GrantError::Already) => Ok(Err(RoleRefusal::Already)),
        Err(GrantError::NotGranted) => Ok(Err(RoleRefusal::NotGranted)),
        Err(GrantError::SaidBy(platform)) => Ok(Err(RoleRefusal::SaidBy(platform))),
        Err(GrantError::OnlyAdmin) => Ok(Err(RoleRefusal::OnlyAdmin)),
    }
}
