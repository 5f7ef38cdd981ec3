//! The outgoing webhook of Microsoft Teams, as it calls and is answered.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use plaudit::clock::Clock;
use plaudit_sandbox::teams::{KUDOS, SandboxOptions, Seen, shown};
use serde_json::{Value, json};
use sha2::Sha256;

use super::Plaudit;
use super::slack::{Answer, post};
use super::teams::sample;

pub(crate) const WEBHOOK: &str = "/teams/outgoing-webhook";

/// Plaudit with an outgoing webhook and no bot.
pub(crate) async fn alone() -> Plaudit {
    let options = SandboxOptions::for_tests();
    Plaudit::start_on_teams(Clock::system(), options, |it| it.bot = None).await
}

pub(crate) async fn ask(plaudit: &Plaudit, who: &str, text: &str) -> Seen {
    let seen = plaudit.teams().call_webhook(who, KUDOS, text).await;
    assert!(seen.is_ok() && seen.status == Some(200), "{text}: {seen:?}");
    let deliveries = plaudit.teams().deliveries();
    let millis = deliveries.last().unwrap().millis.unwrap();
    assert!(
        Duration::from_millis(millis) < Duration::from_secs(3),
        "{text}: {millis} ms"
    );
    seen
}

/// Posts these bytes under this header.
pub(crate) async fn send(plaudit: &Plaudit, authorization: &[&str], body: &[u8]) -> Answer {
    let headers: Vec<_> = authorization
        .iter()
        .map(|it| ("authorization", *it))
        .collect();
    post(&plaudit.url(WEBHOOK), &headers, body.to_vec()).await
}

/// Posts an activity, signed with the stand-in's secret.
pub(crate) async fn signed(plaudit: &Plaudit, activity: &Value) -> Answer {
    let body = activity.to_string();
    let secret = SandboxOptions::default().webhook_secret;
    send(
        plaudit,
        &[&signature(&secret, body.as_bytes())],
        body.as_bytes(),
    )
    .await
}

pub(crate) fn signature(secret: &str, body: &[u8]) -> String {
    let key = STANDARD.decode(secret).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(body);
    format!("HMAC {}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// What a reader sees of an answer.
#[track_caller]
pub(crate) fn words(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    let cards = body["attachments"].as_array().unwrap();
    let cards: Vec<Value> = cards.iter().map(|it| it["content"].clone()).collect();
    shown("", &cards)
}

/// Whom a mention names: a webhook is told of no other id.
pub(crate) fn mri(plaudit: &Plaudit, short: &str) -> String {
    plaudit.teams().model().user(short).unwrap().mri.clone()
}

/// What the webhook sends when Siti writes `text` behind mentions.
pub(crate) fn activity_of(
    plaudit: &Plaudit,
    id: &str,
    text: &str,
    mentioned: &[(&str, &str)],
) -> Value {
    let mut activity = sample("outgoing_webhook_message.json");
    let mut entities = vec![activity["entities"][0].clone()];
    let mut line = "<at>kudos-hook</at>".to_owned();
    for (name, mri) in mentioned {
        line = format!("{line}&nbsp;<at>{name}</at>");
        entities.push(json!({
            "type": "mention", "mentioned": {"id": mri, "name": name}, "text": format!("<at>{name}</at>"),
        }));
    }
    activity["text"] = json!(format!("{line} {text}"));
    activity["entities"] = json!(entities);
    activity["id"] = json!(id);
    activity["channelData"]["tenant"]["id"] = json!(plaudit.teams().model().tenant);
    activity
}
