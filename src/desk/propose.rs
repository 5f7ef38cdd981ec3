//! A message that names people and may not mean to give: its author is asked, and gives by a button.

use super::context::Ctx;
use super::give::{self, Ask, Declined};
use super::{Stop, confirm};
use crate::chat::{Message, Reply};
use crate::command::Doubt;
use crate::ids::DraftId;
use crate::kudos::Refusal;
use crate::wording::{self, Proposal, Words};

/// Words the question.
type Question = fn(&Words<'_>, &Proposal) -> Message;

/// Asks whoever named people whether they mean to give. Who was asked and pressed the button does.
pub(super) async fn weigh(ctx: &Ctx<'_>, ask: Ask, doubt: Doubt) -> Result<Reply, Stop> {
    // A channel of a value's name stands for the value, which is a sign of giving.
    let said = doubt == Doubt::Unsaid && !ask.values.is_empty();
    if ctx.draft.is_some() || said {
        return give::give(ctx, ask).await;
    }
    propose(ctx, ask, wording::proposal).await
}

/// Asks somebody who edited their message whether they mean to give: an edit by itself gives nothing.
pub(super) async fn after_edit(ctx: &Ctx<'_>, ask: Ask) -> Result<Reply, Stop> {
    propose(ctx, ask, wording::edited_proposal).await
}

async fn propose(ctx: &Ctx<'_>, ask: Ask, question: Question) -> Result<Reply, Stop> {
    let words = ctx.words();
    if ctx.answers_in_public() {
        let message = wording::proposal_in_public(&words, ctx.manner().give);
        return ctx.answer(message).await;
    }
    let checked = match give::checked(ctx, &ask).await {
        Ok(checked) => checked,
        // That asks as well.
        Err(Declined::Refused(Refusal::ConfirmRecipients { count, cost })) => {
            return confirm::ask(ctx, count, cost).await;
        }
        Err(declined) => return Err(declined.in_words(ctx)),
    };
    let (people, points) = (checked.recipients, checked.points);
    let message = ctx.spoken(&ask.reason, &people);
    let recipients = people.iter().map(|member| member.mention()).collect();
    confirm::keep(ctx, |draft| {
        let proposed = Proposal {
            draft,
            recipients,
            points,
            message,
        };
        question(&words, &proposed)
    })
    .await
}

/// The button was pressed: what was proposed is given.
pub(super) async fn pressed(ctx: &Ctx<'_>, draft: &str) -> Result<Reply, Stop> {
    match draft.parse::<DraftId>() {
        Ok(draft) => confirm::go_on(ctx, draft, false).await,
        Err(_) => Ok(Reply::Nothing),
    }
}
