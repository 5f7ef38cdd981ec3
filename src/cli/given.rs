//! What a command is given: files, lists that are taken over from them, ids, and the options that it shares with
//! others.

use std::fmt::Display;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;

use anyhow::Context;
use clap::Args;

use super::output::say;

/// Where help shows the options that several commands share: behind those of one's own.
pub(super) const LAST: usize = 900;

/// Which workspace is meant.
#[derive(Args, Clone, Debug)]
pub(super) struct InWorkspace {
    /// The workspace, by its name or id; not needed where there is one
    #[arg(long, global = true, display_order = LAST)]
    workspace: Option<String>,
}

impl InWorkspace {
    /// As it was typed.
    pub(super) fn named(&self) -> Option<&str> {
        self.workspace.as_deref()
    }
}

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

/// Reads an id that `list` of the commands shows.
pub(super) fn listed<T: FromStr>(typed: &str, list: &str) -> Result<T, String> {
    let read = typed.parse();
    read.map_err(|_| format!("this is no id as `plaudit {list}` shows it"))
}
