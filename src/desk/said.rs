//! Messages: to the bot, or overheard where it sits.

use super::context::Ctx;
use super::give::Ask;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::command::{self, Lexicon};
use crate::kudos::Source;
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
        if self.is_withdrawn(&self.message(message)).await? {
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
            Some(_) if self.is_withdrawn(&self.message(message)).await? => {
                Ok(Reply::Nothing.into())
            }
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
}
