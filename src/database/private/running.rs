//! Whether a server runs on the data already, and how to end one that was left behind.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::net::UnixStream;
use tokio::time::{Instant, sleep};

use super::account::Account;
use super::home::Home;
use super::{StartError, family};

const PAUSE: Duration = Duration::from_millis(50);
/// A fast shutdown writes what is in memory to disk, which takes its time.
const FAST: Duration = Duration::from_mins(1);
const IMMEDIATE: Duration = Duration::from_secs(10);
/// Beyond every system's highest process number.
const NOBODY: &str = "2147483647";

/// What a server writes about itself into its data directory.
struct PidFile {
    path: PathBuf,
    lines: Vec<String>,
}

impl PidFile {
    fn read(home: &Home) -> Option<Self> {
        let path = home.cluster().join("postmaster.pid");
        let lines = fs::read_to_string(&path)
            .ok()?
            .lines()
            .map(str::to_owned)
            .collect();
        Some(Self { path, lines })
    }

    /// The directory of its socket: by the start's environment, not always where we would put it.
    fn socket_directory(&self) -> Option<&Path> {
        self.lines
            .get(4)
            .filter(|line| !line.is_empty())
            .map(Path::new)
    }
}

/// The socket's directory of the server that runs on the data, if one does.
pub(super) async fn find(home: &Home) -> Option<PathBuf> {
    let file = PidFile::read(home)?;
    let directory = file.socket_directory()?;
    listening(directory).await.map(|_| directory.to_owned())
}

/// Makes way for a new server: ends one that was left behind (its guardian was killed, or is
/// about to end it), and takes the sting out of a stale pid file.
pub(super) async fn clear(home: &Home, account: &Account) -> Result<(), StartError> {
    let Some(file) = PidFile::read(home) else {
        return Ok(());
    };
    if let Some(directory) = file.socket_directory() {
        end(home, account, directory).await?;
    }
    disarm(home, account).map_err(StartError::io("write", &file.path))
}

async fn end(home: &Home, account: &Account, socket: &Path) -> Result<(), StartError> {
    for (signal, patience) in [("INT", FAST), ("QUIT", IMMEDIATE)] {
        let Some(server) = listening(socket).await else {
            return Ok(());
        };
        if !server.is_of(account) {
            return Err(StartError::Foreign {
                directory: home.cluster(),
            });
        }
        tracing::warn!(
            server.pid,
            "stopping a private PostgreSQL that was left behind"
        );
        family::tell(&[server.pid.unsigned_abs()].into(), signal).await;
        let started = Instant::now();
        while started.elapsed() < patience && listening(socket).await.is_some() {
            sleep(PAUSE).await;
        }
    }
    match listening(socket).await {
        Some(server) => Err(StartError::Stubborn {
            directory: home.cluster(),
            pid: server.pid,
        }),
        None => Ok(()),
    }
}

/// A dead server's pid file names a process number that another program may have by now (after a
/// container's restart, the same few numbers come round), and a new server would take that one
/// for a living rival. The file's memory segment must stay, though: by it the new server sees
/// whether sessions of the dead one still run. So only the number is replaced.
fn disarm(home: &Home, account: &Account) -> io::Result<()> {
    let Some(mut file) = PidFile::read(home) else {
        return Ok(());
    };
    let Some(pid) = file.lines.first_mut() else {
        return fs::remove_file(file.path);
    };
    NOBODY.clone_into(pid);
    let new = file.path.with_extension("pid.new");
    fs::write(&new, file.lines.join("\n") + "\n")?;
    account.own(&new).map_err(io::Error::other)?;
    fs::rename(new, file.path)
}

/// Who listens on a socket, by the system's word rather than a file's.
struct Listener {
    pid: i32,
    uid: u32,
}

impl Listener {
    fn is_of(&self, account: &Account) -> bool {
        self.uid == account.uid() && self.pid > 1
    }
}

async fn listening(directory: &Path) -> Option<Listener> {
    let path = directory.join(format!(".s.PGSQL.{}", super::PORT));
    let peer = UnixStream::connect(path).await.ok()?.peer_cred().ok()?;
    Some(Listener {
        pid: peer.pid().unwrap_or_default(),
        uid: peer.uid(),
    })
}
