//! Where the data lives.

use std::path::PathBuf;

use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;

use super::ConfigError;
use super::secret::{secret, variable};
use crate::database::private;

/// Where the data lives.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Database")]
pub struct DatabaseConfig {
    /// The URL of a PostgreSQL, which may hold a password.
    #[arg(skip = variable("DATABASE_URL"))]
    pub database_url: Option<SecretString>,
    /// A file that holds the URL of a PostgreSQL (14 or later), which can also be in `DATABASE_URL`;
    /// without either, a private one is run from this machine's binaries
    #[arg(long, env = "DATABASE_URL_FILE", value_name = "FILE", global = true)]
    pub database_url_file: Option<PathBuf>,
    /// Where the private PostgreSQL keeps its data [default: ./data]
    #[arg(
        long,
        env = "PLAUDIT_DATA_DIR",
        value_name = "DIRECTORY",
        global = true
    )]
    pub data_dir: Option<PathBuf>,
    /// The directory of the PostgreSQL binaries for the private one
    #[arg(long, env = "PLAUDIT_PG_BIN", value_name = "DIRECTORY", global = true)]
    pub pg_bin: Option<PathBuf>,
}

impl DatabaseConfig {
    /// The server to connect to, when one is given.
    pub fn given(&self) -> Result<Option<PgConnectOptions>, ConfigError> {
        let url = secret(
            "DATABASE_URL",
            self.database_url.as_ref(),
            self.database_url_file.as_deref(),
        )?;
        url.map(|url| {
            // The reason may quote the URL, and so a password.
            url.expose_secret()
                .parse()
                .map_err(|_: sqlx::Error| ConfigError::Invalid {
                    name: "DATABASE_URL",
                    reason: "must be like postgres://user:password@host/database".into(),
                })
        })
        .transpose()
    }

    /// The private server to run, when none is given.
    pub fn private(&self) -> private::Options {
        let directory = self
            .data_dir
            .clone()
            .unwrap_or_else(|| PathBuf::from("./data"));
        private::Options::new(directory).binaries(self.pg_bin.clone())
    }
}
