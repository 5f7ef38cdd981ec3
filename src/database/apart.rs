//! Connections of the pool, for those who rarely need one.
//!
//! The pool's own futures are as large as all that connecting takes. Here they are kept apart, so that whatever
//! awaits one is not moved about with it: a command that finds everything in the caches stays small.

use futures_util::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres, Transaction};

/// A connection.
pub fn acquire(pool: &PgPool) -> BoxFuture<'_, Result<PoolConnection<Postgres>, sqlx::Error>> {
    Box::pin(pool.acquire())
}

/// A transaction.
pub fn begin(pool: &PgPool) -> BoxFuture<'_, Result<Transaction<'static, Postgres>, sqlx::Error>> {
    Box::pin(pool.begin())
}
