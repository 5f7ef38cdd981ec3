//! The table.

use std::time::Duration;

use crate::books::MEMBERS;
use crate::cell::{Bench, Measured};
use crate::client::Act;

/// One repetition of a cell: Plaudit, and both references beside it.
#[derive(Default)]
pub(crate) struct Run {
    pub(crate) plaudit: Measured,
    /// The same rows as Plaudit's, by one function call per gift.
    pub(crate) reference: Measured,
    /// The least that a gift costs, which does not change with the product.
    pub(crate) least: Measured,
}

/// What was measured for one number of clients.
pub(crate) struct Cell {
    pub(crate) clients: usize,
    /// Gifts a second, where they did not give as fast as they could.
    pub(crate) rate: Option<u32>,
    pub(crate) act: Act,
    pub(crate) runs: Vec<Run>,
}

impl Cell {
    pub(crate) const fn new(clients: usize, rate: Option<u32>, act: Act) -> Self {
        Self {
            clients,
            rate,
            act,
            runs: Vec::new(),
        }
    }

    fn of(&self, of: impl Fn(&Run) -> f64) -> f64 {
        median(self.runs.iter().map(of).collect())
    }

    fn of_plaudit(&self, of: impl Fn(&Measured) -> f64) -> f64 {
        self.of(|run| of(&run.plaudit))
    }

    /// Plaudit's rate against another's, in the same run: the middle, the least and the most.
    fn ratio(&self, to: impl Fn(&Run) -> &Measured) -> String {
        let ratio = |run: &Run| run.plaudit.gifts_per_second / to(run).gifts_per_second;
        let ratios: Vec<f64> = self.runs.iter().map(ratio).collect();
        let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let most = ratios.iter().copied().fold(0.0, f64::max);
        format!("{:.2} ({least:.2}–{most:.2})", median(ratios))
    }

    fn name(&self) -> String {
        let plural = if self.clients == 1 { "" } else { "s" };
        let spread = if self.act == Act::Hot {
            "one hot recipient"
        } else {
            "uniform recipients"
        };
        let steady = self.rate.map(|rate| format!(", steady {rate}/s"));
        let steady = steady.unwrap_or_default();
        format!("{} client{plural}, {spread}{steady}", self.clients)
    }
}

/// The middle one.
pub(crate) fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How long all but one in `of` took at most, in milliseconds.
pub(crate) fn quantile(ascending: &[Duration], of: usize) -> f64 {
    let index = ascending.len() - ascending.len() / of;
    let found = ascending.get(index.saturating_sub(1));
    found.map_or(f64::NAN, |it| it.as_secs_f64() * 1e3)
}

/// Says what is measured, and on what.
pub(crate) fn begin(bench: &Bench, repetitions: usize) {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!(
        "Plaudit {}, PostgreSQL {}, {cores} cores for server, database and clients together.",
        env!("CARGO_PKG_VERSION"),
        bench.server.version
    );
    println!(
        "Every commit reaches the disk (fsync on). {MEMBERS} people. Medians of {repetitions} × {} s, in turns.",
        bench.seconds
    );
    println!(
        "The least (lean.sql, pgbench, 8 clients) is a gift of a ledger that keeps nothing else; it does not change with\n\
         Plaudit. The reference (pgbench) writes Plaudit's own rows with one function call per gift. Neither speaks HTTP.\n"
    );
}

/// The table, and what it comes to.
pub(crate) fn cells(cells: &[Cell]) {
    println!(
        "{:<44} {:>8} {:>8} {:>17} {:>8} {:>17} {:>9} {:>19} {:>21} {:>6} {:>7}",
        "",
        "gives/s",
        "least/s",
        "ratio (min–max)",
        "ref./s",
        "ratio (min–max)",
        "p50/p99 ms",
        "CPU µs/give",
        "WAL B/give",
        "MB",
        "others"
    );
    for cell in cells {
        let latency = format!(
            "{:.1}/{:.1}",
            cell.of_plaudit(|it| quantile(&it.latencies, 2)),
            cell.of_plaudit(|it| quantile(&it.latencies, 100))
        );
        let cpu = format!(
            "{:.0}+{:.0} ({:.0}, {:.0})",
            cell.of_plaudit(|it| it.plaudit_cpu),
            cell.of_plaudit(|it| it.postgres_cpu),
            cell.of(|run| run.least.postgres_cpu),
            cell.of(|run| run.reference.postgres_cpu)
        );
        let written = format!(
            "{:.0} ({:.0}, {:.0})",
            cell.of_plaudit(|it| it.written_ahead),
            cell.of(|run| run.least.written_ahead),
            cell.of(|run| run.reference.written_ahead)
        );
        let others = |run: &Run| {
            let each = [&run.plaudit, &run.reference, &run.least].map(|it| it.others);
            each.into_iter().fold(0.0, f64::max)
        };
        println!(
            "{:<44} {:>8.0} {:>8.0} {:>17} {:>8.0} {:>17} {latency:>9} {cpu:>19} {written:>21} {:>6.1} {:>7.2}",
            cell.name(),
            cell.of_plaudit(|it| it.gifts_per_second),
            cell.of(|run| run.least.gifts_per_second),
            cell.ratio(|run| &run.least),
            cell.of(|run| run.reference.gifts_per_second),
            cell.ratio(|run| &run.reference),
            cell.of_plaudit(|it| it.memory),
            cell.of(others),
        );
    }
    println!(
        "\nCPU: Plaudit + PostgreSQL; in brackets, as with WAL, what the least and the reference take. MB: Plaudit's peak."
    );
    println!(
        "Others: cores that went to processes without a part in this. Every acknowledged gift was found in the books,\n\
         and none more. At a steady rate a request counts from the moment at which it was its turn.\n"
    );
    for cell in cells {
        let ours = cell.of_plaudit(|it| it.gifts_per_second);
        let reference = cell.of(|run| run.reference.gifts_per_second);
        let ratio = cell.of(|run| run.plaudit.gifts_per_second / run.reference.gifts_per_second);
        println!("{}", cell.name());
        println!("durable gives: {ours:.0}/s, reference: {reference:.0}/s, ratio {ratio:.2}");
    }
}
