//! `plaudit ledger`
use crate::config::DatabaseConfig;
use std::process::ExitCode;
#[derive(clap::Args, Debug)]
pub(super) struct Ledger;
pub(super) async fn run(_: Ledger, _: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
