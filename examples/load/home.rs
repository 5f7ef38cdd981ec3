//! A large company opens its homes in a morning: how fast that is taken, and what it costs.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use sqlx::AssertSqlSafe;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::cell::Bench;
use crate::client::Connection;
use crate::process::Plaudit;
use crate::report::quantile;
use crate::usage;

/// How many people open theirs.
const OPENED: u64 = 5000;

/// How many gifts there were before.
const GIVEN: u64 = 50_000;

/// How many do at once.
const CLIENTS: usize = 32;

/// How long homes are watched as they leave.
const WATCHED: Duration = Duration::from_mins(1);

/// The database it is measured on.
const DATABASE: &str = "homes";

/// Lets everybody open their home as fast as it is taken, and counts what is sent within a minute.
pub(crate) async fn measure(bench: &Bench) -> anyhow::Result<()> {
    bench.server.copy(DATABASE).await?;
    bench.server.add_history(DATABASE, GIVEN).await?;
    let mut conn = bench.server.connect(DATABASE).await?;
    let people = include_str!("survey.sql").replace(":asked", &OPENED.to_string());
    let board = include_str!("home.sql");
    sqlx::raw_sql(AssertSqlSafe(format!("{people}\n{board}")))
        .execute(&mut conn)
        .await?;
    let url = bench.server.url(DATABASE)?;
    let plaudit = Plaudit::start(&url, bench.slack.address, &bench.log()).await?;
    let postmaster = bench.server.postmaster;
    let before = usage::now(Some(plaudit.pid), postmaster);
    let (mut taken, seconds) = open(plaudit.address).await?;
    let used = usage::now(Some(plaudit.pid), postmaster) - before;
    sleep(WATCHED).await;
    let sent: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM outbox WHERE state = 'sent' AND subject LIKE 'home:%'",
    )
    .fetch_one(&mut conn)
    .await?;
    plaudit.stop().await?;
    bench.server.drop(DATABASE).await?;
    taken.sort_unstable();
    let people = f64::from(u32::try_from(taken.len())?);
    println!("\n{OPENED} people open their home");
    println!(
        "taken from {CLIENTS} clients: {:.0}/s, p50/p99 {:.1}/{:.1} ms; CPU of Plaudit and PostgreSQL {:.1}+{:.1} ms each",
        people / seconds,
        quantile(&taken, 2),
        quantile(&taken, 100),
        used.plaudit * 1e3 / people,
        used.postgres * 1e3 / people,
    );
    println!("{sent} of them sent within a minute of the last: Slack takes about 100 a minute");
    Ok(())
}

/// Everybody opens theirs once.
async fn open(server: SocketAddr) -> anyhow::Result<(Vec<Duration>, f64)> {
    let next = Arc::new(AtomicU64::new(1));
    let begun = Instant::now();
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let next = Arc::clone(&next);
        clients.spawn(async move {
            let mut connection = Connection::open(server).await?;
            let mut taken = Vec::new();
            loop {
                let user = next.fetch_add(1, Ordering::Relaxed);
                if user > OPENED {
                    return anyhow::Ok(taken);
                }
                let begun = Instant::now();
                connection.open_home(user).await?;
                taken.push(begun.elapsed());
            }
        });
    }
    let mut taken = Vec::new();
    while let Some(client) = clients.join_next().await {
        taken.extend(client.context("a client ended")??);
    }
    Ok((taken, begun.elapsed().as_secs_f64()))
}
