//! `plaudit outbox`

use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::open::{Opened, with_database};
use super::output::{print, say};
use super::rows::{self, Cell, Row, Rows};
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::outbox::{self, Undelivered};
use crate::settings;

/// Look after messages that did not arrive.
#[derive(Args, Debug)]
pub(super) struct Outbox {
    /// The workspace, by its name or id; not needed where there is one
    #[arg(long, global = true)]
    workspace: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what waits, and what was given up on, oldest first
    List {
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Try again what was refused or given up on
    Retry {
        /// The numbers of the messages, as listed
        #[arg(required_unless_present = "all")]
        ids: Vec<i64>,
        /// All of them
        #[arg(long, conflicts_with = "ids")]
        all: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line per message
    Text,
    /// A JSON object per line
    Jsonl,
}

/// Lists letters, or tries them again.
pub(super) async fn run(outbox: Outbox, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let workspace = outbox.workspace.as_deref();
    match outbox.command {
        Command::List { format } => {
            with_database(database, async |db| list(db, workspace, format).await).await
        }
        Command::Retry { ids, all } => {
            let ids = (!all).then_some(ids);
            with_database(database, async |db| retry(db, workspace, ids).await).await
        }
    }
}

async fn list(
    opened: &Opened,
    workspace: Option<&str>,
    format: Format,
) -> anyhow::Result<ExitCode> {
    let workspace = opened.workspace(workspace).await?;
    let mut conn = opened.pool.acquire().await?;
    let letters = outbox::undelivered(&mut conn, workspace).await?;
    match format {
        Format::Text => letters.iter().try_for_each(|it| print(in_words(it)))?,
        Format::Jsonl => {
            let mut rows = Rows::on_stdout::<Undelivered, _>(rows::Format::Jsonl)?;
            for letter in letters {
                rows.write(letter)?;
            }
            rows.finish()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(letter: &Undelivered) -> String {
    let Undelivered {
        id,
        state,
        lane,
        attempts,
        created_at,
        ..
    } = letter;
    let error = letter.last_error.as_deref().unwrap_or("not tried yet");
    format!("{id:>8}  {state:<7}  {attempts:>2} tries  {created_at:.0}  {lane}  {error}")
}

impl Row<7> for Undelivered {
    const COLUMNS: [&'static str; 7] = [
        "id",
        "state",
        "attempts",
        "lane",
        "created_at",
        "last_error",
        "subject",
    ];

    fn cells(self) -> [Cell; 7] {
        [
            self.id.into(),
            self.state.into(),
            i64::from(self.attempts).into(),
            self.lane.into(),
            self.created_at.into(),
            self.last_error.into(),
            self.subject.into(),
        ]
    }
}

async fn retry(
    opened: &Opened,
    workspace: Option<&str>,
    ids: Option<Vec<i64>>,
) -> anyhow::Result<ExitCode> {
    let workspace = opened.workspace(workspace).await?;
    let clock = Clock::system();
    let mut tx = opened.pool.begin().await?;
    let count = outbox::retry(&mut tx, workspace, ids.as_deref(), clock.now()).await?;
    let detail = json!({"ids": ids, "count": count});
    settings::audit(
        &mut tx,
        &clock,
        workspace,
        "operator",
        "outbox.retry",
        detail,
    )
    .await?;
    tx.commit().await?;
    say(format_args!("{count} messages will be tried again"));
    let missed = ids.is_some_and(|ids| u64::try_from(ids.len()).is_ok_and(|asked| count < asked));
    if missed {
        say("the others are not among those refused or dead: `plaudit outbox list` shows them");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}
