//! `plaudit ledger`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use sqlx::PgConnection;

use super::open::with_database;
use super::output::{Format, print, print_document, say};
use super::snapshot::snapshot;
use crate::config::DatabaseConfig;
use crate::kudos;
use crate::ledger::{self, Verified};
use crate::rewards;
use crate::surveys;

/// Prove the ledger.
#[derive(Args, Debug)]
pub(super) struct Ledger {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Recompute every balance from its entries; the first wrong row fails the command
    Verify {
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
}

/// Looks at the ledger of every workspace.
pub(super) async fn run(ledger: Ledger, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let Command::Verify { format } = ledger.command;
    let verified = with_database(database, async |opened| {
        let mut tx = snapshot(&opened.pool).await?;
        Ok(prove(&mut tx).await?)
    })
    .await?;
    match format {
        Format::Json => print_document(in_json(&verified))?,
        Format::Text if verified.fault.is_none() => print(in_words(&verified))?,
        Format::Text => {}
    }
    Ok(match verified.fault {
        None => ExitCode::SUCCESS,
        Some(fault) => {
            say(fault);
            ExitCode::FAILURE
        }
    })
}

/// Proves the ledger, and that the books of gifts, of rewards and of surveys agree with it. `conn` is in a [`snapshot`].
pub(super) async fn prove(conn: &mut PgConnection) -> sqlx::Result<Verified> {
    let mut verified = ledger::verify(conn).await?;
    if verified.fault.is_none() {
        verified.fault = kudos::verify_gifts(conn).await?;
    }
    if verified.fault.is_none() {
        verified.fault = rewards::verify_rewards(conn).await?;
    }
    if verified.fault.is_none() {
        verified.fault = rewards::verify_expiry(conn).await?;
    }
    if verified.fault.is_none() {
        verified.fault = surveys::verify_participation(conn).await?;
    }
    Ok(verified)
}

/// What was proven.
pub(super) fn in_words(verified: &Verified) -> String {
    format!(
        "{} accounts, {} transfers: every balance follows from its entries",
        verified.accounts, verified.transfers
    )
}

fn in_json(verified: &Verified) -> serde_json::Value {
    let fault = verified.fault.as_ref();
    json!({
        "accounts": verified.accounts,
        "transfers": verified.transfers,
        "fault": fault.map(|fault| json!({"row": fault.row, "what": fault.what})),
    })
}
