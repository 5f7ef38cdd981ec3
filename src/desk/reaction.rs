//! The currency emoji as a reaction: put on it gives, taken away it is an undo.

use super::boost::joining;
use super::context::Ctx;
use super::give::{Ask, Stop};
use super::resolve::Author;
use super::{DeskError, Need, Progress};
use super::{boost, give, withdrawn};
use crate::chat::{Identity, Reply};
use crate::command::Recipient;
use crate::kudos::{self, Cause, Outcome, Source};
use crate::outbox;

pub(super) async fn reacted(
    ctx: &Ctx<'_>,
    emoji: &str,
    message: &str,
    author: Option<&Identity>,
    added: bool,
) -> Result<Progress, DeskError> {
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
) -> Result<Progress, DeskError> {
    let place = ctx.place();
    let key = format!(
        "reaction/{}/{message}/{emoji}/{}/{}",
        place.channel,
        ctx.actor.id,
        ctx.inbound.at.as_microsecond()
    );
    let reaction = reaction(ctx, emoji, message);
    if withdrawn::is_withdrawn(ctx, &reaction).await? {
        return Ok(Reply::Nothing.into());
    }
    let workspace = ctx.workspace();
    let mut conn = ctx.desk.pool.acquire().await?;
    let subject = outbox::posted_subject(&mut conn, workspace, &place, message).await?;
    let praised = match subject.as_deref().and_then(kudos::from_subject) {
        Some(id) => kudos::find(&mut conn, workspace, id).await?,
        None => None,
    };
    drop(conn);

    let (ask, checked) = if let Some(kudos) = praised {
        if kudos.reversed_at.is_some() {
            return Ok(Reply::Nothing.into());
        }
        let ask = joining(
            &kudos,
            Source::Reaction,
            place,
            Some(message.to_owned()),
            key,
        );
        let checked = boost::praised(ctx, &ask, &kudos).await?;
        (ask, checked.map_err(Stop::Refused))
    } else {
        let author = match (author, &ctx.unknown.author) {
            (Some(author), _) | (None, Author::Told(author)) => author.clone(),
            (None, Author::Nobody) => return Ok(Reply::Nothing.into()),
            (None, Author::NotAsked) => {
                let message = message.to_owned();
                return Ok(Progress::Needs(vec![Need::Author { place, message }]));
            }
        };
        let ask = Ask {
            recipients: vec![Recipient::Person(author.user)],
            amount: 1,
            values: Vec::new(),
            reason: String::new(),
            broadcast: false,
            source: Source::Reaction,
            place,
            message_id: Some(message.to_owned()),
            boosted: None,
            act_keys: vec![key],
        };
        let checked = give::checked(ctx, &ask).await?;
        (ask, checked)
    };
    let checked = match checked {
        Ok(checked) => checked,
        Err(Stop::Needs(needs)) => return Ok(Progress::Needs(needs)),
        Err(Stop::Refused(_) | Stop::Strangers(_)) => return Ok(Reply::Nothing.into()),
    };
    let boosted = ask.boosted;
    let (outcome, _) = give::hand_over(ctx, ask, checked, true).await?;
    withdrawn::is_withdrawn(ctx, &reaction).await?;
    if let (Outcome::Given { .. }, Some(kudos)) = (outcome, boosted) {
        boost::refresh_announcement(ctx, kudos).await?;
    }
    Ok(Reply::Nothing.into())
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
