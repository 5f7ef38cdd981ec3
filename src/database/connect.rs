//! The pool that everything asks for a connection.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};

use super::private::OLDEST_MAJOR;
use super::within;

/// A person waits for most queries, and Slack gives up after three seconds: two such waits must fit,
/// since a prompt "try again" is better than silence.
const ACQUIRE_TIMEOUT: Duration = Duration::from_millis(1200);

/// How long a connection that comes back may take to end what it was at. One whose commit is not
/// answered, or whose line is dead, is closed then: the pool has few places.
const RETURN_TIMEOUT: Duration = Duration::from_secs(5);

/// Bounds that the server keeps for every session, unless the URL sets its own.
pub(super) const SESSION: [(&str, &str); 3] = [
    ("statement_timeout", "30s"),
    // Whoever waits longer does so without one of the pool's few connections.
    ("lock_timeout", "500ms"),
    ("idle_in_transaction_session_timeout", "60s"),
];

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// It cannot be reached.
    #[error("the database does not answer")]
    Unreachable(#[source] sqlx::Error),
    /// It answers, and not in the way of encrypting that is asked for.
    #[error("the connection to the database cannot be encrypted as DATABASE_URL asks")]
    Unencrypted(#[source] sqlx::Error),
    /// It answers, and does not let us in.
    #[error("the database refuses the connection")]
    Refused(#[source] sqlx::Error),
    /// It is too old.
    #[error("the database is PostgreSQL {0}; Plaudit needs {OLDEST_MAJOR} or later")]
    TooOld(u32),
}

impl From<sqlx::Error> for ConnectError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(_) => Self::Refused(error),
            sqlx::Error::Tls(_) => Self::Unencrypted(error),
            _ => Self::Unreachable(error),
        }
    }
}

/// A pool of at most `max` connections to a server that is new enough.
pub async fn connect(options: PgConnectOptions, max: u32) -> Result<PgPool, ConnectError> {
    let pool = PgPoolOptions::new()
        .max_connections(max)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .after_release(|conn, _| {
            Box::pin(async move { within(RETURN_TIMEOUT, conn.ping()).await.map(|()| true) })
        })
        .connect_with(bounded(options.clone()))
        .await;
    let pool = match pool {
        // The pool tried until its time was over, and does not say what came of it.
        Err(sqlx::Error::PoolTimedOut) => return Err(reason(&options).await.into()),
        other => other?,
    };
    let version: String = sqlx::query_scalar("SHOW server_version_num")
        .fetch_one(&pool)
        .await?;
    // 150018 is version 15.18.
    let major = version.parse::<u32>().unwrap_or_default() / 10_000;
    if major < OLDEST_MAJOR {
        Err(ConnectError::TooOld(major))
    } else {
        Ok(pool)
    }
}

/// Why no connection is to be had.
async fn reason(options: &PgConnectOptions) -> sqlx::Error {
    let tried = within(ACQUIRE_TIMEOUT, options.connect()).await;
    tried.err().unwrap_or(sqlx::Error::PoolTimedOut)
}

pub(super) fn bounded(options: PgConnectOptions) -> PgConnectOptions {
    let given = options.get_options().unwrap_or_default();
    let ours: Vec<_> = SESSION
        .into_iter()
        .filter(|(name, _)| !given.contains(name))
        .collect();
    options.options(ours).application_name("plaudit")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_of_the_url_win() {
        let url = "postgres://localhost/plaudit?options=-c%20statement_timeout%3D5min";
        let options = bounded(url.parse().unwrap());
        let options = options.get_options().unwrap();
        assert_eq!(options.matches("statement_timeout").count(), 1);
        assert!(options.contains("statement_timeout=5min"), "{options}");
        assert!(options.contains("lock_timeout=500ms"), "{options}");
    }
}
