//! Where the data lives.

use std::path::PathBuf;

use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;
use url::Url;

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
        let Some(url) = self.url()? else {
            return Ok(None);
        };
        url.as_str().parse().map(Some).map_err(|_| not_a_url())
    }

    /// What the programs of `PostgreSQL` need besides where the given server is, as variables.
    pub fn login(&self) -> Result<Vec<(&'static str, String)>, ConfigError> {
        let Some(url) = self.url()? else {
            return Ok(Vec::new());
        };
        let mut login = Vec::new();
        if let Some(written) = url.password() {
            // A plus sign is one here, unlike in a query.
            let query = format!("password={}", written.replace('+', "%2B"));
            let read = url::form_urlencoded::parse(query.as_bytes()).into_owned();
            login.extend(read.map(|(_, password)| ("PGPASSWORD", password)));
        }
        for (name, value) in url.query_pairs() {
            let variable = match &*name {
                "password" => "PGPASSWORD",
                "sslrootcert" | "ssl-root-cert" | "ssl-ca" => "PGSSLROOTCERT",
                "sslcert" | "ssl-cert" => "PGSSLCERT",
                "sslkey" | "ssl-key" => "PGSSLKEY",
                _ => continue,
            };
            login.push((variable, value.into_owned()));
        }
        Ok(login)
    }

    fn url(&self) -> Result<Option<Url>, ConfigError> {
        let url = secret(
            "DATABASE_URL",
            self.database_url.as_ref(),
            self.database_url_file.as_deref(),
        )?;
        let Some(url) = url else {
            return Ok(None);
        };
        let url: Url = url.expose_secret().parse().map_err(|_| not_a_url())?;
        match url.scheme() {
            "postgres" | "postgresql" => Ok(Some(url)),
            _ => Err(not_a_url()),
        }
    }

    /// Where what belongs to this machine is kept.
    pub fn data_dir(&self) -> PathBuf {
        let given = self.data_dir.clone();
        given.unwrap_or_else(|| PathBuf::from("./data"))
    }

    /// The private server to run, when none is given.
    pub fn private(&self) -> private::Options {
        private::Options::new(self.data_dir()).binaries(self.pg_bin.clone())
    }
}

/// Why the address is of no use: without quoting it, since it may hold a password.
fn not_a_url() -> ConfigError {
    ConfigError::Invalid {
        name: "DATABASE_URL",
        reason: "must be like postgres://user:password@host/database".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str) -> DatabaseConfig {
        DatabaseConfig {
            database_url: Some(url.into()),
            database_url_file: None,
            data_dir: None,
            pg_bin: None,
        }
    }

    #[test]
    fn only_a_postgres_is_one() {
        assert!(
            config("postgresql://ana@db/kudos")
                .given()
                .unwrap()
                .is_some()
        );
        assert!(config(" ").given().unwrap().is_none());
        for bad in ["mysql://ana:hush@db/kudos", "db.example/kudos"] {
            let refused = config(bad).given().map(|it| it.is_some());
            let Err(error) = refused else {
                panic!("{bad} is taken");
            };
            let refused = error.to_string();
            assert!(
                refused.starts_with("DATABASE_URL: must be like"),
                "{refused}"
            );
            assert!(!refused.contains("hush@db"), "{refused}");
        }
    }

    #[test]
    fn other_programs_get_the_password_as_it_is() {
        let login = config("postgres://ana:p%40s+s%2F@db/kudos?sslrootcert=/etc/ca.pem").login();
        let expected = [("PGPASSWORD", "p@s+s/"), ("PGSSLROOTCERT", "/etc/ca.pem")];
        assert_eq!(
            login.unwrap(),
            expected.map(|(name, value)| (name, value.to_owned()))
        );
    }
}
