//! A server for the length of a test run, with nothing to keep.

use std::path::PathBuf;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection, Executor};
use tokio::time::Instant;

use super::{Durability, NAME, Options, Private, SUPERUSER, StartError, connect_options};
use crate::clock::unguessable;

/// The migrated database that tests copy theirs from: `CREATE DATABASE … TEMPLATE …`.
pub const TEMPLATE: &str = "plaudit_template";

/// A private server without durability in a directory that goes away with it. Its role may
/// create databases.
#[derive(Debug)]
pub struct Scratch {
    server: Private,
}

impl Scratch {
    /// Starts one under the system's temporary directory; `binaries` as in [`Options::binaries`].
    pub async fn start(binaries: Option<PathBuf>) -> Result<Self, StartError> {
        let name = hex::encode(unguessable::<16>());
        let directory = std::env::temp_dir().join(format!("plaudit-{name}"));
        let options = Options::new(directory)
            .binaries(binaries)
            .durability(Durability::None)
            .throw_away();
        let server = Private::start(&options).await?;
        let superuser = connect_options(&server.socket, SUPERUSER, NAME);
        let mut connection = PgConnection::connect_with(&superuser).await?;
        for statement in [
            format!("ALTER ROLE {NAME} CREATEDB"),
            format!("CREATE DATABASE {TEMPLATE} OWNER {NAME}"),
        ] {
            connection.execute(AssertSqlSafe(statement)).await?;
        }
        connection.close().await?;
        Ok(Self { server })
    }

    /// How to connect to the server's own, empty database.
    pub fn connect_options(&self) -> PgConnectOptions {
        self.server.connect_options()
    }

    /// How to connect to the template, to migrate it. A copy can be made only while nobody is
    /// connected to it.
    pub fn template_options(&self) -> PgConnectOptions {
        self.connect_options().database(TEMPLATE)
    }

    /// The URL of the server's own database.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Stops the server and waits until its directory is gone.
    pub async fn stop(self) {
        self.server.stop().await;
    }

    /// Stops the server, by an instant at the latest, and waits until its directory is gone.
    pub async fn stop_by(self, by: Instant) {
        self.server.stop_by(by).await;
    }
}
