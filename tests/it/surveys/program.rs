//! The program, at the command line.

use std::path::Path;

use crate::harness::plaudit;

/// Runs it: its exit code, what it printed, and what it said.
pub(super) async fn run(
    directory: &Path,
    environment: &[(&str, &str)],
    arguments: &[&str],
) -> (Option<i32>, String, String) {
    let ran = plaudit(directory, arguments, environment)
        .output()
        .await
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.code(), text(ran.stdout), text(ran.stderr))
}
