//! `plaudit manifest`
use std::process::ExitCode;
use crate::config::DatabaseConfig;
#[derive(clap::Args, Debug)]
pub(super) struct Manifest;
pub(super) fn run(_: &Manifest) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
