//! A very large company: how long its people take to be known, what a board of all of them takes, and how much
//! memory.

use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::time::sleep;

use crate::cell::{Bench, Measured};
use crate::client::Act;
use crate::process::Plaudit;
use crate::report::quantile;
use crate::usage;

/// How many people are in its team.
const PEOPLE: u64 = 50_000;

/// What the log says once all were read.
const READ: &str = "people synchronised";

/// How long it may take.
const PATIENCE: Duration = Duration::from_mins(10);

/// The databases it is measured on: of those who are new and known, and of those who were there before.
const LARGE: &str = "large";
const USUAL: &str = "usual";

/// Lets everybody be known, then once more, and shows boards to one client.
pub(crate) async fn measure(bench: &Bench) -> anyhow::Result<()> {
    println!("\n{PEOPLE} people");
    println!(
        "{:<34} {:>8} {:>22} {:>8}",
        "", "seconds", "CPU, Plaudit + PG", "memory"
    );
    bench.server.copy(LARGE).await?;
    bench.slack.employ(PEOPLE);
    for what in ["all of them are new", "all of them are known"] {
        read(bench, what).await?;
    }
    bench.slack.employ(0);
    let mut conn = bench.server.connect(LARGE).await?;
    let known: i64 = sqlx::query_scalar("SELECT count(*) FROM identity")
        .fetch_one(&mut conn)
        .await?;
    ensure!(u64::try_from(known)? >= PEOPLE, "{known} are known");
    bench.server.copy(USUAL).await?;
    println!(
        "\nA board for one client: median and p99 in ms, CPU (Plaudit + PostgreSQL) in µs, and memory in MB"
    );
    for database in [USUAL, LARGE] {
        let mut conn = bench.server.connect(database).await?;
        sqlx::raw_sql(include_str!("home.sql"))
            .execute(&mut conn)
            .await?;
        let members: i64 = sqlx::query_scalar("SELECT count(*) FROM tally")
            .fetch_one(&mut conn)
            .await?;
        let (board, _) = bench.gifts(database, 1, Act::Leaderboard).await?;
        let Measured { latencies, .. } = &board;
        println!(
            "{members:>8} on it: {:.2} / {:.2} ms, {:.0} + {:.0} µs, {:.0} MB",
            quantile(latencies, 2),
            quantile(latencies, 100),
            board.plaudit_cpu,
            board.postgres_cpu,
            board.memory,
        );
    }
    for database in [USUAL, LARGE] {
        bench.server.drop(database).await?;
    }
    Ok(())
}

/// Starts a server, which reads who is in the team, and waits until it has.
async fn read(bench: &Bench, what: &str) -> anyhow::Result<()> {
    let (url, postmaster) = (bench.server.url(LARGE)?, bench.server.postmaster);
    let before = usage::now(None, postmaster);
    let begun = Instant::now();
    let plaudit = Plaudit::start(&url, bench.slack.address, &bench.log()).await?;
    while !std::fs::read_to_string(bench.log())?.contains(READ) {
        ensure!(
            begun.elapsed() < PATIENCE,
            "not all were read in {PATIENCE:?}"
        );
        sleep(Duration::from_millis(50)).await;
    }
    let took = begun.elapsed();
    let used = usage::now(Some(plaudit.pid), postmaster) - before;
    println!(
        "{what:<34} {:>8.1} {:>20} s {:>5.0} MB",
        took.as_secs_f64(),
        format!("{:.1} + {:.1}", used.plaudit, used.postgres),
        usage::peak_memory(plaudit.pid),
    );
    plaudit.stop().await
}
