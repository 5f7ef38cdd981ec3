//! Files that a command is given, and lists that are taken over from them.

use std::fmt::Display;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use super::output::say;

/// Whether it stands for standard input or output.
pub(super) fn is_stdio(file: &Path) -> bool {
    file == Path::new("-")
}

/// Reads a file, or standard input where it is `-`.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut list = Vec::new();
    if is_stdio(file) {
        std::io::stdin().read_to_end(&mut list)?;
    } else {
        list = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    }
    Ok(list)
}

/// Says all that is wrong with a list, of which nothing is taken over.
pub(super) fn refused(faults: &[impl Display]) -> ExitCode {
    faults.iter().for_each(say);
    say("nothing was changed");
    ExitCode::FAILURE
}

/// Names the columns that nothing was read from.
pub(super) fn unused(columns: &[String]) {
    if !columns.is_empty() {
        say(format_args!(
            "columns that are not read: {}",
            columns.join(", ")
        ));
    }
}
