//! The currency emoji as a reaction: put on it gives, taken away it is an undo.

use super::boost::joining;
use super::context::Ctx;
use super::give::{Ask, Declined};
use super::resolve::{Author, Need};
use super::{Stop, boost, give, withdrawn};
use crate::chat::{Identity, Reply};
use crate::command::Recipient;
use crate::kudos::{self, Cause, Way};
use crate::outbox;
use crate::subject::Subject;

pub(super) async fn reacted(
    ctx: &Ctx<'_>,
    emoji: &str,
    message: &str,
    author: Option<&Identity>,
    added: bool,
) -> Result<Reply, Stop> {
    if added {
        reaction_added(ctx, emoji, message, author).await
    } else {
        withdrawn::withdrawn(ctx, &reaction(ctx, emoji, message)).await
    }
}

/// On an announcement it credits those who were praised; on any other message, its author. A
/// common emoji is often put on without a thought of giving: what the rules refuse stays
/// without an answer, except that the allowance does not reach.
async fn reaction_added(
    ctx: &Ctx<'_>,
    emoji: &str,
    message: &str,
    author: Option<&Identity>,
) -> Result<Reply, Stop> {
    let place = ctx.place();
    let key = format!(
        "reaction/{}/{message}/{emoji}/{}/{}",
        place.channel,
        ctx.actor.id,
        ctx.inbound.at.as_microsecond()
    );
    let reaction = reaction(ctx, emoji, message);
    if withdrawn::is_withdrawn(ctx, &reaction).await? {
        return Ok(Reply::Nothing);
    }
    let workspace = ctx.workspace();
    let mut conn = ctx.desk.pool.acquire().await?;
    let subject = outbox::posted_subject(&mut conn, workspace, &place, message).await?;
    let praised = match subject {
        Some(Subject::Kudos(id)) => kudos::find(&mut conn, workspace, id).await?,
        _ => None,
    };
    // Once per person, by the button or by an emoji.
    if let Some(kudos) = &praised
        && kudos::boosters(&mut conn, workspace, kudos.id)
            .await?
            .contains(&ctx.actor.id)
    {
        return Ok(Reply::Nothing);
    }
    drop(conn);

    let boosted = praised.as_ref().map(|kudos| kudos.id);
    let told = if let Some(kudos) = praised {
        if kudos.reversed_at.is_some() {
            return Ok(Reply::Nothing);
        }
        let said = Some(message.to_owned());
        let ask = joining(&kudos, Way::Reaction, place, said, key);
        boost::praised(ctx, ask, &kudos).await
    } else {
        let author = match (author, &ctx.unknown.author) {
            (Some(author), _) | (None, Author::Told(author)) => author.clone(),
            (None, Author::Nobody) => return Ok(Reply::Nothing),
            (None, Author::NotAsked) => {
                let message = message.to_owned();
                return Err(Need::Author { place, message }.into());
            }
        };
        let ask = Ask {
            recipients: vec![Recipient::Person(author.user)],
            amount: 1,
            values: Vec::new(),
            reason: String::new(),
            broadcast: false,
            way: Way::Reaction,
            place,
            message_id: Some(message.to_owned()),
            boosted: None,
            act_keys: vec![key],
        };
        give::resolved(ctx, ask).await
    };
    let told = match told {
        Ok(told) => told,
        Err(Declined::Stopped(stop)) => return Err(stop),
        Err(Declined::Refused(_) | Declined::Strangers(_)) => return Ok(Reply::Nothing),
    };
    withdrawn::is_withdrawn(ctx, &reaction).await?;
    if let Some(kudos) = boosted.filter(|_| told.is_given()) {
        boost::refresh_announcement(ctx, kudos).await?;
    }
    Ok(Reply::Nothing)
}

/// A reaction of the actor's, on a message where this happened.
fn reaction(ctx: &Ctx<'_>, emoji: &str, message: &str) -> Cause {
    Cause::Reaction {
        channel: ctx.place().channel,
        message: message.to_owned(),
        emoji: emoji.to_owned(),
        giver: ctx.actor.id,
    }
}
