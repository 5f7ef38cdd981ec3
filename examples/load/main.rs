//! Measures what a durable gift costs, from the signed request to the acknowledgement, against the
//! same gift as one function call per transaction on the same server. `script/bench` runs it.

#![expect(clippy::print_stdout, reason = "its output is what it is for")]
#![expect(
    clippy::arithmetic_side_effects,
    reason = "figures that are measured are small"
)]

mod books;
mod cell;
mod client;
mod growth;
mod home;
mod people;
mod process;
mod report;
mod slack;
mod statements;
mod survey;
mod usage;

use clap::{Parser, ValueEnum};

use cell::Bench;
use client::Act;

/// Measures durable gifts over HTTP against the database alone
#[derive(Debug, Parser)]
struct Arguments {
    /// Measure growth up to 10 million gifts; takes much longer, and 15 GB
    #[arg(long)]
    big: bool,
    /// How many clients, one cell each
    #[arg(long, value_delimiter = ',', default_value = "1,8,32,128")]
    clients: Vec<usize>,
    /// A steady rate, in gifts a second, at which acknowledgements are timed, too; 0 for none
    #[arg(long, default_value_t = 1000)]
    steady: u32,
    /// The measured time of each cell, after four of warming up; by default as long as it
    /// takes until everything that is done in the background was done once
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How often each cell is measured; medians are shown
    #[arg(long, default_value_t = 3)]
    repetitions: usize,
    /// Leave out how costs grow
    #[arg(long)]
    no_growth: bool,
    /// Show what the statements of a gift take instead, with the first of the clients
    #[arg(long)]
    statements: bool,
    /// Leave out everything else
    #[arg(long, value_enum, conflicts_with = "no_growth")]
    only: Option<Only>,
}

/// What may be measured alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Gifts against the reference
    Gifts,
    /// How costs grow with what was given
    Growth,
    /// A survey of 5,000 people
    Survey,
    /// 5,000 people who open their home
    Home,
    /// A team of 50,000 people
    People,
}

/// How many clients share a steady rate.
const STEADY_CLIENTS: usize = 32;

impl Arguments {
    fn measures(&self, what: Only) -> bool {
        let left_out = self.no_growth && what == Only::Growth;
        !left_out && self.only.is_none_or(|only| only == what)
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let home = tempfile::Builder::new()
        .prefix("plaudit-bench-")
        .tempdir()?;
    let server = books::Server::start(&cell::data(home.path()), arguments.statements).await?;
    let mut bench = Bench {
        server,
        slack: slack::Slack::start().await?,
        directory: home.path().to_owned(),
        seconds: arguments.seconds,
        letters: Default::default(),
    };
    let outcome = measure(&mut bench, &arguments).await;
    bench.server.stop().await;
    outcome
}

async fn measure(bench: &mut Bench, arguments: &Arguments) -> anyhow::Result<()> {
    bench.server.make_empty().await?;
    if arguments.statements {
        let clients = arguments.clients.first().copied().unwrap_or(32);
        return statements::measure(bench, clients).await;
    }
    report::begin(bench, arguments.repetitions);
    if arguments.measures(Only::Gifts) {
        bench.learn_letters().await?;
        let mut cells: Vec<report::Cell> = Vec::new();
        for act in [Act::Uniform, Act::Hot] {
            let flat_out = arguments.clients.iter().map(|clients| (*clients, None));
            let steady = (arguments.steady > 0 && act == Act::Uniform)
                .then_some((STEADY_CLIENTS, Some(arguments.steady)));
            for (clients, rate) in flat_out.chain(steady) {
                cells.push(report::Cell::new(clients, rate, act));
            }
        }
        for repetition in 0..arguments.repetitions {
            for cell in &mut cells {
                let (clients, act) = (cell.clients, cell.act);
                // Each goes first as often as the others.
                let mut run = report::Run::default();
                for turn in 0..3 {
                    match (turn + repetition) % 3 {
                        0 => run.plaudit = bench.plaudit(clients, cell.rate, act).await?,
                        1 => run.reference = bench.reference(clients, act).await?,
                        _ => run.least = bench.least(act).await?,
                    }
                }
                cell.runs.push(run);
            }
        }
        report::cells(&cells);
    }
    if arguments.measures(Only::Growth) {
        growth::from_nothing(bench).await?;
        growth::measure(bench, arguments.big, arguments.repetitions).await?;
    }
    if arguments.measures(Only::Survey) {
        survey::measure(bench).await?;
    }
    if arguments.measures(Only::Home) {
        home::measure(bench).await?;
    }
    if arguments.measures(Only::People) {
        people::measure(bench).await?;
    }
    Ok(())
}
