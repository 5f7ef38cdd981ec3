//! `plaudit migrate`

use std::process::ExitCode;

use super::open::Opened;
use crate::config::DatabaseConfig;
use crate::database;

/// Brings the database up to date.
pub(super) async fn run(config: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let opened = Opened::or_new(config).await?;
    let outcome = database::migrate(&opened.pool).await;
    opened.close().await;
    outcome?;
    tracing::info!("the database is up to date");
    Ok(ExitCode::SUCCESS)
}
