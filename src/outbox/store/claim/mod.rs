//! Claiming what may leave now, in three steps: [look](heads) along the conversations, [choose](choice)
//! those that are free, and [take](take) their letters.
//!
//! The steps see the database as it is one after the other. What somebody else took in between is
//! noticed by the last, which takes only what is still to be had.

mod choice;
mod heads;
mod take;

use jiff::Timestamp;

use crate::outbox::pacing::Way;
use crate::outbox::{Letter, Weight};
use crate::queue::{self, Claims, Queue, Ticket};

/// A letter that a worker holds until its lease ends.
#[derive(Debug)]
pub(in crate::outbox) struct Claimed {
    pub(in crate::outbox) ticket: Ticket,
    pub(in crate::outbox) letter: Letter,
    /// Whether the person's conversation has to be opened first, and nothing else be done.
    pub(in crate::outbox) opens: bool,
    /// The conversation that was opened for it.
    pub(in crate::outbox) direct: Option<String>,
}

/// What one look over the conversations found.
#[derive(Debug)]
pub(in crate::outbox) struct Round {
    pub(in crate::outbox) claimed: Vec<Claimed>,
    /// Where to go on the next time; nowhere, when there is no conversation after the cursor.
    pub(in crate::outbox) reached: Option<String>,
}

/// Claims up to `limit` letters of one weight, the first of each lane that is free, in lanes after
/// `cursor`. What is to leave by the installations `elsewhere` is others' to claim.
pub(in crate::outbox) async fn claim(
    claims: &Claims,
    now: Timestamp,
    weight: Weight,
    cursor: &str,
    limit: usize,
    elsewhere: &[String],
) -> Result<Round, sqlx::Error> {
    let mut conn = claims.pool().acquire().await?;
    let heads = heads::after(&mut conn, weight, cursor).await?;
    let paces = heads::paces(&mut conn, &heads, now).await?;
    let chosen = choice::choose(&heads, &paces, now, weight, limit, elsewhere);
    let taken = take::take(&mut conn, &chosen.free, weight, now).await?;
    drop(conn);
    let mut claimed = Vec::with_capacity(taken.len());
    for row in taken {
        let ticket = Ticket {
            queue: Queue::Outbox,
            workspace: row.workspace,
            id: row.id,
            attempts: row.attempts,
            lease: row.lease,
        };
        if let Some((ticket, letter)) = queue::read(claims.pool(), now, ticket, row.letter).await {
            claimed.push(Claimed {
                ticket,
                letter,
                opens: Way::opens(&row.method),
                direct: row.direct,
            });
        }
    }
    Ok(Round {
        claimed,
        reached: chosen.reached,
    })
}
