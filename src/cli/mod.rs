//! The command line: one file per sub-command.
//!
//! Data goes to standard output, everything else to standard error. A command exits with 0 when it
//! did what was asked, 1 when it failed, and 2 when it was not understood.

mod audit;
mod connect;
mod demo;
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
mod stopping;
mod telemetry;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, DatabaseConfig, LogConfig, ServeConfig};
use crate::explained::explained;

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
    /// Try it: a stand-in Slack and a stand-in Teams with chat pages, a sample company, and the
    /// server behind them
    Demo(demo::Demo),
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
    /// Show who did what to the programme
    Audit(audit::Audit),
    /// Write kudos, balances or the ledger to standard output
    Export(export::Export),
    /// Prove the ledger
    Ledger(ledger::Ledger),
    /// Look after messages that did not arrive
    Outbox(outbox::Outbox),
    /// Print what a platform needs to know of this server
    Manifest(manifest::Manifest),
}

/// Runs a command.
pub fn run(cli: Cli) -> ExitCode {
    if let Err(error) = telemetry::start_logging(&cli.log) {
        return fail(&error);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => {
            let outcome = runtime.block_on(dispatch(cli));
            // Whoever looks up a name, or hangs otherwise, is not waited for.
            runtime.shutdown_background();
            outcome
        }
        Err(error) => Err(error.into()),
    };
    outcome.unwrap_or_else(|error| {
        if error.is::<output::NobodyReads>() {
            ExitCode::SUCCESS
        } else {
            fail(&error)
        }
    })
}

async fn dispatch(cli: Cli) -> anyhow::Result<ExitCode> {
    let database = cli.database;
    match cli.command {
        Command::Serve(serve) => {
            serve::run(Config {
                database,
                serve: *serve,
            })
            .await
        }
        Command::Demo(demo) => demo::run(demo, &database).await,
        Command::Migrate => migrate::run(&database).await,
        Command::Doctor(doctor) => doctor::run(*doctor, &database).await,
        Command::Connect(connect) => connect::run(connect, &database).await,
        Command::People(people) => people::run(people, &database).await,
        Command::Settings(settings) => settings::run(settings, &database).await,
        Command::Audit(audit) => audit::run(audit, &database).await,
        Command::Export(export) => export::run(export, &database).await,
        Command::Ledger(ledger) => ledger::run(ledger, &database).await,
        Command::Outbox(outbox) => outbox::run(outbox, &database).await,
        Command::Manifest(manifest) => manifest::run(manifest),
    }
}

/// One line that says what failed, with its causes.
fn fail(error: &anyhow::Error) -> ExitCode {
    output::say(format_args!("plaudit: {}", explained(&**error)));
    ExitCode::FAILURE
}
