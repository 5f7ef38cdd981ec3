//! One cell of the table: Plaudit over HTTP, or the reference, on a fresh copy of the books.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::process::Command;
use tokio::time::sleep;

use crate::books::{Held, MEMBERS, Server};
use crate::client::{Act, Clients};
use crate::process::Plaudit;
use crate::slack::Slack;
use crate::usage::{self, Usage};

/// Everything a cell needs.
pub(crate) struct Bench {
    pub(crate) server: Server,
    pub(crate) slack: Slack,
    pub(crate) directory: PathBuf,
    /// The measured time of each cell.
    pub(crate) seconds: u64,
    /// Letters of the size that Plaudit writes, for the reference.
    pub(crate) letters: [String; 2],
}

/// What a cell came to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    pub(crate) gifts_per_second: f64,
    /// Of the acknowledgement, ascending; nothing for the reference.
    pub(crate) latencies: Vec<Duration>,
    /// Microseconds of processor time per gift.
    pub(crate) plaudit_cpu: f64,
    pub(crate) postgres_cpu: f64,
    pub(crate) written_ahead: f64,
    /// Megabytes.
    pub(crate) memory: f64,
    /// Cores that went to processes without a part in this.
    pub(crate) others: f64,
}

/// Until everyone was seen once, and the caches hold them.
const WARM_UP: Duration = Duration::from_secs(4);

/// A cell is redone while others take more of the machine than this.
const TOO_MUCH: f64 = 0.3;
const TRIES: usize = 3;

/// The most connections that the reference opens.
const MOST_CONNECTIONS: usize = 32;

/// The database of a cell.
pub(crate) const CELL: &str = "cell";

/// A moment: what was used and written until then.
struct Moment {
    at: Instant,
    usage: Usage,
    written_ahead: i64,
}

impl Bench {
    async fn moment(&self, plaudit: Option<u32>) -> anyhow::Result<Moment> {
        Ok(Moment {
            written_ahead: self.server.written_ahead().await?,
            usage: usage::now(plaudit, self.server.postmaster),
            at: Instant::now(),
        })
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.directory.join("plaudit.log")
    }

    /// Measures Plaudit: with so many clients, flat out or at a steady rate together.
    pub(crate) async fn plaudit(
        &self,
        clients: usize,
        rate: Option<u32>,
        act: Act,
    ) -> anyhow::Result<Measured> {
        quietest(async || {
            self.server.copy(CELL).await?;
            let (measured, answered) = self.paced(CELL, (clients, rate), act).await?;
            let held = self.server.prove(CELL).await?;
            let expected = Held {
                gifts: answered,
                keys: answered,
            };
            ensure!(held == expected, "{answered} acknowledged, but {held:?}");
            self.server.drop(CELL).await?;
            Ok(measured)
        })
        .await
    }

    /// Gives through HTTP on a database; returns how many answers there were in all, too.
    pub(crate) async fn gifts(
        &self,
        database: &str,
        clients: usize,
        act: Act,
    ) -> anyhow::Result<(Measured, u64)> {
        self.paced(database, (clients, None), act).await
    }

    /// The same at a steady rate, where there is one.
    pub(crate) async fn paced(
        &self,
        database: &str,
        (clients, rate): (usize, Option<u32>),
        act: Act,
    ) -> anyhow::Result<(Measured, u64)> {
        let url = self.server.url(database)?;
        let plaudit = Plaudit::start(&url, self.slack.address, &self.log()).await?;
        let work = Clients::start(plaudit.address, clients, rate, act);
        sleep(WARM_UP).await;
        let begin = self.moment(Some(plaudit.pid)).await?;
        work.measure();
        sleep(Duration::from_secs(self.seconds)).await;
        let end = self.moment(Some(plaudit.pid)).await?;
        let mut seen = work.finish().await?;
        let memory = usage::peak_memory(plaudit.pid);
        plaudit.stop().await?;
        seen.latencies.sort_unstable();
        let count = seen.latencies.len();
        let mut measured = between(&begin, &end, count, memory);
        measured.latencies = seen.latencies;
        Ok((measured, seen.answered))
    }

    /// Gives `gifts` times through HTTP from one process, and measures each `slice` of them by itself.
    pub(crate) async fn slices(
        &self,
        database: &str,
        clients: usize,
        gifts: u64,
        slice: u64,
    ) -> anyhow::Result<Vec<Measured>> {
        let url = self.server.url(database)?;
        let plaudit = Plaudit::start(&url, self.slack.address, &self.log()).await?;
        let mut work = Clients::start(plaudit.address, clients, None, Act::Uniform);
        sleep(WARM_UP).await;
        let mut measured = Vec::new();
        let (mut begin, mut given) = (self.moment(Some(plaudit.pid)).await?, work.answered());
        while given < gifts {
            let before = given;
            while given < before + slice {
                work.check()?;
                sleep(Duration::from_millis(10)).await;
                given = work.answered();
            }
            let end = self.moment(Some(plaudit.pid)).await?;
            let count = usize::try_from(given - before)?;
            measured.push(between(
                &begin,
                &end,
                count,
                usage::peak_memory(plaudit.pid),
            ));
            begin = end;
        }
        work.finish().await?;
        plaudit.stop().await?;
        Ok(measured)
    }

    /// Measures the least that a gift costs: pgbench calls one function per gift of a lean ledger, with as many
    /// clients as are best for it.
    pub(crate) async fn least(&self, act: Act) -> anyhow::Result<Measured> {
        const BEST: usize = 8;
        quietest(async || {
            self.server.make_lean(CELL).await?;
            let script = include_str!("lean.pgbench");
            self.pgbench(script, BEST, act, WARM_UP.as_secs()).await?;
            let begin = self.moment(None).await?;
            let (rate, count) = self.pgbench(script, BEST, act, self.seconds).await?;
            let end = self.moment(None).await?;
            let held = self.server.prove_lean(CELL).await?;
            ensure!(held >= count, "{count} given, but {held} are there");
            self.server.drop(CELL).await?;
            let count = usize::try_from(count)?;
            Ok(Measured {
                gifts_per_second: rate,
                ..between(&begin, &end, count, 0.0)
            })
        })
        .await
    }

    /// Measures the reference: pgbench calls one function per gift.
    pub(crate) async fn reference(&self, clients: usize, act: Act) -> anyhow::Result<Measured> {
        quietest(async || {
            self.server.copy(CELL).await?;
            let script = include_str!("reference.pgbench");
            // The server has room for so many; more only wait for each other.
            let clients = clients.min(MOST_CONNECTIONS);
            self.pgbench(script, clients, act, WARM_UP.as_secs())
                .await?;
            let begin = self.moment(None).await?;
            let (rate, count) = self.pgbench(script, clients, act, self.seconds).await?;
            let end = self.moment(None).await?;
            let held = self.server.prove(CELL).await?;
            ensure!(
                held.gifts == held.keys && held.gifts >= count,
                "{count} given, but {held:?}"
            );
            self.server.drop(CELL).await?;
            let count = usize::try_from(count)?;
            Ok(Measured {
                gifts_per_second: rate,
                ..between(&begin, &end, count, 0.0)
            })
        })
        .await
    }

    async fn pgbench(
        &self,
        text: &str,
        clients: usize,
        act: Act,
        seconds: u64,
    ) -> anyhow::Result<(f64, u64)> {
        let hot = act == Act::Hot;
        let script = self.directory.join("script.pgbench");
        std::fs::write(&script, text)?;
        let [announcement, received] = &self.letters;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let output = Command::new(self.server.pgbench())
            .arg("--host")
            .arg(self.server.socket()?)
            .args(["--username=plaudit", "--no-vacuum", "--protocol=prepared"])
            .arg(format!("--client={clients}"))
            .arg(format!("--jobs={}", clients.min(cores)))
            .arg(format!("--time={seconds}"))
            .arg("--file")
            .arg(&script)
            .arg(format!("--define=members={MEMBERS}"))
            .arg(format!("--define=hot={hot}"))
            .arg(format!("--define=first_giver={}", if hot { 2 } else { 1 }))
            .arg(format!("--define=announcement={announcement}"))
            .arg(format!("--define=received={received}"))
            .arg(CELL)
            // As Plaudit's own connection: plans that fit tables which grow.
            .env(
                "PGOPTIONS",
                "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan",
            )
            .stdin(Stdio::null())
            .output()
            .await
            .with_context(|| format!("cannot run {}", self.server.pgbench().display()))?;
        let said = String::from_utf8_lossy(&output.stdout);
        ensure!(
            output.status.success(),
            "pgbench: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let after = |label: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(label));
            line.and_then(|rest| rest.split([' ', '/']).next())
                .with_context(|| format!("pgbench says no {label}: {said}"))
        };
        let rate = after("tps = ")?.parse()?;
        let count = after("number of transactions actually processed: ")?.parse()?;
        Ok((rate, count))
    }

    /// Lets Plaudit give once, to have its letters.
    pub(crate) async fn learn_letters(&mut self) -> anyhow::Result<()> {
        self.server.copy(CELL).await?;
        let plaudit =
            Plaudit::start(&self.server.url(CELL)?, self.slack.address, &self.log()).await?;
        let work = Clients::start(plaudit.address, 1, None, Act::Uniform);
        work.finish().await?;
        plaudit.stop().await?;
        self.letters = self.server.letters(CELL).await?;
        self.server.drop(CELL).await
    }
}

#[expect(clippy::cast_precision_loss, reason = "figures to be read")]
fn between(begin: &Moment, end: &Moment, gifts: usize, memory: f64) -> Measured {
    let used = end.usage - begin.usage;
    let seconds = (end.at - begin.at).as_secs_f64();
    let each = gifts.max(1) as f64;
    Measured {
        gifts_per_second: gifts as f64 / seconds,
        latencies: Vec::new(),
        plaudit_cpu: used.plaudit * 1e6 / each,
        postgres_cpu: used.postgres * 1e6 / each,
        written_ahead: (end.written_ahead - begin.written_ahead) as f64 / each,
        memory,
        others: used.others / seconds,
    }
}

/// The first run that had the machine to itself, or else the one that came nearest to it.
async fn quietest(run: impl AsyncFn() -> anyhow::Result<Measured>) -> anyhow::Result<Measured> {
    let mut best = run().await?;
    for _ in 1..TRIES {
        if best.others <= TOO_MUCH {
            break;
        }
        let again = run().await?;
        if again.others < best.others {
            best = again;
        }
    }
    Ok(best)
}

/// Where a cell's processes keep what they need.
pub(crate) fn data(directory: &Path) -> PathBuf {
    directory.join("data")
}
