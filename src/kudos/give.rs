//! Giving, from wherever somebody asks: the rules, the books, and who is told.

use std::sync::Arc;

use jiff::Timestamp;

use super::{
    Allowance, Batcher, Gift, Named, Narrator, NotRecorded, Origin, Outcome, Recognition, Refusal,
    Unchecked, check,
};
use crate::attempt::Failure;
use crate::clock::Clock;
use crate::ids::KudosId;
use crate::people::Member;
use crate::policy::{Action, Actor};
use crate::settings::Settings;

/// What somebody asks to give.
#[derive(Clone, Debug)]
pub struct Giving {
    /// Who asks.
    pub by: Actor,
    /// From whose allowance.
    pub giver: Arc<Member>,
    /// To whom, in the order they were named.
    pub named: Vec<Named>,
    /// Points for each.
    pub amount: i64,
    /// Company values, as typed.
    pub values: Vec<String>,
    /// Marked text, as typed.
    pub reason: String,
    /// Whether the giver has confirmed a number of recipients above the limit.
    pub confirmed: bool,
    /// Where it comes from.
    pub origin: Origin,
    /// The message it comes from.
    pub message_id: Option<String>,
    /// When a reaction that gives was put on, as the platform says.
    pub happened_at: Option<Timestamp>,
    /// The kudos it joins.
    pub boosted: Option<KudosId>,
    /// Whether `@channel` or the like was named, which does not give.
    pub broadcast: bool,
    /// Idempotency keys of the request: when one of them was recorded before, nothing is done.
    pub keys: Vec<String>,
    /// Idempotency keys of the act itself, which are taken once it is done: a gift that is short may
    /// be asked for again.
    pub act_keys: Vec<String>,
}

/// What became of it, and what there is to tell.
#[derive(Clone, Debug)]
pub struct Given {
    /// What became of it.
    pub outcome: Outcome,
    /// What was asked for.
    pub gift: Arc<Recognition>,
}

/// Why nothing is known to be given.
#[derive(Debug, thiserror::Error)]
pub enum NotGiven {
    /// The rules refuse it.
    #[error("the rules refuse it")]
    Refused(Refusal),
    /// It is not recorded, or nobody knows.
    #[error("it is not known to be recorded")]
    Failed(Failure<NotRecorded>),
}

/// Gives, and returns once it is durable. Whoever is told is told by letters in the transaction that
/// decides the outcome, as `narrator` words them.
///
/// It takes no transaction: gifts of many share one commit.
pub async fn give(
    batcher: &Batcher,
    clock: &Clock,
    settings: &Settings,
    asked: Giving,
    narrator: Arc<dyn Narrator>,
) -> Result<Given, NotGiven> {
    if !asked.by.may(Action::Give) {
        return Err(NotGiven::Refused(Refusal::NotForYou));
    }
    let checked = check(
        settings,
        Unchecked {
            giver: &asked.giver,
            named: asked.named,
            amount: asked.amount,
            values: asked.values,
            reason: &asked.reason,
            direct: asked.origin.is_direct(),
            confirmed: asked.confirmed,
            broadcast: asked.broadcast,
        },
    )
    .map_err(NotGiven::Refused)?;
    let at = clock.now();
    let gift = Arc::new(Recognition {
        id: clock.new_id(),
        workspace: asked.giver.workspace,
        at,
        giver: asked.giver,
        recipients: checked.recipients,
        points: checked.points,
        values: checked.values,
        message: asked.reason,
        origin: asked.origin,
        boosted: asked.boosted,
        notes: checked.notes,
    });
    let others = narrator.to_others(&gift);
    let told = Arc::clone(&gift);
    let recorded = batcher.give(Gift {
        id: gift.id,
        workspace: gift.workspace,
        at,
        day: settings.day(at),
        giver: gift.giver.id,
        proof: asked.by.proof(),
        recipients: gift.recipients.iter().map(|member| member.id).collect(),
        points: gift.points,
        values: gift.values.clone(),
        message: gift.message.clone(),
        origin: gift.origin.clone(),
        message_id: asked.message_id,
        happened_at: asked.happened_at,
        boosted: gift.boosted,
        allowance: Allowance::at(at, settings),
        keys: asked.keys,
        act_keys: asked.act_keys,
        letters: Box::new(move |outcome| {
            let given = matches!(outcome, Outcome::Given { .. });
            let others = if given { others.clone() } else { Vec::new() };
            let answer = narrator.to_giver(&told, outcome);
            others.into_iter().chain(answer).collect()
        }),
    });
    let outcome = recorded.await.map_err(NotGiven::Failed)?;
    Ok(Given { outcome, gift })
}
