//! Messages: to the bot, or overheard where it sits.

use super::context::Ctx;
use super::give::Ask;
use super::{DeskError, Progress};
use super::{commands, give, withdrawn};
use crate::chat::Reply;
use crate::command::{self, Lexicon};
use crate::kudos::Way;
use crate::workspace::Connected;

/// Whether a message that was not said to us gives anything. Nearly none does.
pub(super) fn gives(connected: &Connected, text: &str) -> bool {
    let lexicon = Lexicon {
        currency_emoji: &connected.settings.currency_emoji,
    };
    command::ambient(text, &lexicon).is_some()
}

/// Said to the bot: as a command.
pub(super) async fn addressed(
    ctx: &Ctx<'_>,
    text: &str,
    message: &str,
) -> Result<Progress, DeskError> {
    if withdrawn::is_withdrawn(ctx, &withdrawn::of_message(ctx, message)).await? {
        return Ok(Reply::Nothing.into());
    }
    let text = command::without_mention(text, &ctx.connected.connection.bot_user);
    match command::parse_said(&text, &ctx.lexicon()) {
        Ok(command) => commands::obey(ctx, command, Way::Mention, Some(message)).await,
        Err(misread) => commands::misread(ctx, &misread).await,
    }
}

/// Overheard: `@ana ++` gives.
pub(super) async fn overheard(
    ctx: &Ctx<'_>,
    text: &str,
    message: &str,
) -> Result<Progress, DeskError> {
    match command::ambient(text, &ctx.lexicon()) {
        Some(_) if withdrawn::is_withdrawn(ctx, &withdrawn::of_message(ctx, message)).await? => {
            Ok(Reply::Nothing.into())
        }
        Some(give) => {
            give::give(
                ctx,
                Ask::from_command(ctx, give, Way::Message, Some(message)),
            )
            .await
        }
        None => Ok(Reply::Nothing.into()),
    }
}
