//! What delivers rewards by itself.

use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;
use url::Url;

use super::secret::{secret, variable};
use super::{ConfigError, secure, web_address};
use crate::fulfilment::{Providers, TremendousAccount, XoxodayAccount};
use crate::rewards::Fulfilment;

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
    /// Who we are in an account with Xoxoday Plum, from its page of API credentials
    #[arg(long, env = "XOXODAY_CLIENT_ID", value_name = "ID")]
    pub xoxoday_client_id: Option<String>,
    /// What proves that.
    #[arg(skip = variable("XOXODAY_CLIENT_SECRET"))]
    pub xoxoday_client_secret: Option<SecretString>,
    /// A file that holds the client secret of an account with Xoxoday Plum, which can also be in
    /// `XOXODAY_CLIENT_SECRET`
    #[arg(long, env = "XOXODAY_CLIENT_SECRET_FILE", value_name = "FILE")]
    pub xoxoday_client_secret_file: Option<PathBuf>,
    /// The first refresh token.
    #[arg(skip = variable("XOXODAY_REFRESH_TOKEN"))]
    pub xoxoday_refresh_token: Option<SecretString>,
    /// A file that holds the refresh token of an account with Xoxoday Plum, which can also be in
    /// `XOXODAY_REFRESH_TOKEN`. It is exchanged for others, which the database keeps; another one begins anew
    #[arg(long, env = "XOXODAY_REFRESH_TOKEN_FILE", value_name = "FILE")]
    pub xoxoday_refresh_token_file: Option<PathBuf>,
    /// Where Xoxoday Plum's API is, where that is not <https://accounts.xoxoday.com/chef>: their sandbox is at
    /// <https://stagingstores.xoxoday.com/chef>
    #[arg(long, env = "XOXODAY_API_URL", value_name = "URL", value_parser = web_address)]
    pub xoxoday_api_url: Option<Url>,
}

/// The API of Tremendous where money is money.
const TREMENDOUS_API: &str = "https://api.tremendous.com/api/v2";

/// The API of Xoxoday Plum where money is money.
const XOXODAY_API: &str = "https://accounts.xoxoday.com/chef";

impl ProvidersConfig {
    /// How each account is reached.
    pub fn settings(&self) -> Result<Providers, ConfigError> {
        Ok(Providers {
            tremendous: self.tremendous()?,
            xoxoday: self.xoxoday()?,
        })
    }

    fn xoxoday(&self) -> Result<Option<XoxodayAccount>, ConfigError> {
        const ID: &str = "XOXODAY_CLIENT_ID";
        const SECRET: &str = "XOXODAY_CLIENT_SECRET";
        const TOKEN: &str = "XOXODAY_REFRESH_TOKEN";
        const URL: &str = "XOXODAY_API_URL";
        let id = self.xoxoday_client_id.as_deref().map(str::trim);
        let id = id.filter(|it| !it.is_empty()).map(ToOwned::to_owned);
        let (given, file) = (
            self.xoxoday_client_secret.as_ref(),
            &self.xoxoday_client_secret_file,
        );
        let client_secret = secret(SECRET, given, file.as_deref())?;
        let (given, file) = (
            self.xoxoday_refresh_token.as_ref(),
            &self.xoxoday_refresh_token_file,
        );
        let token = secret(TOKEN, given, file.as_deref())?;
        let url = &self.xoxoday_api_url;
        let there = [
            (ID, id.is_some()),
            (SECRET, client_secret.is_some()),
            (TOKEN, token.is_some()),
        ];
        let (Some(client_id), Some(client_secret), Some(token)) = (id, client_secret, token) else {
            let missing = there.iter().find(|(_, is_there)| !is_there);
            let mut present = there.iter().filter(|(_, is_there)| *is_there);
            let present = present.next().map(|(name, _)| *name);
            let present = present.or_else(|| url.as_ref().map(|_| URL));
            return match (present, missing) {
                (Some(present), Some((missing, _))) => Err(ConfigError::Half {
                    platform: "Xoxoday",
                    present,
                    missing,
                    needs: Fulfilment::Xoxoday.needs(),
                }),
                _ => Ok(None),
            };
        };
        let known = || Url::parse(XOXODAY_API).expect("it is an address");
        let api = secure(URL, &url.clone().unwrap_or_else(known))?;
        Ok(Some(XoxodayAccount {
            api,
            client_id,
            client_secret,
            refresh_token: token,
        }))
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
                needs: "both",
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
            xoxoday_client_id: None,
            xoxoday_client_secret: None,
            xoxoday_client_secret_file: None,
            xoxoday_refresh_token: None,
            xoxoday_refresh_token_file: None,
            xoxoday_api_url: None,
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

    #[test]
    fn who_exchanges_tokens_needs_all_three_things() {
        let with = |id: &str, secret: &str, token: &str| ProvidersConfig {
            xoxoday_client_id: Some(id.to_owned()),
            xoxoday_client_secret: Some(secret.into()),
            xoxoday_refresh_token: Some(token.into()),
            ..config(None, None)
        };
        assert!(with("", " ", "").settings().unwrap().xoxoday.is_none());
        let account = with("id", "s3cret", "t0ken")
            .settings()
            .unwrap()
            .xoxoday
            .unwrap();
        assert_eq!(account.api.as_str(), XOXODAY_API);
        let shown = format!("{account:?}");
        assert!(
            !shown.contains("s3cret") && !shown.contains("t0ken"),
            "{shown}"
        );
        for (id, secret, token, missing) in [
            ("id", "", "", "XOXODAY_CLIENT_SECRET is not"),
            ("", "s", "t", "XOXODAY_CLIENT_ID is not"),
            ("id", "s", "", "XOXODAY_REFRESH_TOKEN is not"),
        ] {
            let refused = with(id, secret, token).settings().unwrap_err().to_string();
            assert!(refused.contains(missing), "{refused}");
            let all = "XOXODAY_CLIENT_ID, XOXODAY_CLIENT_SECRET and XOXODAY_REFRESH_TOKEN, or none";
            assert!(refused.contains(all), "{refused}");
        }
        let alone = ProvidersConfig {
            xoxoday_api_url: Some("https://x.example".parse().unwrap()),
            ..config(None, None)
        };
        let refused = alone.settings().unwrap_err().to_string();
        assert!(
            refused.starts_with("XOXODAY_API_URL is set, but XOXODAY_CLIENT_ID"),
            "{refused}"
        );
    }
}
