//! Signing and sending.

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::RequestBuilder;
use sha2::Sha256;

use super::Seen;
use crate::slack::shared::Shared;
use crate::wire::{Answer, Outgoing};

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

/// Signs freshly, sends, and records what came of it.
pub(super) async fn send(shared: &Shared, request: Request<'_>) -> Answer {
    let (kind, body) = match request.body {
        Body::Form(body) => ("application/x-www-form-urlencoded", body),
        Body::Json(body) => ("application/json", body),
    };
    let outgoing = Outgoing {
        kind: request.kind,
        path: request.path,
        body,
        retry: request.retry.map_or(0, |(number, _)| number),
        patience: shared.ack_timeout,
        late: "http_timeout",
    };
    let timestamp = shared.clock.now().as_second();
    let signature = signature(&shared.signing_secret, timestamp, body);
    let sign = |post: RequestBuilder| {
        let post = post
            .header("content-type", kind)
            .header("accept", "application/json,*/*")
            .header("x-slack-request-timestamp", timestamp)
            .header("x-slack-signature", signature);
        match request.retry {
            Some((number, reason)) => post
                .header("x-slack-retry-num", u16::from(number))
                .header("x-slack-retry-reason", reason),
            None => post,
        }
    };
    shared.send(&outgoing, sign).await
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
