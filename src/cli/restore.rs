//! `plaudit restore`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::given::is_stdio;
use super::ledger::{in_words, prove};
use super::open::Opened;
use super::output::{misused, print, say};
use super::snapshot::snapshot;
use crate::config::DatabaseConfig;
use crate::database::archive::{self, Archivist};
use crate::database::migrate;
use crate::ledger::Verified;

/// Fill an empty database from a backup, and prove its ledger.
#[derive(Args, Debug)]
pub(super) struct Restore {
    /// The file that `plaudit backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Restores in one transaction, so that there is all of it or nothing; then brings it up to date, takes
/// from us the rights that nobody has there, and proves it.
pub(super) async fn run(restore: Restore, config: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    if is_stdio(&restore.file) {
        return Ok(misused(
            "a backup is read more than once, which standard input is not: save it as a file first",
        ));
    }
    let opened = Opened::or_new(config)
        .await
        .context("the database cannot be used")?;
    let outcome = fill(&opened, &restore, config).await;
    opened.close().await;
    let verified = outcome?;
    Ok(match &verified.fault {
        None => {
            print(in_words(&verified))?;
            ExitCode::SUCCESS
        }
        Some(fault) => {
            say(format_args!(
                "everything is restored, and its ledger was wrong when it was backed up: {fault}"
            ));
            ExitCode::FAILURE
        }
    })
}

async fn fill(
    opened: &Opened,
    restore: &Restore,
    config: &DatabaseConfig,
) -> anyhow::Result<Verified> {
    let mut conn = opened.pool.acquire().await?;
    if !archive::is_empty(&mut conn).await? {
        bail!(
            "the database is not empty, and nothing was changed: restore into a new one, by a \
             PLAUDIT_DATA_DIR or a DATABASE_URL of its own"
        );
    }
    Archivist::recognise(&restore.file).context("nothing was restored")?;
    let archivist = opened.archivist(&mut conn, config).await?;
    archivist
        .is_for_us(&restore.file)
        .await
        .context("nothing was restored")?;
    archivist
        .restore(&restore.file)
        .await
        .context("nothing was restored")?;
    migrate(&opened.pool)
        .await
        .context("everything is restored, and could not be brought up to date")?;
    archive::withdraw_rights(&mut conn)
        .await
        .context("everything is restored, but for the rights that protect the ledger")?;
    drop(conn);
    let mut tx = snapshot(&opened.pool).await?;
    Ok(prove(&mut tx).await?)
}
