//! A survey of a large company: how fast its invitations leave, and how fast answers are taken.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::Value;
use sqlx::AssertSqlSafe;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::cell::Bench;
use crate::client::Connection;
use crate::process::{Plaudit, command};
use crate::report::quantile;

/// How many people are asked.
const ASKED: u64 = 5000;

/// How many answer at once.
const CLIENTS: usize = 32;

/// How long invitations are watched.
const WATCHED: Duration = Duration::from_mins(1);

/// The database it is measured on.
const DATABASE: &str = "survey";

/// Asks everybody, lets all of them answer as fast as they can, and closes.
pub(crate) async fn measure(bench: &Bench) -> anyhow::Result<()> {
    bench.server.copy(DATABASE).await?;
    let mut conn = bench.server.connect(DATABASE).await?;
    let people = include_str!("survey.sql").replace(":asked", &ASKED.to_string());
    sqlx::raw_sql(AssertSqlSafe(people))
        .execute(&mut conn)
        .await?;
    let url = bench.server.url(DATABASE)?;
    let survey = command(&url, &["survey", "create", "enps", "--title", "Benchmark"]).await?;
    let run = command(&url, &["survey", "launch", survey.trim()]).await?;
    let run = run.trim();
    let plaudit = Plaudit::start(&url, bench.slack.address, &bench.log()).await?;
    sleep(WATCHED).await;
    let (written, sent): (i64, i64) = sqlx::query_as(
        "SELECT count(*), count(*) FILTER (WHERE state = 'sent') FROM outbox WHERE weight = 'bulk'",
    )
    .fetch_one(&mut conn)
    .await?;
    let (mut taken, seconds) = answer(plaudit.address, run).await?;
    plaudit.stop().await?;
    let closed = command(&url, &["survey", "close", run]).await?;
    ensure!(closed.contains(run), "not closed: {closed}");
    let results = command(&url, &["survey", "results", run, "--format", "json"]).await?;
    let results: Value = serde_json::from_str(&results)?;
    let counted = results["questions"][0]["answered"].as_u64();
    ensure!(counted == Some(ASKED), "{ASKED} answered, but {results}");
    bench.server.drop(DATABASE).await?;
    taken.sort_unstable();
    println!("\nA survey of {ASKED} people");
    println!("invitations: {written} written within a minute, {sent} of them sent");
    println!(
        "answers by {CLIENTS} clients: {:.0}/s, p50/p99 {:.1}/{:.1} ms; all {ASKED} were counted at the close",
        f64::from(u32::try_from(taken.len())?) / seconds,
        quantile(&taken, 2),
        quantile(&taken, 100),
    );
    Ok(())
}

/// Everybody answers once.
async fn answer(server: SocketAddr, run: &str) -> anyhow::Result<(Vec<Duration>, f64)> {
    let next = Arc::new(AtomicU64::new(1));
    let begun = Instant::now();
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (next, run) = (Arc::clone(&next), run.to_owned());
        clients.spawn(async move {
            let mut connection = Connection::open(server).await?;
            let mut taken = Vec::new();
            loop {
                let user = next.fetch_add(1, Ordering::Relaxed);
                if user > ASKED {
                    return anyhow::Ok(taken);
                }
                let begun = Instant::now();
                connection.press_score(user, &run).await?;
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
