//! What the process is told: one struct per concern, every field an environment variable.
//!
//! Whatever is secret can also come from a file, named by the same variable with `_FILE`.

mod database;
mod dotenv;
mod encryption;
mod fulfilment;
mod log;
mod secret;
mod server;
mod slack;
mod teams;

use std::path::PathBuf;

use clap::Args;
use url::Url;

pub use database::DatabaseConfig;
pub use dotenv::{DotenvError, read_dotenv};
pub use encryption::EncryptionConfig;
pub use fulfilment::{FulfilmentConfig, ProvidersConfig};
pub use log::{LogConfig, LogFormat};
pub use secret::Unreadable;
pub use server::{OperatorListen, ServerConfig};
pub use slack::{SLACK_API, SlackConfig, SlackSettings};
pub use teams::{TeamsBot, TeamsConfig, TeamsSettings};

use crate::explained::explained;
use crate::fulfilment::Providers;
use crate::rewards::Fulfilment;
use crate::sealed::{ENCRYPTION_KEY, Sealer};
use crate::secure_url::SecureUrl;

/// Everything a server is told.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the data lives; every command is told.
    pub database: DatabaseConfig,
    /// What only a server is told.
    pub serve: ServeConfig,
}

/// What only a server is told.
#[derive(Args, Clone, Debug)]
pub struct ServeConfig {
    /// The HTTP face.
    #[command(flatten)]
    pub server: ServerConfig,
    /// Secrets at rest.
    #[command(flatten)]
    pub encryption: EncryptionConfig,
    /// What delivers rewards by itself.
    #[command(flatten)]
    pub fulfilment: FulfilmentConfig,
    /// Slack.
    #[command(flatten)]
    pub slack: SlackConfig,
    /// Microsoft Teams.
    #[command(flatten)]
    pub teams: TeamsConfig,
}

/// What a server works with, understood.
#[derive(Clone, Debug, Default)]
pub struct ServeSettings {
    /// Slack; nothing when it is off.
    pub slack: Option<SlackSettings>,
    /// Microsoft Teams.
    pub teams: TeamsSettings,
    /// Who seals and opens secrets at rest; nobody where there is no key.
    pub sealer: Option<Sealer>,
    /// Whether webhooks of rewards may be called at private addresses.
    pub fulfilment_private: bool,
    /// With whom there is an account, to buy vouchers of.
    pub providers: Providers,
    /// Where the platforms reach this server, and find its pictures.
    pub public: Option<Url>,
    /// Where what is not in the database is kept.
    pub data_dir: PathBuf,
}

impl Config {
    /// What it says, or what is wrong with it.
    pub fn settings(&self) -> Result<ServeSettings, ConfigError> {
        Ok(ServeSettings {
            data_dir: self.database.data_dir(),
            ..self.serve.settings()?
        })
    }
}

impl ServeConfig {
    fn settings(&self) -> Result<ServeSettings, ConfigError> {
        let sealer = self.encryption.sealer()?;
        let providers = self.fulfilment.providers.settings()?;
        can_deliver(&providers, sealer.as_ref())?;
        Ok(ServeSettings {
            slack: self.slack.settings()?,
            teams: self.teams.settings()?,
            sealer,
            fulfilment_private: self.fulfilment.fulfilment_private,
            providers,
            public: self.server.public_url.clone(),
            ..ServeSettings::default()
        })
    }
}

/// Refuses an account of which nothing can be delivered, since nothing seals what is bought there.
pub fn can_deliver(providers: &Providers, sealer: Option<&Sealer>) -> Result<(), ConfigError> {
    sealed(providers.first(), sealer)
}

/// Refuses an account whose tokens change, where nothing seals what they change to.
pub fn can_be_kept(providers: &Providers, sealer: Option<&Sealer>) -> Result<(), ConfigError> {
    sealed(providers.with_tokens(), sealer)
}

fn sealed(provider: Option<Fulfilment>, sealer: Option<&Sealer>) -> Result<(), ConfigError> {
    match (provider, sealer) {
        (Some(provider), None) => Err(ConfigError::NoKey {
            platform: provider.called(),
            present: provider.account(),
            missing: ENCRYPTION_KEY,
        }),
        _ => Ok(()),
    }
}

/// A configuration that cannot work, in one sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A platform is configured by half.
    #[error("{present} is set, but {missing} is not: {platform} needs {needs}, or none to be off")]
    Half {
        /// What is half there.
        platform: &'static str,
        /// What is there.
        present: &'static str,
        /// What is not.
        missing: &'static str,
        /// All that it takes.
        needs: &'static str,
    },
    /// There is an account, and no key to keep what comes of it with.
    #[error("{present} is set, but {missing} is not: what {platform} delivers is kept encrypted")]
    NoKey {
        /// With whom.
        platform: &'static str,
        /// What is there.
        present: &'static str,
        /// What is not.
        missing: &'static str,
    },
    /// A value cannot be used.
    #[error("{name}: {reason}")]
    Invalid {
        /// The variable.
        name: &'static str,
        /// Why not.
        reason: String,
    },
    /// A secret's file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

/// Reads an address of the web, for whoever forgets how it begins.
pub fn web_address(text: &str) -> Result<Url, String> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .ok_or_else(|| "must be an address such as https://example.com".to_owned())
}

/// The address in a variable, where secrets may be sent there.
fn secure(name: &'static str, url: &Url) -> Result<SecureUrl, ConfigError> {
    SecureUrl::new(url.clone()).map_err(|error| ConfigError::Invalid {
        name,
        reason: explained(&error),
    })
}
