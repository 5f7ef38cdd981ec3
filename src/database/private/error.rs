//! Why a private server did not start, each in one sentence that says what to do.

use std::io;
use std::path::{Path, PathBuf};

use super::OLDEST_MAJOR;

/// Why a private server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No usable binaries on this machine.
    #[error(
        "PostgreSQL {OLDEST_MAJOR} or later was not found: {advice}, name the directory of its \
         programs in PLAUDIT_PG_BIN, or set DATABASE_URL to use a server of your own"
    )]
    NoBinaries {
        /// The command that installs it here.
        advice: &'static str,
    },

    /// Nothing was kept there yet, and whoever asks only looks.
    #[error(
        "there is no database in {}: `plaudit serve` makes one when it first starts. If yours is \
         elsewhere, name its directory in PLAUDIT_DATA_DIR, or set DATABASE_URL",
        directory.display()
    )]
    Nothing {
        /// Where it was looked for.
        directory: PathBuf,
    },

    /// `PLAUDIT_PG_BIN` was set, to no avail.
    #[error(
        "PLAUDIT_PG_BIN is {}, which does not hold the programs postgres and initdb of \
         PostgreSQL {OLDEST_MAJOR} or later",
        directory.display()
    )]
    WrongBinaries {
        /// What it names.
        directory: PathBuf,
    },

    /// The data needs binaries that are not here.
    #[error(
        "the data in {} was made by PostgreSQL {made_by}, and this machine has {found}: install \
         PostgreSQL {made_by} to go on with it; to upgrade, run `plaudit backup` with that version, \
         and `plaudit restore` on an empty PLAUDIT_DATA_DIR",
        directory.display()
    )]
    OtherVersion {
        /// The data directory of the server.
        directory: PathBuf,
        /// The major version that made it.
        made_by: String,
        /// The major version that is here.
        found: u32,
    },

    /// Another process of Plaudit has the directory.
    #[error(
        "another Plaudit process ({holder}) is using {}: stop it first, or give this one a \
         PLAUDIT_DATA_DIR of its own",
        directory.display()
    )]
    InUse {
        /// The data directory.
        directory: PathBuf,
        /// Who holds it, as it wrote down itself.
        holder: String,
    },

    /// Started as root, and the account that the server would run as cannot reach the data.
    #[error(
        "PostgreSQL does not run as root, and the account {account} may not enter {}: choose a \
         PLAUDIT_DATA_DIR elsewhere (such as /var/lib/plaudit), or run `chmod o+x {}`",
        blocked.display(), blocked.display()
    )]
    Unreachable {
        /// The account tried.
        account: String,
        /// The first directory on the way that it may not enter.
        blocked: PathBuf,
    },

    /// Started as root on a machine with nobody to become.
    #[error("PostgreSQL does not run as root, and this machine has no account postgres or nobody")]
    NoAccount,

    /// The directory belongs to someone else.
    #[error(
        "{} belongs to another user: run Plaudit as the user that it ran as before, or give the \
         directory to this one with `chown -R`",
        directory.display()
    )]
    Foreign {
        /// The directory.
        directory: PathBuf,
    },

    /// There is something there, and it is not ours.
    #[error("{} is not empty and holds no PostgreSQL data", directory.display())]
    NoCluster {
        /// The directory.
        directory: PathBuf,
    },

    /// A program of `PostgreSQL` failed.
    #[error("{program} failed: {output}")]
    Program {
        /// Which.
        program: &'static str,
        /// What it said.
        output: String,
    },

    /// The server did not come up.
    #[error("PostgreSQL did not start: {output} (more in {})", log.display())]
    Server {
        /// What it said last.
        output: String,
        /// Where the rest is.
        log: PathBuf,
    },

    /// A server that was left behind would not stop.
    #[error("a PostgreSQL server left behind in {} does not stop: end process {pid}", directory.display())]
    Stubborn {
        /// Its data directory.
        directory: PathBuf,
        /// Its process.
        pid: i32,
    },

    /// The server runs, and a first connection failed.
    #[error("the private PostgreSQL refused a connection")]
    Connect(#[source] Box<sqlx::Error>),

    /// The machine refused something.
    #[error("cannot {what} {}", path.display())]
    Io {
        /// What was tried.
        what: &'static str,
        /// The path.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl StartError {
    /// For `map_err`: what was tried, on which path.
    pub(super) fn io(what: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Io { what, path, source }
    }
}

impl From<sqlx::Error> for StartError {
    fn from(error: sqlx::Error) -> Self {
        Self::Connect(Box::new(error))
    }
}
