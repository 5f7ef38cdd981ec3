//! Deliveries of Microsoft Teams that nobody vouches for: refused without a word, without an effect,
//! and counted.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use metrics_exporter_prometheus::PrometheusBuilder;
use plaudit_sandbox::teams::Seen;
use serde_json::{Value, json};

use crate::harness::Plaudit;
use crate::harness::slack::{Answer, post};
use crate::harness::teams::{gift, replaying};

const MESSAGES: &str = "/teams/messages";
const WEBHOOK: &str = "/teams/outgoing-webhook";

/// Sends the gift under these claims in place of the good ones.
async fn claiming(plaudit: &Plaudit, claims: Value) -> Seen {
    let token = plaudit.teams().token_with(&claims);
    let gift = gift(plaudit);
    plaudit.teams().send_with_token(gift, Some(&token)).await
}

async fn bearing(plaudit: &Plaudit, authorization: &[&str]) -> Answer {
    let headers: Vec<_> = authorization
        .iter()
        .map(|it| ("authorization", *it))
        .collect();
    let body = gift(plaudit).to_string();
    post(&plaudit.url(MESSAGES), &headers, body.into_bytes()).await
}

/// A token of the test's own making.
fn token(header: &Value, claims: &Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let signature = URL_SAFE_NO_PAD.encode(sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// A part of a token, read.
fn part(token: &str, n: usize) -> Value {
    let part = token.split('.').nth(n).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// Counts what is refused from now on; tests run on one thread.
fn counting() -> (metrics_exporter_prometheus::PrometheusHandle, impl Drop) {
    let recorder = Box::leak(Box::new(PrometheusBuilder::new().build_recorder()));
    let handle = recorder.handle();
    (handle, metrics::set_default_local_recorder(recorder))
}

fn counted(metrics: &str, outcome: &str) -> u64 {
    let name = format!(
        r#"plaudit_deliveries_total{{platform="teams",kind="unverified",outcome="{outcome}"}} "#
    );
    let line = metrics.lines().find_map(|line| line.strip_prefix(&name));
    line.map_or(0, |count| count.parse().unwrap())
}

#[tokio::test]
async fn what_the_issuer_did_not_say_is_refused_without_a_word() {
    let plaudit = replaying().await;
    let before = plaudit.traces().await;
    let (metrics, _counting) = counting();
    let now = plaudit.clock.now().as_second();
    for (claims, why) in [
        (json!({"iss": "https://api.botframework.us"}), "issuer"),
        (
            json!({"iss": "https://sts.windows.net/5f0c2d1e-0000-4000-8000-00000000a001/"}),
            "issuer",
        ),
        (json!({"iss": "https://api.botframework.com/"}), "issuer"),
        (json!({"iss": null}), "issuer"),
        (
            json!({"aud": "5f0c2d1e-0000-4000-8000-00000000beef"}),
            "audience",
        ),
        (json!({"aud": null}), "audience"),
        (
            json!({"aud": ["5f0c2d1e-0000-4000-8000-00000000b0b0", "another"]}),
            "audience",
        ),
        (json!({"exp": now - 301}), "expired"),
        (json!({"exp": null}), "expired"),
        (json!({"nbf": now + 301}), "early"),
    ] {
        let seen = claiming(&plaudit, claims.clone()).await;
        assert_eq!(
            (seen.status, &seen.body),
            (Some(401), &Value::Null),
            "{claims}"
        );
        assert!(counted(&metrics.render(), why) > 0, "{claims}");
    }
    for claims in [
        json!({"serviceurl": "https://smba.trafficmanager.net/apac/"}),
        json!({"serviceurl": null}),
    ] {
        let seen = claiming(&plaudit, claims.clone()).await;
        assert_eq!(
            (seen.status, &seen.body),
            (Some(403), &Value::Null),
            "{claims}"
        );
    }
    assert_eq!(counted(&metrics.render(), "service_url"), 2);
    for (field, value, why) in [
        ("/channelId", json!("webchat"), "channel"),
        ("/channelId", json!("emulator"), "endorsement"),
        ("/channelId", Value::Null, "endorsement"),
        (
            "/serviceUrl",
            json!("https://elsewhere.example/"),
            "service_url",
        ),
        (
            "/channelData/tenant/id",
            json!("5f0c2d1e-0000-4000-8000-00000000a002"),
            "tenant",
        ),
        ("/channelData/tenant", Value::Null, "tenant"),
    ] {
        let mut activity = gift(&plaudit);
        *activity.pointer_mut(field).unwrap() = value.clone();
        if why == "tenant" {
            activity["conversation"]["tenantId"] = value.clone();
        }
        let token = plaudit.teams().token_with(&Value::Null);
        let seen = plaudit
            .teams()
            .send_with_token(activity, Some(&token))
            .await;
        assert_eq!(
            (seen.status, &seen.body),
            (Some(403), &Value::Null),
            "{field} {value}"
        );
        assert!(
            counted(&metrics.render(), why) > 0,
            "{field} {value}: {}",
            metrics.render()
        );
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.traces().await, before);

    // What differs within what is allowed is let in, and does all of it.
    let seen = claiming(&plaudit, json!({"exp": now - 290, "nbf": now + 290})).await;
    assert_eq!((seen.status, &seen.body), (Some(200), &Value::Null));
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_token_is_taken_only_as_the_issuer_signs_it() {
    let plaudit = replaying().await;
    let before = plaudit.traces().await;
    let good = plaudit.teams().token_with(&Value::Null);
    let (header, claims) = (part(&good, 0), part(&good, 1));
    let published = published(&plaudit).await;
    let public = published["keys"][0]["n"].as_str().unwrap();

    let none = |name: &str| {
        let header = json!({"alg": name, "typ": "JWT", "kid": header["kid"]});
        token(&header, &claims, |_| Vec::new())
    };
    let keyed = |key: &[u8]| {
        let header = json!({"alg": "HS256", "typ": "JWT", "kid": header["kid"]});
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        token(&header, &claims, |it| {
            hmac::sign(&key, it).as_ref().to_vec()
        })
    };
    let mut other = claims.clone();
    other["aud"] = json!("5f0c2d1e-0000-4000-8000-00000000b0b1");
    let signature = good.rsplit('.').next().unwrap();
    let altered = token(&header, &other, |_| {
        URL_SAFE_NO_PAD.decode(signature).unwrap()
    });
    let mut unknown = header.clone();
    unknown["kid"] = json!("nobody");
    let unknown = token(&unknown, &claims, |_| {
        URL_SAFE_NO_PAD.decode(signature).unwrap()
    });
    let unsigned = good.rsplit_once('.').unwrap().0;
    for forged in [
        none("none"),
        none("None"),
        keyed(public.as_bytes()),
        keyed(&URL_SAFE_NO_PAD.decode(public).unwrap()),
        altered,
        unknown,
        unsigned.to_owned(),
        format!("{unsigned}."),
        format!("{good}x"),
        "x".repeat(20_000),
        String::new(),
    ] {
        let bearer = format!("Bearer {forged}");
        let answer = bearing(&plaudit, &[&bearer]).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (401, ""),
            "{forged:.80}"
        );
    }
    let bearer = format!("Bearer {good}");
    let basic = format!("Basic {good}");
    let hmac = format!("HMAC {good}");
    let headers: [&[&str]; 6] = [
        &[],
        &[&basic],
        &[&hmac],
        &[&good],
        &["Bearer"],
        &[&bearer, &bearer],
    ];
    for headers in headers {
        let answer = bearing(&plaudit, headers).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (401, ""),
            "{headers:?}"
        );
    }
    // Nor does another way in open with what opens this one.
    let body = gift(&plaudit).to_string().into_bytes();
    let headers = [("authorization", bearer.as_str())];
    for path in [
        WEBHOOK,
        "/slack/events",
        "/slack/commands",
        "/slack/interactions",
    ] {
        let answer = post(&plaudit.url(path), &headers, body.clone()).await;
        assert_eq!((answer.status, answer.body.as_str()), (401, ""), "{path}");
    }
    for path in [
        "/teams",
        "/teams/messages/",
        "/api/messages",
        "/teams//messages",
    ] {
        let answer = post(&plaudit.url(path), &headers, body.clone()).await;
        assert_eq!((answer.status, answer.body.as_str()), (404, ""), "{path}");
    }
    let read = plaudit::calling::client()
        .unwrap()
        .get(plaudit.url(MESSAGES));
    assert_eq!(read.send().await.unwrap().status(), 405);
    plaudit.quiet().await;
    assert_eq!(plaudit.traces().await, before);
    assert_eq!(bearing(&plaudit, &[&bearer]).await.status, 200);
    plaudit.quiet().await;
    plaudit.finish().await;
}

/// The keys, as anybody may read them.
async fn published(plaudit: &Plaudit) -> Value {
    let url = plaudit.teams().metadata_url();
    let keys = url.replace("openidconfiguration", "keys");
    let keys = plaudit::calling::client().unwrap().get(keys).send().await;
    serde_json::from_str(&keys.unwrap().text().await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_key_speaks_only_for_the_channels_it_is_endorsed_for() {
    for (channels, status) in [(&["webchat", "directline"][..], 403), (&[], 200)] {
        let plaudit = replaying().await;
        plaudit.teams().endorse(channels.iter().copied());
        let seen = claiming(&plaudit, Value::Null).await;
        assert_eq!(
            (seen.status, &seen.body),
            (Some(status), &Value::Null),
            "{channels:?}"
        );
        plaudit.quiet().await;
        assert_eq!(
            plaudit.standing().await,
            i64::from(status == 200),
            "{channels:?}"
        );
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn keys_may_change_and_unknown_ones_are_asked_for_rarely() {
    let plaudit = replaying().await;
    let mut gift = gift(&plaudit);
    let mut give = async |id: usize| {
        gift["id"] = json!(id.to_string());
        plaudit.teams().send_activity(gift.clone()).await.status
    };
    assert_eq!(give(1).await, Some(200));
    plaudit.clock.advance(SignedDuration::from_mins(2));
    plaudit.teams().rotate_key().unwrap();
    assert_eq!(give(2).await, Some(200), "asked for at once");

    // Somebody makes keys up, and then the issuer rotates again.
    let good = plaudit.teams().token_with(&Value::Null);
    for n in 0..50 {
        let forged = token(
            &json!({"alg": "RS256", "typ": "JWT", "kid": format!("made-up-{n}")}),
            &part(&good, 1),
            |_| vec![7; 256],
        );
        let answer = bearing(&plaudit, &[&format!("Bearer {forged}")]).await;
        assert_eq!((answer.status, answer.body.as_str()), (401, ""));
    }
    plaudit.teams().rotate_key().unwrap();
    assert_eq!(give(3).await, Some(401), "asked for a moment ago");
    plaudit.clock.advance(SignedDuration::from_secs(61));
    assert_eq!(give(3).await, Some(200));
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 3);
    plaudit.finish().await;
}
