//! What lies where in the data directory, and its log, which is kept small.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::lock::Lock;
use super::{Options, StartError};

use crate::explained::explained;

/// The shortest limit of any system on a socket's path is 104 bytes with the closing zero.
const SOCKET_PATH_LIMIT: usize = 103;
const SOCKET_NAME: &str = "/.s.PGSQL.5432";
const UNFINISHED: &str = "postgres.new-";
const LOG_LIMIT: u64 = 4 << 20;

/// The data directory, by its real path.
#[derive(Clone, Debug)]
pub(super) struct Home(PathBuf);

impl Home {
    /// Makes the directory if need be, for us alone.
    pub(super) fn open(options: &Options) -> Result<Self, StartError> {
        let directory = &options.directory;
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .map_err(StartError::io("create", directory))?;
        let real = fs::canonicalize(directory).map_err(StartError::io("open", directory))?;
        Ok(Self(real))
    }

    /// Whether a process makes data there, or has.
    pub(super) fn is_in_use(options: &Options) -> bool {
        let home = Self(options.directory.clone());
        let version = home.cluster().join("PG_VERSION");
        // What we may not look into is somebody's.
        version.try_exists().unwrap_or(true) || Lock::is_held(&home)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The server's own data directory.
    pub(super) fn cluster(&self) -> PathBuf {
        self.0.join("postgres")
    }

    /// Where a new cluster is made, before it takes its name. The name is this process's own: an
    /// `initdb` that outlived its killed parent may still be busy in another.
    pub(super) fn unfinished_cluster(&self) -> PathBuf {
        self.0.join(format!("{UNFINISHED}{}", std::process::id()))
    }

    /// Removes what earlier attempts left; what cannot go now goes the next time.
    pub(super) fn remove_unfinished_clusters(&self) {
        for entry in self.0.read_dir().into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    pub(super) fn lock_file(&self) -> PathBuf {
        self.0.join("plaudit.lock")
    }

    pub(super) fn guests_file(&self) -> PathBuf {
        self.0.join("guests.lock")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.0.join("postgres.log")
    }

    /// Where the socket is: in the data directory, or, where that path is too long for a socket,
    /// in a short one that is derived from it.
    pub(super) fn socket_directory(&self) -> PathBuf {
        let usual = self.0.join("run");
        if fits(&usual) {
            return usual;
        }
        let hash = hex::encode(Sha256::digest(self.0.as_os_str().as_bytes()));
        let short = format!("plaudit-{}", &hash[..16]);
        let temporary = std::env::temp_dir().join(&short);
        if fits(&temporary) {
            temporary
        } else {
            Path::new("/tmp").join(short)
        }
    }

    /// Opens a file of ours, or makes it, for nobody else to read. It belongs to whoever owns the
    /// directory, even when root runs a command in it.
    pub(super) fn open_file(&self, path: &Path) -> Result<File, StartError> {
        let open = || {
            let file = OpenOptions::new()
                .read(true)
                .append(true)
                .create(true)
                .mode(0o600)
                .open(path)?;
            let owner = fs::metadata(&self.0)?;
            if file.metadata()?.uid() != owner.uid() {
                fchown(&file, Some(owner.uid()), Some(owner.gid()))?;
            }
            Ok(file)
        };
        open().map_err(StartError::io("open", path))
    }

    pub(super) fn log_size(&self) -> u64 {
        fs::metadata(self.log()).map_or(0, |file| file.len())
    }

    /// What the log says from an offset on: its last sentences, on one line.
    pub(super) fn log_since(&self, offset: u64) -> String {
        let read = || -> io::Result<String> {
            let mut file = File::open(self.log())?;
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        last_sentences(&read().unwrap_or_default())
    }

    /// Keeps one older log once the present one has grown. The server holds the file open to
    /// append, so it is copied and emptied, not renamed.
    pub(super) fn trim_log(&self) {
        let log = self.log();
        if self.log_size() <= LOG_LIMIT {
            return;
        }
        let trimmed = fs::copy(&log, log.with_extension("log.old"))
            .and_then(|_| OpenOptions::new().write(true).open(&log))
            .and_then(|file| file.set_len(0));
        if let Err(error) = trimmed {
            tracing::warn!(
                error = explained(&error),
                "the log of the private PostgreSQL was not trimmed"
            );
        }
    }
}

fn fits(directory: &Path) -> bool {
    directory.as_os_str().len() + SOCKET_NAME.len() <= SOCKET_PATH_LIMIT
}

/// The end of what a program said, fit for an error's single line.
pub(in crate::database) fn last_sentences(output: &str) -> String {
    let lines: Vec<&str> = output
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines[lines.len().saturating_sub(6)..].join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_gets_a_short_socket() {
        let near = Home(PathBuf::from("/var/lib/plaudit"));
        assert_eq!(near.socket_directory(), Path::new("/var/lib/plaudit/run"));
        let far = Home(PathBuf::from(format!("/srv/{}", "x".repeat(120))));
        assert!(fits(&far.socket_directory()));
        assert_eq!(far.socket_directory(), far.clone().socket_directory());
        let other = Home(PathBuf::from(format!("/srv/{}", "y".repeat(120))));
        assert_ne!(far.socket_directory(), other.socket_directory());
    }

    #[test]
    fn a_grown_log_is_kept_once_and_emptied() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home(dir.path().to_owned());
        let log = home.open_file(&home.log()).unwrap();
        log.set_len(LOG_LIMIT + 1).unwrap();
        home.trim_log();
        assert_eq!(home.log_size(), 0);
        assert!(dir.path().join("postgres.log.old").exists());
    }

    #[test]
    fn only_the_end_of_a_long_output_is_quoted() {
        assert_eq!(last_sentences("a\n\n b\n"), "a · b");
        assert_eq!(
            last_sentences("1\n2\n3\n4\n5\n6\n7\n"),
            "2 · 3 · 4 · 5 · 6 · 7"
        );
    }
}
