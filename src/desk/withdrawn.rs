//! What gave and was taken away: a message deleted, a reaction removed.
//!
//! Gift and withdrawal may be under way at once, and a commit may come late. So each is committed
//! before it looks for the other, and looks again whenever it is told again: whichever commits last
//! finds both.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::database::commit;
use crate::kudos::{self, Cause};

impl Ctx<'_> {
    /// It was taken away: what it gave is taken back, while that may be, and what we have not heard
    /// of yet is not given.
    pub(super) async fn withdrawn(&self, cause: &Cause) -> Result<Progress, DeskError> {
        let mut tx = self.desk.pool.begin().await?;
        if self.first_time(&mut tx).await? {
            kudos::note_withdrawn(&mut tx, self.workspace(), cause, self.inbound.at).await?;
        }
        commit(tx).await?;
        self.take_back(cause).await?;
        Ok(Reply::Nothing.into())
    }

    /// Whether it was taken away since; then what it gave is taken back.
    pub(super) async fn is_withdrawn(&self, cause: &Cause) -> Result<bool, DeskError> {
        let (workspace, at) = (self.workspace(), self.inbound.at);
        let mut conn = self.desk.pool.acquire().await?;
        let withdrawn = kudos::was_withdrawn(&mut conn, workspace, cause, at).await?;
        drop(conn);
        if withdrawn {
            self.take_back(cause).await?;
        }
        Ok(withdrawn)
    }

    async fn take_back(&self, cause: &Cause) -> Result<(), DeskError> {
        let mut tx = self.desk.pool.begin().await?;
        let given = kudos::given_by(&mut tx, self.workspace(), cause, self.inbound.at).await?;
        if given.is_empty() {
            return Ok(());
        }
        self.undo_unasked(&mut tx, &given).await?;
        commit(tx).await?;
        self.desk.outbox.ring();
        self.desk.notices.ring();
        Ok(())
    }

    /// A message where this happened.
    pub(super) fn message(&self, message: &str) -> Cause {
        Cause::Message {
            channel: self.place().channel,
            message: message.to_owned(),
        }
    }
}
