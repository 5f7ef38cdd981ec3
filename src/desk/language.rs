//! The language somebody reads.

use super::Stop;
use super::context::Ctx;
use crate::chat::{Locale, Reply};
use crate::people;
use crate::wording::{self, Words};

pub(super) async fn choose(ctx: &Ctx<'_>, tag: Option<&str>) -> Result<Reply, Stop> {
    let words = ctx.words();
    let Some(tag) = tag else {
        return ctx
            .answer(wording::language_shown(&words, ctx.manner().command))
            .await;
    };
    let Ok(locale) = tag.parse::<Locale>() else {
        return ctx
            .answer(wording::language_unknown(&words, tag, ctx.manner().command))
            .await;
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    people::choose_locale(&mut tx, ctx.workspace(), ctx.actor.id, Some(locale)).await?;
    let message = wording::language_set(&Words::new(locale, ctx.settings()));
    let reply = ctx.answer_with(tx, message).await?;
    ctx.desk.directory.forget();
    Ok(reply)
}
