//! Arguments, tracing, dispatch.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use plaudit::cli::{self, Cli};

// A gift is a few hundred small allocations.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // What is missing there comes from the environment, and from nowhere else.
    let _ = dotenvy::dotenv();
    cli::run(Cli::parse())
}
