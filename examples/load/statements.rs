//! What the statements of a gift take, as the server counts them.

use anyhow::ensure;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor, PgConnection};

use crate::cell::{Bench, CELL};
use crate::client::Act;

/// How many are shown.
const MOST: i64 = 30;

/// Has the server count them from its next start on.
pub(crate) async fn load(options: &PgConnectOptions) -> anyhow::Result<()> {
    let superuser = options.clone().username("postgres");
    let mut conn = PgConnection::connect_with(&superuser).await?;
    conn.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        .await?;
    conn.close().await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Statement {
    calls: i64,
    nested: bool,
    microseconds: f64,
    written_ahead: f64,
    query: String,
}

/// Gives, and shows what of it took longest. What is nested is within another, and counted there as well.
pub(crate) async fn measure(bench: &Bench, clients: usize) -> anyhow::Result<()> {
    bench.server.copy(CELL).await?;
    let mut conn = bench.server.as_superuser(CELL).await?;
    conn.execute("CREATE EXTENSION pg_stat_statements").await?;
    conn.execute("ALTER SYSTEM SET pg_stat_statements.track = 'all'")
        .await?;
    conn.execute("SELECT pg_reload_conf()").await?;
    let (measured, gifts) = bench.gifts(CELL, clients, Act::Uniform).await?;
    ensure!(gifts > 0, "nothing was given");
    let statements: Vec<Statement> = sqlx::query_as(
        "SELECT calls, NOT toplevel AS nested, total_exec_time * 1e3 / $1 AS microseconds,
                (wal_bytes / $1)::float8 AS written_ahead,
                left(regexp_replace(query, '\\s+', ' ', 'g'), 110) AS query
         FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
         ORDER BY total_exec_time DESC LIMIT $2",
    )
    .bind(f64::from(u32::try_from(gifts)?))
    .bind(MOST)
    .fetch_all(&mut conn)
    .await?;
    conn.close().await?;
    println!(
        "{clients} clients, {:.0} gives/s, CPU {:.0}+{:.0} µs and {:.0} B of WAL per give.\n\n{:>8} {:>8} {:>8}  statement",
        measured.gifts_per_second,
        measured.plaudit_cpu,
        measured.postgres_cpu,
        measured.written_ahead,
        "µs/give",
        "WAL/give",
        "calls"
    );
    for it in statements {
        let nested = if it.nested { "  " } else { "" };
        println!(
            "{:>8.1} {:>8.0} {:>8}  {nested}{}",
            it.microseconds, it.written_ahead, it.calls, it.query
        );
    }
    bench.server.drop(CELL).await
}
