//! The form of settings: a page to choose a group from, and a page for each.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Stop;
use super::channel_setting::{self, Checked, channel_here};
use super::context::Ctx;
use crate::chat::{Answers, Message, Place, Reply, Turn};
use crate::platforms::traits;
use crate::policy::Action;
use crate::rewards::voucher;
use crate::settings::{self, Group, KEYS, Key, Kind, SetError, Settings};
use crate::wording::{self, SettingsPage, Words};

/// What a page carries from where it was opened to where it is sent.
#[derive(Serialize, Deserialize)]
struct Context {
    group: Group,
    /// What was set when it was opened, so that nobody takes back what somebody else changes meanwhile.
    seen: String,
}

/// The first page.
pub(super) async fn open(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let words = ctx.words();
    ctx.demand(Action::Configure).await?;
    let list = wording::settings_list(&words, ctx.manner().command);
    Ok(Reply::open(wording::settings_menu(&words), list))
}

/// The page of a group, on top of the first one.
pub(super) async fn open_group(ctx: &Ctx<'_>, group: &str) -> Result<Reply, Stop> {
    let words = ctx.words();
    ctx.demand(Action::Configure).await?;
    let Ok(group) = Group::named(group) else {
        return Ok(Reply::Nothing);
    };
    let page = page(ctx, group, ctx.settings(), None);
    Ok(Reply::Open {
        form: Box::new(wording::settings_page(&words, &page)),
        turn: Turn::Push,
        otherwise: wording::settings_list(&words, ctx.manner().command),
    })
}

/// A page was sent: everything that was changed on it is set, or nothing.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    let words = ctx.words();
    ctx.demand(Action::Configure).await?;
    let Ok(Context { group, seen }) = serde_json::from_str(&answers.context) else {
        return Ok(Reply::Nothing);
    };
    let channel = match channel(ctx, group, answers).await? {
        Channel::Answer(answer) => answer,
        Channel::Refused(key, message) => return refused(ctx, vec![(key.name, message)]).await,
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let before = settings::load_to_change(&mut tx, ctx.workspace()).await?;
    if digest(&before, group) != seen {
        tx.rollback().await?;
        return shown_anew(
            ctx,
            group,
            &before,
            wording::settings_changed_meanwhile(&words),
        )
        .await;
    }
    let changes = match changes(ctx, group, &before, answers, channel.as_deref()) {
        Ok(changes) => changes,
        Err(invalid) => {
            tx.rollback().await?;
            return refused(ctx, invalid).await;
        }
    };
    let mut after = before;
    for (key, value) in &changes {
        let (clock, workspace) = (&ctx.desk.clock, ctx.workspace());
        after = match settings::set(&mut tx, clock, workspace, &ctx.by(), key, value).await {
            Ok(settings) => settings,
            Err(SetError::Database(error)) => return Err(error.into()),
            Err(SetError::Invalid(_)) => {
                tx.rollback().await?;
                let message = wording::setting_invalid(&words, key, value);
                return refused(ctx, vec![(key.name, message)]).await;
            }
        };
    }
    for (key, _) in &changes {
        let now = ctx.desk.clock.now();
        voucher::setting_changed(&mut tx, now, ctx.workspace(), key).await?;
    }
    let keys: Vec<&Key> = changes.iter().map(|(key, _)| *key).collect();
    let words = Words::new(words.locale, &after);
    let saved = wording::settings_saved(&words, &keys, ctx.manner().command);
    let reply = if ctx.answers_at_once() {
        again(ctx, group, &after, saved)
    } else {
        ctx.answer_in(&mut tx, saved).await?
    };
    ctx.commit(tx).await?;
    ctx.desk.workspaces.forget();
    Ok(reply)
}

/// A setting, and what it is to be.
type Change = (&'static Key, String);

/// What was changed; or what cannot be, at each question.
fn changes(
    ctx: &Ctx<'_>,
    group: Group,
    before: &Settings,
    answers: &Answers,
    channel: Option<&str>,
) -> Result<Vec<Change>, Vec<(&'static str, Message)>> {
    let words = Words::new(ctx.words().locale, before);
    let page = page(ctx, group, before, None);
    let (mut changes, mut invalid) = (Vec::new(), Vec::new());
    for key in KEYS {
        if !wording::settings_page_asks(&words, &page, key) {
            continue;
        }
        let answer = match key.kind() {
            Kind::Channel => channel,
            _ => Some(answers.one(key.name).unwrap_or_default()),
        };
        let Some(answer) = answer else { continue };
        let mut tried = before.clone();
        if key.set(&mut tried, answer).is_err() {
            let message = wording::setting_invalid(&words, key, answer);
            invalid.push((key.name, message));
        } else if key.get(&tried) != key.get(before) {
            changes.push((key, answer.to_owned()));
        }
    }
    if invalid.is_empty() {
        Ok(changes)
    } else {
        Err(invalid)
    }
}

/// What comes of the channel that was chosen.
enum Channel {
    /// What to set; nothing where it stays.
    Answer(Option<String>),
    /// It cannot be set, and why.
    Refused(&'static Key, Message),
}

/// The channel on a page that asks for one. Nothing is taken away that was not shown.
async fn channel(ctx: &Ctx<'_>, group: Group, answers: &Answers) -> Result<Channel, Stop> {
    let shown = page(ctx, group, ctx.settings(), None);
    let Some(key) = group.channel() else {
        return Ok(Channel::Answer(None));
    };
    let chosen = answers.one(key.name);
    if !shown.asks_places || chosen == shown.channel.as_deref() {
        return Ok(Channel::Answer(None));
    }
    let typed = match chosen {
        None => "none".to_owned(),
        Some(channel) => Place {
            channel: channel.to_owned(),
            ..ctx.place()
        }
        .to_string(),
    };
    Ok(match channel_setting::check(ctx, key, typed).await? {
        Checked::Set(value) => Channel::Answer(Some(value)),
        Checked::Refused(message) => Channel::Refused(key, message),
    })
}

/// Why it cannot be so: at the questions, or by message once the page is closed.
async fn refused(ctx: &Ctx<'_>, invalid: Vec<(&'static str, Message)>) -> Result<Reply, Stop> {
    if ctx.answers_at_once() {
        let at = |(name, message): (&str, Message)| (name.to_owned(), message.summary.to_plain());
        return Ok(Reply::Invalid(invalid.into_iter().map(at).collect()));
    }
    let parts = invalid.iter().flat_map(|(_, message)| message.shown());
    let summary = invalid.first().map(|(_, message)| message.summary.clone());
    let message = parts.fold(Message::new(summary.unwrap_or_default()), Message::with);
    ctx.answer(message).await
}

/// The page as things are now; in words where it is closed.
async fn shown_anew(
    ctx: &Ctx<'_>,
    group: Group,
    settings: &Settings,
    news: Message,
) -> Result<Reply, Stop> {
    if ctx.answers_at_once() {
        Ok(again(ctx, group, settings, news))
    } else {
        ctx.answer(news).await
    }
}

fn again(ctx: &Ctx<'_>, group: Group, settings: &Settings, news: Message) -> Reply {
    let words = Words::new(ctx.words().locale, settings);
    let page = page(ctx, group, settings, Some(news.clone()));
    Reply::open(wording::settings_page(&words, &page), news)
}

fn page(ctx: &Ctx<'_>, group: Group, settings: &Settings, news: Option<Message>) -> SettingsPage {
    let context = Context {
        group,
        seen: digest(settings, group),
    };
    SettingsPage {
        group,
        context: serde_json::to_string(&context).unwrap_or_default(),
        news,
        channel: channel_here(ctx, group.channel().and_then(|key| key.channel(settings))),
        asks_places: traits(ctx.inbound.installation.platform).asks_places,
        command: ctx.manner().command,
    }
}

/// What the settings of a group come to.
fn digest(settings: &Settings, group: Group) -> String {
    let mut hash = Sha256::new();
    for key in KEYS.iter().filter(|key| key.group == group) {
        hash.update(key.get(settings));
        hash.update([0]);
    }
    hex::encode(&hash.finalize()[..8])
}
