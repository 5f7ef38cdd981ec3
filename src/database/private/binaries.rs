//! Where the machine keeps the programs of `PostgreSQL`.

use std::cmp::Reverse;
use std::env;
use std::ffi::OsStr;
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
        let major = version(&directory.join("postgres"))?;
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
    let found = look(&path, &USUAL_PLACES);
    if found.is_empty() {
        Err(StartError::NoBinaries { advice: advice() })
    } else {
        Ok(found)
    }
}

/// A client program for a server of this major version: of the same version where there is one, or
/// else of the next newer. Older ones refuse, and newer ones may say what the server does not know.
pub(in crate::database) fn client(
    named: Option<&Path>,
    program: &str,
    server: u32,
) -> Option<PathBuf> {
    let places: Vec<PathBuf> = match named {
        Some(directory) => vec![directory.to_owned()],
        // On PATH may be a wrapper that chooses a version by itself.
        None => USUAL_PLACES
            .iter()
            .flat_map(|place| expand(place))
            .chain(env::split_paths(&env::var_os("PATH").unwrap_or_default()))
            .collect(),
    };
    let found = places.into_iter().map(|place| place.join(program));
    let fitting = found.filter_map(|program| {
        let version = version(&program)?;
        (version >= server).then_some((version, program))
    });
    fitting
        .min_by_key(|(version, _)| *version)
        .map(|(_, program)| program)
}

fn look(path: &OsStr, places: &[&str]) -> Vec<Binaries> {
    let mut found: Vec<_> = env::split_paths(path).filter_map(Binaries::at).collect();
    let mut usual: Vec<_> = places
        .iter()
        .flat_map(|place| expand(place))
        .filter_map(Binaries::at)
        .collect();
    usual.sort_by_key(|binaries| Reverse(binaries.major));
    found.append(&mut usual);
    found
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

/// The major version that a program says it is of.
fn version(program: &Path) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    major(&String::from_utf8_lossy(&output.stdout))
}

/// `postgres (PostgreSQL) 17.2 (Debian 17.2-1)` → 17; `… 18beta1` → 18.
fn major(version: &str) -> Option<u32> {
    let number = version.split_once("(PostgreSQL) ")?.1;
    let digits = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    number[..digits].parse().ok()
}

pub(in crate::database) fn advice() -> &'static str {
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
    use std::fs;

    use super::*;

    const FAKE: &str = r#"
        mkdir -p "$2"; cd "$2"
        printf '#!/bin/sh\necho "postgres (PostgreSQL) %s"\n' "$1" | tee postgres >initdb
        chmod 755 postgres initdb
    "#;

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
    fn path_comes_first_then_the_newest() {
        let dir = tempfile::tempdir().unwrap();
        // Written by a shell: a program that this process had just open for writing might be
        // "busy" for a moment in the hands of another test's child.
        let install = |name: &str, version: &str| {
            let bin = dir.path().join(name).join("bin");
            let written = Command::new("sh")
                .args(["-ec", FAKE, "sh", version])
                .arg(&bin)
                .status()
                .unwrap();
            assert!(written.success());
            bin
        };
        let chosen = install("chosen", "15.1");
        for version in ["13.22", "14.9", "18beta1", "16.4"] {
            install(&format!("pgsql-{version}"), version);
        }
        fs::create_dir_all(dir.path().join("pgsql-empty/bin")).unwrap();

        let place = format!("{}/pgsql-*/bin", dir.path().display());
        let found = look(chosen.as_os_str(), &[&place, "/no/such/place-*/bin"]);
        let majors: Vec<_> = found.iter().map(|binaries| binaries.major).collect();
        assert_eq!(majors, [15, 18, 16, 14]);
        assert_eq!(look("".as_ref(), &[]), []);
    }

    #[test]
    fn a_machine_without_any_is_told_how_to_install_it() {
        let error = StartError::NoBinaries { advice: advice() }.to_string();
        assert!(error.starts_with("PostgreSQL 14 or later was not found: install it with"));
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
