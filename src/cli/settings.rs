//! `plaudit settings`
use crate::config::DatabaseConfig;
use std::process::ExitCode;
#[derive(clap::Args, Debug)]
pub(super) struct Settings;
pub(super) async fn run(_: Settings, _: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
