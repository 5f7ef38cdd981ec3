//! The end of a transaction, and what is known of it.

use std::time::Duration;

use sqlx::postgres::{PgDatabaseError, PgSeverity};
use sqlx::{Error, Postgres, Transaction};

use super::silence;
use crate::attempt::Failure;

/// How long a commit may take before it is taken to be lost: its connection is given up, and what
/// became of it is found out by others.
const PATIENCE: Duration = Duration::from_secs(1);

/// Commits a transaction.
///
/// Whatever fails before this is not done, since nobody asked for it to be committed. Here it is not
/// done only where the server says so: a connection that breaks, an answer that does not come, and a
/// session that is ended while it waits for a standby leave it open.
pub async fn commit(tx: Transaction<'_, Postgres>) -> Result<(), Failure<Error>> {
    match tokio::time::timeout(PATIENCE, tx.commit()).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) if is_refusal(&error) => Err(Failure::NotDone(error)),
        Ok(Err(error)) => Err(Failure::Unknown(error)),
        Err(_) => Err(Failure::Unknown(silence())),
    }
}

/// Whether the server said that it rolled back. An error that ends the session says nothing of the
/// kind: a commit that waits for a standby is done by then.
fn is_refusal(error: &Error) -> bool {
    let refused = |error: &PgDatabaseError| error.severity() == PgSeverity::Error;
    match error {
        Error::Database(error) => error.try_downcast_ref().is_some_and(refused),
        _ => false,
    }
}
