//! The command line: one file per sub-command.
//!
//! Data goes to standard output, everything else to standard error. A command exits with 0 when it
//! did what was asked, 1 when it failed, and 2 when it was not understood.

mod audit;
mod backup;
mod badge;
mod catalog;
mod connect;
mod days;
mod doctor;
mod export;
mod given;
mod holidays;
mod ledger;
mod manifest;
mod migrate;
mod nudge;
mod open;
mod outbox;
mod output;
mod people;
mod public_url;
mod redemptions;
mod restore;
mod rows;
mod secrets;
mod serve;
mod settings;
mod snapshot;
mod survey;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, Error};
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::config::{Config, DatabaseConfig, LogConfig, ServeConfig};
use crate::process;

/// Recognition, rewards and pulse surveys for Slack and Microsoft Teams.
#[derive(Debug, Parser)]
#[command(name = "plaudit", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    log: LogConfig,
    #[command(subcommand)]
    command: Command,
}

/// What a command is asked, and the database that it works on.
#[derive(Args, Debug)]
struct OnDatabase<A: Args> {
    #[command(flatten)]
    asked: A,
    #[command(flatten)]
    database: DatabaseConfig,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve(Box<OnDatabase<ServeConfig>>),
    /// Bring the database up to date
    Migrate(DatabaseConfig),
    /// Check the set-up, and say how to mend what is wrong
    Doctor(Box<OnDatabase<doctor::Doctor>>),
    /// List the teams, or say which workspace a team belongs to
    Connect(OnDatabase<connect::Connect>),
    /// Show who is who, and put right what their platforms cannot know
    People(OnDatabase<people::People>),
    /// Say what points are exchanged for
    Catalog(Box<OnDatabase<catalog::Catalog>>),
    /// Look after what people redeem
    Redemptions(OnDatabase<redemptions::Redemptions>),
    /// Ask people, and read what they answered
    Survey(Box<OnDatabase<survey::Surveys>>),
    /// Say which badges there are, and award them
    Badge(OnDatabase<badge::Badges>),
    /// See what is told by itself at its times
    Nudge(OnDatabase<nudge::Nudges>),
    /// Say which days are holidays, on which nobody is asked or told anything by itself
    Holidays(OnDatabase<holidays::Holidays>),
    /// Show and change a workspace's settings
    Settings(OnDatabase<settings::Settings>),
    /// Show who did what to the programme
    Audit(OnDatabase<audit::Audit>),
    /// Write kudos, balances, badges, redemptions, the ledger or survey results to standard output
    Export(OnDatabase<export::Export>),
    /// Write a copy of everything into a file
    Backup(OnDatabase<backup::Backup>),
    /// Fill an empty database from a backup, and prove its ledger
    Restore(OnDatabase<restore::Restore>),
    /// Prove the ledger
    Ledger(OnDatabase<ledger::Ledger>),
    /// Look after messages that did not arrive
    Outbox(OnDatabase<outbox::Outbox>),
    /// Look after what is encrypted in the database
    Secrets(OnDatabase<secrets::Secrets>),
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

/// What the process is asked. Where that is not understood, it ends.
pub fn asked() -> Cli {
    Cli::try_parse().unwrap_or_else(|error| as_typed(error).exit())
}

/// An error as it is without what the environment says, which clap names among what has to be typed.
fn as_typed(error: Error) -> Error {
    if !error.use_stderr() {
        return error;
    }
    let about = |error: &Error| {
        let what = error.get(ContextKind::InvalidArg);
        (error.kind(), what.cloned())
    };
    let typed = without_environment(Cli::command()).try_get_matches();
    match typed {
        Err(typed) if about(&typed) == about(&error) => typed,
        _ => error,
    }
}

fn without_environment(command: clap::Command) -> clap::Command {
    let typed = command.mut_args(|arg| arg.env(None::<&'static str>));
    typed.mut_subcommands(without_environment)
}

/// Runs a command.
pub fn run(cli: Cli) -> ExitCode {
    process::run("plaudit", &cli.log, async {
        match dispatch(cli.command).await {
            Err(error) if error.is::<output::NobodyReads>() => Ok(ExitCode::SUCCESS),
            outcome => outcome,
        }
    })
}

async fn dispatch(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(on) => {
            serve::run(Config {
                database: on.database,
                serve: on.asked,
            })
            .await
        }
        Command::Migrate(database) => migrate::run(&database).await,
        Command::Doctor(on) => doctor::run(on.asked, &on.database).await,
        Command::Connect(on) => connect::run(on.asked, &on.database).await,
        Command::People(on) => people::run(on.asked, &on.database).await,
        Command::Catalog(on) => catalog::run(on.asked, &on.database).await,
        Command::Redemptions(on) => redemptions::run(on.asked, &on.database).await,
        Command::Survey(on) => survey::run(on.asked, &on.database).await,
        Command::Badge(on) => badge::run(on.asked, &on.database).await,
        Command::Nudge(on) => nudge::run(on.asked, &on.database).await,
        Command::Holidays(on) => holidays::run(on.asked, &on.database).await,
        Command::Settings(on) => settings::run(on.asked, &on.database).await,
        Command::Audit(on) => audit::run(on.asked, &on.database).await,
        Command::Export(on) => export::run(on.asked, &on.database).await,
        Command::Backup(on) => backup::run(on.asked, &on.database).await,
        Command::Restore(on) => restore::run(on.asked, &on.database).await,
        Command::Ledger(on) => ledger::run(on.asked, &on.database).await,
        Command::Outbox(on) => outbox::run(on.asked, &on.database).await,
        Command::Secrets(on) => secrets::run(on.asked, &on.database).await,
        Command::Manifest(manifest) => manifest::run(manifest),
        Command::Demo { .. } => Ok(output::misused(
            "the demo is a program of its own: plaudit-demo, or script/demo where the source is",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A command, and all below it.
    fn all(command: &clap::Command) -> Vec<&clap::Command> {
        let below = command.get_subcommands().flat_map(all);
        std::iter::once(command).chain(below).collect()
    }

    /// Headings gather what every command has, which the environment may say instead: what is a command's
    /// own stands before them.
    #[test]
    fn what_is_a_commands_own_has_no_heading() {
        let mut cli = Cli::command();
        cli.build();
        for command in all(&cli) {
            for arg in command.get_arguments() {
                let (heading, variable) = (arg.get_help_heading(), arg.get_env());
                let (name, id) = (command.get_name(), arg.get_id());
                assert!(
                    heading.is_none() || variable.is_some(),
                    "{id} of {name} stands under {heading:?}"
                );
            }
        }
    }

    /// Columns of a list stand in columns below the options of what takes it over: a longer line is broken
    /// elsewhere.
    #[test]
    fn lines_below_the_options_fit() {
        let cli = Cli::command();
        let imports = all(&cli).into_iter().filter(|it| it.get_name() == "import");
        for command in imports {
            let below = command.get_after_help().map(ToString::to_string);
            for line in below.unwrap_or_default().lines() {
                assert!(line.chars().count() <= 100, "{line}");
            }
        }
    }
}
