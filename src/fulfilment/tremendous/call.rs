//! Calling Tremendous, and what any answer of it says before it is understood.

use std::time::Duration;

use reqwest::{RequestBuilder, StatusCode};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::Value;

use super::Tremendous;
use crate::calling;
use crate::explained::explained;
use crate::fulfilment::Answer;
use crate::fulfilment::heard::{REASON, line, unsent};
use crate::rewards::Trouble;

/// The longest answer that is read: thousands of products are told in one.
const MOST: usize = 32 * 1024 * 1024;

/// What was answered.
pub(super) struct Heard {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
    pause: Option<Duration>,
}

/// What an error says.
#[derive(Deserialize)]
struct Wrong {
    errors: Errors,
}

#[derive(Deserialize)]
struct Errors {
    message: String,
}

impl Tremendous {
    pub(super) async fn get(&self, path: &str, asked: &[(&str, String)]) -> Result<Heard, Answer> {
        let mut url = self.url(path)?;
        if !asked.is_empty() {
            url.query_pairs_mut().extend_pairs(asked);
        }
        // What is only looked at changes nothing, whether an answer comes or not.
        let heard = self.send(self.http.get(url)).await;
        heard.map_err(|unsent| Answer::NotNow {
            why: unsent.trouble(),
            pause: None,
        })
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Heard, Answer> {
        let request = self.http.post(self.url(path)?);
        self.send(match body {
            Value::Null => request,
            body => request.json(body),
        })
        .await
    }

    fn url(&self, path: &str) -> Result<url::Url, Answer> {
        let base = self.account.api.as_str().trim_end_matches('/');
        let url = format!("{base}/{path}").parse();
        url.map_err(|_| Answer::Refused(Trouble::Unusable))
    }

    async fn send(&self, request: RequestBuilder) -> Result<Heard, Answer> {
        let request = request.bearer_auth(self.account.key.expose_secret());
        let response = request.send().await.map_err(|error| unsent(&error))?;
        let (status, pause) = (response.status(), calling::retry_asked(response.headers()));
        match calling::contents(response, MOST).await {
            Ok(body) => Ok(Heard {
                status,
                body,
                pause,
            }),
            Err(error) => Err(Answer::Unknown(Trouble::NoAnswer(explained(&error)))),
        }
    }
}

impl Heard {
    /// The same, where it is a success.
    pub(super) fn success(self) -> Result<Self, Trouble> {
        if self.status.is_success() {
            Ok(self)
        } else {
            Err(self.trouble())
        }
    }

    /// What an answer that is no success says of an order, which is not placed.
    pub(super) fn refusal(&self) -> Answer {
        match self.status {
            // What only an operator can mend, or time.
            StatusCode::UNAUTHORIZED
            | StatusCode::PAYMENT_REQUIRED
            | StatusCode::FORBIDDEN
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_EARLY
            | StatusCode::TOO_MANY_REQUESTS => self.not_now(),
            _ => Answer::Refused(self.trouble()),
        }
    }

    /// Nothing is done, and it may be asked for again.
    pub(super) fn not_now(&self) -> Answer {
        let (why, pause) = (self.trouble(), self.pause);
        Answer::NotNow { why, pause }
    }

    /// Why it is no success: in their words, where they say something of what was asked.
    pub(super) fn trouble(&self) -> Trouble {
        match self.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Trouble::LockedOut,
            StatusCode::PAYMENT_REQUIRED => return Trouble::NoMoney,
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {}
            status => return Trouble::Answered(status.as_u16()),
        }
        let wrong = serde_json::from_slice::<Wrong>(&self.body).ok();
        let said = wrong.and_then(|it| line(&it.errors.message, REASON));
        said.map_or(Trouble::Answered(self.status.as_u16()), Trouble::Said)
    }
}
