//! The Web API: the one place that talks to Slack.
//!
//! Each method takes the token it acts with. Reading methods are sent as forms, which all of them
//! take; writing methods as JSON. No text, token or ticket is ever logged, and no error holds one.

mod conversations;
mod error;
mod messages;
mod people;
mod respond;

pub use conversations::{Conversation, MemberPage};
pub use error::ApiError;
pub use messages::{Post, Posted};
pub use people::{AuthTest, UserPage};

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Client, RequestBuilder};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::calling::contents;
use crate::explained::explained;
use crate::secure_url::SecureUrl;

/// How long a call may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// The most that is read of an answer: a page of 200 people is well below a megabyte.
const MOST: usize = 8 * 1024 * 1024;

/// A client of the Web API.
#[derive(Clone, Debug)]
pub struct SlackApi {
    http: Client,
    base: Url,
}

/// What a call sends.
#[derive(Clone, Copy)]
enum Body<'a> {
    Form(&'a [(&'a str, &'a str)]),
    Json(&'a Value),
}

impl SlackApi {
    /// A client that calls the methods below `base`, `https://slack.com/api/` as a rule.
    pub fn new(http: Client, base: SecureUrl) -> Self {
        let mut base = base.into_url();
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Self { http, base }
    }

    async fn read<T: DeserializeOwned>(
        &self,
        method: &str,
        token: &SecretString,
        form: &[(&str, &str)],
    ) -> Result<T, ApiError> {
        let (_, answer) = self.call(method, token, Body::Form(form), DEADLINE).await?;
        parse(&answer)
    }

    async fn write<T: DeserializeOwned>(
        &self,
        method: &str,
        token: &SecretString,
        body: &Value,
    ) -> Result<T, ApiError> {
        let (_, answer) = self.call(method, token, Body::Json(body), DEADLINE).await?;
        parse(&answer)
    }

    /// Calls a method. What comes back said `"ok": true`.
    async fn call(
        &self,
        method: &str,
        token: &SecretString,
        body: Body<'_>,
        deadline: Duration,
    ) -> Result<(HeaderMap, Vec<u8>), ApiError> {
        let outcome = self.attempt(method, token, body, deadline).await;
        if let Err(error) = &outcome {
            tracing::debug!(
                slack.method = method,
                slack.error = explained(error),
                "Slack call failed"
            );
        }
        outcome
    }

    async fn attempt(
        &self,
        method: &str,
        token: &SecretString,
        body: Body<'_>,
        deadline: Duration,
    ) -> Result<(HeaderMap, Vec<u8>), ApiError> {
        let response = self.request(method, token, body)?.timeout(deadline).send();
        let response = response.await.map_err(ApiError::unreached)?;
        let status = response.status();
        let headers = response.headers().clone();
        if status == 429 {
            return Err(ApiError::limited(&headers));
        }
        if status.is_server_error() {
            return Err(ApiError::Unavailable(format!("status {status}")));
        }
        let answer = contents(response, MOST).await?;
        match parse::<error::Verdict>(&answer) {
            Ok(verdict) if verdict.ok => Ok((headers, answer)),
            Ok(verdict) => Err(verdict.into_error(&headers)),
            Err(_) if !status.is_success() => Err(ApiError::Other {
                code: format!("status {status}"),
            }),
            Err(unreadable) => Err(unreadable),
        }
    }

    fn request(
        &self,
        method: &str,
        token: &SecretString,
        body: Body<'_>,
    ) -> Result<RequestBuilder, ApiError> {
        let url = self
            .base
            .join(method)
            .map_err(|error| ApiError::Unavailable(explained(&error)))?;
        let request = self.http.post(url).bearer_auth(token.expose_secret());
        Ok(match body {
            Body::Form(form) => request.form(form),
            // Without the charset Slack adds a warning to each answer.
            Body::Json(json) => request
                .header(CONTENT_TYPE, "application/json; charset=utf-8")
                .json(json),
        })
    }
}

/// What comes with a page of a list.
#[derive(Deserialize)]
struct Metadata {
    next_cursor: Option<String>,
}

impl Metadata {
    /// Where the next page begins, if there is one.
    fn next(self) -> Option<String> {
        self.next_cursor.filter(|cursor| !cursor.is_empty())
    }
}

fn parse<T: DeserializeOwned>(answer: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(answer).map_err(|_| ApiError::Unreadable)
}

#[cfg(test)]
mod tests;
