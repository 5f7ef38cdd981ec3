//! The language somebody reads.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::chat::Locale;
use crate::database::commit;
use crate::people;
use crate::wording::{self, Words};

impl Ctx<'_> {
    pub(super) async fn language(&self, tag: Option<&str>) -> Result<Progress, DeskError> {
        let words = self.words();
        let Some(tag) = tag else {
            return self
                .answer(wording::language_shown(&words, self.manner().command))
                .await;
        };
        let Ok(locale) = tag.parse::<Locale>() else {
            return self
                .answer(wording::language_unknown(
                    &words,
                    tag,
                    self.manner().command,
                ))
                .await;
        };
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        people::choose_locale(&mut tx, self.workspace(), self.actor.id, Some(locale)).await?;
        let message = wording::language_set(&Words::new(locale, self.settings()));
        let reply = self.answer_in(&mut tx, message).await?;
        commit(tx).await?;
        self.desk.directory.forget();
        self.desk.outbox.ring();
        Ok(reply.into())
    }
}
