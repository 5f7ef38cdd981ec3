//! Signing and sending.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::time::Instant;

use super::Seen;
use crate::slack::model::Delivery;
use crate::slack::shared::Shared;

/// Where events go.
pub(super) const EVENTS: &str = "/slack/events";

/// A request to the app, before it is signed.
pub(super) struct Request<'a> {
    /// What it is called in the list of deliveries.
    pub(super) kind: &'a str,
    /// The path under the app's address.
    pub(super) path: &'a str,
    pub(super) body: Body<'a>,
    /// The number and the reason of a retry.
    pub(super) retry: Option<(u8, &'a str)>,
}

/// A body in the encoding its path wants.
#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    Form(&'a str),
    Json(&'a str),
}

/// Sends what was sent before: the same bytes under a fresh signature.
pub(crate) async fn redeliver(shared: &Arc<Shared>, number: usize) -> Seen {
    let _under_way = shared.under_way();
    let known = shared.read(|model| {
        let found = model.deliveries.iter().find(|known| known.number == number);
        found.cloned()
    });
    let Some(before) = known else {
        return Seen::refused("there is no such delivery");
    };
    let events = before.path == EVENTS;
    let request = Request {
        kind: &before.kind,
        path: &before.path,
        body: if events {
            Body::Json(&before.body)
        } else {
            Body::Form(&before.body)
        },
        retry: events.then_some((before.retry + 1, "http_timeout")),
    };
    send(shared, request).await.into()
}

/// The app's answer, or why there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: Option<u16>,
    pub(super) json: bool,
    pub(super) body: String,
    pub(super) no_retry: bool,
    /// The retry reason that Slack would give.
    pub(super) failure: Option<&'static str>,
}

impl Answer {
    pub(super) fn accepted(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }

    /// The body as JSON, where it is declared as such: Slack shows anything else as it is.
    pub(super) fn read(&self) -> Option<Value> {
        if !self.json {
            return None;
        }
        serde_json::from_str(&self.body).ok()
    }
}

/// Signs freshly, sends, and records what came of it.
pub(super) async fn send(shared: &Shared, request: Request<'_>) -> Answer {
    let (kind, body) = match request.body {
        Body::Form(body) => ("application/x-www-form-urlencoded", body),
        Body::Json(body) => ("application/json", body),
    };
    let number = begin(shared, &request, body);
    let started = Instant::now();
    let answer = match shared.app_url() {
        None => Answer {
            failure: Some("connection_failed"),
            ..Answer::default()
        },
        Some(app) => {
            let timestamp = shared.clock.now().as_second();
            let mut post = shared
                .http
                .post(format!("{app}{}", request.path))
                .header("content-type", kind)
                .header("accept", "application/json,*/*")
                .header("x-slack-request-timestamp", timestamp)
                .header(
                    "x-slack-signature",
                    signature(&shared.signing_secret, timestamp, body),
                )
                .body(body.to_owned());
            if let Some((number, reason)) = request.retry {
                post = post
                    .header("x-slack-retry-num", u16::from(number))
                    .header("x-slack-retry-reason", reason);
            }
            // The limit holds for the whole answer, its body included.
            match tokio::time::timeout(shared.ack_timeout, exchange(post)).await {
                Ok(answer) => answer,
                Err(_) => Answer {
                    failure: Some("http_timeout"),
                    ..Answer::default()
                },
            }
        }
    };
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    shared.change(|model| {
        if let Some(delivery) = model.deliveries.get_mut(number) {
            delivery.status = answer.status;
            delivery.millis = Some(millis);
            delivery.failure = answer.failure.map(str::to_owned);
        }
    });
    answer
}

async fn exchange(post: reqwest::RequestBuilder) -> Answer {
    let failed = |_| Answer {
        failure: Some("connection_failed"),
        ..Answer::default()
    };
    let response = match post.send().await {
        Ok(response) => response,
        Err(error) => return failed(error),
    };
    let status = response.status().as_u16();
    let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok());
    let json = header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
    let no_retry = header("x-slack-no-retry") == Some("1");
    match response.text().await {
        Ok(body) => Answer {
            status: Some(status),
            json,
            body,
            no_retry,
            failure: (!(200..300).contains(&status)).then_some("http_error"),
        },
        Err(error) => failed(error),
    }
}

fn begin(shared: &Shared, request: &Request<'_>, body: &str) -> usize {
    let at = shared.clock.now();
    shared.change(|model| {
        let number = model.deliveries.len();
        model.deliveries.push(Delivery {
            number: number + 1,
            kind: request.kind.to_owned(),
            path: request.path.to_owned(),
            body: body.to_owned(),
            retry: request.retry.map_or(0, |(number, _)| number),
            at,
            status: None,
            millis: None,
            failure: None,
        });
        number
    })
}

/// The signature of scheme v0.
fn signature(secret: &str, timestamp: i64, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        // HMAC takes keys of any length.
        return String::new();
    };
    mac.update(format!("v0:{timestamp}:{body}").as_bytes());
    format!("v0={}", hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_documented() {
        // Computed with another implementation of HMAC.
        let secret = "8f742231b10e8888abcd99yyyzzz85a5";
        assert_eq!(
            signature(secret, 1_531_420_618, "a=b&text=%3C%40U1%3E"),
            "v0=d40713a794c9f7a0f1db5da6fa50d81047caf0aea2af8a5c69144056614047ec"
        );
    }
}
