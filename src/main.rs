//! Arguments, tracing, dispatch.

use std::process::ExitCode;

use plaudit::cli;

fn main() -> ExitCode {
    // What is missing there comes from the environment, and from nowhere else.
    let _ = dotenvy::dotenv();
    cli::run(cli::asked())
}
