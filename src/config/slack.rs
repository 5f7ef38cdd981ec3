//! Slack.

use std::path::PathBuf;

use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::secret::{secret, variable};
use super::{ConfigError, secure, web_address};
use crate::explained::explained;
use crate::secure_url::SecureUrl;
use crate::slack::verify::{NotSecrets, SigningSecrets};

/// The Web API of Slack outside of GovSlack.
pub const SLACK_API: &str = "https://slack.com/api/";

/// Slack, for one workspace.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Slack")]
pub struct SlackConfig {
    /// The app's signing secret.
    #[arg(skip = variable("SLACK_SIGNING_SECRET"))]
    pub slack_signing_secret: Option<SecretString>,
    /// A file that holds the app's signing secret, which can also be in `SLACK_SIGNING_SECRET`; two,
    /// separated by a comma, while one replaces the other
    #[arg(long, env = "SLACK_SIGNING_SECRET_FILE", value_name = "FILE")]
    pub slack_signing_secret_file: Option<PathBuf>,
    /// The bot's token.
    #[arg(skip = variable("SLACK_BOT_TOKEN"))]
    pub slack_bot_token: Option<SecretString>,
    /// A file that holds the bot's token, which begins with xoxb- and can also be in `SLACK_BOT_TOKEN`
    #[arg(long, env = "SLACK_BOT_TOKEN_FILE", value_name = "FILE")]
    pub slack_bot_token_file: Option<PathBuf>,
    /// Where Slack's Web API is
    #[arg(long, env = "SLACK_API_URL", value_name = "URL", default_value = SLACK_API, value_parser = web_address)]
    pub slack_api_url: Url,
}

/// Slack, configured whole.
#[derive(Clone, Debug)]
pub struct SlackSettings {
    /// What deliveries are signed with.
    pub signing: SigningSecrets,
    /// What we call with.
    pub token: SecretString,
    /// Where we call.
    pub api: SecureUrl,
}

impl SlackConfig {
    /// Slack's settings; nothing when Slack is off.
    pub fn settings(&self) -> Result<Option<SlackSettings>, ConfigError> {
        let signing = secret(
            "SLACK_SIGNING_SECRET",
            self.slack_signing_secret.as_ref(),
            self.slack_signing_secret_file.as_deref(),
        )?;
        let token = secret(
            "SLACK_BOT_TOKEN",
            self.slack_bot_token.as_ref(),
            self.slack_bot_token_file.as_deref(),
        )?;
        let half = |present, missing| {
            Err(ConfigError::Half {
                platform: "Slack",
                present,
                missing,
                needs: "both",
            })
        };
        let (signing, token) = match (signing, token) {
            (Some(signing), Some(token)) => (signing, token),
            (None, None) => return Ok(None),
            (Some(_), None) => return half("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"),
            (None, Some(_)) => return half("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"),
        };
        let signing = signing
            .expose_secret()
            .parse()
            .map_err(|error: NotSecrets| ConfigError::Invalid {
                name: "SLACK_SIGNING_SECRET",
                reason: explained(&error),
            })?;
        Ok(Some(SlackSettings {
            signing,
            token,
            api: secure("SLACK_API_URL", &self.slack_api_url)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(secret: Option<&str>, token: Option<&str>) -> SlackConfig {
        SlackConfig {
            slack_signing_secret: secret.map(SecretString::from),
            slack_signing_secret_file: None,
            slack_bot_token: token.map(SecretString::from),
            slack_bot_token_file: None,
            slack_api_url: SLACK_API.parse().unwrap(),
        }
    }

    #[test]
    fn slack_is_off_whole_or_on_whole() {
        assert!(config(None, None).settings().unwrap().is_none());
        assert!(
            config(Some("s"), Some("xoxb-t"))
                .settings()
                .unwrap()
                .is_some()
        );
        let half = config(Some("s"), None).settings().unwrap_err().to_string();
        assert!(half.contains("SLACK_BOT_TOKEN is not"), "{half}");
        let half = config(None, Some("xoxb-t"))
            .settings()
            .unwrap_err()
            .to_string();
        assert!(half.contains("SLACK_SIGNING_SECRET is not"), "{half}");
    }

    #[test]
    fn the_token_goes_only_where_nobody_listens() {
        let mut config = config(Some("s"), Some("xoxb-t"));
        config.slack_api_url = "http://slack.com/api/".parse().unwrap();
        let refused = config.settings().unwrap_err().to_string();
        assert_eq!(
            refused,
            "SLACK_API_URL: must be https; http is for this machine alone"
        );
        config.slack_api_url = "http://127.0.0.1:9/api/".parse().unwrap();
        assert!(config.settings().is_ok());
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let shown = format!("{:?}", config(Some("hush"), Some("xoxb-hush")));
        assert!(!shown.contains("hush"), "{shown}");
    }
}
