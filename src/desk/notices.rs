//! `/kudos notices`: which news somebody wants to be told.

use super::Stop;
use super::context::Ctx;
use crate::chat::Reply;
use crate::command::{News, Notices};
use crate::people::{self, NoticeKind};
use crate::wording;

pub(super) async fn notices(ctx: &Ctx<'_>, asked: Notices) -> Result<Reply, Stop> {
    match asked {
        Notices::Show => {
            let muted = &ctx.actor.muted;
            let message = wording::notices(&ctx.words(), muted, ctx.manner().command);
            ctx.answer(message).await
        }
        Notices::Turn { on, kinds } if kinds.is_empty() => {
            turn(ctx, &NoticeKind::ALL, on, Says::Besides).await
        }
        Notices::Turn { on, kinds } => {
            let kinds: Vec<_> = kinds.into_iter().map(kind_of).collect();
            turn(ctx, &kinds, on, Says::Besides).await
        }
    }
}

/// A button of a message that is about which news come: it says what holds now.
pub(super) async fn pressed(ctx: &Ctx<'_>, kind: &str, on: bool) -> Result<Reply, Stop> {
    match NoticeKind::named(kind) {
        Ok(kind) => turn(ctx, &[kind], on, Says::Instead).await,
        Err(_) => Ok(Reply::Nothing),
    }
}

/// The button below what somebody was told.
pub(super) async fn pressed_on_news(ctx: &Ctx<'_>, kind: &str) -> Result<Reply, Stop> {
    match NoticeKind::named(kind) {
        Ok(kind) => turn(ctx, &[kind], false, Says::Besides).await,
        Err(_) => Ok(Reply::Nothing),
    }
}

/// Where it is said what was turned.
enum Says {
    /// In place of the message whose button was pressed.
    Instead,
    /// In a message of its own.
    Besides,
}

async fn turn(ctx: &Ctx<'_>, kinds: &[NoticeKind], on: bool, says: Says) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    people::choose_notices(&mut tx, ctx.workspace(), ctx.actor.id, kinds, on).await?;
    let message = wording::notices_turned(&ctx.words(), kinds, on, ctx.manner().command);
    let reply = match says {
        Says::Instead => ctx.settle_with(tx, message).await?,
        Says::Besides => ctx.answer_with(tx, message).await?,
    };
    ctx.desk.directory.forget();
    Ok(reply)
}

const fn kind_of(news: News) -> NoticeKind {
    match news {
        News::Kudos => NoticeKind::Kudos,
        News::Joins => NoticeKind::Joins,
        News::Allowance => NoticeKind::Allowance,
        News::Badges => NoticeKind::Badges,
        News::Thanking => NoticeKind::Thanking,
        News::Digest => NoticeKind::Digest,
    }
}
