use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest, Request};
use axum::response::IntoResponse;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::clock::Clock;
use crate::proven::{MOST, Rejection};
use crate::slack::fixture;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const AT: i64 = 1_794_300_600;

#[derive(Deserialize)]
struct Vector {
    signing_secret: String,
    file: String,
    x_slack_request_timestamp: String,
    x_slack_signature: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_slice(&fixture("signing_vectors.json")).unwrap()
}

fn secrets(text: &str) -> SigningSecrets {
    text.parse().unwrap()
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn sign(secret: &str, timestamp: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("v0:{timestamp}:").as_bytes());
    mac.update(body);
    format!("v0={}", hex::encode(mac.finalize().into_bytes()))
}

#[test]
fn the_vendors_published_vector() {
    let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow\
                &channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA\
                &user_name=roadrunner&command=%2Fwebhook-collect&text=\
                &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J\
                %2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
                &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let verdict = secrets("8f742231b10e8888abcd99yyyzzz85a5").verify(
        Some("1531420618"),
        Some("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
        body.as_bytes(),
        at(1_531_420_618),
    );
    assert_eq!(verdict, Ok(()));
}

#[test]
fn recorded_deliveries_are_genuine_under_either_secret() {
    for it in vectors() {
        for text in [
            it.signing_secret.clone(),
            format!("retired, {}", it.signing_secret),
            format!("{},next", it.signing_secret),
        ] {
            let verdict = secrets(&text).verify(
                Some(&it.x_slack_request_timestamp),
                Some(&it.x_slack_signature),
                &fixture(&it.file),
                at(AT),
            );
            assert_eq!(verdict, Ok(()), "{}", it.file);
        }
    }
}

#[test]
fn each_refusal_has_its_reason() {
    let ours = secrets(SECRET);
    let stamp = AT.to_string();
    let good = sign(SECRET, &stamp, b"body");
    let verdict = |timestamp, signature, now| ours.verify(timestamp, signature, b"body", at(now));
    let (stamp, good) = (Some(stamp.as_str()), Some(good.as_str()));
    assert_eq!(verdict(stamp, good, AT + 300), Ok(()));
    assert_eq!(verdict(stamp, good, AT - 300), Ok(()));
    assert_eq!(verdict(stamp, good, AT + 301), Err(Refused::Stale));
    assert_eq!(verdict(stamp, good, AT - 301), Err(Refused::Stale));
    assert_eq!(verdict(None, good, AT), Err(Refused::Missing));
    assert_eq!(verdict(stamp, None, AT), Err(Refused::Missing));
    for bad in [
        "",
        "now",
        "+1794300600",
        "1794300600.5",
        "99999999999999999999",
    ] {
        assert_eq!(
            verdict(Some(bad), good, AT),
            Err(Refused::Malformed),
            "{bad}"
        );
    }
    let upper = good.unwrap().to_uppercase();
    for bad in [
        "",
        "v0=",
        "v0=00",
        "v1=00",
        "v0=zz",
        &upper,
        &good.unwrap()[3..],
    ] {
        assert_eq!(
            verdict(stamp, Some(bad), AT),
            Err(Refused::Malformed),
            "{bad}"
        );
    }
    let other = sign("another secret", stamp.unwrap(), b"body");
    assert_eq!(verdict(stamp, Some(&other), AT), Err(Refused::Forged));
}

#[test]
fn one_or_two_secrets() {
    assert!("a,b".parse::<SigningSecrets>().is_ok());
    for bad in ["", ",", "a,", "a,b,c"] {
        assert_eq!(bad.parse::<SigningSecrets>().unwrap_err(), NotSecrets);
    }
    assert!(!format!("{:?}", secrets(SECRET)).contains(SECRET));
}

proptest! {
    #[test]
    fn any_changed_byte_is_refused(
        body in proptest::collection::vec(any::<u8>(), 1..200),
        place in any::<prop::sample::Index>(),
        change in 1..=255_u8,
    ) {
        let stamp = AT.to_string();
        let signature = sign(SECRET, &stamp, &body);
        let verify = |stamp: &[u8], signature: &[u8], body: &[u8]| {
            // A header that is not text arrives empty.
            let stamp = std::str::from_utf8(stamp).unwrap_or_default();
            let signature = std::str::from_utf8(signature).unwrap_or_default();
            secrets(SECRET).verify(Some(stamp), Some(signature), body, at(AT))
        };
        let changed = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let at = place.index(bytes.len());
            bytes[at] ^= change;
            bytes
        };
        let (stamp, signature) = (stamp.as_bytes(), signature.as_bytes());
        prop_assert_eq!(verify(stamp, signature, &body), Ok(()));
        prop_assert!(verify(&changed(stamp), signature, &body).is_err());
        prop_assert!(verify(stamp, &changed(signature), &body).is_err());
        prop_assert!(verify(stamp, signature, &changed(&body)).is_err());
    }
}

#[derive(Clone)]
struct House(Option<SigningSecrets>, Clock);

impl FromRef<House> for Option<SigningSecrets> {
    fn from_ref(house: &House) -> Self {
        house.0.clone()
    }
}

impl FromRef<House> for Clock {
    fn from_ref(house: &House) -> Self {
        house.1.clone()
    }
}

async fn extract(
    secret: Option<&str>,
    signature: &str,
    body: Vec<u8>,
) -> Result<Verified, Rejection<Refused>> {
    let request = Request::post("/slack/events")
        .header("X-Slack-Request-Timestamp", AT.to_string())
        .header("X-Slack-Signature", signature)
        .body(Body::from(body))
        .unwrap();
    let house = House(secret.map(secrets), Clock::set_to(at(AT)));
    Verified::from_request(request, &house).await
}

#[tokio::test]
async fn the_extractor_lets_only_slack_through() {
    let good = sign(SECRET, &AT.to_string(), b"body");
    let through = extract(Some(SECRET), &good, b"body".to_vec())
        .await
        .unwrap();
    assert_eq!(through.body(), b"body");
    for (secret, body, expected) in [
        (Some(SECRET), b"Body".to_vec(), StatusCode::UNAUTHORIZED),
        (
            Some(SECRET),
            vec![0; MOST + 1],
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        (None, b"body".to_vec(), StatusCode::NOT_FOUND),
    ] {
        let response = extract(secret, &good, body)
            .await
            .unwrap_err()
            .into_response();
        assert_eq!(response.status(), expected);
        let told = to_bytes(response.into_body(), 100).await.unwrap();
        assert!(told.is_empty());
    }
}
