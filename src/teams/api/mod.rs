//! The connector: the one place that talks to Teams.
//!
//! Every call goes to the service that a conversation's activities came from, with one token, and
//! only to hosts that may see it. No text, token or address is ever logged, and no error holds
//! one. A call that [timed out](ApiError::Unavailable) may have done what it was to do.

mod conversations;
mod error;
mod hosts;
mod members;
mod token;

pub use conversations::{At, Named, Recipient};
pub use error::ApiError;
pub use members::{Member, MemberPage};

use std::time::Duration;

use reqwest::{Client, Method};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use self::hosts::Hosts;
use self::token::{Token, TokenSource};
use super::Bot;
use crate::calling::contents;
use crate::clock::{Clock, about};
use crate::explained::explained;

/// How long a call may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// The most that is read of an answer: a page of 500 people is well below a megabyte.
const MOST: usize = 8 * 1024 * 1024;

/// How often a call is made again at once where Teams asks for it; after that, patience helps more.
const REPEATS: u32 = 2;

/// About how long is waited before that.
const REPEAT_AFTER: Duration = Duration::from_millis(400);

/// A client of the connector, acting as one bot. Its copies share one token.
#[derive(Clone, Debug)]
pub struct Connector {
    http: Client,
    tokens: TokenSource,
    hosts: Hosts,
    /// The bot's account, as Teams names it.
    bot: String,
}

/// A call to the connector.
struct Call<'a> {
    method: Method,
    service_url: &'a str,
    path: &'a [&'a str],
    query: &'a [(&'a str, &'a str)],
    body: Option<&'a Value>,
}

impl Connector {
    /// A client that acts as `bot`.
    pub fn new(http: Client, clock: Clock, bot: &Bot) -> Self {
        Self {
            tokens: TokenSource::new(http.clone(), clock, bot),
            hosts: Hosts::new(&bot.service_hosts),
            bot: bot.account(),
            http,
        }
    }

    /// Whether the bot's credentials are good.
    pub async fn sign_in(&self) -> Result<(), ApiError> {
        self.tokens.token().await.map(drop)
    }

    async fn read<T: DeserializeOwned>(
        &self,
        service_url: &str,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<T, ApiError> {
        let call = Call {
            method: Method::GET,
            service_url,
            path,
            query,
            body: None,
        };
        parse(&self.call(call).await?)
    }

    async fn post<T: DeserializeOwned>(
        &self,
        service_url: &str,
        path: &[&str],
        query: &[(&str, &str)],
        body: &Value,
    ) -> Result<T, ApiError> {
        let call = Call {
            method: Method::POST,
            service_url,
            path,
            query,
            body: Some(body),
        };
        let answer = self.call(call).await?;
        // Some calls are acknowledged without a word.
        parse(if answer.is_empty() { b"{}" } else { &answer })
    }

    async fn call(&self, call: Call<'_>) -> Result<Vec<u8>, ApiError> {
        let outcome = self.insist(&call).await;
        if let Err(error) = &outcome {
            let method = call.method.as_str();
            tracing::debug!(
                teams.method = method,
                teams.error = explained(error),
                "Teams call failed"
            );
        }
        outcome
    }

    /// Calls with another token where the first is refused, and again where Teams asks for it.
    async fn insist(&self, call: &Call<'_>) -> Result<Vec<u8>, ApiError> {
        let url = self.hosts.endpoint(call.service_url, call.path)?;
        let mut token = self.tokens.token().await?;
        let mut renewed = false;
        let mut repeats = 0;
        loop {
            match self.attempt(call, url.clone(), &token).await {
                Err(ApiError::Revoked { .. }) if !renewed => {
                    renewed = true;
                    token = self.tokens.instead_of(&token).await?;
                }
                Err(ApiError::Again { .. }) if repeats < REPEATS => {
                    repeats += 1;
                    tokio::time::sleep(about(REPEAT_AFTER)).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt(&self, call: &Call<'_>, url: Url, token: &Token) -> Result<Vec<u8>, ApiError> {
        let mut request = self
            .http
            .request(call.method.clone(), url)
            .bearer_auth(token.secret.expose_secret())
            .query(call.query)
            .timeout(DEADLINE);
        if let Some(body) = call.body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(ApiError::unreached)?;
        let status = response.status();
        let headers = response.headers().clone();
        if status.is_success() {
            return Ok(contents(response, MOST).await?);
        }
        // What cannot be read of a refusal does not change it.
        let said = contents(response, MOST).await.unwrap_or_default();
        Err(ApiError::of(status, &headers, &said))
    }
}

fn parse<T: DeserializeOwned>(answer: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(answer).map_err(|_| ApiError::Unreadable)
}

#[cfg(test)]
mod tests;
