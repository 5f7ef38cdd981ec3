//! How it works, and what is valued.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::wording;

impl Ctx<'_> {
    pub(super) async fn help(&self) -> Result<Progress, DeskError> {
        self.answer(wording::help(&self.words(), self.manner()))
            .await
    }

    pub(super) async fn values(&self) -> Result<Progress, DeskError> {
        self.answer(wording::values(&self.words(), self.manner().give))
            .await
    }

    /// The bot was brought into a channel: it says hello, and how to start.
    pub(super) async fn invited(&self) -> Result<Progress, DeskError> {
        use crate::chat::{Reply, To};
        use crate::outbox::{self, Letter};

        let words = wording::Words::new(self.settings().locale, self.settings());
        let letter = Letter::new(
            self.workspace(),
            To::Place(self.place()),
            wording::welcome(&words, self.manner()),
        );
        let mut tx = self.desk.pool.begin().await?;
        if self.first_time(&mut tx).await? {
            outbox::enqueue(&mut tx, self.now, &[letter]).await?;
        }
        tx.commit().await?;
        self.desk.outbox.ring();
        Ok(Reply::Nothing.into())
    }
}
