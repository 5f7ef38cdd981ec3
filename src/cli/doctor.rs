//! `plaudit doctor`
use crate::config::DatabaseConfig;
use std::process::ExitCode;
#[derive(clap::Args, Debug)]
pub(super) struct Doctor;
pub(super) async fn run(_: Doctor, _: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
