//! `/kudos admin` and `/kudos manager`: who runs the programme.

use std::sync::Arc;

use sqlx::PgConnection;

use super::context::Ctx;
use super::tell::told_of_role;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::command::{Office, Recipient, Roles};
use crate::database::commit;
use crate::outbox;
use crate::people::{self, GrantError, Member, RoleChange};
use crate::policy::{Action, Role};
use crate::wording::{self, RoleRefusal};

impl Ctx<'_> {
    pub(super) async fn roles(&self, asked: &Roles) -> Result<Progress, DeskError> {
        let words = self.words();
        if !self.may(Action::GrantRoles) {
            return self.answer(wording::admins_only(&words)).await;
        }
        let Some((add, user)) = &asked.change else {
            let mut conn = self.desk.pool.acquire().await?;
            let holders = people::holders(&mut conn, self.workspace(), None).await?;
            drop(conn);
            let command = self.manner().command;
            return self.answer(wording::roles(&words, &holders, command)).await;
        };
        let role = match asked.office {
            Office::Manager => Role::Manager,
            Office::Admin => Role::Admin,
        };
        match self.member(user).await? {
            Ok(Some(member)) => self.change_role(&member, role, *add).await,
            Ok(None) => {
                let stranger = Recipient::Person(user.to_owned());
                self.answer(self.unknown(&[stranger])).await
            }
            Err(need) => Ok(Progress::Needs(vec![need])),
        }
    }

    async fn change_role(
        &self,
        member: &Arc<Member>,
        role: Role,
        add: bool,
    ) -> Result<Progress, DeskError> {
        let words = self.words();
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        let change = match self.try_change(&mut tx, member, role, add).await? {
            Ok(change) => change,
            Err(refusal) => {
                tx.rollback().await?;
                let message = wording::role_refused(&words, &member.name, role, refusal);
                return self.answer(message).await;
            }
        };
        let told = told_of_role(member, self.settings(), change, Some(&self.actor.name));
        outbox::enqueue(&mut tx, self.now, told.as_slice()).await?;
        let message = wording::role_changed(&words, &member.name, role, add, change.after);
        let reply: Reply = self.answer_in(&mut tx, message).await?;
        commit(tx).await?;
        self.desk.directory.forget();
        self.desk.outbox.ring();
        Ok(reply.into())
    }

    /// Makes somebody something, or no longer, as far as that is by hand.
    async fn try_change(
        &self,
        conn: &mut PgConnection,
        member: &Member,
        role: Role,
        add: bool,
    ) -> Result<Result<RoleChange, RoleRefusal>, DeskError> {
        let whose = (self.workspace(), member.id);
        let known = people::holders(conn, self.workspace(), Some(member.id)).await?;
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
        match people::grant(conn, &self.desk.clock, &self.by(), whose, wanted).await {
            Ok(change) => Ok(Ok(change)),
            Err(GrantError::Database(error)) => Err(error.into()),
            Err(GrantError::NotForThem) => Ok(Err(RoleRefusal::NotForThem)),
            Err(GrantError::Already) => Ok(Err(RoleRefusal::Already)),
            Err(GrantError::NotGranted) => Ok(Err(RoleRefusal::NotGranted)),
            Err(GrantError::SaidBy(platform)) => Ok(Err(RoleRefusal::SaidBy(platform))),
            Err(GrantError::OnlyAdmin) => Ok(Err(RoleRefusal::OnlyAdmin)),
        }
    }
}
