//! What secrets at rest are sealed with.

use std::path::PathBuf;

use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use super::ConfigError;
use super::secret::{secret, variable};
use crate::explained::explained;
use crate::sealed::{ENCRYPTION_KEY, NotKeys, Sealer};

/// What secrets at rest are sealed with.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Secrets at rest")]
pub struct EncryptionConfig {
    /// The key, or two.
    #[arg(skip = variable(ENCRYPTION_KEY))]
    pub encryption_key: Option<SecretString>,
    /// A file that holds the key that secrets in the database are encrypted with, which can also be in
    /// `PLAUDIT_ENCRYPTION_KEY`: 32 bytes in base64; two, separated by a comma, while the first
    /// replaces the other
    #[arg(long, env = "PLAUDIT_ENCRYPTION_KEY_FILE", value_name = "FILE")]
    pub encryption_key_file: Option<PathBuf>,
}

impl EncryptionConfig {
    /// Who seals with it; nobody where there is no key.
    pub fn sealer(&self) -> Result<Option<Sealer>, ConfigError> {
        let keys = secret(
            ENCRYPTION_KEY,
            self.encryption_key.as_ref(),
            self.encryption_key_file.as_deref(),
        )?;
        let sealer = keys.map(|keys| keys.expose_secret().parse());
        let sealer = sealer.transpose();
        sealer.map_err(|error: NotKeys| ConfigError::Invalid {
            name: ENCRYPTION_KEY,
            reason: explained(&error),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    fn config(key: &str) -> EncryptionConfig {
        EncryptionConfig {
            encryption_key: Some(key.into()),
            encryption_key_file: None,
        }
    }

    #[test]
    fn a_key_is_one_or_none_or_refused_by_name() {
        assert!(config(KEY).sealer().unwrap().is_some());
        assert!(config(" ").sealer().unwrap().is_none());
        for bad in ["hush-hush", &KEY[4..], &format!("{KEY},{KEY}"), "AQEB,"] {
            let refused = config(bad).sealer().unwrap_err().to_string();
            assert!(
                refused.starts_with("PLAUDIT_ENCRYPTION_KEY: expected"),
                "{refused}"
            );
            assert!(!refused.contains(bad), "{refused}");
        }
    }

    #[test]
    fn a_file_may_hold_it() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{KEY}\n")).unwrap();
        let config = EncryptionConfig {
            encryption_key: None,
            encryption_key_file: Some(file.path().to_owned()),
        };
        let ours = config.sealer().unwrap().unwrap();
        assert_eq!(ours.first(), KEY.parse::<Sealer>().unwrap().first());
    }

    #[test]
    fn no_key_shows_in_debug_output() {
        let config = config(KEY);
        let shown = format!("{config:?} {:?}", config.sealer());
        assert!(!shown.contains(KEY) && !shown.contains("AQEB"), "{shown}");
    }
}
