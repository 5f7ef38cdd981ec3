//! The token that calls are made with: fetched by whoever needs it first, and shared.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::{ApiError, DEADLINE, MOST, parse};
use crate::calling::contents;
use crate::clock::{Clock, later};
use crate::explained::explained;
use crate::teams::Bot;

/// How long before its end a token is renewed.
const EARLY: SignedDuration = SignedDuration::from_mins(5);

/// How long a token serves on whose renewal failed, before it is tried again.
const PATIENCE: SignedDuration = SignedDuration::from_secs(30);

/// How long a token is good where the answer does not say.
const LIFETIME: Duration = Duration::from_mins(10);

/// The longest life that is believed.
const LONGEST_LIFE: Duration = Duration::from_hours(24);

/// Where tokens come from. Its copies share one token.
#[derive(Clone, Debug)]
pub(super) struct TokenSource(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    http: Client,
    clock: Clock,
    url: Url,
    app_id: String,
    password: SecretString,
    scope: String,
    state: Mutex<State>,
    /// Held by whoever fetches.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    /// How often a token was asked for; each token bears the number of its attempt.
    attempts: u64,
    held: Option<Held>,
    failure: Option<ApiError>,
}

#[derive(Clone, Debug)]
struct Held {
    token: Token,
    renew_at: Timestamp,
    expires_at: Timestamp,
}

/// A token, known by its number.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) secret: SecretString,
    number: u64,
}

#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    expires_in: Option<Value>,
}

#[derive(Deserialize)]
struct Denied {
    error: String,
    #[serde(default)]
    error_codes: Vec<u64>,
}

impl TokenSource {
    /// Tokens for `bot`.
    pub(super) fn new(http: Client, clock: Clock, bot: &Bot) -> Self {
        let mut url = bot.login.clone().into_url();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/{}/oauth2/v2.0/token", bot.tenant));
        Self(Arc::new(Inner {
            http,
            clock,
            url,
            app_id: bot.app_id.clone(),
            password: bot.password.clone(),
            scope: scope(&bot.issuer),
            state: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }))
    }

    /// A token to call with. However many ask at once, one request is made.
    pub(super) async fn token(&self) -> Result<Token, ApiError> {
        let (asked, held) = {
            let state = self.state();
            (state.attempts, state.held.clone())
        };
        let now = self.0.clock.now();
        let turn = match held {
            Some(held) if now < held.renew_at => return Ok(held.token),
            // Still good: nobody waits for its successor but the one who fetches it.
            Some(held) if now < held.expires_at => match self.0.turn.try_lock() {
                Ok(turn) => turn,
                Err(_) => return Ok(held.token),
            },
            _ => self.0.turn.lock().await,
        };
        // What somebody else was told in the meantime is the answer for everyone who waited.
        if self.state().attempts == asked {
            self.fetch().await;
        }
        drop(turn);
        self.state().answer(self.0.clock.now())
    }

    /// Another token than one that was refused.
    pub(super) async fn instead_of(&self, refused: &Token) -> Result<Token, ApiError> {
        {
            let mut state = self.state();
            state
                .held
                .take_if(|held| held.token.number == refused.number);
        }
        self.token().await
    }

    async fn fetch(&self) {
        let granted = self.request().await;
        let now = self.0.clock.now();
        let mut state = self.state();
        state.attempts += 1;
        match granted {
            Ok(granted) => {
                let lifetime = granted.lifetime();
                let token = Token {
                    secret: granted.access_token,
                    number: state.attempts,
                };
                state.failure = None;
                state.held = Some(Held {
                    token,
                    renew_at: later(now, lifetime.saturating_sub(EARLY).max(lifetime / 2)),
                    expires_at: later(now, lifetime),
                });
            }
            Err(error) => {
                tracing::warn!(teams.error = explained(&error), "no new token for Teams");
                if let Some(held) = &mut state.held {
                    held.renew_at = later(now, PATIENCE);
                }
                state.failure = Some(error);
            }
        }
    }

    async fn request(&self) -> Result<Granted, ApiError> {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &self.0.app_id),
            ("client_secret", self.0.password.expose_secret()),
            ("scope", &self.0.scope),
        ];
        let request = self.0.http.post(self.0.url.clone()).form(&form);
        let response = request.timeout(DEADLINE).send().await;
        let response = response.map_err(ApiError::unreached)?;
        let status = response.status();
        let answer = contents(response, MOST).await?;
        if status.is_success() {
            return parse(&answer);
        }
        match parse::<Denied>(&answer) {
            Ok(denied) if status.is_client_error() && status != 429 => Err(ApiError::Revoked {
                code: denied.code(),
            }),
            _ => Err(ApiError::Unavailable(format!("sign-in, status {status}"))),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn answer(&self, now: Timestamp) -> Result<Token, ApiError> {
        match &self.held {
            Some(held) if now < held.expires_at => Ok(held.token.clone()),
            _ => Err(self.failure.clone().unwrap_or(ApiError::Unreadable)),
        }
    }
}

impl Granted {
    fn lifetime(&self) -> SignedDuration {
        // Some endpoints write the number as text.
        let seconds = match &self.expires_in {
            Some(Value::Number(seconds)) => seconds.as_u64(),
            Some(Value::String(seconds)) => seconds.parse().ok(),
            _ => None,
        };
        let lifetime = seconds.map_or(LIFETIME, Duration::from_secs);
        SignedDuration::try_from(lifetime.min(LONGEST_LIFE)).unwrap_or_default()
    }
}

impl Denied {
    /// `invalid_client AADSTS7000215`: the number is what administrators search for.
    fn code(self) -> String {
        match self.error_codes.first() {
            Some(number) => format!("{} AADSTS{number}", self.error),
            None => self.error,
        }
    }
}

/// What the token is for: each cloud has its own Bot Framework.
fn scope(issuer: &str) -> String {
    let issuer = issuer.trim_end_matches('/');
    let ours = if issuer.starts_with("https://api.botframework.") {
        issuer
    } else {
        "https://api.botframework.com"
    };
    format!("{ours}/.default")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cloud_has_its_scope() {
        let public = "https://api.botframework.com/.default";
        assert_eq!(scope("https://api.botframework.com"), public);
        assert_eq!(scope("http://127.0.0.1:9/issuer"), public);
        let government = "https://api.botframework.us/.default";
        assert_eq!(scope("https://api.botframework.us/"), government);
    }
}
