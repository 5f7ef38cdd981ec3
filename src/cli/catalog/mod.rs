//! `plaudit catalog`

mod codes;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::open::with_database;
use crate::config::{DatabaseConfig, EncryptionConfig};

/// Say what points are exchanged for.
#[derive(Args, Debug)]
pub(super) struct Catalog {
    /// The workspace, by its name or id; not needed where there is one
    #[arg(long, global = true)]
    workspace: Option<String>,
    #[command(flatten)]
    encryption: EncryptionConfig,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Load the codes that an item is delivered by, or count them
    #[command(subcommand)]
    Codes(codes::Codes),
}

/// Changes the catalogue, or shows it.
pub(super) async fn run(catalog: Catalog, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let sealer = catalog.encryption.sealer()?;
    let Command::Codes(codes) = catalog.command;
    with_database(database, async |opened| {
        let workspace = opened.workspace(catalog.workspace.as_deref()).await?;
        codes::run(opened, workspace, sealer.as_ref(), &codes).await
    })
    .await
}
