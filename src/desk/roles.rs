//! `/kudos admin` and `/kudos manager`: who runs the programme.

use std::sync::Arc;

use sqlx::PgConnection;

use super::Stop;
use super::context::Ctx;
use crate::chat::Reply;
use crate::command::{Office, Roles};
use crate::letters::told_of_role;
use crate::outbox;
use crate::people::{self, GrantError, Member, RoleChange, RoleRefusal};
use crate::policy::{Action, Role};
use crate::wording;

pub(super) async fn roles(ctx: &Ctx<'_>, asked: &Roles) -> Result<Reply, Stop> {
    let words = ctx.words();
    ctx.demand(Action::GrantRoles).await?;
    let Some((add, user)) = &asked.change else {
        let mut conn = ctx.desk.pool.acquire().await?;
        let holders = people::holders(&mut conn, ctx.workspace(), None).await?;
        drop(conn);
        let command = ctx.manner().command;
        return ctx.answer(wording::roles(&words, &holders, command)).await;
    };
    let role = match asked.office {
        Office::Manager => Role::Manager,
        Office::Admin => Role::Admin,
    };
    let member = ctx.somebody(user).await?;
    change_role(ctx, &member, role, *add).await
}

async fn change_role(
    ctx: &Ctx<'_>,
    member: &Arc<Member>,
    role: Role,
    add: bool,
) -> Result<Reply, Stop> {
    let words = ctx.words();
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let change = match try_change(ctx, &mut tx, member, role, add).await {
        Ok(change) => change,
        Err(GrantError::Database(error)) => return Err(error.into()),
        Err(GrantError::Refused(refusal)) => {
            let message = wording::role_refused(&words, &member.name, role, refusal);
            return Err(Stop::says(message));
        }
    };
    let told = told_of_role(member, ctx.settings(), change, Some(&ctx.actor.name));
    outbox::enqueue(&mut tx, ctx.now, told.as_slice()).await?;
    let message = wording::role_changed(&words, &member.name, role, add, change.after);
    let reply = ctx.answer_with(tx, message).await?;
    ctx.desk.directory.forget();
    Ok(reply)
}

/// Makes somebody something, or no longer, as far as that is by hand.
async fn try_change(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    member: &Member,
    role: Role,
    add: bool,
) -> Result<RoleChange, GrantError> {
    let whose = (ctx.workspace(), member.id);
    let known = people::holders(conn, ctx.workspace(), Some(member.id)).await?;
    let granted = known
        .iter()
        .find_map(|holder| Some(holder.granted.as_ref()?.role));
    let said_by = known.iter().find_map(|holder| holder.said_by.first());
    let wanted = if add { role } else { Role::Member };
    if add && (granted >= Some(role) || member.role > role) {
        return Err(RoleRefusal::Already.into());
    }
    if !add && granted != Some(role) {
        let said_by = said_by.filter(|_| role == Role::Admin);
        let refusal = said_by.map_or(RoleRefusal::NotGranted, |it| RoleRefusal::SaidBy(*it));
        return Err(refusal.into());
    }
    people::grant(conn, &ctx.desk.clock, &ctx.by(), whose, wanted).await
}
