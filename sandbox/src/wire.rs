//! What goes to the app: sent, timed, and written down.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::Value;
use tokio::time::{Instant, timeout};

use crate::standin::{Model, StandIn};

/// One request to the app: a delivery or its repetition.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Its number, from 1.
    pub number: usize,
    /// What it was, such as `/kudos`, `event app_mention` or `invoke task/fetch`.
    pub kind: String,
    /// Where it was sent.
    pub path: String,
    /// The bytes that were sent.
    pub body: String,
    /// 0 for the first attempt.
    pub retry: u8,
    /// When it left.
    pub at: Timestamp,
    /// The answer's status; none while it is under way or when there was none.
    pub status: Option<u16>,
    /// How long the answer took.
    pub millis: Option<u64>,
    /// Why there was no answer.
    pub failure: Option<String>,
}

/// A request before it is signed.
pub(crate) struct Outgoing<'a> {
    /// What it is called in the list of deliveries.
    pub(crate) kind: &'a str,
    /// The path under the app's address.
    pub(crate) path: &'a str,
    pub(crate) body: &'a str,
    /// 0 for the first attempt.
    pub(crate) retry: u8,
    /// How long the whole answer may take, its body included.
    pub(crate) patience: Duration,
    /// The platform's word for an answer that took longer.
    pub(crate) late: &'static str,
}

/// The app's answer, or why there is none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: Option<u16>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// In the platform's word.
    pub(crate) failure: Option<&'static str>,
}

impl Answer {
    fn failed(why: &'static str) -> Self {
        Self {
            failure: Some(why),
            ..Self::default()
        }
    }

    /// Whether the app took what it was sent.
    pub(crate) fn accepted(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }

    /// The body as JSON; null where it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The body as JSON, where it is declared as such.
    pub(crate) fn declared_json(&self) -> Option<Value> {
        let kind = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let declared = kind.starts_with("application/json");
        declared.then(|| serde_json::from_str(&self.body).ok())?
    }
}

impl<M: Model> StandIn<M> {
    /// Sends to the app, signed by `sign`, and records what came of it.
    pub(crate) async fn send(
        &self,
        outgoing: &Outgoing<'_>,
        sign: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Answer {
        let place = self.begin(outgoing);
        let started = Instant::now();
        let answer = match self.app_url() {
            None => Answer::failed("connection_failed"),
            Some(app) => {
                let post = self.http.post(format!("{app}{}", outgoing.path));
                let post = sign(post.body(outgoing.body.to_owned()));
                let answer = timeout(outgoing.patience, exchange(post)).await;
                answer.unwrap_or_else(|_| Answer::failed(outgoing.late))
            }
        };
        let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.change(|model| {
            if let Some(delivery) = model.deliveries().get_mut(place) {
                delivery.status = answer.status;
                delivery.millis = Some(millis);
                delivery.failure = answer.failure.map(str::to_owned);
            }
        });
        answer
    }

    /// Writes down what is sent, and returns its place.
    fn begin(&self, outgoing: &Outgoing<'_>) -> usize {
        let at = self.clock.now();
        self.change(|model| {
            let deliveries = model.deliveries();
            let place = deliveries.len();
            deliveries.push(Delivery {
                number: place + 1,
                kind: outgoing.kind.to_owned(),
                path: outgoing.path.to_owned(),
                body: outgoing.body.to_owned(),
                retry: outgoing.retry,
                at,
                status: None,
                millis: None,
                failure: None,
            });
            place
        })
    }
}

async fn exchange(post: RequestBuilder) -> Answer {
    let Ok(response) = post.send().await else {
        return Answer::failed("connection_failed");
    };
    let (status, headers) = (response.status(), response.headers().clone());
    let Ok(body) = response.text().await else {
        return Answer::failed("connection_failed");
    };
    Answer {
        status: Some(status.as_u16()),
        headers,
        body,
        failure: (!status.is_success()).then_some("http_error"),
    }
}
