//! `plaudit export`
use crate::config::DatabaseConfig;
use std::process::ExitCode;
#[derive(clap::Args, Debug)]
pub(super) struct Export;
pub(super) async fn run(_: Export, _: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
