//! `plaudit backup`

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::given::is_stdio;
use super::open::Opened;
use super::output::{misused, print, say};
use super::snapshot::snapshot;
use crate::config::DatabaseConfig;
use crate::database::archive;
use crate::ledger::{self, Counted};

/// Write a copy of everything into a file.
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// The file to write, which must not be there yet; `-` writes to standard output
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Copies the database as it is at one instant, beside a running server or without one.
pub(super) async fn run(backup: Backup, config: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let to_stdout = is_stdio(&backup.file);
    if to_stdout && stdout().is_terminal() {
        return Ok(misused(
            "a backup is nothing to read: name a file, or lead standard output into one",
        ));
    }
    let opened = Opened::as_it_is(config)
        .await
        .context("the database cannot be used")?;
    let outcome = copy(&opened, &backup, config).await;
    opened.close().await;
    let Counted {
        accounts,
        transfers,
    } = outcome?;
    let counted = format!("{accounts} accounts and {transfers} transfers are in");
    if to_stdout {
        say(format_args!("{counted} what was written"));
    } else {
        print(format_args!("{counted} {}", backup.file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn copy(
    opened: &Opened,
    backup: &Backup,
    config: &DatabaseConfig,
) -> anyhow::Result<Counted> {
    // It is held open, so that the copy is of the very instant that is counted.
    let mut tx = snapshot(&opened.pool).await?;
    if archive::is_empty(&mut tx).await? {
        bail!("the database is empty: there is nothing to back up");
    }
    let counted = ledger::count(&mut tx).await?;
    let name: String = sqlx::query_scalar("SELECT pg_export_snapshot()")
        .fetch_one(&mut *tx)
        .await?;
    let archivist = opened.archivist(&mut tx, config).await?;
    if is_stdio(&backup.file) {
        archivist.pour(&name).await?;
    } else {
        archivist.dump(&name, &backup.file).await?;
    }
    Ok(counted)
}
