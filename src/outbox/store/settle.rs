//! What becomes of a letter that was claimed.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::Claimed;
use crate::database::Ts;

/// How a letter ended.
#[derive(Clone, Copy, Debug)]
pub(in crate::outbox) enum End {
    Sent,
    Refused,
    Dead,
}

impl End {
    pub(in crate::outbox) const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Dead => "dead",
        }
    }
}

/// Settles a letter for good. False when another worker did so, after this one's lease had ended.
pub(in crate::outbox) async fn settle(
    conn: &mut PgConnection,
    now: Timestamp,
    claimed: &Claimed,
    end: End,
    error: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE outbox SET state = $3, settled_at = $4, last_error = $5
         WHERE workspace_id = $1 AND id = $2 AND state = 'pending'",
        claimed.letter.workspace,
        claimed.id,
        end.as_str(),
        Ts(now) as _,
        error,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts a letter back for another attempt. Whether this one counted decides when it is given up.
pub(in crate::outbox) async fn postpone(
    conn: &mut PgConnection,
    claimed: &Claimed,
    until: Timestamp,
    error: &str,
    counted: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE outbox SET available_at = $3, last_error = $4, attempts = $5
         WHERE workspace_id = $1 AND id = $2 AND state = 'pending' AND attempts = $6",
        claimed.letter.workspace,
        claimed.id,
        Ts(until) as _,
        error,
        claimed.attempts - i32::from(!counted),
        claimed.attempts,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Leaves a method of a team alone until `until`.
pub(in crate::outbox) async fn pause(
    conn: &mut PgConnection,
    bucket: &str,
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO outbox_pace (bucket, free_at) VALUES ($1, $2)
         ON CONFLICT (bucket) DO UPDATE SET free_at = greatest(outbox_pace.free_at, excluded.free_at)",
        bucket,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
