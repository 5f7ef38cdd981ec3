//! One process per data directory, by a lock that the system drops with its holder.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::StartError;
use super::home::Home;

/// How often a held lock is tried again.
pub(super) const PAUSE: Duration = Duration::from_millis(100);
const PATIENCE_WITH_COMMANDS: Duration = Duration::from_secs(30);

/// Who takes the lock, which tells others whether waiting is worth it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holder {
    /// A server, for as long as it runs.
    Server,
    /// A command, for its own short duration.
    Command,
}

const COMMAND: &str = "command";

impl Holder {
    fn word(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Command => COMMAND,
        }
    }
}

/// The held lock: given back when dropped.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, never read")] File);

impl Lock {
    /// Takes the lock: at once, or after a command that holds it has finished.
    pub(super) async fn take(home: &Home, holder: Holder) -> Result<Self, StartError> {
        let started = Instant::now();
        loop {
            if let Some(lock) = Self::try_take(home, holder)? {
                return Ok(lock);
            }
            let other = Self::holder(home);
            if !other.starts_with(COMMAND) || started.elapsed() > PATIENCE_WITH_COMMANDS {
                return Err(StartError::InUse {
                    directory: home.path().to_owned(),
                    holder: other,
                });
            }
            sleep(PAUSE).await;
        }
    }

    /// Takes the lock if nobody has it.
    pub(super) fn try_take(home: &Home, holder: Holder) -> Result<Option<Self>, StartError> {
        let path = home.lock_file();
        let mut file = home.open_file(&path)?;
        if !locked(file.try_lock(), &path)? {
            return Ok(None);
        }
        file.set_len(0)
            .and_then(|()| write!(file, "{} {}", holder.word(), std::process::id()))
            .map_err(StartError::io("write", &path))?;
        Ok(Some(Self(file)))
    }

    /// Whether anybody has it, without making the file.
    pub(super) fn is_held(home: &Home) -> bool {
        let Ok(file) = File::open(home.lock_file()) else {
            return false;
        };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }

    /// Who has the lock, in its own words.
    pub(super) fn holder(home: &Home) -> String {
        fs::read_to_string(home.lock_file()).unwrap_or_default()
    }
}

/// Whether an attempt to lock succeeded, where "held by another" is no error.
pub(super) fn locked(attempt: Result<(), TryLockError>, path: &Path) -> Result<bool, StartError> {
    match attempt {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(source)) => Err(StartError::io("lock", path)(source)),
    }
}
