//! Messages: to the bot, or overheard where it sits.

use super::context::Ctx;
use super::give::Ask;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::command::{self, Lexicon};
use crate::database::commit;
use crate::kudos::{self, Source};
use crate::workspace::Connected;

/// Whether a message that was not said to us gives anything. Nearly none does.
pub(super) fn gives(connected: &Connected, text: &str) -> bool {
    let lexicon = Lexicon {
        currency_emoji: &connected.settings.currency_emoji,
    };
    command::ambient(text, &lexicon).is_some()
}

impl Ctx<'_> {
    /// Said to the bot: as a command.
    pub(super) async fn addressed(&self, text: &str, message: &str) -> Result<Progress, DeskError> {
        if self.was_deleted(message).await? {
            return Ok(Reply::Nothing.into());
        }
        let text = command::without_mention(text, &self.connected.connection.bot_user);
        match command::parse_said(&text, &self.lexicon()) {
            Ok(command) => self.obey(command, Source::Mention, Some(message)).await,
            Err(misread) => self.misread(&misread).await,
        }
    }

    /// Overheard: `@ana ++` gives.
    pub(super) async fn overheard(&self, text: &str, message: &str) -> Result<Progress, DeskError> {
        match command::ambient(text, &self.lexicon()) {
            Some(_) if self.was_deleted(message).await? => Ok(Reply::Nothing.into()),
            Some(give) => {
                self.give(Ask::from_command(
                    self,
                    give,
                    Source::Message,
                    Some(message),
                ))
                .await
            }
            None => Ok(Reply::Nothing.into()),
        }
    }

    /// A message was deleted: what it gave is taken back, while that may be, and what we have not
    /// heard of yet is not given.
    pub(super) async fn message_deleted(&self, message: &str) -> Result<Progress, DeskError> {
        let channel = &self.place().channel;
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        kudos::note_deleted(&mut tx, self.workspace(), channel, message, self.inbound.at).await?;
        let given = kudos::by_message(&mut tx, self.workspace(), channel, message).await?;
        self.take_back(&mut tx, &given).await?;
        commit(tx).await?;
        self.desk.outbox.ring();
        Ok(Reply::Nothing.into())
    }

    async fn was_deleted(&self, message: &str) -> Result<bool, DeskError> {
        let channel = &self.place().channel;
        let mut conn = self.desk.pool.acquire().await?;
        Ok(kudos::was_deleted(&mut conn, self.workspace(), channel, message).await?)
    }

    /// The message may have been deleted while what it gives was being recorded.
    pub(super) async fn undo_if_deleted_meanwhile(&self, message: &str) -> Result<(), DeskError> {
        if !self.was_deleted(message).await? {
            return Ok(());
        }
        let channel = &self.place().channel;
        let mut tx = self.desk.pool.begin().await?;
        let given = kudos::by_message(&mut tx, self.workspace(), channel, message).await?;
        self.take_back(&mut tx, &given).await?;
        commit(tx).await?;
        self.desk.outbox.ring();
        Ok(())
    }
}
