//! Calling Tremendous, and what any answer of it says before it is understood.

use reqwest::{RequestBuilder, StatusCode};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::Value;

use super::Tremendous;
use crate::fulfilment::Answer;
use crate::fulfilment::heard::{Heard, REASON, hear, line, seen};
use crate::rewards::Trouble;

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
        seen(self.let_in(self.http.get(url))).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Heard, Answer> {
        let request = self.http.post(self.url(path)?);
        let request = match body {
            Value::Null => request,
            body => request.json(body),
        };
        hear(self.let_in(request)).await
    }

    fn url(&self, path: &str) -> Result<url::Url, Answer> {
        let base = self.account.api.as_str().trim_end_matches('/');
        let url = format!("{base}/{path}").parse();
        url.map_err(|_| Answer::Refused(Trouble::Unusable))
    }

    fn let_in(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(self.account.key.expose_secret())
    }
}

impl Heard {
    /// This answer, where it is a success.
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
