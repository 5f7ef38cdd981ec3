use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::response::IntoResponse;
use base64::engine::general_purpose::URL_SAFE;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::clock::Clock;
use crate::teams::fixture;

const TOKEN: &str = "b25lIHNlY3JldCBvZiBhIHdlYmhvb2s=";

#[derive(Deserialize)]
struct Vector {
    secret_base64: String,
    authorization: String,
}

fn vector() -> Vector {
    serde_json::from_slice(&fixture("signing_vector.json")).unwrap()
}

fn message() -> Vec<u8> {
    fixture("outgoing_webhook_message.json")
}

fn key(token: &str) -> WebhookKey {
    token.parse().unwrap()
}

fn mac(token: &str, body: &[u8]) -> Vec<u8> {
    let key = STANDARD.decode(token).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

#[test]
fn the_recorded_delivery_is_genuine() {
    let it = vector();
    let verdict = key(&it.secret_base64).verify(&it.authorization, &message());
    assert_eq!(verdict, Ok(()));
    let verdict = key(TOKEN).verify(&it.authorization, &message());
    assert_eq!(verdict, Err(Refused::Forged));
}

#[test]
fn each_refusal_has_its_reason() {
    let verdict = |header: &str| key(TOKEN).verify(header, b"body");
    let good = STANDARD.encode(mac(TOKEN, b"body"));
    assert_eq!(verdict(&format!("HMAC {good}")), Ok(()));
    assert_eq!(verdict(&format!("hmac {good}")), Ok(()));
    for forged in [
        STANDARD.encode(mac(TOKEN, b"Body")),
        STANDARD.encode(mac("b3RoZXI=", b"body")),
        STANDARD.encode(&mac(TOKEN, b"body")[..31]),
        STANDARD.encode([mac(TOKEN, b"body"), vec![0]].concat()),
        STANDARD.encode([]) + "AA==",
    ] {
        let verdict = verdict(&format!("HMAC {forged}"));
        assert_eq!(verdict, Err(Refused::Forged), "{forged}");
    }
    for malformed in [
        String::new(),
        "HMAC".to_owned(),
        "HMAC ".to_owned(),
        good.clone(),
        format!("Bearer {good}"),
        format!("HMAC  {good}"),
        format!("HMAC {good} "),
        format!("HMAC {good}\n"),
        format!("HMAC {}", good.trim_end_matches('=')),
        format!("HMAC {}", hex::encode(mac(TOKEN, b"body")) + "."),
    ] {
        let verdict = verdict(&malformed);
        assert_eq!(verdict, Err(Refused::Malformed), "{malformed:?}");
    }
}

#[test]
fn the_other_base64_is_not_taken() {
    // A body whose hash is written differently in the two.
    let body = (0..=u8::MAX)
        .map(u8::to_be_bytes)
        .find(|body| STANDARD.encode(mac(TOKEN, body)).contains(['+', '/']))
        .unwrap();
    let written = URL_SAFE.encode(mac(TOKEN, &body));
    let verdict = key(TOKEN).verify(&format!("HMAC {written}"), &body);
    assert_eq!(verdict, Err(Refused::Malformed));
}

#[test]
fn a_key_is_base64_and_never_shown() {
    assert!(format!(" {TOKEN}\n").parse::<WebhookKey>().is_ok());
    for bad in ["", " ", "hush!", "b25l IHNl", "b25lIHM"] {
        assert_eq!(bad.parse::<WebhookKey>().unwrap_err(), NotKey, "{bad}");
    }
    let shown = format!("{:?}", key(TOKEN));
    assert!(
        !shown.contains("111") && shown.contains("REDACTED"),
        "{shown}"
    );
}

proptest! {
    #[test]
    fn no_text_is_a_signature(header in "\\PC*", tail in "[A-Za-z0-9+/]{0,43}={0,2}") {
        prop_assert!(key(TOKEN).verify(&header, b"body").is_err());
        let tail = format!("HMAC {tail}");
        prop_assert!(key(TOKEN).verify(&tail, b"body").is_err());
    }

    #[test]
    fn any_changed_byte_is_refused(
        body in proptest::collection::vec(any::<u8>(), 1..200),
        place in any::<prop::sample::Index>(),
        change in 1..=255_u8,
    ) {
        let changed = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            let at = place.index(bytes.len());
            bytes[at] ^= change;
            bytes
        };
        let hash = mac(TOKEN, &body);
        let verify = |hash: &[u8], body: &[u8]| {
            key(TOKEN).verify(&format!("HMAC {}", STANDARD.encode(hash)), body)
        };
        prop_assert_eq!(verify(&hash, &body), Ok(()));
        prop_assert_eq!(verify(&changed(&hash), &body), Err(Refused::Forged));
        prop_assert_eq!(verify(&hash, &changed(&body)), Err(Refused::Forged));
    }
}

#[derive(Clone)]
struct House(Option<WebhookKey>);

impl FromRef<House> for Clock {
    fn from_ref(_: &House) -> Self {
        Self::system()
    }
}

impl FromRef<House> for Option<WebhookKey> {
    fn from_ref(house: &House) -> Self {
        house.0.clone()
    }
}

async fn extract(
    key: Option<WebhookKey>,
    headers: &[&str],
    body: Vec<u8>,
) -> Result<Signed, StatusCode> {
    let mut request = Request::post("/teams/webhook");
    for header in headers {
        request = request.header(AUTHORIZATION, *header);
    }
    let request = request.body(Body::from(body)).unwrap();
    match Signed::from_request(request, &House(key)).await {
        Ok(signed) => Ok(signed),
        Err(rejection) => {
            let response = rejection.into_response();
            let status = response.status();
            assert!(
                to_bytes(response.into_body(), 100)
                    .await
                    .unwrap()
                    .is_empty()
            );
            Err(status)
        }
    }
}

#[tokio::test]
async fn the_extractor_lets_only_the_webhook_through() {
    let it = vector();
    let ours = || Some(key(&it.secret_base64));
    let good = it.authorization.as_str();
    let through = extract(ours(), &[good], message()).await.unwrap();
    assert_eq!(through.body(), message());
    let shown = format!("Proven({} bytes)", message().len());
    assert_eq!(format!("{through:?}"), shown);

    let refused = StatusCode::UNAUTHORIZED;
    let altered = [message(), b" ".to_vec()].concat();
    let long = vec![0; 1024 * 1024 + 1];
    for (key, headers, body, status) in [
        (None, &[good][..], message(), StatusCode::NOT_FOUND),
        (ours(), &[], message(), refused),
        (ours(), &[good, good], message(), refused),
        (ours(), &[""], message(), refused),
        (Some(key(TOKEN)), &[good], message(), refused),
        (ours(), &[good], altered, refused),
        (ours(), &[good], long, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        assert_eq!(extract(key, headers, body).await.unwrap_err(), status);
    }
}
