//! Giving: from what was asked to what is recorded.

use std::collections::HashSet;
use std::sync::Arc;

use uuid::Uuid;

use super::context::Ctx;
use super::resolve::as_said;
use super::story::Story;
use super::{DeskError, Progress};
use super::{confirm, withdrawn};
use crate::chat::{Act, Message, Place, Reply, Rich};
use crate::command::{self, Give, Ignored, Recipient};
use crate::kudos::{
    Allowance, Checked, Draft, Gift, Named, Note, Outcome, Refusal, Source, check, giver_may,
};
use crate::wording;

/// What somebody asks to give, whichever way they asked.
pub(super) struct Ask {
    pub(super) recipients: Vec<Recipient>,
    pub(super) amount: i64,
    pub(super) values: Vec<String>,
    pub(super) reason: String,
    pub(super) broadcast: bool,
    pub(super) source: Source,
    pub(super) place: Place,
    pub(super) message_id: Option<String>,
    /// The kudos it joins.
    pub(super) boosted: Option<Uuid>,
    /// Keys of the act itself, besides those of the delivery.
    pub(super) act_keys: Vec<String>,
}

impl Ask {
    pub(super) fn from_command(
        ctx: &Ctx<'_>,
        give: Give,
        source: Source,
        message: Option<&str>,
    ) -> Self {
        let mut values = give.values;
        // A chat makes a channel's mention of `#teamwork` where a channel is called so.
        for channel in give.channels {
            if let Some(name) = channel
                .name
                .filter(|name| ctx.settings().values.find(name).is_some())
            {
                values.push(name);
            }
        }
        Self {
            recipients: give.recipients,
            amount: give.amount,
            values,
            reason: give.reason,
            broadcast: give
                .ignored
                .iter()
                .any(|i| matches!(i, Ignored::Broadcast(_))),
            source,
            place: ctx.place(),
            message_id: message.map(str::to_owned),
            boosted: None,
            act_keys: Vec::new(),
        }
    }

    /// The line that asks for the same.
    pub(super) fn typed(&self) -> String {
        let recipients = self.recipients.iter().map(Recipient::marked);
        let values = self.values.iter().map(|value| wording::value_label(value));
        let words: Vec<String> = recipients
            .chain([format!("{:+}", self.amount)])
            .chain(values)
            .chain([command::behind_recipients(&self.reason)])
            .collect();
        words.join(" ")
    }
}

/// Why a gift did not come to be recorded.
pub(super) enum Stop {
    /// The platform must be asked first.
    Needs(Vec<super::Need>),
    /// Nobody knows these.
    Strangers(Vec<Recipient>),
    /// The rules refuse it.
    Refused(Refusal),
}

/// Gives, and tells the giver where they gave.
pub(super) async fn give(ctx: &Ctx<'_>, ask: Ask) -> Result<Progress, DeskError> {
    match checked(ctx, &ask).await? {
        Ok(checked) => record(ctx, ask, checked).await,
        Err(Stop::Needs(needs)) => Ok(Progress::Needs(needs)),
        Err(Stop::Strangers(strangers)) => {
            let message = unknown(ctx, &strangers);
            ctx.answer(to_try_again(ctx, message, &ask)).await
        }
        Err(Stop::Refused(Refusal::ConfirmRecipients { count, cost }))
            if !ctx.answers_in_public() =>
        {
            confirm::ask(ctx, count, cost).await
        }
        Err(Stop::Refused(refusal)) => {
            let message = wording::refusal(&ctx.words(), &refusal);
            ctx.answer(to_try_again(ctx, message, &ask)).await
        }
    }
}

/// The message with a way to give after all, with everything that was typed; for everybody's
/// eyes, the sentence alone.
fn to_try_again(ctx: &Ctx<'_>, message: Message, ask: &Ask) -> Message {
    if ctx.answers_in_public() {
        return message;
    }
    wording::with_form(&ctx.words(), message, Rich::default(), &ask.typed())
}

/// Nobody knows these: they are shown as they were mentioned.
pub(super) fn unknown(ctx: &Ctx<'_>, strangers: &[Recipient]) -> Message {
    let people = strangers.iter().map(|stranger| {
        let marked = stranger.marked();
        ctx.spoken(as_said(ctx.inbound, &marked).unwrap_or(&marked), &[])
    });
    let group = |stranger: &Recipient| matches!(stranger, Recipient::Group(_));
    if strangers.iter().all(group) {
        wording::unknown_group(&ctx.words(), people)
    } else {
        wording::unknown_person(&ctx.words(), people)
    }
}

/// Resolves who is meant and asks the rules.
pub(super) async fn checked(ctx: &Ctx<'_>, ask: &Ask) -> Result<Result<Checked, Stop>, DeskError> {
    // Whoever may not give does not learn which addresses are known either.
    if ask.recipients.iter().any(Recipient::is_address)
        && let Err(refusal) = giver_may(ctx.settings(), &ctx.actor)
    {
        return Ok(Err(Stop::Refused(refusal)));
    }
    let resolved = match ctx.resolve(&ask.recipients).await? {
        Ok(resolved) => resolved,
        Err(needs) => return Ok(Err(worth_asking(ctx, ask, needs))),
    };
    if !resolved.strangers.is_empty() {
        return Ok(Err(Stop::Strangers(resolved.strangers)));
    }
    Ok(ask_the_rules(ctx, ask, resolved.named).map_err(Stop::Refused))
}

/// What the platform must be asked, unless the answers would not matter: a form that somebody made
/// up may name thousands.
fn worth_asking(ctx: &Ctx<'_>, ask: &Ask, needs: Vec<super::Need>) -> Stop {
    let people = ask.recipients.iter().filter_map(|it| match it {
        Recipient::Person(user) => Some(user),
        Recipient::Group(_) | Recipient::Address(_) => None,
    });
    let named = people.collect::<HashSet<_>>().len();
    let max = ctx.settings().max_recipients;
    if named > max {
        Stop::Refused(Refusal::TooManyRecipients { max, named })
    } else {
        Stop::Needs(needs)
    }
}

pub(super) fn ask_the_rules(
    ctx: &Ctx<'_>,
    ask: &Ask,
    named: Vec<Named>,
) -> Result<Checked, Refusal> {
    let draft = Draft {
        giver: &ctx.actor,
        named,
        amount: ask.amount,
        values: ask.values.clone(),
        reason: &ask.reason,
        place: ask.place.kind,
        confirmed: ctx.confirmed,
    };
    let mut checked = check(ctx.settings(), draft)?;
    if ask.broadcast {
        checked.notes.push(Note::BroadcastLeftOut);
    }
    Ok(checked)
}

/// Records what was checked. The giver is told in the acknowledgement, or by a letter in the
/// same transaction.
pub(super) async fn record(
    ctx: &Ctx<'_>,
    ask: Ask,
    checked: Checked,
) -> Result<Progress, DeskError> {
    let told_now = ctx.answers_at_once();
    let said = ask.message_id.clone();
    let (outcome, story) = hand_over(ctx, ask, checked, !told_now).await?;
    if let Some(message) = said {
        withdrawn::is_withdrawn(ctx, &withdrawn::of_message(ctx, &message)).await?;
    }
    if outcome == Outcome::AlreadyGiven && !told_now && ctx.draft.is_some() {
        // Another press, before the button was gone: a press that is delivered again is told once.
        return ctx.answer(wording::already_given(&ctx.words())).await;
    }
    Ok(match outcome {
        _ if !told_now => Reply::Nothing,
        Outcome::Given { .. } if ctx.answers_in_public() => Reply::Private(story.announced()),
        // What somebody has left is nobody else's business.
        Outcome::Short { .. } if ctx.answers_in_public() => {
            Reply::Private(wording::short_in_public(&ctx.words()))
        }
        Outcome::Given { left } if ctx.draft.is_some() => Reply::Instead(story.confirmation(left)),
        Outcome::Given { left } => Reply::Private(story.confirmation(left)),
        // A form stays open, so that nothing typed is lost.
        Outcome::Short { left } if matches!(ctx.inbound.act, Act::Submitted(_)) => {
            let sentence = story.short(left).summary.to_plain();
            Reply::Invalid(vec![("points".into(), sentence)])
        }
        Outcome::Short { left } => Reply::Private(story.short(left)),
        Outcome::AlreadyGiven => Reply::Private(wording::already_given(&ctx.words())),
    }
    .into())
}

/// Hands a gift to the batcher with everything there is to say about it.
pub(super) async fn hand_over(
    ctx: &Ctx<'_>,
    ask: Ask,
    checked: Checked,
    tell_giver: bool,
) -> Result<(Outcome, Arc<Story>), DeskError> {
    let id = ctx.desk.clock.new_id();
    let story = Arc::new(Story {
        kudos: id,
        connected: Arc::clone(&ctx.connected),
        giver: Arc::clone(&ctx.actor),
        account: ctx.inbound.actor.clone(),
        resets_at: ctx
            .settings()
            .allowance_period
            .next(ctx.now, &ctx.settings().time_zone),
        reason: ask.reason.clone(),
        typed: ask.typed(),
        checked,
        place: ask.place.clone(),
        source: ask.source,
        boosted: ask.boosted,
        answer_key: ctx.inbound.answer_key(),
        replaces: ctx.draft.and_then(|_| ctx.pressed_message()),
        answered_in_public: ctx.answers_in_public(),
    });
    let draft = ctx.draft.map(|draft| format!("draft/{draft}"));
    let act_keys = ask.act_keys.into_iter().chain(draft).collect();
    let telling = Arc::clone(&story);
    let others = story.to_others();
    let gift = Gift {
        id,
        workspace: ctx.workspace(),
        at: ctx.now,
        day: ctx.now.to_zoned(ctx.settings().time_zone.clone()).date(),
        giver: ctx.actor.id,
        proof: ctx.inbound.proof,
        recipients: story
            .checked
            .recipients
            .iter()
            .map(|member| member.id)
            .collect(),
        points: story.checked.points,
        values: story.checked.values.clone(),
        message: ask.reason,
        source: ask.source,
        place: ask.place,
        message_id: ask.message_id,
        happened_at: (ask.source == Source::Reaction).then_some(ctx.inbound.at),
        boosted: ask.boosted,
        allowance: Allowance::at(ctx.now, ctx.settings()),
        keys: ctx.keys(),
        act_keys,
        letters: Box::new(move |outcome| {
            let given = matches!(outcome, Outcome::Given { .. });
            let others = if given { others.clone() } else { Vec::new() };
            let answer = tell_giver.then(|| telling.to_giver(outcome)).flatten();
            others.into_iter().chain(answer).collect()
        }),
    };
    let gathered = gift.source.is_gathered();
    let outcome = ctx.desk.batcher.give(gift).await?;
    if gathered {
        ctx.desk.notices.ring();
    }
    Ok((outcome, story))
}
