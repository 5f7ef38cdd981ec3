//! One instant of the database, for as long as it takes to read it.

use sqlx::{Executor, PgPool, Postgres, Transaction};

/// A transaction that sees one instant and changes nothing. Reading all there is may take longer
/// than the bounds that are right for people who wait.
pub(super) async fn snapshot(pool: &PgPool) -> sqlx::Result<Transaction<'static, Postgres>> {
    let mut tx = pool
        .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        .await?;
    for unbounded in [
        "SET LOCAL statement_timeout = 0",
        "SET LOCAL idle_in_transaction_session_timeout = 0",
    ] {
        tx.execute(unbounded).await?;
    }
    Ok(tx)
}
