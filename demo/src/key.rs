//! What the demo keeps secrets with.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::Context;
use plaudit::clock::unguessable;
use plaudit::sealed::Sealer;

/// The file that it is in, beside data that are kept.
const FILE: &str = "demo.key";

/// A key that is written nowhere, and gone with the demo.
pub(crate) fn of_this_demo() -> Sealer {
    new().parse().expect("44 characters of base64 are a key")
}

/// The key of data that are kept in a directory, which its owner alone reads. One is made where there is none.
pub(crate) fn kept_in(directory: &Path) -> anyhow::Result<Sealer> {
    let file = directory.join(FILE);
    let kept = match fs::read_to_string(&file) {
        Ok(kept) => Ok(kept),
        Err(error) if error.kind() == io::ErrorKind::NotFound => write(&file),
        Err(error) => Err(error),
    };
    let kept = kept.with_context(|| format!("the demo's key, {}", file.display()))?;
    let key = kept.trim().parse();
    key.with_context(|| format!("{} holds no key", file.display()))
}

fn write(file: &Path) -> io::Result<String> {
    let key = new();
    let mut options = OpenOptions::new();
    // Whole or not at all: whoever ends it in between loses nothing.
    let new = file.with_extension("new");
    let mut made = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&new)?;
    made.write_all(key.as_bytes())?;
    made.sync_all()?;
    fs::rename(&new, file)?;
    Ok(key)
}

fn new() -> String {
    let mut key = String::new();
    for byte in unguessable::<21>() {
        let _ = write!(key, "{byte:02x}");
    }
    // 43 characters and a sign are 32 bytes in base64, whatever letters they are.
    format!("{key}A=")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use plaudit::sealed::Column;
    use plaudit::sealed::{Context, Owner};
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn what_is_kept_opens_in_the_next_demo() {
        let home = TempDir::new().unwrap();
        let context = Context::new(Owner::Server, Column::ProviderTokens, "any");
        let sealed = kept_in(home.path()).unwrap().seal(&context, &"code".into());
        assert!(
            kept_in(home.path())
                .unwrap()
                .open(&context, &sealed)
                .is_ok()
        );
        let file = home.path().join(FILE);
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::write(&file, "none").unwrap();
        assert!(kept_in(home.path()).is_err());
    }
}
