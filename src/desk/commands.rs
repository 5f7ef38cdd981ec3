//! What was asked for by a command, a mention, or in a direct message.

use super::context::Ctx;
use super::give::Ask;
use super::{
    Stop, approval, audit, badges, balance, board, celebrations, coffee, connect, delivery, form,
    give, help, history, home, interests, items, language, notices, one_on_one, pause, propose,
    roles, settings, shop, stand_in, survey, undo,
};
use crate::chat::Reply;
use crate::command::{self, Command, Misread};
use crate::kudos::Way;
use crate::wording;

/// A slash command.
pub(super) async fn typed(ctx: &Ctx<'_>, name: &str, text: &str) -> Result<Reply, Stop> {
    let command = if name == command::REDEEM {
        Ok(command::parse_redeem(text))
    } else {
        command::parse(&ctx.with_names(text).await?, &ctx.lexicon())
    };
    match command {
        Ok(Command::Form) => form::open_empty(ctx).await,
        Ok(command) => obey(ctx, command, Way::Command, None).await,
        Err(what) => misread(ctx, &what).await,
    }
}

/// What any command does, however it came.
pub(super) async fn obey(
    ctx: &Ctx<'_>,
    command: Command,
    way: Way,
    message: Option<&str>,
) -> Result<Reply, Stop> {
    if ctx.answers_in_public() && is_personal(&command) {
        return ctx.answer(wording::not_in_public(&ctx.words())).await;
    }
    match command {
        Command::Give(give) => give::give(ctx, Ask::from_command(ctx, give, way, message)).await,
        Command::Propose(give, doubt) => {
            propose::weigh(ctx, Ask::from_command(ctx, give, way, message), doubt).await
        }
        // What is not given so often does not make giving larger: a future is as large as its largest part.
        other => Box::pin(obey_other(ctx, other)).await,
    }
}

/// What any command does that gives nothing.
async fn obey_other(ctx: &Ctx<'_>, command: Command) -> Result<Reply, Stop> {
    match command {
        Command::Give(_) | Command::Propose(..) => Ok(Reply::Nothing),
        Command::Form if !ctx.answers_in_public() => help::offer_form(ctx).await,
        Command::Form | Command::Help => help::show(ctx).await,
        Command::Home => home::show(ctx).await,
        Command::Balance { member } => balance::show(ctx, member.as_deref()).await,
        Command::Badges { member } => badges::show(ctx, member.as_deref()).await,
        Command::Leaderboard(ask) => board::show(ctx, ask).await,
        Command::History { member } => history::show(ctx, member.as_deref()).await,
        Command::Undo { member } => undo::last(ctx, member.as_deref()).await,
        Command::Values => help::values(ctx).await,
        Command::Shop => shop::open(ctx).await,
        Command::Redeem { item } => shop::by_name(ctx, &item).await,
        Command::Redemptions => shop::mine(ctx).await,
        Command::Interests => interests::show(ctx).await,
        Command::Celebrations => celebrations::show(ctx).await,
        Command::Approvals => approval::waiting(ctx).await,
        Command::Deliveries => delivery::waiting(ctx).await,
        Command::Items { item } => items::show(ctx, item.as_deref()).await,
        Command::StandIn(asked) => stand_in::stand_in(ctx, asked).await,
        Command::Coffee => coffee::show(ctx).await,
        Command::OneOnOnes { member } => one_on_one::show(ctx, member.as_deref()).await,
        Command::Language { tag } => language::choose(ctx, tag.as_deref()).await,
        Command::Notices(asked) => notices::notices(ctx, asked).await,
        Command::Boards { shown } => pause::choose_boards(ctx, shown).await,
        Command::Roles(asked) => roles::roles(ctx, &asked).await,
        Command::Pause { member, paused } => pause::pause(ctx, member.as_deref(), paused).await,
        Command::Audit => audit::show(ctx, None).await,
        Command::Survey { .. } => survey::waiting(ctx).await,
        Command::Settings { words } => settings::command(ctx, &words).await,
        Command::Connect { code } => connect::connect(ctx, code.as_deref()).await,
    }
}

/// A text that could not be followed: a form with what was understood, or help in words. Whoever
/// mistyped a sub-command does not want to give, so that the words serve them better.
pub(super) async fn misread(ctx: &Ctx<'_>, misread: &Misread) -> Result<Reply, Stop> {
    if !misread.means_a_command() {
        give::may_give(ctx)?;
    }
    let people = ctx.known(&misread.understood.recipients).await?;
    let otherwise = wording::misread(&ctx.words(), misread, ctx.manner(), |marked| {
        ctx.spoken(marked, &people)
    });
    let form = if ctx.inbound.ticket.is_some() && !misread.means_a_command() {
        form::filled_from(ctx, misread).await?
    } else {
        None
    };
    match form {
        Some(form) => Ok(Reply::open(form, otherwise)),
        None => ctx.answer(otherwise).await,
    }
}

/// Whether the answer is for nobody else's eyes.
const fn is_personal(command: &Command) -> bool {
    match command {
        Command::Home
        | Command::Balance { .. }
        | Command::Badges { .. }
        | Command::History { .. }
        | Command::Language { .. }
        | Command::Notices(_)
        | Command::Boards { .. }
        | Command::Roles(_)
        | Command::Pause { .. }
        | Command::Audit
        | Command::Shop
        | Command::Redeem { .. }
        | Command::Redemptions
        | Command::Interests
        | Command::Celebrations
        | Command::Approvals
        | Command::Deliveries
        | Command::Items { .. }
        | Command::StandIn(_)
        | Command::Coffee
        | Command::OneOnOnes { .. }
        | Command::Survey { .. }
        | Command::Settings { .. }
        | Command::Connect { .. } => true,
        Command::Give(_)
        | Command::Propose(..)
        | Command::Form
        | Command::Help
        | Command::Leaderboard(_)
        | Command::Undo { .. }
        | Command::Values => false,
    }
}
