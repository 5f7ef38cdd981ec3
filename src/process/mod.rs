//! What makes a process of it: logs, a runtime, signals, and a server until told to stop. The
//! program `plaudit` and the demo are both made of this.

mod line;
mod serve;
mod stopping;
mod telemetry;

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

pub use line::Line;
pub use serve::{Faces, serve};
pub use stopping::on_signal;

use crate::config::LogConfig;
use crate::explained::explained;

/// Does the work of the program `name`, with a log as configured. What fails is said in one line.
pub fn run(
    name: &str,
    log: &LogConfig,
    work: impl Future<Output = anyhow::Result<ExitCode>>,
) -> ExitCode {
    let outcome = telemetry::start_logging(log).and_then(|()| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        let outcome = runtime.block_on(work);
        // Whoever looks up a name, or hangs otherwise, is not waited for.
        runtime.shutdown_background();
        outcome
    });
    outcome.unwrap_or_else(|error| {
        say(format_args!("{name}: {}", explained(&*error)));
        ExitCode::FAILURE
    })
}

/// A line for the person at the terminal.
pub fn say(line: impl Display) {
    // When it cannot be said, there is nowhere left to say so.
    let _ = writeln!(io::stderr(), "{}", Line(line));
}
