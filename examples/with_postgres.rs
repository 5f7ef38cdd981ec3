//! Runs a command beside a throw-away `PostgreSQL`:
//!
//! ```text
//! cargo run --example with_postgres -- cargo test
//! ```
//!
//! The command finds the server in `PLAUDIT_TEST_DATABASE_URL`, with a migrated database named
//! `plaudit_template` to copy from. Server and data go away with the command.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use plaudit::database::private::Scratch;
use plaudit::database::{connect, migrate};
use tokio::process::Command;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let mut words = std::env::args_os().skip(1).filter({
        let mut first = true;
        move |word| !(std::mem::take(&mut first) && word == "--")
    });
    let program = words
        .next()
        .context("usage: with_postgres [--] COMMAND [ARGUMENT]...")?;
    let arguments: Vec<OsString> = words.collect();

    let scratch = Scratch::start(std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from)).await?;
    let template = connect(scratch.template_options(), 1).await?;
    migrate(&template).await?;
    template.close().await;

    let status = Command::new(&program)
        .args(arguments)
        .env("PLAUDIT_TEST_DATABASE_URL", scratch.url())
        .status()
        .await
        .with_context(|| format!("cannot run {}", program.display()));
    scratch.stop().await;
    // Without a code, the command was killed by a signal.
    let code = status?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
