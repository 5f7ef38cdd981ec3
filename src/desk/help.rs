//! How it works, and what is valued.

use super::context::Ctx;
use super::{Stop, give};
use crate::chat::{PlaceKind, Reply, To};
use crate::database::commit;
use crate::nudges;
use crate::outbox::{self, Letter};
use crate::people;
use crate::platforms::traits;
use crate::settings::Nudge;
use crate::wording::{self, Words};

pub(super) async fn show(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let gives = give::may_give(ctx).is_ok();
    ctx.answer(wording::help(&ctx.words(), ctx.manner(), gives))
        .await
}

/// A button that opens the form, where the form itself cannot be the answer.
pub(super) async fn offer_form(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    give::may_give(ctx)?;
    ctx.answer(wording::offer_form(&ctx.words(), ctx.manner()))
        .await
}

pub(super) async fn values(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    ctx.answer(wording::values(&ctx.words(), ctx.manner().give))
        .await
}

/// The bot was brought into a conversation: it says hello, and how to start.
pub(super) async fn invited(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let place = ctx.place();
    let mut tx = ctx.desk.pool.begin().await?;
    let alone = place.kind == PlaceKind::Direct;
    if let (true, Some(person)) = (alone, &ctx.inbound.actor) {
        // Whatever was refused there before, it is open now.
        outbox::record_direct(&mut tx, person, &place.channel).await?;
        people::mark_reachable(&mut tx, person).await?;
    }
    if ctx.first_time(&mut tx).await? {
        if !traits(place.platform).tells_admins {
            let (clock, member) = (&ctx.desk.clock, ctx.actor.id);
            people::make_first_admin(&mut tx, clock, ctx.workspace(), member).await?;
        }
        let (to, hello) = match &ctx.inbound.actor {
            Some(person) if alone => {
                // The nudge for whoever is new says the same.
                let today = ctx.today();
                let (told, ever) = ([ctx.actor.id], (nudges::EVER, today));
                nudges::tell_once(&mut tx, ctx.workspace(), Nudge::Hello, &told, ever).await?;
                let gives = give::may_give(ctx).is_ok();
                let hello = wording::direct_hello(&ctx.words(), ctx.manner(), gives);
                (To::Person(person.clone()), hello)
            }
            _ => {
                let words = Words::new(ctx.settings().locale, ctx.settings());
                (To::Place(place), wording::welcome(&words, ctx.manner()))
            }
        };
        let letter = Letter::new(ctx.workspace(), to, hello);
        outbox::enqueue(&mut tx, ctx.now, &[letter]).await?;
    }
    commit(tx).await?;
    ctx.desk.directory.forget();
    ctx.desk.outbox.wake();
    Ok(Reply::Nothing)
}
