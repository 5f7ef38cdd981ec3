//! Where the machine keeps `postgres` and `initdb`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{OLDEST_MAJOR, StartError};

/// Where distributions put what is not on `PATH`; `*` stands for what differs by version.
const USUAL_PLACES: [&str; 5] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
];

/// The programs of one installed version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Binaries {
    directory: PathBuf,
    pub(super) major: u32,
}

impl Binaries {
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    fn at(directory: PathBuf) -> Option<Self> {
        if !directory.join("initdb").is_file() {
            return None;
        }
        let output = Command::new(directory.join("postgres"))
            .arg("--version")
            .output()
            .ok()?;
        let major = major(&String::from_utf8_lossy(&output.stdout))?;
        (major >= OLDEST_MAJOR).then_some(Self { directory, major })
    }
}

/// Every usable version, in order of preference: the named directory alone when there is one,
/// otherwise what is on `PATH`, then the usual places, newest first.
pub(super) fn find(named: Option<&Path>) -> Result<Vec<Binaries>, StartError> {
    if let Some(directory) = named {
        return Binaries::at(directory.to_owned())
            .map(|binaries| vec![binaries])
            .ok_or_else(|| StartError::WrongBinaries {
                directory: directory.to_owned(),
            });
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<_> = env::split_paths(&path).filter_map(Binaries::at).collect();
    let mut usual: Vec<_> = USUAL_PLACES
        .into_iter()
        .flat_map(expand)
        .filter_map(Binaries::at)
        .collect();
    usual.sort_by_key(|binaries| std::cmp::Reverse(binaries.major));
    found.append(&mut usual);
    if found.is_empty() {
        Err(StartError::NoBinaries { advice: advice() })
    } else {
        Ok(found)
    }
}

/// The directories that a pattern with at most one `*` stands for.
fn expand(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else {
        return vec![PathBuf::from(pattern)];
    };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let Ok(entries) = Path::new(parent).read_dir() else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path().join(after.trim_start_matches('/')))
        .collect()
}

/// `postgres (PostgreSQL) 17.2 (Debian 17.2-1)` → 17; `… 18beta1` → 18.
fn major(version: &str) -> Option<u32> {
    let number = version.split_once("(PostgreSQL) ")?.1;
    let digits = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    number[..digits].parse().ok()
}

fn advice() -> &'static str {
    let path = env::var_os("PATH").unwrap_or_default();
    let has = |program| env::split_paths(&path).any(|dir| dir.join(program).is_file());
    if has("apt-get") {
        "install it with `sudo apt-get install postgresql`"
    } else if has("dnf") {
        "install it with `sudo dnf install postgresql-server`"
    } else if has("brew") {
        "install it with `brew install postgresql@17`"
    } else {
        "install it with your package manager"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_every_vendor() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(major("postgres (PostgreSQL) 9.6.24"), Some(9));
        assert_eq!(major("bash: postgres: not found"), None);
    }

    #[test]
    fn patterns_expand_to_what_is_there() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["pgsql-14", "pgsql-15", "mysql-8"] {
            std::fs::create_dir_all(dir.path().join(name).join("bin")).unwrap();
        }
        let mut found = expand(&format!("{}/pgsql-*/bin", dir.path().display()));
        found.sort();
        assert_eq!(
            found,
            [
                dir.path().join("pgsql-14/bin"),
                dir.path().join("pgsql-15/bin")
            ]
        );
        assert!(expand("/no/such/place-*/bin").is_empty());
    }

    #[test]
    fn a_named_directory_is_the_only_one_looked_at() {
        let error = find(Some(Path::new("/no/such/place"))).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("PLAUDIT_PG_BIN is /no/such/place, which")
        );
    }
}
