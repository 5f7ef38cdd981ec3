//! A gift to a large group waits until its giver says that they mean it.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::chat::{Act, Inbound, Reply};
use crate::database::commit;
use crate::ids::DraftId;
use crate::{kudos, wording};

impl Ctx<'_> {
    /// Keeps what was asked, and shows the giver what it would come to.
    pub(super) async fn ask_to_confirm(
        &self,
        count: usize,
        cost: i64,
    ) -> Result<Progress, DeskError> {
        let draft = self.desk.clock.new_id();
        let message = wording::confirm_group(&self.words(), draft, count, cost);
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        kudos::keep_draft(
            &mut tx,
            self.workspace(),
            draft,
            self.actor.id,
            self.inbound,
            self.now,
        )
        .await?;
        let reply = self.answer_in(&mut tx, message).await?;
        commit(tx).await?;
        self.desk.outbox.ring();
        Ok(reply.into())
    }

    /// The giver means it: what they asked is given to all.
    pub(super) async fn confirm_group(&self, value: &str) -> Result<Progress, DeskError> {
        let Ok(draft) = value.parse::<DraftId>() else {
            return Ok(Reply::Nothing.into());
        };
        let mut conn = self.desk.pool.acquire().await?;
        let asked = kudos::take_draft(&mut conn, self.workspace(), draft, self.actor.id).await?;
        drop(conn);
        let Some(asked) = asked else {
            // What is not confirmed in time is forgotten.
            return self.answer(wording::confirm_too_late(&self.words())).await;
        };
        // What was asked then, given once for however many presses, and answered where the button was
        // pressed.
        let confirmed = Inbound {
            key: self.inbound.key.clone(),
            twin: None,
            ack: self.inbound.ack,
            ticket: None,
            ..asked
        };
        let again = Ctx {
            inbound: &confirmed,
            draft: Some(draft),
            ..self.confirmed()
        };
        Box::pin(again.repeat()).await
    }

    /// Does again what a kept delivery asked for.
    async fn repeat(&self) -> Result<Progress, DeskError> {
        match &self.inbound.act {
            Act::Command { name, text } => self.command(name, text).await,
            Act::Said {
                text,
                message,
                addressed: true,
            } => self.addressed(text, message).await,
            Act::Said { text, message, .. } => self.overheard(text, message).await,
            Act::Submitted(answers) => self.submitted(answers).await,
            _ => Ok(Reply::Nothing.into()),
        }
    }
}
