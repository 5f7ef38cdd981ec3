//! Messages: to the bot, or overheard where it sits.

use super::context::{Ctx, lexicon};
use super::give::Ask;
use super::{Stop, commands, deleted, give, propose};
use crate::chat::Reply;
use crate::command::{self, Command, Misread};
use crate::kudos::Way;
use crate::wording;
use crate::workspace::Connected;

/// Whether a message that was not said to us gives anything. Nearly none does.
pub(super) fn gives(connected: &Connected, text: &str) -> bool {
    command::ambient(text, &lexicon(&connected.settings)).is_some()
}

/// Said to the bot: as a command.
pub(super) async fn addressed(ctx: &Ctx<'_>, text: &str, message: &str) -> Result<Reply, Stop> {
    if deleted::is_deleted(ctx, message).await? {
        return match ctx.draft {
            // Whoever presses a button that outlives its message waits for an answer.
            Some(_) => ctx.answer(wording::proposal_gone(&ctx.words())).await,
            None => Ok(Reply::Nothing),
        };
    }
    match read(ctx, &ctx.with_names(text).await?) {
        Ok(command) => commands::obey(ctx, command, Way::Mention, Some(message)).await,
        Err(misread) => commands::misread(ctx, &misread).await,
    }
}

/// Edited, so that it is said to the bot: it gives nothing by itself, and nothing is done. A message
/// that was acted upon before is left at that.
pub(super) async fn edited(ctx: &Ctx<'_>, text: &str, message: &str) -> Result<Reply, Stop> {
    if deleted::is_deleted(ctx, message).await? {
        return Ok(Reply::Nothing);
    }
    match read(ctx, &ctx.with_names(text).await?) {
        Ok(Command::Give(give) | Command::Propose(give, _)) => {
            let ask = Ask::from_command(ctx, give, Way::Mention, Some(message));
            propose::after_edit(ctx, ask).await
        }
        _ => ctx.answer(wording::edit_ignored(&ctx.words())).await,
    }
}

fn read(ctx: &Ctx<'_>, text: &str) -> Result<Command, Box<Misread>> {
    let text = command::without_mention(text, &ctx.connected.connection.bot_user);
    command::parse_said(&text, &ctx.lexicon())
}

/// Overheard: `@ana ++` gives.
pub(super) async fn overheard(ctx: &Ctx<'_>, text: &str, message: &str) -> Result<Reply, Stop> {
    let text = ctx.with_names(text).await?;
    match command::ambient(&text, &ctx.lexicon()) {
        Some(_) if deleted::is_deleted(ctx, message).await? => Ok(Reply::Nothing),
        Some(give) => {
            give::give(
                ctx,
                Ask::from_command(ctx, give, Way::Message, Some(message)),
            )
            .await
        }
        None => Ok(Reply::Nothing),
    }
}
