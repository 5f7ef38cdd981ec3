//! Giving: from what was asked to what is recorded.

use std::collections::HashSet;
use std::sync::Arc;

use super::context::Ctx;
use super::stop::Unanswered;
use super::{Stop, confirm, deleted};
use crate::chat::{Act, Message, Place, PlaceKind, Reply, Rich};
use crate::command::{self, Give, Ignored, Recipient};
use crate::ids::KudosId;
use crate::kudos::{
    self, Checked, Given, Giving, Named, NotGiven, Origin, Outcome, Refusal, Unchecked, Way, check,
    giver_may,
};
use crate::letters::GiftLetters;
use crate::wording;

/// What somebody asks to give, whichever way they asked.
pub(super) struct Ask {
    pub(super) recipients: Vec<Recipient>,
    pub(super) amount: i64,
    pub(super) values: Vec<String>,
    pub(super) reason: String,
    pub(super) broadcast: bool,
    pub(super) way: Way,
    pub(super) place: Place,
    pub(super) message_id: Option<String>,
    /// The kudos it joins.
    pub(super) boosted: Option<KudosId>,
    /// Keys of the act itself, besides those of the delivery.
    pub(super) act_keys: Vec<String>,
}

impl Ask {
    pub(super) fn from_command(ctx: &Ctx<'_>, give: Give, way: Way, message: Option<&str>) -> Self {
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
            way,
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

/// Why nothing is given.
pub(super) enum Declined {
    /// Nobody knows these.
    Strangers(Vec<Recipient>),
    /// The rules refuse it.
    Refused(Refusal),
    /// It has not been decided.
    Stopped(Stop),
}

impl<E: Into<Stop>> From<E> for Declined {
    fn from(reason: E) -> Self {
        Self::Stopped(reason.into())
    }
}

impl Declined {
    /// What ends the handler, where nothing but a sentence comes of it.
    pub(super) fn in_words(self, ctx: &Ctx<'_>) -> Stop {
        match self {
            Self::Strangers(strangers) => Stop::says(ctx.strangers(&strangers)),
            Self::Refused(refusal) => ctx.refuses(&refusal),
            Self::Stopped(stop) => stop,
        }
    }
}

/// Gives, and tells the giver where they gave.
pub(super) async fn give(ctx: &Ctx<'_>, ask: Ask) -> Result<Reply, Stop> {
    let typed = ask.typed();
    match resolved(ctx, ask).await {
        Ok(given) => told(ctx, given).await,
        Err(Declined::Stopped(stop)) => Err(stop),
        Err(Declined::Strangers(strangers)) => {
            let message = ctx.strangers(&strangers);
            ctx.answer(to_try_again(ctx, message, &typed)).await
        }
        Err(Declined::Refused(Refusal::ConfirmRecipients { count, cost }))
            if !ctx.answers_in_public() =>
        {
            confirm::ask(ctx, count, cost).await
        }
        Err(Declined::Refused(refusal)) => {
            let message = wording::refusal(&ctx.words(), &refusal);
            ctx.answer(to_try_again(ctx, message, &typed)).await
        }
    }
}

/// Whether the actor may give at all: whoever may not is offered no form either.
pub(super) fn may_give(ctx: &Ctx<'_>) -> Result<(), Stop> {
    giver_may(ctx.settings(), &ctx.actor).map_err(|refusal| ctx.refuses(&refusal))
}

/// The message with a way to give after all, with everything that was typed; for everybody's
/// eyes, and for whoever may not give, the sentence alone.
fn to_try_again(ctx: &Ctx<'_>, message: Message, typed: &str) -> Message {
    if ctx.answers_in_public() || may_give(ctx).is_err() {
        return message;
    }
    wording::with_form(&ctx.words(), message, Rich::default(), typed)
}

/// Resolves who is meant, and gives to them.
pub(super) async fn resolved(ctx: &Ctx<'_>, ask: Ask) -> Result<Told, Declined> {
    let named = meant(ctx, &ask).await?;
    to_these(ctx, ask, named).await
}

/// What would be given, were it asked for.
pub(super) async fn checked(ctx: &Ctx<'_>, ask: &Ask) -> Result<Checked, Declined> {
    let named = meant(ctx, ask).await?;
    let gift = Unchecked {
        giver: &ctx.actor,
        named,
        amount: ask.amount,
        values: ask.values.clone(),
        reason: &ask.reason,
        direct: ask.place.kind == PlaceKind::Direct,
        confirmed: ctx.confirmed,
        broadcast: ask.broadcast,
    };
    check(ctx.settings(), gift).map_err(Declined::Refused)
}

/// Who is meant.
async fn meant(ctx: &Ctx<'_>, ask: &Ask) -> Result<Vec<Named>, Declined> {
    // Whoever may not give does not learn which addresses are known either.
    if ask.recipients.iter().any(Recipient::is_address)
        && let Err(refusal) = giver_may(ctx.settings(), &ctx.actor)
    {
        return Err(Declined::Refused(refusal));
    }
    let resolved = match ctx.resolve(&ask.recipients).await {
        Err(Unanswered::Needs(_)) if let Some(refusal) = too_many(ctx, ask) => {
            return Err(Declined::Refused(refusal));
        }
        resolved => resolved?,
    };
    if !resolved.strangers.is_empty() {
        return Err(Declined::Strangers(resolved.strangers));
    }
    Ok(resolved.named)
}

/// Why it is refused whoever they are, so that the platform is not asked: a form that somebody made
/// up may name thousands.
fn too_many(ctx: &Ctx<'_>, ask: &Ask) -> Option<Refusal> {
    let people = ask.recipients.iter().filter_map(|it| match it {
        Recipient::Person(user) => Some(user),
        Recipient::Group(_) | Recipient::Address(_) => None,
    });
    let named = people.collect::<HashSet<_>>().len();
    let max = ctx.settings().max_recipients;
    (named > max).then_some(Refusal::TooManyRecipients { max, named })
}

/// What became of a gift, and what there is to say of it.
pub(super) struct Told {
    given: Given,
    letters: GiftLetters,
    message_id: Option<String>,
}

impl Told {
    /// Whether it was given now.
    pub(super) const fn is_given(&self) -> bool {
        matches!(self.given.outcome, Outcome::Given { .. })
    }
}

/// Gives to those who are meant. The giver is told in the acknowledgement, or by a letter in the same
/// transaction.
pub(super) async fn to_these(ctx: &Ctx<'_>, ask: Ask, named: Vec<Named>) -> Result<Told, Declined> {
    let origin = Origin::Chat(ask.way, ask.place.clone());
    let gathered = origin.is_gathered();
    let letters = GiftLetters {
        settings: Arc::clone(&ctx.connected.settings),
        account: ctx.inbound.actor.clone(),
        typed: Some(ask.typed()),
        answer_key: ctx.inbound.answer_key(),
        replaces: ctx.draft.and_then(|_| ctx.pressed_message()),
        answered_elsewhere: ctx.inbound.place.is_none(),
        answered_in_public: ctx.answers_in_public(),
        // A +1 is answered where it is seen, a reaction not at all: what there is to say comes by itself.
        answered_at_once: ctx.answers_at_once() && !gathered,
    };
    let draft = ctx.draft.map(|draft| format!("draft/{draft}"));
    let message_id = ask.message_id.clone();
    let giving = Giving {
        by: ctx.by(),
        giver: Arc::clone(&ctx.actor),
        named,
        amount: ask.amount,
        values: ask.values,
        reason: ask.reason,
        // Those whom somebody else praised are not for the giver to choose.
        confirmed: ctx.confirmed || ask.boosted.is_some(),
        happened_at: (ask.way == Way::Reaction).then_some(ctx.inbound.at),
        origin,
        message_id: ask.message_id,
        boosted: ask.boosted,
        broadcast: ask.broadcast,
        keys: ctx.keys(),
        act_keys: ask.act_keys.into_iter().chain(draft).collect(),
    };
    let desk = ctx.desk;
    let narrator = Arc::new(letters.clone());
    match kudos::give(&desk.batcher, &desk.clock, ctx.settings(), giving, narrator).await {
        Ok(given) => {
            if gathered {
                desk.notices.wake();
            }
            Ok(Told {
                given,
                letters,
                message_id,
            })
        }
        Err(NotGiven::Refused(refusal)) => Err(Declined::Refused(refusal)),
        Err(NotGiven::Failed(failure)) => Err(failure.into()),
    }
}

/// What the acknowledgement says of it, where the giver is not told by a letter.
pub(super) async fn told(ctx: &Ctx<'_>, told: Told) -> Result<Reply, Stop> {
    let told_now = ctx.answers_at_once();
    let Told {
        given: Given { outcome, gift },
        letters,
        message_id,
    } = told;
    if let Some(message) = message_id {
        deleted::is_deleted(ctx, &message).await?;
    }
    if outcome == Outcome::AlreadyGiven && !told_now && ctx.draft.is_some() {
        // Another press, before the button was gone: a press that is delivered again is told once.
        return ctx.answer(wording::already_given(&ctx.words())).await;
    }
    Ok(match outcome {
        _ if !told_now => Reply::Nothing,
        Outcome::Given { .. } if ctx.answers_in_public() => {
            Reply::Private(letters.announced(&gift))
        }
        // What somebody has left is nobody else's business.
        Outcome::Short { .. } if ctx.answers_in_public() => {
            Reply::Private(wording::short_in_public(&ctx.words()))
        }
        Outcome::Given { left } if ctx.draft.is_some() => {
            Reply::Instead(letters.confirmation(&gift, left))
        }
        Outcome::Given { left } => Reply::Private(letters.confirmation(&gift, left)),
        // A form stays open, so that nothing typed is lost.
        Outcome::Short { left } if matches!(ctx.inbound.act, Act::Submitted(_)) => {
            let sentence = letters.short(&gift, left).summary.to_plain();
            Reply::Invalid(vec![("points".into(), sentence)])
        }
        Outcome::Short { left } => Reply::Private(letters.short(&gift, left)),
        Outcome::AlreadyGiven => Reply::Private(wording::already_given(&ctx.words())),
    })
}
