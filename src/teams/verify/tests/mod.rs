//! The gatekeeper against an issuer of our own, over HTTP.

mod activities;
mod issuer;
mod keyrings;
mod tokens;

use axum::body::Body;
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::response::IntoResponse;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::*;
use crate::proven::{MOST, Rejection};
use crate::teams::fixture;
use issuer::{Issuer, NEXT, OURS, Signing};

const AT: i64 = 1_794_300_600;
const TENANT: &str = "5f0c2d1e-0000-4000-8000-00000000a001";
const APP: &str = "5f0c2d1e-0000-4000-8000-00000000b0b0";

/// What an app keeps.
#[derive(Clone)]
struct House(Option<Gatekeeper>, Clock);

impl FromRef<House> for Clock {
    fn from_ref(house: &House) -> Self {
        house.1.clone()
    }
}

impl FromRef<House> for Option<Gatekeeper> {
    fn from_ref(house: &House) -> Self {
        house.0.clone()
    }
}

/// A gatekeeper, its issuer and its clock.
struct Stage {
    issuer: Issuer,
    clock: Clock,
    gatekeeper: Gatekeeper,
}

impl Stage {
    async fn new() -> Self {
        let issuer = Issuer::start().await;
        let clock = Clock::set_to(Timestamp::from_second(AT).unwrap());
        let trust = Trust {
            app_id: APP.to_owned(),
            tenant: TENANT.to_uppercase(),
            issuer: "https://api.botframework.com".to_owned(),
            metadata: issuer.metadata(),
        };
        let gatekeeper = Gatekeeper::new(client(), clock.clone(), trust);
        Self {
            issuer,
            clock,
            gatekeeper,
        }
    }

    fn pass(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    /// What becomes of an activity with this header.
    async fn deliver(
        &self,
        authorization: &str,
        body: &[u8],
    ) -> Result<Verified, Rejection<Refused>> {
        let request = Request::post("/api/messages")
            .header(AUTHORIZATION, authorization)
            .body(Body::from(body.to_vec()))
            .unwrap();
        self.extract(request).await
    }

    async fn extract(&self, request: Request) -> Result<Verified, Rejection<Refused>> {
        let house = House(Some(self.gatekeeper.clone()), self.clock.clone());
        Verified::from_request(request, &house).await
    }

    /// What becomes of a recorded activity with this token.
    async fn token(&self, token: &str) -> Result<(), Rejection<Refused>> {
        let delivered = self.deliver(&format!("Bearer {token}"), &activity()).await;
        delivered.map(|_| ())
    }

    /// What becomes of a good token of this key, still valid whatever the clock shows.
    async fn signed_by(&self, signing: &Signing) -> Result<(), Rejection<Refused>> {
        let mut claims = claims();
        claims["exp"] = json!(self.clock.now().as_second() + 3600);
        self.token(&signing.token(&claims)).await
    }

    /// What becomes of this activity with a good token.
    async fn activity(&self, activity: &Value) -> Result<(), Rejection<Refused>> {
        let token = format!("Bearer {}", OURS.token(&claims()));
        let body = activity.to_string();
        self.deliver(&token, body.as_bytes()).await.map(|_| ())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no app to take a client from"
)]
fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

fn activity() -> Vec<u8> {
    fixture("message_personal.json")
}

/// The claims of a good token.
fn claims() -> Value {
    let recorded: Value = serde_json::from_slice(&fixture("auth_token_claims_good.json")).unwrap();
    recorded["claims"].clone()
}

fn refused(refused: Refused) -> Result<(), Rejection<Refused>> {
    Err(Rejection::Refused(refused))
}

#[tokio::test]
async fn a_good_delivery_comes_through_as_it_was_sent() {
    let stage = Stage::new().await;
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let header = format!("{scheme} {}", OURS.token(&claims()));
        let delivered = stage.deliver(&header, &activity()).await.unwrap();
        assert_eq!(delivered.body(), activity());
        assert_eq!(
            format!("{delivered:?}"),
            format!("Proven({} bytes)", activity().len())
        );
    }
    assert_eq!(stage.issuer.asked(), 1);
}

#[tokio::test]
async fn every_recorded_activity_comes_through() {
    let stage = Stage::new().await;
    let token = format!("Bearer {}", OURS.token(&claims()));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/teams");
    let mut activities = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let body = std::fs::read(file.unwrap().path()).unwrap();
        let recorded = serde_json::from_slice::<Value>(&body).unwrap_or_default();
        if recorded["channelId"].is_string() {
            let delivered = stage.deliver(&token, &body).await;
            assert!(delivered.is_ok(), "{recorded}: {delivered:?}");
            activities += 1;
        }
    }
    assert!(activities > 10);
}

#[tokio::test]
async fn the_sender_learns_a_status_and_nothing_else() {
    let stage = Stage::new().await;
    let good = format!("Bearer {}", OURS.token(&claims()));
    let foreign = br#"{"channelId":"webchat"}"#;
    let long = vec![b' '; MOST + 1];
    for (header, body, status) in [
        ("", &activity()[..], StatusCode::UNAUTHORIZED),
        (&good, foreign, StatusCode::FORBIDDEN),
        (&good, b"[]", StatusCode::BAD_REQUEST),
        (&good, &long, StatusCode::PAYLOAD_TOO_LARGE),
        // Nothing is read of what nobody vouches for.
        ("Bearer no", &long, StatusCode::UNAUTHORIZED),
    ] {
        let rejection = stage.deliver(header, body).await.unwrap_err();
        let response = rejection.into_response();
        assert_eq!(response.status(), status);
        let told = axum::body::to_bytes(response.into_body(), 100).await;
        assert!(told.unwrap().is_empty());
    }
}

#[tokio::test]
async fn without_a_bot_there_is_nothing_here() {
    let request = Request::post("/").body(Body::empty()).unwrap();
    let rejection = Verified::from_request(request, &House(None, Clock::system())).await;
    let response = rejection.unwrap_err().into_response();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_refused() {
    let stage = Stage::new().await;
    let broken = futures_util::stream::iter([Ok("{"), Err(std::io::Error::other("gone"))]);
    let request = Request::post("/api/messages")
        .header(AUTHORIZATION, format!("Bearer {}", OURS.token(&claims())))
        .body(Body::from_stream(broken))
        .unwrap();
    let rejection = stage.extract(request).await.unwrap_err();
    assert_eq!(rejection, Rejection::Interrupted);
    assert_eq!(rejection.into_response().status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn one_header_and_no_more() {
    let stage = Stage::new().await;
    let request = || Request::post("/api/messages");
    let bare = request().body(Body::from(activity())).unwrap();
    assert_eq!(
        stage.extract(bare).await.map(|_| ()),
        refused(Refused::Missing)
    );
    let good = format!("Bearer {}", OURS.token(&claims()));
    let twice = request()
        .header(AUTHORIZATION, &good)
        .header(AUTHORIZATION, &good)
        .body(Body::from(activity()))
        .unwrap();
    assert_eq!(
        stage.extract(twice).await.map(|_| ()),
        refused(Refused::Malformed)
    );
}
