//! `plaudit settings`
use std::process::ExitCode;
use crate::config::DatabaseConfig;
#[derive(clap::Args, Debug)]
pub(super) struct Settings;
pub(super) async fn run(_: Settings, _: &DatabaseConfig) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
