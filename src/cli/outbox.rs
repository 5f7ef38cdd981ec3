//! `plaudit outbox`
use std::process::ExitCode;
use crate::config::DatabaseConfig;
#[derive(clap::Args, Debug)]
pub(super) struct Outbox;
pub(super) async fn run(_: Outbox, _: &DatabaseConfig) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
