//! Signing, sending, and sending again.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::RequestBuilder;
use serde_json::Value;
use sha2::Sha256;

use super::Seen;
use crate::teams::shared::Shared;
use crate::wire::{Answer, Outgoing};

/// Where activities go.
pub(super) const MESSAGES: &str = "/teams/messages";
/// Where the outgoing webhook goes.
pub(super) const WEBHOOK: &str = "/teams/outgoing-webhook";
/// How long a person waits for the answer to what they pressed.
pub(super) const INVOKE_PATIENCE: Duration = Duration::from_secs(5);

/// Delivers an activity until it is accepted or the repetitions are spent. What is invoked is sent
/// once: nobody waits for a later answer.
pub(super) async fn deliver(shared: &Arc<Shared>, activity: &Value) -> Answer {
    let _under_way = shared.under_way();
    let body = activity.to_string();
    let service_url = activity["serviceUrl"].as_str().unwrap_or_default();
    let mut request = Request {
        kind: kind(activity),
        path: MESSAGES,
        body: &body,
        retry: 0,
        patience: shared.ack_timeout,
    };
    if activity["type"] == "invoke" {
        request.patience = INVOKE_PATIENCE.min(shared.ack_timeout);
        return signed(shared, &request, service_url).await;
    }
    let mut answer = signed(shared, &request, service_url).await;
    for delay in &shared.retry_delays {
        if answer.failure.is_none() {
            break;
        }
        tokio::time::sleep(*delay).await;
        request.retry += 1;
        answer = signed(shared, &request, service_url).await;
    }
    answer
}

/// Delivers an activity once, under a token of the caller's choice; none leaves the header out.
pub(crate) async fn deliver_as(
    shared: &Arc<Shared>,
    activity: &Value,
    token: Option<&str>,
) -> Seen {
    let _under_way = shared.under_way();
    let request = Request {
        kind: kind(activity),
        path: MESSAGES,
        body: &activity.to_string(),
        retry: 0,
        patience: shared.ack_timeout,
    };
    let authorization = token.map(|token| format!("Bearer {token}"));
    send(shared, &request, authorization.as_deref())
        .await
        .into()
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
    let request = Request {
        kind: before.kind,
        path: if before.path == WEBHOOK {
            WEBHOOK
        } else {
            MESSAGES
        },
        body: &before.body,
        retry: before.retry + 1,
        patience: shared.ack_timeout,
    };
    let answer = if request.path == WEBHOOK {
        let signature = keyed_hash(&shared.webhook_key, request.body);
        send(shared, &request, Some(&signature)).await
    } else {
        let activity: Value = serde_json::from_str(request.body).unwrap_or_default();
        let service_url = activity["serviceUrl"].as_str().unwrap_or_default();
        signed(shared, &request, service_url).await
    };
    answer.into()
}

/// A request to the app, before it is signed.
pub(super) struct Request<'a> {
    /// What it is called in the list of deliveries.
    pub(super) kind: String,
    pub(super) path: &'static str,
    pub(super) body: &'a str,
    pub(super) retry: u8,
    pub(super) patience: Duration,
}

fn kind(activity: &Value) -> String {
    let kind = activity["type"].as_str().unwrap_or_default();
    match activity["name"].as_str() {
        Some(name) => format!("{kind} {name}"),
        None => kind.to_owned(),
    }
}

/// Sends under an ordinary token, made anew each time.
async fn signed(shared: &Shared, request: &Request<'_>, service_url: &str) -> Answer {
    let token = shared.token(service_url, &Value::Null);
    send(shared, request, Some(&format!("Bearer {token}"))).await
}

/// The header of an outgoing webhook.
pub(super) fn keyed_hash(key: &[u8], body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        // HMAC takes keys of any length.
        return String::new();
    };
    mac.update(body.as_bytes());
    format!("HMAC {}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Sends, and records what came of it.
pub(super) async fn send(
    shared: &Shared,
    request: &Request<'_>,
    authorization: Option<&str>,
) -> Answer {
    let outgoing = Outgoing {
        kind: &request.kind,
        path: request.path,
        body: request.body,
        retry: request.retry,
        patience: request.patience,
        late: "timeout",
    };
    let sign = |post: RequestBuilder| {
        let post = post.header("content-type", "application/json; charset=utf-8");
        match authorization {
            Some(authorization) => post.header("authorization", authorization),
            None => post,
        }
    };
    shared.send(&outgoing, sign).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_documented() {
        // Computed with another implementation of HMAC.
        let key = STANDARD.decode("c2VjcmV0LWtleS1mb3ItdGVzdHM=").unwrap();
        assert_eq!(
            keyed_hash(&key, r#"{"type":"message","text":"halo 🎉"}"#),
            "HMAC MOpRaLwfI7CYw5z7IHUNJb/6Ct5QN41+6WYZAaYKnEc="
        );
    }
}
