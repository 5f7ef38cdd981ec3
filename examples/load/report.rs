//! The table.

use std::time::Duration;

use crate::books::MEMBERS;
use crate::cell::{Bench, Measured};
use crate::client::Act;

/// What was measured for one number of clients, Plaudit and the reference side by side.
pub(crate) struct Cell {
    pub(crate) clients: usize,
    pub(crate) act: Act,
    pub(crate) pairs: Vec<(Measured, Measured)>,
}

impl Cell {
    pub(crate) fn new(clients: usize, act: Act) -> Self {
        Self {
            clients,
            act,
            pairs: Vec::new(),
        }
    }

    fn of_plaudit(&self, of: impl Fn(&Measured) -> f64) -> f64 {
        median(self.pairs.iter().map(|(plaudit, _)| of(plaudit)).collect())
    }

    fn of_reference(&self, of: impl Fn(&Measured) -> f64) -> f64 {
        median(self.pairs.iter().map(|(_, it)| of(it)).collect())
    }

    fn name(&self) -> String {
        let plural = if self.clients == 1 { "" } else { "s" };
        let spread = if self.act == Act::Hot {
            "one hot recipient"
        } else {
            "uniform recipients"
        };
        format!("{} client{plural}, {spread}", self.clients)
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
        "The reference writes the same rows with one function call per gift, from pgbench, without HTTP.\n"
    );
}

/// The table, and what it comes to.
pub(crate) fn cells(cells: &[Cell]) {
    println!(
        "{:<32} {:>8} {:>8} {:>17} {:>9} {:>15} {:>15} {:>6} {:>7}",
        "",
        "gives/s",
        "ref./s",
        "ratio (min–max)",
        "p50/p99 ms",
        "CPU µs/give",
        "WAL B/give",
        "MB",
        "others"
    );
    for cell in cells {
        let ratios: Vec<f64> = cell
            .pairs
            .iter()
            .map(|(plaudit, it)| plaudit.gifts_per_second / it.gifts_per_second)
            .collect();
        let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let most = ratios.iter().copied().fold(0.0, f64::max);
        let range = format!("{:.2} ({least:.2}–{most:.2})", median(ratios));
        let latency = format!(
            "{:.1}/{:.1}",
            cell.of_plaudit(|it| quantile(&it.latencies, 2)),
            cell.of_plaudit(|it| quantile(&it.latencies, 100))
        );
        let cpu = format!(
            "{:.0}+{:.0} ({:.0})",
            cell.of_plaudit(|it| it.plaudit_cpu),
            cell.of_plaudit(|it| it.postgres_cpu),
            cell.of_reference(|it| it.postgres_cpu)
        );
        let written = format!(
            "{:.0} ({:.0})",
            cell.of_plaudit(|it| it.written_ahead),
            cell.of_reference(|it| it.written_ahead)
        );
        let others = cell
            .of_plaudit(|it| it.others)
            .max(cell.of_reference(|it| it.others));
        println!(
            "{:<32} {:>8.0} {:>8.0} {range:>17} {latency:>9} {cpu:>15} {written:>15} {:>6.1} {others:>7.2}",
            cell.name(),
            cell.of_plaudit(|it| it.gifts_per_second),
            cell.of_reference(|it| it.gifts_per_second),
            cell.of_plaudit(|it| it.memory),
        );
    }
    println!(
        "\nCPU: Plaudit + PostgreSQL; in brackets what the reference takes. MB: Plaudit's peak. Others: cores that"
    );
    println!(
        "went to processes without a part in this. Every acknowledged gift was found in the books, and none more.\n"
    );
    for cell in cells {
        let ours = cell.of_plaudit(|it| it.gifts_per_second);
        let reference = cell.of_reference(|it| it.gifts_per_second);
        let ratio = median(
            cell.pairs
                .iter()
                .map(|(plaudit, it)| plaudit.gifts_per_second / it.gifts_per_second)
                .collect(),
        );
        println!("{}", cell.name());
        println!("durable gives: {ours:.0}/s, reference: {reference:.0}/s, ratio {ratio:.2}");
    }
}
