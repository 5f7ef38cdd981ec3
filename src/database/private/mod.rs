//! A private `PostgreSQL`, run from the machine's own binaries when no `DATABASE_URL` is given.
//!
//! ```text
//! plaudit ── pipe ──▶ /bin/sh (guardian) ──▶ postgres       data in <directory>/postgres
//!    └─────────── unix socket in <directory>/run ──────┘    no TCP port at all
//! ```
//!
//! The guardian stops the server when the pipe closes, and the pipe closes however this process
//! ends, so no server outlives it. When the server dies instead, the guardian ends, and a
//! supervisor starts another. One lock per directory keeps a second process out; commands that
//! only want to read share a running server through its socket ([`attach`]).

mod account;
mod attach;
mod binaries;
mod cluster;
mod error;
mod family;
mod home;
mod kept;
mod lock;
mod running;
mod scratch;
mod server;
mod supervisor;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

pub use attach::{Attached, attach, attach_or_make};
pub use error::StartError;
pub use scratch::{Scratch, TEMPLATE};

use account::Account;
pub(super) use binaries::{advice, client};
use home::Home;
pub(super) use home::last_sentences;
use lock::{Holder, Lock};
use server::Launch;
use supervisor::Supervisor;

use crate::clock::moment;
use crate::explained::explained;

/// The oldest major version whose SQL the migrations may rely on.
pub const OLDEST_MAJOR: u32 = 14;

/// Role and database alike. The role is no superuser, so that rights revoked from it stay revoked.
const NAME: &str = "plaudit";
const SUPERUSER: &str = "postgres";
/// How long a server may take to stop when nobody says otherwise.
const STOP_TIMEOUT: Duration = Duration::from_mins(2);
// The port only names the socket file: nothing listens on TCP.
const PORT: u16 = 5432;

/// Whether what was committed survives a power cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// It does: for everything that anyone may want back.
    #[default]
    Full,
    /// It may not (a mere crash of the server it does): several times faster, for tests.
    None,
}

/// What a private server is started from.
#[derive(Clone, Debug)]
pub struct Options {
    directory: PathBuf,
    binaries: Option<PathBuf>,
    durability: Durability,
    throw_away: bool,
}

impl Options {
    /// A durable server under `directory` (`PLAUDIT_DATA_DIR`), from whatever binaries are found.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into(),
            binaries: None,
            durability: Durability::Full,
            throw_away: false,
        }
    }

    /// Looks for the binaries in this directory alone (`PLAUDIT_PG_BIN`).
    #[must_use]
    pub fn binaries(mut self, directory: Option<PathBuf>) -> Self {
        self.binaries = directory;
        self
    }

    /// Durable or not.
    #[must_use]
    pub fn durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    /// Removes the whole directory once the server has stopped.
    fn throw_away(mut self) -> Self {
        self.throw_away = true;
        self
    }
}

/// A running private server. It stops when this is dropped, or the process ends.
#[derive(Debug)]
pub struct Private {
    socket: PathBuf,
    stop: CancellationToken,
    // By when it has to have stopped, once it is asked to.
    by: Arc<OnceLock<Instant>>,
    supervisor: JoinHandle<()>,
}

impl Private {
    /// Starts the server of `serve` and `demo`, which hold the directory while they run; answers
    /// once it takes queries.
    pub async fn start(options: &Options) -> Result<Self, StartError> {
        let home = Home::open(options)?;
        let lock = Lock::take(&home, Holder::Server).await?;
        Self::start_in(options, home, lock).await
    }

    async fn start_in(options: &Options, home: Home, lock: Lock) -> Result<Self, StartError> {
        let account = Account::choose(&home).await?;
        account.enter(&home, options.throw_away).await?;
        let binaries = cluster::prepare(options, &home, &account).await?;
        let socket = home.socket_directory();
        account.make_private_directory(&home, &socket)?;
        let launch = Launch {
            account,
            binaries,
            home,
            socket: socket.clone(),
            durability: options.durability,
            throw_away: options.throw_away,
        };
        let server = launch.start().await?;
        let stop = CancellationToken::new();
        let by = Arc::default();
        let supervisor = Supervisor {
            launch,
            stop: stop.clone(),
            by: Arc::clone(&by),
        };
        Ok(Self {
            socket,
            stop,
            by,
            supervisor: tokio::spawn(supervisor.run(server, lock)),
        })
    }

    /// How to connect, as the role that owns the database.
    pub fn connect_options(&self) -> PgConnectOptions {
        connect_options(&self.socket, NAME, NAME)
    }

    /// The same connection as a URL, for another process.
    pub fn url(&self) -> String {
        url(&self.socket)
    }

    /// Stops the server and waits until it has, so that the next start finds a clean shutdown.
    pub async fn stop(self) {
        self.stop_by(moment(Instant::now(), STOP_TIMEOUT)).await;
    }

    /// Stops the server by an instant: one that does not stop by itself is made to, and the next start
    /// recovers what it had only in its log.
    pub async fn stop_by(mut self, by: Instant) {
        self.by.get_or_init(|| by);
        self.stop.cancel();
        if let Err(error) = (&mut self.supervisor).await {
            tracing::error!(
                error = explained(&error),
                "the supervisor of the private PostgreSQL failed"
            );
        }
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

fn connect_options(socket: &Path, role: &str, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket)
        .port(PORT)
        .ssl_mode(PgSslMode::Disable)
        .username(role)
        .database(database)
}

fn url(socket: &Path) -> String {
    let socket = socket.to_string_lossy();
    let query = serde_urlencoded::to_string([("host", socket)]).unwrap_or_default();
    format!("postgres://{NAME}@localhost:{PORT}/{NAME}?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_leads_to_the_socket() {
        let options: PgConnectOptions = url(Path::new("/srv/a b/run")).parse().unwrap();
        assert_eq!(options.get_socket(), Some(&PathBuf::from("/srv/a b/run")));
        assert_eq!(options.get_username(), "plaudit");
        assert_eq!(options.get_database(), Some("plaudit"));
    }
}
