//! Where the key that opens a run's ballots is kept while the run is open.
//!
//! Never readable in the database: see docs/anonymity.md.

use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::ballot::RunKey;
use crate::ids::{RunId, WorkspaceId};
use crate::sealed::{CannotOpen, Column, Context, Sealed, Sealer};

/// Keeps keys of runs. Cheap to clone.
#[derive(Clone, Debug)]
pub struct BallotKeys {
    /// Seals them for the database; without one, they are files.
    sealer: Option<Sealer>,
    directory: PathBuf,
}

/// Why a key is not at hand.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is sealed, and does not open.
    #[error("the key of the run does not open")]
    Sealed(#[from] CannotOpen),
    /// It is sealed, and nobody can open it.
    #[error("the key of the run is sealed, and PLAUDIT_ENCRYPTION_KEY is not set")]
    NoKey,
    /// Its file cannot be read or written.
    #[error("the key of the run is expected in {}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// What was found is no key.
    #[error("what is kept is no key")]
    NoneOfOurs,
}

impl BallotKeys {
    /// Keeps them sealed, where there is a sealer, and else in a directory below `data`.
    pub fn new(sealer: Option<Sealer>, data: &Path) -> Self {
        Self {
            sealer,
            directory: data.join("survey-keys"),
        }
    }

    /// Keeps the key of a run. Returns what is to be written into the database, if it is kept there.
    pub(super) fn keep(
        &self,
        (workspace, run): (WorkspaceId, RunId),
        key: &RunKey,
    ) -> Result<Option<Sealed>, KeyError> {
        let text = key.to_text();
        if let Some(sealer) = &self.sealer {
            return Ok(Some(sealer.seal(&context(workspace, run), &text)));
        }
        let path = self.path(run);
        let written = write(&self.directory, &path, text.expose_secret());
        written.map_err(|source| KeyError::File { path, source })?;
        Ok(None)
    }

    /// Finds the key of a run.
    pub(super) fn find(
        &self,
        (workspace, run): (WorkspaceId, RunId),
        kept: Option<&Sealed>,
    ) -> Result<RunKey, KeyError> {
        let text: SecretString = if let Some(kept) = kept {
            let sealer = self.sealer.as_ref().ok_or(KeyError::NoKey)?;
            sealer.open(&context(workspace, run), kept)?
        } else {
            let path = self.path(run);
            let read = std::fs::read_to_string(&path);
            read.map_err(|source| KeyError::File { path, source })?
                .into()
        };
        RunKey::from_text(text.expose_secret()).ok_or(KeyError::NoneOfOurs)
    }

    /// Removes the file of a run's key, where there is one. Call it once the run is closed for good.
    pub fn forget(&self, run: RunId) -> io::Result<()> {
        match std::fs::remove_file(self.path(run)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The runs whose keys are files here.
    pub fn on_file(&self) -> Vec<RunId> {
        let files = std::fs::read_dir(&self.directory).into_iter().flatten();
        let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
        names
            .filter_map(|name| name.strip_suffix(".key")?.parse().ok())
            .collect()
    }

    /// Where keys are files; nothing where they are sealed.
    pub fn directory_of_files(&self) -> Option<&Path> {
        self.sealer.is_none().then_some(&*self.directory)
    }

    fn path(&self, run: RunId) -> PathBuf {
        self.directory.join(format!("{run}.key"))
    }
}

fn context(workspace: WorkspaceId, run: RunId) -> Context {
    Context::new(workspace, Column::BallotKey, run)
}

/// Writes a file that its owner alone reads. Made by root in somebody else's directory, it is theirs:
/// whoever runs the server must read it.
#[cfg(unix)]
fn write(directory: &Path, path: &Path, text: &str) -> io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, chown};

    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)?;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let of = directory.parent().map(std::fs::metadata).transpose()?;
    if let Some(of) = of.filter(|of| file.metadata().is_ok_and(|it| it.uid() != of.uid())) {
        chown(directory, Some(of.uid()), Some(of.gid()))?;
        chown(path, Some(of.uid()), Some(of.gid()))?;
    }
    std::fs::File::open(directory)?.sync_all()
}

#[cfg(not(unix))]
fn write(directory: &Path, path: &Path, text: &str) -> io::Result<()> {
    std::fs::create_dir_all(directory)?;
    std::fs::write(path, text)
}
