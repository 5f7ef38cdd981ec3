//! `plaudit outbox`
use crate::config::DatabaseConfig;
use std::process::ExitCode;
#[derive(clap::Args, Debug)]
pub(super) struct Outbox;
pub(super) async fn run(_: Outbox, _: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
