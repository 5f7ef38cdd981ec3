//! What processes take of the machine, from /proc: nothing where there is none.

use std::collections::HashMap;
use std::fs;
use std::ops::Sub;

/// Ticks per second of /proc, on every Linux.
const TICKS: f64 = 100.0;

/// Seconds of processor time since some beginning.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    pub(crate) plaudit: f64,
    pub(crate) postgres: f64,
    /// Everyone who has no part in this.
    pub(crate) others: f64,
}

impl Sub for Usage {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self {
            plaudit: self.plaudit - earlier.plaudit,
            postgres: self.postgres - earlier.postgres,
            others: self.others - earlier.others,
        }
    }
}

struct Process {
    parent: u32,
    own: f64,
    reaped: f64,
}

/// Now. `plaudit` is the server's process, if it runs; `postmaster` is the database's first one.
pub(crate) fn now(plaudit: Option<u32>, postmaster: u32) -> Usage {
    let all = processes();
    let whole = |pid: u32| all.get(&pid).map_or(0.0, |it| it.own + it.reaped);
    let backends: f64 = all
        .values()
        .filter(|it| it.parent == postmaster)
        .map(|it| it.own)
        .sum();
    let plaudit = plaudit.map_or(0.0, whole);
    let postgres = whole(postmaster) + backends;
    Usage {
        plaudit,
        postgres,
        others: machine() - plaudit - postgres - whole(std::process::id()),
    }
}

/// The most memory that a process ever held, in megabytes.
pub(crate) fn peak_memory(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let kilobytes: Option<f64> = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

/// The process that started this one.
pub(crate) fn parent(pid: u32) -> Option<u32> {
    processes().get(&pid).map(|it| it.parent)
}

fn processes() -> HashMap<u32, Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name, in brackets, may hold anything.
            let (_, rest) = stat.rsplit_once(") ")?;
            let fields: Vec<&str> = rest.split(' ').collect();
            let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok();
            let process = Process {
                parent: fields.get(1)?.parse().ok()?,
                own: (ticks(11)? + ticks(12)?) / TICKS,
                reaped: (ticks(13)? + ticks(14)?) / TICKS,
            };
            Some((pid, process))
        })
        .collect()
}

fn machine() -> f64 {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let fields = stat.lines().next().unwrap_or_default().split_whitespace();
    let ticks: Vec<f64> = fields.skip(1).filter_map(|it| it.parse().ok()).collect();
    // Idle and waiting for disks are no work; the guests' time is counted twice.
    let busy = [0, 1, 2, 5, 6, 7];
    busy.iter().filter_map(|&it| ticks.get(it)).sum::<f64>() / TICKS
}
