//! Messages: to the bot, or overheard where it sits.

use super::context::Ctx;
use super::give::Ask;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::command::{self, Lexicon};
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
        let text = command::without_mention(text, &self.connected.connection.bot_user);
        match command::parse_said(&text, &self.lexicon()) {
            Ok(command) => self.obey(command, Source::Mention, Some(message)).await,
            Err(misread) => self.misread(&misread).await,
        }
    }

    /// Overheard: `@ana ++` gives.
    pub(super) async fn overheard(&self, text: &str, message: &str) -> Result<Progress, DeskError> {
        match command::ambient(text, &self.lexicon()) {
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

    /// A message was deleted: what it gave is taken back, while that may be.
    pub(super) async fn message_deleted(&self, message: &str) -> Result<Progress, DeskError> {
        let place = self.place();
        let mut conn = self.desk.pool.acquire().await?;
        let given = kudos::by_message(&mut conn, self.workspace(), &place.channel, message).await?;
        drop(conn);
        for kudos in given {
            self.take_back(kudos.id).await?;
        }
        Ok(Reply::Nothing.into())
    }
}
