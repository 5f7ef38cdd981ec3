//! Sending a letter another way.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::Claimed;
use crate::database::Ts;
use crate::outbox::pacing::Way;

/// Puts a letter back to leave by `way`, in the conversation `direct` where one was opened for it.
/// The attempt does not count, and nothing was said that its lane would have to rest from. Nothing
/// changes when the letter is somebody else's by now.
pub(in crate::outbox) async fn reroute(
    conn: &mut PgConnection,
    claimed: &Claimed,
    way: &Way,
    direct: Option<&str>,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let ticket = &claimed.ticket;
    let done = sqlx::query!(
        "UPDATE outbox SET method = $5, spacing = $6, burst = $7, direct = $8, available_at = $9,
                attempts = attempts - 1, lease = NULL
         WHERE workspace_id = $1 AND id = $2 AND lease = $3 AND attempts = $4",
        ticket.workspace,
        ticket.id.value(),
        ticket.lease,
        ticket.attempts,
        way.method,
        way.spacing,
        way.burst,
        direct,
        Ts(now) as _,
    )
    .execute(&mut *conn)
    .await?;
    if ticket.held(done.rows_affected()) {
        let lane = claimed.letter.to.lane();
        sqlx::query!("DELETE FROM outbox_pace WHERE bucket = $1", lane)
            .execute(conn)
            .await?;
    }
    Ok(())
}
