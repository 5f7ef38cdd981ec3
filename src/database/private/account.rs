//! Who the server runs as: ourselves, or, started as root, an account without rights.

use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

use super::StartError;
use super::home::Home;

const ROOT: u32 = 0;

/// The account of the server.
#[derive(Clone, Debug)]
pub(super) struct Account {
    name: String,
    uid: u32,
    gid: u32,
    // Set when we are root and the programs have to become it.
    become_it: bool,
}

impl Account {
    /// Ourselves; for root, whoever owns the data already, or the directory that it is to be in, so that
    /// a service finds its own; else `postgres`, else `nobody`.
    pub(super) async fn choose(home: &Home) -> Result<Self, StartError> {
        let ours = id("-u", None).await.unwrap_or(ROOT);
        let cluster = home.cluster();
        let owner_of = |path: &Path| {
            let found = fs::metadata(path).ok();
            found.map(|data| (data.uid(), data.gid()))
        };
        let owner = owner_of(&cluster);
        if ours != ROOT {
            if owner.is_some_and(|(uid, _)| uid != ours) {
                return Err(StartError::Foreign { directory: cluster });
            }
            let gid = id("-g", None).await.unwrap_or(ours);
            return Ok(Self {
                name: format!("uid {ours}"),
                uid: ours,
                gid,
                become_it: false,
            });
        }
        let mut chosen = owner.filter(|(uid, _)| *uid != ROOT);
        if chosen.is_none() {
            chosen = owner_of(home.path()).filter(|(uid, _)| *uid != ROOT);
            // Programs of PostgreSQL run as nobody whom the machine does not know.
            if let Some((uid, _)) = chosen
                && id("-u", Some(&uid.to_string())).await.is_none()
            {
                chosen = None;
            }
        }
        if let Some((uid, gid)) = chosen {
            return Ok(Self {
                name: format!("uid {uid}"),
                uid,
                gid,
                become_it: true,
            });
        }
        for name in ["postgres", "nobody"] {
            if let (Some(uid), Some(gid)) = (id("-u", Some(name)).await, id("-g", Some(name)).await)
            {
                return Ok(Self {
                    name: name.to_owned(),
                    uid,
                    gid,
                    become_it: true,
                });
            }
        }
        Err(StartError::NoAccount)
    }

    /// A command that runs as the account, apart from whatever our own surroundings say about
    /// `PostgreSQL`, and from a directory that everyone may be in.
    pub(super) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .env("LC_ALL", "C");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        if self.become_it {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Makes sure that the account can reach the data directory, or says what is in the way.
    pub(super) async fn enter(&self, home: &Home, throw_away: bool) -> Result<(), StartError> {
        if !self.become_it {
            return Ok(());
        }
        let directory = home.path();
        if throw_away {
            // The account removes it in the end, so it has to own it.
            self.own(directory)?;
        }
        match self.first_closed(directory).await? {
            None => Ok(()),
            Some(closed) if closed == directory => {
                allow_passage(directory).map_err(StartError::io("open to others", directory))
            }
            Some(blocked) => Err(StartError::Unreachable {
                account: self.name.clone(),
                blocked,
            }),
        }
    }

    /// The first directory on the way to this one that the account may not enter.
    async fn first_closed(&self, directory: &Path) -> Result<Option<PathBuf>, StartError> {
        let mut way: Vec<&Path> = directory.ancestors().collect();
        way.reverse();
        let output = self
            .command("/bin/sh")
            .args([
                "-c",
                r#"for d; do test -x "$d" || { printf %s "$d"; exit; }; done"#,
                "sh",
            ])
            .args(way)
            .output()
            .await
            .map_err(StartError::io("run", "/bin/sh"))?;
        let closed = OsString::from_vec(output.stdout);
        Ok((!closed.is_empty()).then(|| PathBuf::from(closed)))
    }

    /// Makes a directory that only the account (and root) may enter. One that is there already
    /// must be just that: in a shared temporary directory anyone may have put it. What root owns
    /// within the data directory is a copy that root made of it, and taken over.
    pub(super) fn make_private_directory(
        &self,
        home: &Home,
        path: &Path,
    ) -> Result<(), StartError> {
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => self.own(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let found = fs::symlink_metadata(path).map_err(StartError::io("open", path))?;
                let of_root = self.become_it && found.uid() == ROOT;
                if of_root && found.is_dir() && path.starts_with(home.path()) {
                    self.own(path)?;
                    let private = fs::Permissions::from_mode(0o700);
                    return fs::set_permissions(path, private)
                        .map_err(StartError::io("close to others", path));
                }
                if found.is_dir() && found.uid() == self.uid && found.mode() & 0o777 == 0o700 {
                    Ok(())
                } else {
                    Err(StartError::Foreign {
                        directory: path.to_owned(),
                    })
                }
            }
            Err(error) => Err(StartError::io("create", path)(error)),
        }
    }

    /// Takes over data that root owns, as a backup restored by root is.
    pub(super) async fn adopt(&self, cluster: &Path) -> Result<(), StartError> {
        let owner = fs::metadata(cluster)
            .map_err(StartError::io("open", cluster))?
            .uid();
        if owner == self.uid {
            return Ok(());
        }
        Command::new("chown")
            .arg("-R")
            .arg(format!("{}:{}", self.uid, self.gid))
            .arg(cluster)
            .status()
            .await
            .map_err(StartError::io("give away", cluster))?;
        Ok(())
    }

    /// Gives a file or a directory to the account.
    pub(super) fn own(&self, path: &Path) -> Result<(), StartError> {
        if self.become_it {
            std::os::unix::fs::chown(path, Some(self.uid), Some(self.gid))
                .map_err(StartError::io("give away", path))?;
        }
        Ok(())
    }

    pub(super) fn uid(&self) -> u32 {
        self.uid
    }
}

/// Lets others pass through a directory of ours without letting them look around.
fn allow_passage(directory: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(directory)?.permissions();
    permissions.set_mode(permissions.mode() | 0o011);
    fs::set_permissions(directory, permissions)
}

/// `id -u [name]`, which knows every source of accounts that the machine is configured for.
async fn id(flag: &str, name: Option<&str>) -> Option<u32> {
    let output = Command::new("id")
        .arg(flag)
        .args(name)
        .output()
        .await
        .ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
