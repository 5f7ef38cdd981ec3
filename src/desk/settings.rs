//! `/kudos settings`: what is set, and setting it.

use super::context::Ctx;
use super::{Stop, channel_setting, language, settings_form};
use crate::chat::{Reply, marked};
use crate::command::{self, Command};
use crate::policy::Action;
use crate::rewards::voucher;
use crate::script::folded;
use crate::settings::{self, Key, Kind, SetError};
use crate::wording::{self, Words};

/// Words that people put between the command and what they mean.
const FILLERS: &[&str] = &[
    "set", "get", "show", "lihat", "atur", "ubah", "tetapkan", "papar",
];

pub(super) async fn command(ctx: &Ctx<'_>, typed: &[String]) -> Result<Reply, Stop> {
    let mut rest: Vec<&str> = typed.iter().map(String::as_str).collect();
    if rest
        .first()
        .is_some_and(|word| FILLERS.contains(&folded(word).as_str()))
    {
        rest.remove(0);
    }
    // One's own language is no setting of the programme, yet it is looked for among them.
    if let Ok(Command::Language { tag }) = command::parse(&rest.join(" "), &ctx.lexicon()) {
        return language::choose(ctx, tag.as_deref()).await;
    }
    let words = ctx.words();
    ctx.demand(Action::Configure).await?;
    let Some((name, value)) = rest.split_first() else {
        return if ctx.inbound.ticket.is_some() {
            settings_form::open(ctx).await
        } else {
            let list = wording::settings_list(&words, ctx.manner().command);
            ctx.answer(list).await
        };
    };
    let name = folded(name);
    let Some(key) = Key::find(&name) else {
        let nearest = Key::nearest(&name);
        let message = wording::setting_unknown(&words, &name, nearest, ctx.manner().command);
        return ctx.answer(message).await;
    };
    if value.is_empty() {
        return ctx.answer(wording::setting_shown(&words, key)).await;
    }
    let value = match value {
        ["=", rest @ ..] => rest.join(" "),
        value => value.join(" "),
    };
    if key.kind() == Kind::Channel {
        return channel_setting::choose(ctx, key, &value).await;
    }
    set(ctx, key, &marked::unescape(&value)).await
}

pub(super) async fn set(ctx: &Ctx<'_>, key: &Key, value: &str) -> Result<Reply, Stop> {
    let words = ctx.words();
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let set = settings::set(
        &mut tx,
        &ctx.desk.clock,
        ctx.workspace(),
        &ctx.by(),
        key,
        value,
    )
    .await;
    let message = match set {
        Ok(settings) => {
            let now = ctx.desk.clock.now();
            voucher::setting_changed(&mut tx, now, ctx.workspace(), key).await?;
            let words = Words::new(words.locale, &settings);
            wording::setting_set(&words, key, ctx.manner().command)
        }
        Err(SetError::Invalid(_)) => wording::setting_invalid(&words, key, value),
        Err(SetError::Database(error)) => return Err(error.into()),
    };
    let reply = ctx.answer_with(tx, message).await?;
    ctx.desk.workspaces.forget();
    Ok(reply)
}
