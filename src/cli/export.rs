//! `plaudit export`
use std::process::ExitCode;
use crate::config::DatabaseConfig;
#[derive(clap::Args, Debug)]
pub(super) struct Export;
pub(super) async fn run(_: Export, _: &DatabaseConfig) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
