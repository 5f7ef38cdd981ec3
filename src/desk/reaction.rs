//! The currency emoji as a reaction: put on it gives, taken away it is an undo.
//!
//! What is owed is asked again once something was given, and what was taken away is noted and committed
//! before that is asked: whichever of several that are under way commits last finds them all.

use sqlx::PgConnection;

use super::context::Ctx;
use super::give::{Ask, Declined};
use super::resolve::{Author, Need};
use super::{DeskError, Stop, boost, give, undo};
use crate::chat::{Identity, Reply};
use crate::command::Recipient;
use crate::database::commit;
use crate::kudos::{self, Heard, Kudos, Reactions, Way};
use crate::outbox;
use crate::subject::Subject;

/// A reaction on a message.
pub(super) struct Reacted<'a> {
    /// The emoji, as it is spelt.
    pub(super) emoji: &'a str,
    pub(super) message: &'a str,
    pub(super) author: Option<&'a Identity>,
    pub(super) added: bool,
}

pub(super) async fn reacted(ctx: &Ctx<'_>, it: Reacted<'_>) -> Result<Reply, Stop> {
    let of = Reactions {
        workspace: ctx.workspace(),
        channel: ctx.place().channel,
        message: it.message.to_owned(),
        giver: ctx.actor.id,
    };
    if it.added {
        give_what_is_owed(ctx, &of, &it).await?;
        return Ok(Reply::Nothing);
    }
    let mut tx = ctx.desk.pool.begin().await?;
    if ctx.first_time(&mut tx).await? {
        of.note_removed(&mut tx, it.emoji, ctx.inbound.at).await?;
    }
    commit(tx).await?;
    let mut tx = ctx.desk.pool.begin().await?;
    let heard = settle(ctx, &mut tx, &of).await?;
    commit(tx).await?;
    tell(ctx, &heard);
    Ok(Reply::Nothing)
}

/// On an announcement it credits those who were praised; on any other message, its author. A
/// common emoji is often put on without a thought of giving: what the rules refuse stays
/// without an answer, except that the allowance does not reach.
async fn give_what_is_owed(ctx: &Ctx<'_>, of: &Reactions, it: &Reacted<'_>) -> Result<(), Stop> {
    let mut tried = Vec::new();
    while let Some(heard) = owed(ctx, of, it).await? {
        let praised = praised(ctx, it.message).await?;
        if let Some(kudos) = &praised
            && (kudos.reversed_at.is_some() || boost::has_joined(ctx, kudos.id).await?)
        {
            break;
        }
        let ask = match &praised {
            Some(kudos) => {
                boost::joining(ctx, kudos, Way::Reaction, Some(of.message.clone())).await?
            }
            None => match to_author(ctx, of, it.author, heard.times)? {
                Some(ask) => ask,
                None => break,
            },
        };
        // These keys were tried: somebody else gave what was owed with them, or this very delivery did
        // before.
        if tried == ask.act_keys {
            break;
        }
        tried.clone_from(&ask.act_keys);
        let told = match &praised {
            Some(kudos) => boost::praised(ctx, ask, kudos).await,
            None => give::resolved(ctx, ask).await,
        };
        let given = match told {
            Ok(told) => told.is_given(),
            Err(Declined::Stopped(stop)) => return Err(stop),
            Err(Declined::Refused(_) | Declined::Strangers(_)) => break,
        };
        if let Some(kudos) = praised.filter(|_| given) {
            boost::refresh_announcement(ctx, kudos.id).await?;
        }
    }
    Ok(())
}

/// The reactions that are known, where this one still owes something. Where it does not, it is done.
async fn owed(ctx: &Ctx<'_>, of: &Reactions, it: &Reacted<'_>) -> Result<Option<Heard>, DeskError> {
    let at = ctx.inbound.at;
    let mut tx = ctx.desk.pool.begin().await?;
    of.note_added(&mut tx, it.emoji, at).await?;
    let heard = settle(ctx, &mut tx, of).await?;
    let owes = heard.owes(it.emoji, at);
    if !owes {
        ctx.first_time(&mut tx).await?;
    }
    commit(tx).await?;
    tell(ctx, &heard);
    Ok(owes.then_some(heard))
}

/// Takes back what was given beyond what is there, and says what is known. The caller commits.
async fn settle(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    of: &Reactions,
) -> Result<Heard, DeskError> {
    let heard = of.heard(conn).await?;
    for id in heard.excess() {
        let given = kudos::find(conn, of.workspace, id).await?;
        undo::unasked(ctx, conn, given.as_slice()).await?;
    }
    Ok(heard)
}

/// What was taken back is told.
fn tell(ctx: &Ctx<'_>, heard: &Heard) {
    if !heard.excess().is_empty() {
        ctx.desk.outbox.wake();
        ctx.desk.notices.wake();
    }
}

/// The kudos that a message of ours announces.
async fn praised(ctx: &Ctx<'_>, message: &str) -> Result<Option<Kudos>, DeskError> {
    let (workspace, place) = (ctx.workspace(), ctx.place());
    let mut conn = ctx.desk.pool.acquire().await?;
    match outbox::posted_subject(&mut conn, workspace, &place, message).await? {
        Some(Subject::Kudos(id)) => Ok(kudos::find(&mut conn, workspace, id).await?),
        _ => Ok(None),
    }
}

/// A point for whoever wrote the message; for nobody, where nobody did.
fn to_author(
    ctx: &Ctx<'_>,
    of: &Reactions,
    author: Option<&Identity>,
    times: usize,
) -> Result<Option<Ask>, Stop> {
    let (place, message) = (ctx.place(), of.message.clone());
    let author = match (author, &ctx.unknown.author) {
        (Some(author), _) | (None, Author::Told(author)) => author.clone(),
        (None, Author::Nobody) => return Ok(None),
        (None, Author::NotAsked) => return Err(Need::Author { place, message }.into()),
    };
    let key = format!("reaction/{}/{message}/{}/{times}", of.channel, of.giver);
    Ok(Some(Ask {
        recipients: vec![Recipient::Person(author.user)],
        amount: 1,
        values: Vec::new(),
        reason: String::new(),
        broadcast: false,
        way: Way::Reaction,
        place,
        message_id: Some(message),
        boosted: None,
        act_keys: vec![key],
    }))
}
