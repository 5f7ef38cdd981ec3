//! Bounds in time: a database that does not answer fails like one that refuses.

use std::io;
use std::time::Duration;

use sqlx::Error;

/// What `work` comes to, or an error ([`io::ErrorKind::TimedOut`]) once `patience` is over.
pub async fn within<T>(
    patience: Duration,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    tokio::time::timeout(patience, work)
        .await
        .unwrap_or_else(|_| Err(silence()))
}

/// The error of a database that did not answer in time.
pub fn silence() -> Error {
    io::Error::from(io::ErrorKind::TimedOut).into()
}
