//! Deliveries that are worked on by whoever took them in: kept here, so that they are not lost with
//! them. What nobody works on any more is [deferred](super::defer).

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::deferred::put;
use crate::chat::Inbound;
use crate::clock::later;
use crate::database::Ts;
use crate::ids::WorkspaceId;
use crate::queue::{Queue, Ticket};

/// How long a delivery is kept for whoever works on it, since they last said that they do. Shorter
/// than a claim: somebody waits for the answer.
pub const KEPT: SignedDuration = SignedDuration::from_secs(15);

/// Keeps a delivery that is worked on. `owed` says that its answer may be lost with whoever works on it.
pub async fn keep(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    inbound: Inbound,
    owed: bool,
    now: Timestamp,
) -> Result<Ticket, sqlx::Error> {
    let id = put(conn, workspace, inbound, owed, now).await?;
    let claimed = sqlx::query!(
        r#"UPDATE inbox SET attempts = 1, available_at = $3, lease = gen_random_uuid()
           WHERE workspace_id = $1 AND id = $2
           RETURNING attempts, lease AS "lease!""#,
        workspace,
        id.value(),
        Ts(later(now, KEPT)) as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(Ticket {
        queue: Queue::Inbox,
        workspace,
        id,
        attempts: claimed.attempts,
        lease: claimed.lease,
    })
}

/// Keeps it until then. False when the worker on deferred deliveries has taken over.
pub async fn keep_on(
    conn: &mut PgConnection,
    ticket: &Ticket,
    until: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE inbox SET available_at = $5
         WHERE workspace_id = $1 AND id = $2 AND lease = $3 AND attempts = $4",
        ticket.workspace,
        ticket.id.value(),
        ticket.lease,
        ticket.attempts,
        Ts(until) as _,
    )
    .execute(conn)
    .await?;
    Ok(ticket.held(done.rows_affected()))
}
