//! The command line: one file per sub-command.
//!
//! Data goes to standard output, everything else to standard error. A command exits with 0 when it
//! did what was asked, 1 when it failed, and 2 when it was not understood.

mod connect;
mod doctor;
mod export;
mod ledger;
mod manifest;
mod migrate;
mod open;
mod outbox;
mod output;
mod people;
mod rows;
mod serve;
mod settings;
mod snapshot;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, DatabaseConfig, LogConfig, ServeConfig};
use crate::process;

/// Recognition, rewards and pulse surveys for Slack and Microsoft Teams.
#[derive(Debug, Parser)]
#[command(name = "plaudit", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    log: LogConfig,
    #[command(flatten)]
    database: DatabaseConfig,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve(Box<ServeConfig>),
    /// Bring the database up to date
    Migrate,
    /// Check the set-up, and say how to mend what is wrong
    Doctor(Box<doctor::Doctor>),
    /// List the teams, or say which workspace a team belongs to
    Connect(connect::Connect),
    /// Show who is who, and put right what their platforms cannot know
    People(people::People),
    /// Show and change a workspace's settings
    Settings(settings::Settings),
    /// Write kudos, balances or the ledger to standard output
    Export(export::Export),
    /// Prove the ledger
    Ledger(ledger::Ledger),
    /// Look after messages that did not arrive
    Outbox(outbox::Outbox),
    /// Print what a platform needs to know of this server
    Manifest(manifest::Manifest),
    /// A program of its own
    #[command(hide = true, disable_help_flag = true)]
    Demo {
        /// Whatever it was asked for
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        _asked: Vec<OsString>,
    },
}

/// Runs a command.
pub fn run(cli: Cli) -> ExitCode {
    let Cli {
        log,
        database,
        command,
    } = cli;
    process::run("plaudit", &log, async {
        match dispatch(command, database).await {
            Err(error) if error.is::<output::NobodyReads>() => Ok(ExitCode::SUCCESS),
            outcome => outcome,
        }
    })
}

async fn dispatch(command: Command, database: DatabaseConfig) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(serve) => {
            serve::run(Config {
                database,
                serve: *serve,
            })
            .await
        }
        Command::Migrate => migrate::run(&database).await,
        Command::Doctor(doctor) => doctor::run(*doctor, &database).await,
        Command::Connect(connect) => connect::run(connect, &database).await,
        Command::People(people) => people::run(people, &database).await,
        Command::Settings(settings) => settings::run(settings, &database).await,
        Command::Export(export) => export::run(export, &database).await,
        Command::Ledger(ledger) => ledger::run(ledger, &database).await,
        Command::Outbox(outbox) => outbox::run(outbox, &database).await,
        Command::Manifest(manifest) => manifest::run(manifest),
        Command::Demo { .. } => Ok(output::misused(
            "the demo is a program of its own: plaudit-demo, or script/demo where the source is",
        )),
    }
}
