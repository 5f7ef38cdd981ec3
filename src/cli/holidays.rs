//! `plaudit holidays`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::{ListFormat, misused, print, say};
use super::rows::{Cell, Row, print_list};
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::holidays::{self, Calendar, Holiday};
use crate::ids::WorkspaceId;
use crate::people;
use crate::policy::Actor;

/// Say which days are holidays, on which nobody is asked or told anything by itself.
#[derive(Args, Debug)]
pub(super) struct Holidays {
    #[command(flatten)]
    within: InWorkspace,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read a calendar file (.ics), which takes the place of the one before
    Import {
        /// The file, as calendar programs and governments give it out
        file: PathBuf,
        /// Whose holidays they are, by the two letters of the country; everybody's, unless it is said
        #[arg(long, value_name = "COUNTRY", value_parser = country)]
        country: Option<String>,
        /// Show the days, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// List holidays, everybody's first
    List {
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
    },
    /// Forget the holidays of a country, or everybody's
    Clear {
        /// Of which country; everybody's, unless it is said
        #[arg(long, value_name = "COUNTRY", value_parser = country)]
        country: Option<String>,
    },
}

fn country(text: &str) -> Result<String, String> {
    people::country(text).map_err(|wrong| wrong.to_string())
}

/// Keeps the calendar.
pub(super) async fn run(asked: Holidays, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    // What is wrong with the file is said before anything is opened.
    let read = match &asked.command {
        Command::Import { file, .. } => match calendar(file).await {
            Ok(calendar) => Some(calendar),
            Err(why) => return Ok(misused(format_args!("{why:#}"))),
        },
        _ => None,
    };
    with_database(database, async |opened| {
        let workspace = opened.workspace(asked.within.named()).await?;
        match (asked.command, read) {
            (
                Command::Import {
                    country, dry_run, ..
                },
                Some(calendar),
            ) => {
                import(opened, workspace, country.as_deref(), &calendar, dry_run).await?;
            }
            (Command::Import { .. }, None) => {}
            (Command::List { format }, _) => {
                let mut conn = opened.pool.acquire().await?;
                let holidays = holidays::list(&mut conn, workspace).await?;
                print_list(holidays, format, "there are no holidays", in_words)?;
            }
            (Command::Clear { country }, _) => clear(opened, workspace, country.as_deref()).await?,
        }
        Ok(ExitCode::SUCCESS)
    })
    .await
}

async fn calendar(file: &std::path::Path) -> anyhow::Result<Calendar> {
    let text = tokio::fs::read_to_string(file).await;
    let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
    let today = Clock::system().now().to_zoned(jiff::tz::TimeZone::UTC);
    holidays::read(&text, today.date()).with_context(|| file.display().to_string())
}

async fn import(
    opened: &Opened,
    workspace: WorkspaceId,
    country: Option<&str>,
    calendar: &Calendar,
    dry_run: bool,
) -> anyhow::Result<()> {
    let Calendar { days, timed } = calendar;
    if dry_run {
        shown(days)?;
    } else {
        let mut tx = opened.pool.begin().await?;
        let (clock, by) = (&Clock::system(), &Actor::Operator);
        holidays::replace(&mut tx, clock, by, workspace, country, days).await?;
        tx.commit().await?;
        print(format_args!("{} days", days.len()))?;
    }
    if *timed > 0 {
        say(format_args!(
            "Left out, since they do not last whole days: {timed}."
        ));
    }
    if dry_run {
        say("Nothing is changed.");
    }
    Ok(())
}

fn shown(days: &BTreeMap<Date, String>) -> anyhow::Result<()> {
    let mut days = days.iter();
    days.try_for_each(|(day, name)| print(format_args!("{day}  {name}")))
}

async fn clear(
    opened: &Opened,
    workspace: WorkspaceId,
    country: Option<&str>,
) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let (clock, by) = (&Clock::system(), &Actor::Operator);
    let cleared = holidays::clear(&mut tx, clock, by, workspace, country).await?;
    tx.commit().await?;
    print(format_args!("{cleared} days cleared"))
}

impl Row<3> for Holiday {
    const COLUMNS: [&'static str; 3] = ["country", "day", "name"];

    fn cells(self) -> [Cell; 3] {
        let country = (!self.country.is_empty()).then_some(self.country);
        [
            country.into(),
            self.day.0.to_string().into(),
            self.name.into(),
        ]
    }
}

fn in_words(holiday: &Holiday) -> String {
    let Holiday { country, day, name } = holiday;
    let of = if country.is_empty() {
        "everybody"
    } else {
        country
    };
    format!("{}  {of}  {name}", day.0)
}
