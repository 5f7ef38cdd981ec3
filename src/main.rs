//! Arguments, tracing, dispatch.

use std::process::ExitCode;

use plaudit::explained::explained;
use plaudit::{cli, config, process};

fn main() -> ExitCode {
    if let Err(error) = config::read_dotenv() {
        process::say(format_args!("plaudit: {}", explained(&error)));
        return ExitCode::FAILURE;
    }
    cli::run(cli::asked())
}
