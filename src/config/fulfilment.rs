//! What delivers rewards by itself.

use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;
use url::Url;

use super::secret::{secret, variable};
use super::{ConfigError, secure, web_address};
use crate::fulfilment::{Providers, TremendousAccount};

/// What delivers rewards by itself.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Rewards")]
pub struct FulfilmentConfig {
    /// Let webhooks of rewards be called at addresses of this machine and of private networks, too
    #[arg(long, env = "PLAUDIT_FULFILMENT_PRIVATE")]
    pub fulfilment_private: bool,
    /// Accounts with providers of vouchers.
    #[command(flatten)]
    pub providers: ProvidersConfig,
}

/// Accounts with providers of vouchers.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Rewards")]
pub struct ProvidersConfig {
    /// What lets us into the account with Tremendous.
    #[arg(skip = variable("TREMENDOUS_API_KEY"))]
    pub tremendous_api_key: Option<SecretString>,
    /// A file that holds the API key of an account with Tremendous, which can also be in `TREMENDOUS_API_KEY`
    #[arg(long, env = "TREMENDOUS_API_KEY_FILE", value_name = "FILE")]
    pub tremendous_api_key_file: Option<PathBuf>,
    /// Where Tremendous' API is, where that is not <https://api.tremendous.com/api/v2>: their sandbox is at
    /// <https://testflight.tremendous.com/api/v2>
    #[arg(long, env = "TREMENDOUS_API_URL", value_name = "URL", value_parser = web_address)]
    pub tremendous_api_url: Option<Url>,
}

/// The API of Tremendous where money is money.
const TREMENDOUS_API: &str = "https://api.tremendous.com/api/v2";

impl ProvidersConfig {
    /// How each account is reached.
    pub fn settings(&self) -> Result<Providers, ConfigError> {
        Ok(Providers {
            tremendous: self.tremendous()?,
        })
    }

    fn tremendous(&self) -> Result<Option<TremendousAccount>, ConfigError> {
        const KEY: &str = "TREMENDOUS_API_KEY";
        const URL: &str = "TREMENDOUS_API_URL";
        let key = secret(
            KEY,
            self.tremendous_api_key.as_ref(),
            self.tremendous_api_key_file.as_deref(),
        )?;
        match (key, &self.tremendous_api_url) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(ConfigError::Half {
                platform: "Tremendous",
                present: URL,
                missing: KEY,
            }),
            (Some(key), url) => {
                let known = || Url::parse(TREMENDOUS_API).expect("it is an address");
                let url = url.clone().unwrap_or_else(known);
                let api = secure(URL, &url)?;
                Ok(Some(TremendousAccount { api, key }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(key: Option<&str>, url: Option<&str>) -> ProvidersConfig {
        ProvidersConfig {
            tremendous_api_key: key.map(SecretString::from),
            tremendous_api_key_file: None,
            tremendous_api_url: url.map(|it| it.parse().unwrap()),
        }
    }

    #[test]
    fn an_account_is_whole_or_not_there() {
        assert!(config(None, None).settings().unwrap().tremendous.is_none());
        assert!(
            config(Some(" "), None)
                .settings()
                .unwrap()
                .tremendous
                .is_none()
        );
        let whole = config(Some("PROD_key"), None).settings().unwrap();
        let account = whole.tremendous.unwrap();
        assert_eq!(account.api.as_str(), TREMENDOUS_API);
        assert!(!format!("{account:?}").contains("PROD_key"));
        for (key, url, why) in [
            (None, "https://t.example", "TREMENDOUS_API_KEY is not"),
            (
                Some("k"),
                "http://t.example",
                "TREMENDOUS_API_URL: must be https",
            ),
        ] {
            let refused = config(key, Some(url)).settings().unwrap_err();
            assert!(refused.to_string().contains(why), "{refused}");
        }
        let here = config(Some("k"), Some("http://127.0.0.1:9000/api/v2"));
        assert!(here.settings().unwrap().tremendous.is_some());
    }
}
