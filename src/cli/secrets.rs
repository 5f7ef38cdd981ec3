//! `plaudit secrets`

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::open::{Opened, with_database};
use super::output::{print, say};
use super::snapshot::snapshot;
use crate::config::{DatabaseConfig, EncryptionConfig};
use crate::explained::explained;
use crate::sealed::{self, CannotRotate, ENCRYPTION_KEY, KeyMissing, Rotated, Sealer};

/// Look after what is encrypted in the database.
#[derive(Args, Debug)]
pub(super) struct Secrets {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Encrypt everything anew with the first of several keys, beside a running server
    Rotate(EncryptionConfig),
}

/// Seals everything anew.
pub(super) async fn run(secrets: Secrets, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let Command::Rotate(encryption) = secrets.command;
    let Some(sealer) = encryption.sealer()? else {
        bail!("{ENCRYPTION_KEY} is not set: it says what to encrypt with, and what was until now");
    };
    let opens = with_database(database, async |opened| {
        if !everything_opens(opened, &sealer).await? {
            return Ok(false);
        }
        match sealed::rotate(&opened.pool, &sealer).await {
            Ok(rotated) => report(&sealer, &rotated)?,
            Err(CannotRotate::Closed(closed)) => {
                say(closed);
                return Ok(false);
            }
            Err(error) => {
                return Err(error).context("broken off: run it again to go on");
            }
        }
        Ok(true)
    })
    .await?;
    Ok(if opens {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whether all opens that is to be sealed anew; what does not is named.
async fn everything_opens(opened: &Opened, sealer: &Sealer) -> anyhow::Result<bool> {
    let mut tx = snapshot(&opened.pool).await?;
    let missing = sealed::survey(&mut tx, Some(sealer)).await?.complete();
    let closed = sealed::closed(&mut tx, sealer).await?;
    if missing.is_ok() && closed.is_empty() {
        return Ok(true);
    }
    if let Err(missing) = missing {
        say(missing);
    }
    for closed in &closed {
        say(explained(closed));
    }
    say(KeyMissing::MEND);
    if !closed.is_empty() {
        say("What is damaged no key opens: bring it back from a backup, or remove it.");
    }
    Ok(false)
}

fn report(sealer: &Sealer, rotated: &Rotated) -> anyhow::Result<()> {
    for (column, owner, row) in &rotated.twice {
        let table = column.place().table;
        say(format_args!(
            "{table} {row} of {owner} holds what another row holds, too"
        ));
    }
    let key = sealer.first();
    for lot in &rotated.lots.0 {
        let (count, called) = (lot.count, lot.column.called(lot.count));
        print(format_args!(
            "{count} {called} encrypted anew with the key {key}"
        ))?;
    }
    print(format_args!("everything is encrypted with the key {key}"))?;
    let older = sealer.older();
    if !older.0.is_empty() {
        say(format_args!(
            "The {older} may be taken out of {ENCRYPTION_KEY} once no server uses it; keep it as \
             long as the backups from before."
        ));
    }
    Ok(())
}
