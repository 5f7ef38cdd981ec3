//! Secrets from variables or files, and from nowhere else.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

/// A secret's file cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the file {path} named by {name} cannot be read")]
pub struct Unreadable {
    name: String,
    path: PathBuf,
    source: std::io::Error,
}

/// What a variable holds. It stands in a field that is no argument: what is given as one can be read
/// in the list of processes, and stays in the shell's history.
pub(super) fn variable(name: &str) -> Option<SecretString> {
    std::env::var(name).ok().map(SecretString::from)
}

/// The secret itself, or what its file holds; an empty one counts as none.
pub(super) fn secret(
    name: &str,
    value: Option<&SecretString>,
    file: Option<&Path>,
) -> Result<Option<SecretString>, Unreadable> {
    use secrecy::ExposeSecret;

    let found = match (value, file) {
        (Some(value), _) => Some(value.clone()),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path).map_err(|source| Unreadable {
                name: format!("{name}_FILE"),
                path: path.to_owned(),
                source,
            })?;
            Some(SecretString::from(text.trim()))
        }
        (None, None) => None,
    };
    Ok(found.filter(|secret| !secret.expose_secret().trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_file_serves_where_no_value_is_given() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "s3cret\n").unwrap();
        let found = secret("X", None, Some(file.path())).unwrap().unwrap();
        assert_eq!(found.expose_secret(), "s3cret");
    }

    #[test]
    fn an_empty_value_is_none_and_a_missing_file_an_error() {
        assert!(
            secret("X", Some(&SecretString::from(" ")), None)
                .unwrap()
                .is_none()
        );
        let error = secret("X", None, Some(Path::new("/nowhere/at/all"))).unwrap_err();
        assert!(error.to_string().contains("X_FILE"));
    }
}
