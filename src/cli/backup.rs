//! `plaudit backup`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::open::Opened;
use super::output::print;
use super::snapshot::snapshot;
use crate::config::DatabaseConfig;
use crate::database::archive;
use crate::ledger::{self, Counted};

/// Write a copy of everything into a file.
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// The file to write; it must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Copies the database as it is at one instant, beside a running server or without one.
pub(super) async fn run(backup: Backup, config: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let opened = Opened::as_it_is(config)
        .await
        .context("the database cannot be used")?;
    let outcome = copy(&opened, &backup, config).await;
    opened.close().await;
    let Counted {
        accounts,
        transfers,
    } = outcome?;
    let file = backup.file.display();
    print(format_args!(
        "{accounts} accounts and {transfers} transfers are in {file}"
    ))?;
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
    archivist.dump(&name, &backup.file).await?;
    Ok(counted)
}
