//! `plaudit demo`
use std::process::ExitCode;
use crate::config::DatabaseConfig;
#[derive(clap::Args, Debug)]
pub(super) struct Demo;
pub(super) async fn run(_: Demo, _: &DatabaseConfig) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
