//! Arguments, tracing, dispatch.

use std::process::ExitCode;

use clap::Parser;
use plaudit::cli::{self, Cli};

fn main() -> ExitCode {
    // What is missing there comes from the environment, and from nowhere else.
    let _ = dotenvy::dotenv();
    cli::run(Cli::parse())
}
