//! One life of the server: begun under a guardian, watched until it answers, ended by a pipe.

use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use sqlx::postgres::PgConnection;
use sqlx::{ConnectOptions, Connection, Error};
use tokio::process::{Child, ChildStdin};
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::account::Account;
use super::binaries::Binaries;
use super::home::Home;
use super::{Durability, NAME, StartError, connect_options, family, running};
use crate::clock::{Pauses, moment};

/// Ends the server when its standard input closes, and ends itself when the server does.
///
/// It runs in a process group of its own and ignores what a terminal or a service manager sends to
/// everyone, so that the server outlives the work of the process that closes the pipe. The reader
/// is a process too: should the guardian be killed, it still ends the server.
const GUARDIAN: &str = r#"
trap '' HUP INT TERM
remove=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(read -r _ <&3; kill -INT "$server"; exit 0) &
reader=$!
exec 3<&-
wait "$server"; code=$?
kill -KILL "$reader" 2>/dev/null
if wait "$reader" 2>/dev/null && [ -n "$remove" ]; then rm -rf -- "$remove"; fi
exit "$code"
"#;

/// The pauses between two looks whether it is there.
const PAUSES: Pauses = Pauses::new(Duration::from_millis(30), LONGEST_PAUSE);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// How often it is said that a recovery still goes on.
const RECOVERING: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long sessions of a dead server may take to notice, when one is still at work.
const PATIENCE_WITH_SESSIONS: Duration = Duration::from_mins(1);
/// How long before the last moment a server that does not stop in order is told to drop everything,
/// and how long before it is ended by force.
const HASTE: Duration = Duration::from_millis(1500);
const FORCE: Duration = Duration::from_millis(500);

/// Everything that a start needs, the first time and after a crash.
#[derive(Debug)]
pub(super) struct Launch {
    pub(super) account: Account,
    pub(super) binaries: Binaries,
    pub(super) home: Home,
    pub(super) socket: PathBuf,
    pub(super) durability: Durability,
    pub(super) throw_away: bool,
}

/// A server that takes queries.
#[derive(Debug)]
pub(super) struct Server {
    guardian: Child,
    pipe: ChildStdin,
}

impl Launch {
    /// Starts the server and waits until it takes queries, through a recovery if one is due.
    pub(super) async fn start(&self) -> Result<Server, StartError> {
        let started = Instant::now();
        loop {
            running::clear(&self.home, &self.account).await?;
            let log_start = self.home.log_size();
            let mut server = self.spawn()?;
            if self.wait_until_ready(&mut server).await? {
                return Ok(server);
            }
            let output = self.home.log_since(log_start);
            let others_linger = output.contains("pre-existing shared memory block");
            if !others_linger || started.elapsed() > PATIENCE_WITH_SESSIONS {
                return Err(StartError::Server {
                    output,
                    log: self.home.log(),
                });
            }
            sleep(LONGEST_PAUSE).await;
        }
    }

    fn spawn(&self) -> Result<Server, StartError> {
        let postgres = self.binaries.program("postgres");
        let log = self.home.open_file(&self.home.log())?;
        let mut command = self.account.command("/bin/sh");
        command
            .args(["-c", GUARDIAN, "plaudit-guardian"])
            .arg(if self.throw_away {
                self.home.path().as_os_str()
            } else {
                "".as_ref()
            })
            .arg(&postgres)
            .arg("-D")
            .arg(self.home.cluster())
            .arg("-k")
            .arg(&self.socket)
            .args(["-p", &super::PORT.to_string(), "-c", "listen_addresses="])
            .args([
                "-c",
                "unix_socket_permissions=0700",
                "-c",
                "logging_collector=off",
            ]);
        if self.durability == Durability::None {
            command.args(["-F", "-c", "full_page_writes=off"]);
            // Whole test suites share it, with several servers each that hold several connections.
            command.args(["-c", "max_connections=400"]);
        }
        let mut guardian = command
            .stdin(Stdio::piped())
            .stdout(
                log.try_clone()
                    .map_err(StartError::io("open", self.home.log()))?,
            )
            .stderr(log)
            .process_group(0)
            .spawn()
            .map_err(StartError::io("run", "/bin/sh"))?;
        let pipe = guardian.stdin.take().ok_or_else(|| StartError::Server {
            output: "its guardian has no pipe".to_owned(),
            log: self.home.log(),
        })?;
        Ok(Server { guardian, pipe })
    }

    /// Whether the server came up; false when it ended instead.
    async fn wait_until_ready(&self, server: &mut Server) -> Result<bool, StartError> {
        let options = connect_options(&self.socket, NAME, NAME).disable_statement_logging();
        let mut pauses = PAUSES;
        let mut patient_until = moment(Instant::now(), RECOVERING);
        loop {
            match timeout(CONNECT_TIMEOUT, PgConnection::connect_with(&options)).await {
                Ok(Ok(connection)) => {
                    connection.close().await?;
                    return Ok(true);
                }
                Ok(Err(error)) if !is_passing(&error) => return Err(error.into()),
                Ok(Err(_)) | Err(_) => {}
            }
            if timeout(pauses.take(), server.guardian.wait()).await.is_ok() {
                return Ok(false);
            }
            if Instant::now() > patient_until {
                tracing::info!("the private PostgreSQL is still recovering");
                patient_until = moment(patient_until, RECOVERING);
            }
        }
    }
}

/// Whether a connection may succeed a little later: no socket yet, or a server that starts up.
fn is_passing(error: &Error) -> bool {
    match error {
        Error::Io(_) => true,
        Error::Database(error) => error.code().is_some_and(|code| code == "57P03"),
        _ => false,
    }
}

impl Server {
    /// Waits for the server's end, which nobody asked for.
    pub(super) async fn ended(&mut self) -> Option<ExitStatus> {
        self.guardian.wait().await.ok()
    }

    /// Asks for a fast shutdown and waits for it, until `by` at most. What a server that is made to
    /// end had not written yet is in its log, and comes back with the next start.
    pub(super) async fn stop(self, by: Instant) {
        let Self { mut guardian, pipe } = self;
        drop(pipe);
        for (before, signal) in [(HASTE, "QUIT"), (FORCE, "KILL")] {
            let until = by.checked_sub(before).unwrap_or(by);
            if timeout_at(until, guardian.wait()).await.is_ok() {
                return;
            }
            let Some(number) = guardian.id() else { return };
            tracing::warn!(signal, "the private PostgreSQL takes long to stop");
            // Sessions end with their server unless they are frozen, too; a start would find them.
            let told = match signal {
                "KILL" => family::descendants(number).await,
                _ => family::children(number).await,
            };
            family::tell(&told, signal).await;
        }
        if timeout_at(by, guardian.wait()).await.is_err() {
            tracing::warn!("the private PostgreSQL did not stop: left to its guardian");
        }
    }
}
