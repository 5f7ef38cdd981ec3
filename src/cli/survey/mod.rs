//! `plaudit survey`

mod create;
mod follow_up;
mod json;
mod launch;
mod library;
mod schedule;
mod show;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use self::create::Create;
use self::follow_up::FollowUp;
use self::launch::{Close, Launch};
use self::library::Library;
use self::schedule::OnSchedule;
use super::given::{InWorkspace, listed};
use super::open::{Opened, with_database};
use super::output::{Format, ListFormat, print};
use crate::clock::Clock;
use crate::config::{DatabaseConfig, EncryptionConfig};
use crate::ids::{RunId, SurveyId, WorkspaceId};
use crate::policy::Actor;
use crate::surveys::{self, BallotKeys};

/// Ask people, and read what they answered.
#[derive(Args, Debug)]
pub(super) struct Surveys {
    #[command(flatten)]
    within: InWorkspace,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a survey, and print its id; nobody is asked before it is launched
    Create(Create),
    /// List questions to choose from, in every language
    Library(Library),
    /// List surveys with their runs, oldest first
    List {
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
    },
    /// Show what a survey asks, and its runs
    Show {
        /// The survey, as listed
        #[arg(value_parser = survey_id)]
        id: SurveyId,
    },
    /// Ask people now, and print the id of the run
    Launch(Launch),
    /// Let a survey be sent by itself, once or again and again, and print its next dates
    Schedule(OnSchedule),
    /// Close a run before its time: its answers are counted, and its ballots erased
    Close(Close),
    /// Print what a run came to, as far as it may be shown
    Results {
        /// The run, as listed
        #[arg(value_parser = run_id)]
        run: RunId,
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Say to everybody what was heard in a run that is closed, and what is done about it
    FollowUp(FollowUp),
    /// Put a survey away: it is launched no more, and its results stay
    Archive {
        /// The survey, as listed
        #[arg(value_parser = survey_id)]
        id: SurveyId,
    },
}

fn survey_id(typed: &str) -> Result<SurveyId, String> {
    listed(typed, "survey list")
}

fn run_id(typed: &str) -> Result<RunId, String> {
    listed(typed, "survey show")
}

/// What opens ballots is sealed with.
#[derive(Args, Debug)]
struct Keys {
    #[command(flatten)]
    encryption: EncryptionConfig,
}

impl Keys {
    fn kept(&self, database: &DatabaseConfig) -> anyhow::Result<BallotKeys> {
        let sealer = self.encryption.sealer()?;
        Ok(BallotKeys::new(sealer, &database.data_dir()))
    }
}

/// Makes surveys, runs them, and shows what they came to.
pub(super) async fn run(asked: Surveys, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    if let Command::Library(library) = &asked.command {
        library::list(library)?;
        return Ok(ExitCode::SUCCESS);
    }
    // What is wrong with a file or an option is said before anything is opened.
    if let Command::Create(create) = asked.command {
        let by_catalogue = create.goes_by_catalogue();
        let definition = match create.definition().await {
            Ok(definition) => definition,
            Err(why) => return Ok(super::output::misused(format_args!("{why:#}"))),
        };
        return with_database(database, async |opened| {
            let workspace = opened.workspace(asked.within.named()).await?;
            create::create(opened, workspace, definition, by_catalogue).await?;
            Ok(ExitCode::SUCCESS)
        })
        .await;
    }
    with_database(database, async |opened| {
        let workspace = opened.workspace(asked.within.named()).await?;
        match asked.command {
            Command::Create(_) | Command::Library(_) => {}
            Command::List { format } => show::list(opened, workspace, format).await?,
            Command::Show { id } => show::one(opened, workspace, id).await?,
            Command::Launch(launch) => launch.take(opened, workspace, database).await?,
            Command::Schedule(schedule) => schedule.take(opened, workspace).await?,
            Command::Close(close) => close.take(opened, workspace, database).await?,
            Command::Results { run, format } => {
                show::results(opened, workspace, run, format).await?;
            }
            Command::FollowUp(said) => said.take(opened, workspace).await?,
            Command::Archive { id } => archive(opened, workspace, id).await?,
        }
        Ok(ExitCode::SUCCESS)
    })
    .await
}

async fn archive(opened: &Opened, workspace: WorkspaceId, id: SurveyId) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let by = &Actor::Operator;
    let archived = surveys::archive(&mut tx, &Clock::system(), by, workspace, id).await?;
    anyhow::ensure!(
        archived,
        "there is no survey {id}, or it is archived already"
    );
    tx.commit().await?;
    print(format_args!("archived {id}"))
}
