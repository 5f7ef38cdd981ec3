//! Sending a letter another way.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::outbox::pacing::Way;
use crate::queue::Ticket;

/// Puts a letter back to leave by `way`, in the conversation `direct` where one was opened for it.
/// The attempt does not count. False, and nothing changes, when it is somebody else's by now.
pub(in crate::outbox) async fn reroute(
    conn: &mut PgConnection,
    ticket: &Ticket,
    way: &Way,
    direct: Option<&str>,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE outbox SET method = $5, spacing = $6, burst = $7, direct = $8, available_at = $9,
                attempts = attempts - 1, lease = NULL
         WHERE workspace_id = $1 AND id = $2 AND state = 'pending' AND lease = $3 AND attempts = $4",
        ticket.workspace,
        ticket.id,
        ticket.lease,
        ticket.attempts,
        way.method,
        way.spacing,
        way.burst,
        direct,
        Ts(now) as _,
    )
    .execute(conn)
    .await?;
    Ok(ticket.held(done.rows_affected()))
}
