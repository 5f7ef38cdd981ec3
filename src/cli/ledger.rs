//! `plaudit ledger`
use std::process::ExitCode;
use crate::config::DatabaseConfig;
#[derive(clap::Args, Debug)]
pub(super) struct Ledger;
pub(super) async fn run(_: Ledger, _: &DatabaseConfig) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
