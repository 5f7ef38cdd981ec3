//! The form: opened, filled from what was typed, and sent.

use std::num::IntErrorKind;

use serde::{Deserialize, Serialize};

use super::channel_setting::channel_here;
use super::context::Ctx;
use super::give::{Ask, Declined};
use super::resolve::as_said;
use super::{DeskError, Stop, confirm, give, help};
use crate::chat::{
    Answers, Form, Identity, Input, Message, Place, PlaceKind, Quoted, Reply, marked,
};
use crate::command::{self, Command, Give, Misread, Recipient};
use crate::kudos::{Refusal, Way};
use crate::wording::{self, GiveForm};

/// What a form carries from where it was opened to where it is sent.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Context {
    /// Where it was opened; nowhere, from a menu.
    place: Option<Place>,
}

/// The form with nothing in it; in words where none can open.
pub(super) async fn open_empty(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    if ctx.inbound.ticket.is_none() {
        return help::show(ctx).await;
    }
    opening(ctx, &empty(ctx))
}

/// "Give kudos" was chosen from a menu, perhaps on a message.
pub(super) fn of_shortcut(ctx: &Ctx<'_>, quoted: Option<&Quoted>) -> Result<Reply, Stop> {
    let mut form = empty(ctx);
    if let Some(author) = quoted.and_then(|quoted| quoted.author.clone()) {
        form.recipients.push(author);
    }
    opening(ctx, &form)
}

/// The form with what was typed before a button was pressed.
pub(super) async fn open_with(ctx: &Ctx<'_>, typed: &str) -> Result<Reply, Stop> {
    let form = match command::parse(typed, &ctx.lexicon()) {
        Ok(Command::Give(give)) => showing(ctx, &give).await?,
        Ok(_) => return open_empty(ctx).await,
        Err(misread) => showing(ctx, &misread.understood).await?,
    };
    opening(ctx, &form)
}

/// The form with what was understood of a text, and a line about what was not. None where it
/// could not hold everything that was typed.
pub(super) async fn filled_from(
    ctx: &Ctx<'_>,
    misread: &Misread,
) -> Result<Option<Form>, DeskError> {
    let mut form = showing(ctx, &misread.understood).await?;
    form.intro = Some(wording::misread_intro(&ctx.words(), misread));
    let form = wording::give_form(&ctx.words(), &form);
    let fits = form.fields().all(|field| match &field.input {
        Input::Text {
            initial, max_chars, ..
        } => initial.chars().count() <= *max_chars,
        _ => true,
    });
    Ok(fits.then_some(form))
}

async fn showing(ctx: &Ctx<'_>, understood: &Give) -> Result<GiveForm, DeskError> {
    let mut form = empty(ctx);
    let mut unlisted = Vec::new();
    let people = ctx.known(&understood.recipients).await?;
    // A form's text knows no marks: what they stand for is written out.
    let written = |marked: &str| ctx.spoken(marked, &people).to_plain();
    for recipient in &understood.recipients {
        match recipient {
            Recipient::Person(user) => form.recipients.push(pickable(ctx, user).await?),
            // What cannot stand in the list of people stays in the text.
            Recipient::Group(_) | Recipient::Address(_) => {
                let marked = recipient.marked();
                unlisted.push(written(as_said(ctx.inbound, &marked).unwrap_or(&marked)));
            }
        }
    }
    form.points = Some(understood.amount).filter(|amount| *amount > 0);
    form.values_chosen.clone_from(&understood.values);
    unlisted.push(written(&understood.reason));
    form.reason = unlisted.join(" ");
    Ok(form)
}

/// An account by the id that lists of people know it by, which is not always the one that it is
/// mentioned by.
async fn pickable(ctx: &Ctx<'_>, user: &str) -> Result<Identity, DeskError> {
    let mentioned = ctx.account(user);
    let member = ctx.known_already(user).await?;
    let account = member
        .as_deref()
        .and_then(|member| member.account(&mentioned));
    Ok(account.map_or(mentioned, |account| account.identity.clone()))
}

/// The form, for whoever may give; help in words where it would not open.
fn opening(ctx: &Ctx<'_>, form: &GiveForm) -> Result<Reply, Stop> {
    give::may_give(ctx)?;
    Ok(Reply::open(
        wording::give_form(&ctx.words(), form),
        wording::help(&ctx.words(), ctx.manner(), true),
    ))
}

fn empty(ctx: &Ctx<'_>) -> GiveForm {
    let place = ctx.inbound.place.clone();
    let ask_place = place.is_none();
    let context = serde_json::to_string(&Context { place }).unwrap_or_default();
    GiveForm {
        context,
        ask_place,
        place: channel_here(ctx, ctx.settings().kudos_channel.clone()),
        ..GiveForm::default()
    }
}

/// A form was sent.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    let place = ctx.desk.place(&place_of(ctx, answers), ctx.unknown).await?;
    let ask = match ask_of(ctx, answers, place) {
        Ok(ask) => ask,
        Err(invalid) => return Ok(invalid),
    };
    let (typed, reason) = (ask.typed(), ask.reason.clone());
    match give::resolved(ctx, ask).await {
        Ok(given) => give::told(ctx, given).await,
        Err(Declined::Stopped(stop)) => Err(stop),
        Err(Declined::Strangers(_)) => {
            let message = wording::unknown_picked(&ctx.words());
            sent_back(ctx, "to", message, &typed, &reason).await
        }
        Err(Declined::Refused(Refusal::ConfirmRecipients { count, cost })) => {
            confirm::ask(ctx, count, cost).await
        }
        Err(Declined::Refused(refusal)) => {
            let message = wording::refusal(&ctx.words(), &refusal);
            sent_back(ctx, field_of(&refusal), message, &typed, &reason).await
        }
    }
}

/// The form stays open, with the sentence at its question. Once it is closed, because the
/// platform had to be asked, a message brings back what was typed.
async fn sent_back(
    ctx: &Ctx<'_>,
    field: &str,
    message: Message,
    typed: &str,
    reason: &str,
) -> Result<Reply, Stop> {
    if ctx.answers_at_once() {
        let sentence = message.summary.to_plain();
        return Ok(Reply::Invalid(vec![(field.into(), sentence)]));
    }
    let reason = ctx.spoken(reason, &[]);
    let message = wording::with_form(&ctx.words(), message, reason, typed);
    ctx.answer(message).await
}

fn ask_of(ctx: &Ctx<'_>, answers: &Answers, place: Place) -> Result<Ask, Reply> {
    let words = ctx.words();
    let recipients: Vec<Recipient> = answers
        .all("to")
        .iter()
        .cloned()
        .map(Recipient::Person)
        .collect();
    if recipients.is_empty() {
        return Err(invalid("to", wording::nobody_picked(&words)));
    }
    let typed = match answers.one("points") {
        Some(_) => answers.digits("points"),
        None => "1".to_owned(),
    };
    let amount = typed.parse::<i64>().map_err(|wrong| {
        let max = ctx.settings().max_points_per_recipient;
        let sentence = match wrong.kind() {
            IntErrorKind::PosOverflow => wording::refused(&words, &Refusal::TooManyPoints { max }),
            IntErrorKind::NegOverflow => wording::refused(&words, &Refusal::NotPositive),
            _ => wording::points_not_whole(&words, &typed),
        };
        invalid("points", sentence)
    })?;
    Ok(Ask {
        recipients,
        amount,
        values: answers.all("values").to_vec(),
        // The form's text is plain; the books keep marked text.
        reason: marked::escape(answers.typed("message")),
        broadcast: false,
        way: Way::Form,
        place,
        message_id: None,
        boosted: None,
        act_keys: Vec::new(),
    })
}

/// Where it is announced: as was chosen, else where the form was opened, else nowhere.
fn place_of(ctx: &Ctx<'_>, answers: &Answers) -> Place {
    let nowhere = ctx.place();
    // It is asked only where the delivery says no place: elsewhere somebody made the answer up.
    let chosen = answers.one("place");
    if let Some(channel) = chosen.filter(|_| ctx.inbound.place.is_none()) {
        return Place {
            channel: channel.to_owned(),
            kind: PlaceKind::Unknown,
            ..nowhere
        };
    }
    let context: Context = serde_json::from_str(&answers.context).unwrap_or_default();
    // Not every platform keeps what a form carries from its sender: where the delivery says a
    // place, the form may only add the thread. A place of another team is none.
    let agrees = |opened: &Place| match &ctx.inbound.place {
        Some(here) => opened.channel == here.channel,
        None => (opened.platform, &opened.team) == (nowhere.platform, &nowhere.team),
    };
    match (context.place.filter(agrees), &ctx.inbound.place) {
        (Some(opened), None) => opened,
        (Some(opened), Some(here)) => Place {
            thread: here.thread.clone().or(opened.thread),
            ..here.clone()
        },
        (None, _) => nowhere,
    }
}

/// The form stays open, with the sentence at its question.
fn invalid(field: &str, sentence: String) -> Reply {
    Reply::Invalid(vec![(field.into(), sentence)])
}

/// The question that a refusal is about.
const fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotPositive | Refusal::TooManyPoints { .. } => "points",
        Refusal::UnknownValue { .. } | Refusal::ValueMissing => "values",
        Refusal::ReasonTooShort { .. } => "message",
        _ => "to",
    }
}
