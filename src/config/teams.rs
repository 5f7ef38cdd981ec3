//! Microsoft Teams.

use std::path::PathBuf;

use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::secret::{secret, variable};
use super::{ConfigError, secure, web_address};
use crate::explained::explained;
use crate::secure_url::SecureUrl;
use crate::teams::Bot;
use crate::teams::verify::Trust;
use crate::teams::webhook::{NotKey, WebhookKey};

/// Microsoft Teams. The addresses are those of the public cloud; government clouds have their own.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Microsoft Teams")]
pub struct TeamsConfig {
    /// The bot's application id, as the Azure Bot shows it
    #[arg(long, env = "TEAMS_APP_ID", value_name = "ID")]
    pub teams_app_id: Option<String>,
    /// The application's client secret.
    #[arg(skip = variable("TEAMS_APP_PASSWORD"))]
    pub teams_app_password: Option<SecretString>,
    /// A file that holds the application's client secret, which can also be in `TEAMS_APP_PASSWORD`
    #[arg(long, env = "TEAMS_APP_PASSWORD_FILE", value_name = "FILE")]
    pub teams_app_password_file: Option<PathBuf>,
    /// The organisation's tenant: deliveries of any other are refused
    #[arg(long, env = "TEAMS_TENANT_ID", value_name = "ID")]
    pub teams_tenant_id: Option<String>,
    /// Where the keys that sign deliveries are announced
    #[arg(
        long,
        env = "TEAMS_OPENID_METADATA_URL",
        value_name = "URL",
        default_value = "https://login.botframework.com/v1/.well-known/openidconfiguration",
        value_parser = web_address
    )]
    pub teams_openid_metadata_url: Url,
    /// Who signs deliveries
    #[arg(
        long,
        env = "TEAMS_TOKEN_ISSUER",
        value_name = "ISSUER",
        default_value = "https://api.botframework.com"
    )]
    pub teams_token_issuer: String,
    /// Where our own token comes from
    #[arg(
        long,
        env = "TEAMS_LOGIN_URL",
        value_name = "URL",
        default_value = "https://login.microsoftonline.com",
        value_parser = web_address
    )]
    pub teams_login_url: Url,
    /// Further hosts that may be called with our token, as `host` or `host:port`
    #[arg(
        long,
        env = "TEAMS_SERVICE_HOSTS",
        value_name = "HOSTS",
        value_delimiter = ','
    )]
    pub teams_service_hosts: Vec<String>,
    /// The security token of an outgoing webhook.
    #[arg(skip = variable("TEAMS_OUTGOING_WEBHOOK_SECRET"))]
    pub teams_outgoing_webhook_secret: Option<SecretString>,
    /// A file that holds the security token of an outgoing webhook, which can also be in
    /// `TEAMS_OUTGOING_WEBHOOK_SECRET`
    #[arg(long, env = "TEAMS_OUTGOING_WEBHOOK_SECRET_FILE", value_name = "FILE")]
    pub teams_outgoing_webhook_secret_file: Option<PathBuf>,
}

/// Teams, as far as it is configured: a bot, an outgoing webhook, or both.
#[derive(Clone, Debug, Default)]
pub struct TeamsSettings {
    /// The bot.
    pub bot: Option<TeamsBot>,
    /// What an outgoing webhook signs with.
    pub webhook: Option<WebhookKey>,
    /// The one tenant that is served. A webhook alone may do without: it names its own.
    pub tenant: Option<String>,
}

/// A bot, configured whole.
#[derive(Clone, Debug)]
pub struct TeamsBot {
    /// Its application id.
    pub app_id: String,
    /// Its client secret.
    pub password: SecretString,
    /// The one tenant that is served.
    pub tenant: String,
    /// Where the keys that sign deliveries are announced.
    pub metadata: SecureUrl,
    /// Who signs deliveries.
    pub issuer: String,
    /// Where our own token comes from.
    pub login: SecureUrl,
    /// Further hosts that may be called with our token, in lower case, as `host` or `host:port`.
    pub service_hosts: Vec<String>,
}

impl TeamsBot {
    /// Who it is when it calls Teams.
    pub fn identity(&self) -> Bot {
        Bot {
            app_id: self.app_id.clone(),
            password: self.password.clone(),
            tenant: self.tenant.clone(),
            login: self.login.clone(),
            issuer: self.issuer.clone(),
            service_hosts: self.service_hosts.clone(),
        }
    }

    /// Whom it trusts when it is called.
    pub fn trust(&self) -> Trust {
        Trust {
            app_id: self.app_id.clone(),
            tenant: self.tenant.clone(),
            issuer: self.issuer.clone(),
            metadata: self.metadata.clone(),
        }
    }
}

impl TeamsConfig {
    /// Teams' settings; neither bot nor webhook when Teams is off.
    pub fn settings(&self) -> Result<TeamsSettings, ConfigError> {
        let password = secret(
            "TEAMS_APP_PASSWORD",
            self.teams_app_password.as_ref(),
            self.teams_app_password_file.as_deref(),
        )?;
        let webhook = secret(
            "TEAMS_OUTGOING_WEBHOOK_SECRET",
            self.teams_outgoing_webhook_secret.as_ref(),
            self.teams_outgoing_webhook_secret_file.as_deref(),
        )?;
        let webhook = match webhook {
            Some(token) => Some(token.expose_secret().parse().map_err(|error: NotKey| {
                ConfigError::Invalid {
                    name: "TEAMS_OUTGOING_WEBHOOK_SECRET",
                    reason: explained(&error),
                }
            })?),
            None => None,
        };
        // As Teams writes them: a portal may show them otherwise.
        let id = |value: Option<&String>| told(value).map(|id| id.to_lowercase());
        let app_id = id(self.teams_app_id.as_ref());
        let tenant = id(self.teams_tenant_id.as_ref());
        let bot = match (app_id, password) {
            (None, None) => None,
            (Some(_), None) => return half("TEAMS_APP_ID", "TEAMS_APP_PASSWORD"),
            (None, Some(_)) => return half("TEAMS_APP_PASSWORD", "TEAMS_APP_ID"),
            (Some(app_id), Some(password)) => Some(TeamsBot {
                app_id,
                password,
                tenant: match &tenant {
                    Some(tenant) => tenant.clone(),
                    None => return half("TEAMS_APP_ID", "TEAMS_TENANT_ID"),
                },
                metadata: secure("TEAMS_OPENID_METADATA_URL", &self.teams_openid_metadata_url)?,
                issuer: self.teams_token_issuer.trim().to_owned(),
                login: secure("TEAMS_LOGIN_URL", &self.teams_login_url)?,
                service_hosts: self
                    .teams_service_hosts
                    .iter()
                    .map(|host| host.trim().to_lowercase())
                    .filter(|host| !host.is_empty())
                    .collect(),
            }),
        };
        if bot.is_none() && webhook.is_none() && tenant.is_some() {
            return half("TEAMS_TENANT_ID", "TEAMS_APP_ID");
        }
        Ok(TeamsSettings {
            bot,
            webhook,
            tenant,
        })
    }
}

impl TeamsSettings {
    /// Whether nothing of Teams is configured.
    pub const fn is_off(&self) -> bool {
        self.bot.is_none() && self.webhook.is_none()
    }
}

fn told(value: Option<&String>) -> Option<String> {
    value
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}

fn half<T>(present: &'static str, missing: &'static str) -> Result<T, ConfigError> {
    Err(ConfigError::Half {
        platform: "Microsoft Teams",
        present,
        missing,
        needs: "TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(app: Option<&str>, password: Option<&str>, tenant: Option<&str>) -> TeamsConfig {
        TeamsConfig {
            teams_app_id: app.map(str::to_owned),
            teams_app_password: password.map(SecretString::from),
            teams_app_password_file: None,
            teams_tenant_id: tenant.map(str::to_owned),
            teams_openid_metadata_url: "https://login.example/metadata".parse().unwrap(),
            teams_token_issuer: "https://api.botframework.com".to_owned(),
            teams_login_url: "https://login.example".parse().unwrap(),
            teams_service_hosts: vec![" Example.test:8443 ".to_owned(), String::new()],
            teams_outgoing_webhook_secret: None,
            teams_outgoing_webhook_secret_file: None,
        }
    }

    #[track_caller]
    fn missing(config: &TeamsConfig, name: &str) {
        let half = config.settings().unwrap_err().to_string();
        assert!(half.contains(&format!("{name} is not")), "{half}");
    }

    #[test]
    fn the_bot_is_off_whole_or_on_whole() {
        assert!(config(None, None, None).settings().unwrap().is_off());
        let settings = config(Some("App"), Some("hush"), Some(" Tenant")).settings();
        let bot = settings.unwrap().bot.unwrap();
        assert_eq!(
            (bot.app_id.as_str(), bot.tenant.as_str()),
            ("app", "tenant")
        );
        assert_eq!(bot.service_hosts, ["example.test:8443"]);
        missing(&config(Some("app"), None, Some("t")), "TEAMS_APP_PASSWORD");
        missing(&config(None, Some("hush"), None), "TEAMS_APP_ID");
        missing(&config(Some("app"), Some("hush"), None), "TEAMS_TENANT_ID");
        missing(&config(None, None, Some("tenant")), "TEAMS_APP_ID");
    }

    #[test]
    fn a_webhook_stands_alone() {
        let mut config = config(None, None, None);
        config.teams_outgoing_webhook_secret = Some("aHVzaA==".into());
        let settings = config.settings().unwrap();
        assert!(settings.webhook.is_some() && settings.bot.is_none());
    }

    #[test]
    fn secrets_go_only_where_nobody_listens() {
        let mut config = config(Some("app"), Some("hush"), Some("tenant"));
        config.teams_login_url = "http://login.example".parse().unwrap();
        let refused = config.settings().unwrap_err().to_string();
        assert!(refused.starts_with("TEAMS_LOGIN_URL"), "{refused}");
        config.teams_login_url = "http://127.0.0.1:9/".parse().unwrap();
        assert!(config.settings().is_ok());
        assert!(!format!("{config:?}").contains("hush"));
    }
}
