//! How long, how often again, and what a platform asked us to leave alone.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::clock::Pauses;
use crate::database::Ts;

/// How long a claim lasts.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// How long one attempt may take: its lease leaves time to record what came of it.
pub const DEADLINE: Duration = Duration::from_secs(45);

/// The longest wait for somebody who waits for an answer, or for news.
const LONGEST: Duration = Duration::from_mins(10);

/// The wait before the next attempt: 1 s doubled each time, at most 10 min, and up to half as
/// much again by lot so that failures do not return together.
pub fn backoff(attempts: i32, jitter: f64) -> SignedDuration {
    backoff_up_to(LONGEST, attempts, jitter)
}

/// The wait before the next attempt, like [`backoff`], with another longest wait.
pub fn backoff_up_to(longest: Duration, attempts: i32, jitter: f64) -> SignedDuration {
    let pauses = Pauses::new(Duration::from_secs(1), longest);
    let seconds = pauses.after(attempts).as_secs_f64() * (1.0 + jitter / 2.0);
    // No lot makes it longer than there is time.
    SignedDuration::try_from_secs_f64(seconds).unwrap_or(LEASE)
}

/// Leaves a method of a team, as `slack:T1#post`, or a conversation alone until then. Every replica
/// does.
pub async fn pause(
    conn: &mut PgConnection,
    what: &str,
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO outbox_pace (bucket, free_at) VALUES ($1, $2)
         ON CONFLICT (bucket) DO UPDATE SET free_at = greatest(outbox_pace.free_at, excluded.free_at)",
        what,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Until when a method of a team is to be left alone, if it is.
pub async fn paused_until(
    conn: &mut PgConnection,
    method: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let until = sqlx::query_scalar!(
        "SELECT free_at FROM outbox_pace WHERE bucket = $1 AND free_at > $2",
        method,
        Ts(now) as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(until.map(Timestamp::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_within_bounds() {
        assert_eq!(backoff(1, 0.0), SignedDuration::from_secs(1));
        assert_eq!(backoff(4, 0.0), SignedDuration::from_secs(8));
        assert_eq!(backoff(100, 0.0), SignedDuration::from_mins(10));
        assert!(backoff(100, 1.0) <= SignedDuration::from_secs(900));
    }

    #[test]
    fn an_attempt_ends_before_its_lease() {
        assert!(SignedDuration::try_from(DEADLINE).unwrap() < LEASE);
    }
}
