//! What needs no lease: a row that is held by the transaction in which it is worked on. It is done with the
//! work, or set aside for a while.

use std::error::Error;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sqlx::{Postgres, Transaction};

use crate::clock::{Pauses, later};
use crate::explained::explained;
use crate::guarded::Panicked;

/// Pauses of what nobody waits for.
const PAUSES: Pauses = Pauses::new(Duration::from_secs(5), Duration::from_hours(1));

/// How long what could not be done waits, where nobody counts how often it was not.
pub const PUT_OFF: SignedDuration = SignedDuration::from_mins(5);

/// What waits because it could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// How much.
    pub many: i64,
    /// Why one of it could not, the last time.
    pub reason: String,
}

/// Ends the transaction that holds a row by what came of the work on it. Where that failed or panicked,
/// nothing is kept of it, and why is returned: the row is to be set aside, so that it keeps no other
/// waiting.
pub async fn conclude<T, E>(
    held: Transaction<'_, Postgres>,
    worked: Result<Result<T, E>, Panicked>,
) -> Result<Result<T, String>, sqlx::Error>
where
    E: Error + 'static,
{
    let outcome = outcome(worked);
    if outcome.is_ok() {
        held.commit().await?;
    } else {
        // Where even that fails, the connection ends, and the transaction with it.
        let _ = held.rollback().await;
    }
    Ok(outcome)
}

/// What came of work, or why nothing did.
pub fn outcome<T, E>(worked: Result<Result<T, E>, Panicked>) -> Result<T, String>
where
    E: Error + 'static,
{
    match worked {
        Ok(done) => done.map_err(|error| explained(&error)),
        Err(panicked) => Err(explained(&panicked)),
    }
}

/// When what failed so many times in a row is tried again, where nobody waits for it.
pub fn again(now: Timestamp, failures: i32) -> Timestamp {
    later(now, PAUSES.after(failures))
}
