//! Whether somebody appears on boards, and whether they give.

use super::context::Ctx;
use super::tell::told_of_pause;
use super::{DeskError, Progress};
use crate::command::Recipient;
use crate::database::commit;
use crate::policy::Action;
use crate::{outbox, people, wording};

impl Ctx<'_> {
    /// `/kudos board off|on`: the actor is shown on boards, or not.
    pub(super) async fn choose_boards(&self, shown: bool) -> Result<Progress, DeskError> {
        let words = self.words();
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        people::choose_boards(&mut tx, self.workspace(), self.actor.id, shown).await?;
        let message = wording::boards_chosen(&words, shown, self.manner().command);
        let reply = self.answer_in(&mut tx, message).await?;
        commit(tx).await?;
        self.desk.directory.forget();
        self.desk.outbox.ring();
        Ok(reply.into())
    }

    /// `/kudos pause|resume @ana`: somebody does not give for now, or does again.
    pub(super) async fn pause(
        &self,
        user: Option<&str>,
        paused: bool,
    ) -> Result<Progress, DeskError> {
        let words = self.words();
        if !self.may(Action::PauseGiving) {
            return self.answer(wording::admins_only(&words)).await;
        }
        let Some(user) = user else {
            let how = wording::pause_how(&words, self.manner().command);
            return self.answer(how).await;
        };
        let member = match self.member(user).await? {
            Ok(Some(member)) => member,
            Ok(None) => {
                let stranger = Recipient::Person(user.to_owned());
                return self.answer(self.unknown(&[stranger])).await;
            }
            Err(need) => return Ok(Progress::Needs(vec![need])),
        };
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        let (clock, whose) = (&self.desk.clock, (self.workspace(), member.id));
        let changed = people::pause_giving(&mut tx, clock, &self.by(), whose, paused).await?;
        if changed {
            let told = told_of_pause(&member, self.settings(), paused);
            outbox::enqueue(&mut tx, self.now, told.as_slice()).await?;
        }
        let message = wording::giving_paused(&words, &member.name, paused, changed);
        let reply = self.answer_in(&mut tx, message).await?;
        commit(tx).await?;
        self.desk.directory.forget();
        self.desk.outbox.ring();
        Ok(reply.into())
    }
}
