//! Taking back what was given.

use sqlx::Acquire;

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::audit::{self, Change, What};
use crate::chat::{Message, Reply};
use crate::command::Recipient;
use crate::database::commit;
use crate::ids::{KudosId, MemberId};
use crate::kudos::{self, Kudos, Undo, Undone};
use crate::outbox;
use crate::people;
use crate::policy::{Action, Actor};
use crate::subject::Subject;
use crate::wording::{self, ReturnedTo, UndoRefusal};

impl Ctx<'_> {
    /// `/kudos undo`: the actor's last kudos; an admin may name whose.
    pub(super) async fn undo_last(&self, member: Option<&str>) -> Result<Progress, DeskError> {
        let giver = match member {
            None => self.actor.id,
            Some(_) if !self.may(Action::UndoAny) => {
                return self.answer(wording::admins_only(&self.words())).await;
            }
            Some(user) => match self.member(user).await? {
                Ok(Some(member)) => member.id,
                Ok(None) => {
                    let stranger = Recipient::Person(user.to_owned());
                    return self.answer(self.unknown(&[stranger])).await;
                }
                Err(need) => return Ok(Progress::Needs(vec![need])),
            },
        };
        let mut conn = self.desk.pool.acquire().await?;
        let last =
            kudos::last_given(&mut conn, self.workspace(), giver, self.inbound.proof).await?;
        drop(conn);
        match last {
            Some(kudos) => self.undo_and_answer(kudos.id, false).await,
            None => {
                self.answer(wording::undo_refused(&self.words(), &UndoRefusal::Nothing))
                    .await
            }
        }
    }

    /// The undo button of one kudos.
    pub(super) async fn undo_pressed(
        &self,
        value: &str,
        overdraft: bool,
    ) -> Result<Progress, DeskError> {
        match value.parse::<KudosId>() {
            Ok(kudos) => self.undo_and_answer(kudos, overdraft).await,
            Err(_) => Ok(Reply::Nothing.into()),
        }
    }

    async fn undo_and_answer(&self, id: KudosId, overdraft: bool) -> Result<Progress, DeskError> {
        let mut tx = self.desk.pool.begin().await?;
        // A repeated "undo" would take back another kudos.
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        let undone = self.try_undo(&mut tx, id, &self.by(), overdraft).await?;
        let Undone::Done { kudos, returned_to } = &undone else {
            tx.rollback().await?;
            let message = self.undo_refusal(&undone, id).await?;
            return self.answer(message).await;
        };
        let message = self.after_undo(&mut tx, kudos, *returned_to).await?;
        let reply = self.answer_in(&mut tx, message).await?;
        commit(tx).await?;
        self.desk.outbox.ring();
        self.desk.notices.ring();
        Ok(reply.into())
    }

    async fn try_undo(
        &self,
        conn: &mut sqlx::PgConnection,
        kudos: KudosId,
        by: &Actor,
        overdraft: bool,
    ) -> Result<Undone, DeskError> {
        let ask = Undo {
            workspace: self.workspace(),
            kudos,
            by,
            overdraft,
        };
        Ok(kudos::undo(conn, &self.desk.clock, self.settings(), ask).await?)
    }

    /// Takes back kudos because what gave them was taken away; nothing is said when it is too late,
    /// since nobody asked. The caller commits.
    pub(super) async fn undo_unasked(
        &self,
        conn: &mut sqlx::PgConnection,
        given: &[Kudos],
    ) -> Result<(), DeskError> {
        for kudos in given {
            // What is refused leaves nothing behind.
            let mut part = conn.begin().await?;
            let by = self.by().as_anybody();
            let undone = self.try_undo(&mut part, kudos.id, &by, false).await?;
            let Undone::Done { kudos, returned_to } = undone else {
                part.rollback().await?;
                continue;
            };
            let message = self.after_undo(&mut part, &kudos, returned_to).await?;
            let letter = self.private_letter(message);
            outbox::enqueue(&mut part, self.now, &[letter]).await?;
            part.commit().await?;
        }
        Ok(())
    }

    /// Changes the announcement, notes an admin's act, and words the answer.
    async fn after_undo(
        &self,
        conn: &mut sqlx::PgConnection,
        kudos: &Kudos,
        returned_to: Option<MemberId>,
    ) -> Result<Message, DeskError> {
        let announced = kudos.boosted.unwrap_or(kudos.id);
        if let Some(letter) = self.announcement_now(conn, announced).await? {
            outbox::enqueue(conn, self.now, &[letter]).await?;
        }
        if kudos.giver != self.actor.id {
            let change = Change::new(What::KudosUndone).to(Subject::Kudos(kudos.id));
            let (clock, workspace) = (&self.desk.clock, self.workspace());
            audit::record(conn, clock, workspace, &self.by(), change).await?;
        }
        let members = people::by_ids(conn, self.workspace(), &kudos.recipients).await?;
        let recipients: Vec<_> = members.iter().map(people::Member::mention).collect();
        let returned_to = match returned_to {
            None => None,
            Some(member) if member == self.actor.id => Some(ReturnedTo::You),
            Some(member) => {
                let keeper = people::by_ids(conn, self.workspace(), &[member])
                    .await?
                    .pop();
                keeper.map(|keeper| ReturnedTo::Other { name: keeper.name })
            }
        };
        let words = self.words();
        Ok(wording::undone(
            &words,
            &recipients,
            kudos.points,
            returned_to,
        ))
    }

    async fn undo_refusal(&self, undone: &Undone, id: KudosId) -> Result<Message, DeskError> {
        let words = self.words();
        let refusal = match undone {
            Undone::Already | Undone::Done { .. } => UndoRefusal::Already,
            Undone::NotYours => UndoRefusal::NotYours,
            Undone::TooLate => UndoRefusal::TooLate {
                minutes: self.settings().undo_minutes,
            },
            Undone::Spent { member } => {
                let mut conn = self.desk.pool.acquire().await?;
                let spender = people::by_ids(&mut conn, self.workspace(), &[*member])
                    .await?
                    .pop();
                let name = spender.map(|member| member.name).unwrap_or_default();
                UndoRefusal::Spent {
                    name,
                    anyway: self.may(Action::UndoAny).then_some(id),
                }
            }
        };
        Ok(wording::undo_refused(&words, &refusal))
    }
}
