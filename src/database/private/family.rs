//! The processes that stem from one, and telling them: who belongs to whom is the system's word.

use std::collections::BTreeSet;
use std::fs;

use tokio::process::Command;

use crate::explained::explained;

/// A process, and who began it.
type Process = (u32, u32);

/// The processes that `parent` began.
pub(super) async fn children(parent: u32) -> BTreeSet<u32> {
    born_of(&all().await, parent).collect()
}

/// The processes that stem from `ancestor`, over however many lives.
pub(super) async fn descendants(ancestor: u32) -> BTreeSet<u32> {
    let all = all().await;
    let mut found = BTreeSet::new();
    let mut unasked = vec![ancestor];
    while let Some(parent) = unasked.pop() {
        // A number that comes again is a process that ended meanwhile.
        unasked.extend(born_of(&all, parent).filter(|&child| found.insert(child)));
    }
    found
}

/// Sends a signal to each of them that still runs.
pub(super) async fn tell(processes: &BTreeSet<u32>, signal: &str) {
    if processes.is_empty() {
        return;
    }
    let numbers = processes.iter().map(ToString::to_string);
    let told = Command::new("/bin/sh")
        .args(["-c", r#"kill -s "$@" 2>/dev/null"#, "sh", signal])
        .args(numbers)
        .status()
        .await;
    if let Err(error) = told {
        tracing::warn!(error = explained(&error), "no signal was sent");
    }
}

fn born_of(all: &[Process], parent: u32) -> impl Iterator<Item = u32> {
    let born = all.iter().filter(move |(_, of)| *of == parent);
    born.map(|(process, _)| *process)
}

/// Every process there is: from the files of Linux, which need no program, else from `ps`.
async fn all() -> Vec<Process> {
    if let Ok(entries) = fs::read_dir("/proc") {
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let known: Vec<_> = names.filter_map(|name| in_files(&name)).collect();
        if !known.is_empty() {
            return known;
        }
    }
    let listed = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output();
    match listed.await {
        Ok(listed) => String::from_utf8_lossy(&listed.stdout)
            .lines()
            .filter_map(in_line)
            .collect(),
        Err(error) => {
            tracing::warn!(error = explained(&error), "the processes cannot be listed");
            Vec::new()
        }
    }
}

fn in_files(name: &str) -> Option<Process> {
    let number = name.parse().ok()?;
    let stat = fs::read_to_string(format!("/proc/{name}/stat")).ok()?;
    // Its name stands in parentheses, and may hold anything.
    let (_, behind) = stat.rsplit_once(')')?;
    let parent = behind.split_whitespace().nth(1)?;
    Some((number, parent.parse().ok()?))
}

fn in_line(line: &str) -> Option<Process> {
    let mut numbers = line.split_whitespace();
    let number = numbers.next()?.parse().ok()?;
    Some((number, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use std::process::Stdio;

    use super::*;

    #[tokio::test]
    async fn who_stems_from_whom_is_known_and_told() {
        let mut shell = Command::new("/bin/sh")
            .args(["-c", "sh -c 'sleep 60; true' & echo begun; wait"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let us = std::process::id();
        let number = shell.id().unwrap();
        assert!(children(us).await.contains(&number));
        let of_shell = loop {
            let found = descendants(number).await;
            if found.len() == 2 {
                break found;
            }
        };
        assert_eq!(children(number).await.len(), 1);
        assert!(descendants(us).await.is_superset(&of_shell));
        tell(&of_shell, "KILL").await;
        assert!(shell.wait().await.unwrap().success());
    }
}
