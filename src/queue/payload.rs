//! Reading rows, one by one: what one of them holds is no other's fault.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::PgPool;

use super::{End, Queue, Ticket};
use crate::explained::explained;

/// What the rows of a queue hold.
pub trait Payload: DeserializeOwned {
    /// The queue.
    const QUEUE: Queue;

    /// The version of the vocabulary that a reader must know. Raise it when what is written can no
    /// longer be read by the release before: its replicas then leave the new rows to the new ones.
    const FORMAT: i32;
}

/// What a claimed row holds. One that cannot be read is set aside: an operator may have it tried
/// again, by a release that can.
pub async fn read<T: Payload>(
    pool: &PgPool,
    now: Timestamp,
    ticket: Ticket,
    stored: Value,
) -> Option<(Ticket, T)> {
    let read = serde_json::from_value(stored).ok();
    if read.is_none() {
        // What was wrong is not told: it may repeat what is in the row.
        set_aside(pool, now, &ticket).await;
    }
    read.map(|item| (ticket, item))
}

async fn set_aside(pool: &PgPool, now: Timestamp, ticket: &Ticket) {
    let (queue, id) = (ticket.queue.as_str(), ticket.id.value());
    tracing::error!(
        queue,
        item.id = id,
        "set aside: this release cannot read it; `plaudit outbox list` shows it"
    );
    let settled = async {
        let mut conn = pool.acquire().await?;
        let reason = "this release cannot read it";
        ticket
            .settle(&mut conn, now, End::Unreadable, Some(reason))
            .await
    };
    if let Err(error) = settled.await {
        // Its lease ends, and it is looked at again.
        tracing::warn!(
            queue,
            item.id = id,
            error = explained(&error),
            "not set aside yet"
        );
    }
}
