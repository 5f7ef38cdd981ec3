//! How costs change with what the books hold.

use crate::cell::{Bench, Measured};
use crate::client::Act;
use crate::report::{median, quantile};

/// How many gifts one process gives, beginning with nothing, and how many are measured together.
const FROM_NOTHING: u64 = 100_000;
const SLICE: u64 = 10_000;
const CLIENTS: usize = 32;

/// Measures whether a process that began with empty tables gives as fast in the end.
pub(crate) async fn from_nothing(bench: &Bench) -> anyhow::Result<()> {
    let database = "from_nothing";
    bench.server.copy(database).await?;
    let slices = bench.slices(database, CLIENTS, FROM_NOTHING, SLICE).await?;
    bench.server.prove(database).await?;
    bench.server.drop(database).await?;
    println!(
        "\nOne process from nothing to {FROM_NOTHING} gifts, {CLIENTS} clients, by {SLICE}: gifts/s, and CPU (Plaudit + PostgreSQL) in µs"
    );
    for slice in &slices {
        println!("{:>12.0} {:>8.0} µs", slice.gifts_per_second, cpu(slice));
    }
    if let [first, .., last] = &slices[..] {
        println!(
            "the last against the first: gifts/s {:.2} ×, CPU {:.2} ×",
            last.gifts_per_second / first.gifts_per_second,
            cpu(last) / cpu(first),
        );
    }
    Ok(())
}

/// Costs at one size.
struct Size {
    gifts: u64,
    database: String,
    give: Vec<Measured>,
    board: Vec<Measured>,
}

/// Measures gifts and boards on books of several sizes, one client at a time.
pub(crate) async fn measure(bench: &Bench, big: bool, repetitions: usize) -> anyhow::Result<()> {
    let mut gifts = vec![10_000, 1_000_000];
    if big {
        gifts.push(10_000_000);
    }
    let mut sizes = Vec::new();
    for gifts in gifts {
        let database = format!("growth_{gifts}");
        bench.server.copy(&database).await?;
        bench.server.add_history(&database, gifts).await?;
        bench.server.prove(&database).await?;
        sizes.push(Size {
            gifts,
            database,
            give: Vec::new(),
            board: Vec::new(),
        });
    }
    for _ in 0..repetitions {
        for size in &mut sizes {
            let (give, _) = bench.gifts(&size.database, 1, Act::Uniform).await?;
            size.give.push(give);
            let (board, _) = bench.gifts(&size.database, 1, Act::Leaderboard).await?;
            size.board.push(board);
        }
    }
    println!(
        "\nGrowth: one client, the acknowledgement's median in ms, and CPU (Plaudit + PostgreSQL) in µs"
    );
    println!(
        "{:>12} {:>22} {:>22}",
        "gifts before", "give", "leaderboard"
    );
    for size in &sizes {
        println!(
            "{:>12} {:>22} {:>22}",
            size.gifts,
            shown(&size.give),
            shown(&size.board)
        );
    }
    if let Some((first, rest)) = sizes.split_first() {
        for size in rest {
            println!(
                "growth from {} to {}: give {:.2} ×, leaderboard {:.2} ×",
                first.gifts,
                size.gifts,
                latency(&size.give) / latency(&first.give),
                latency(&size.board) / latency(&first.board),
            );
        }
    }
    for size in sizes {
        bench.server.drop(&size.database).await?;
    }
    Ok(())
}

fn latency(of: &[Measured]) -> f64 {
    median(of.iter().map(|it| quantile(&it.latencies, 2)).collect())
}

fn cpu(of: &Measured) -> f64 {
    of.plaudit_cpu + of.postgres_cpu
}

fn shown(of: &[Measured]) -> String {
    format!(
        "{:.2} ms {:>6.0} µs",
        latency(of),
        median(of.iter().map(cpu).collect())
    )
}
