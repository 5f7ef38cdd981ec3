//! Letters that another server has to send.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::Claimed;
use crate::chat::Installation;

/// Says of everything that waits for an installation why it does. What was tried keeps what was
/// said of it.
pub(in crate::outbox) async fn explain(
    conn: &mut PgConnection,
    installation: &Installation,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE outbox SET last_error = $2
         WHERE state = 'pending' AND starts_with(method, $1) AND last_error IS NULL",
        format!("{installation}#"),
        reason,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Puts a letter back for whoever can send it, as if it had not been claimed. Nothing was said that its
/// conversation would have to rest from.
pub(in crate::outbox) async fn leave(
    conn: &mut PgConnection,
    claimed: &Claimed,
    reason: &str,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let ticket = &claimed.ticket;
    if ticket.postpone(conn, now, reason, false).await? {
        let lane = claimed.letter.to.lane();
        sqlx::query!("DELETE FROM outbox_pace WHERE bucket = $1", lane)
            .execute(conn)
            .await?;
    }
    Ok(())
}
