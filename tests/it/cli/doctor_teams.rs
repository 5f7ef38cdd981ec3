//! `plaudit doctor`, where Microsoft Teams is configured.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::programme::{Ran, plaudit};
use crate::harness::TestDb;

const APP: &str = "5f0c2d1e-0000-4000-8000-00000000b0b0";
const TENANT: &str = "5f0c2d1e-0000-4000-8000-00000000a001";
const ISSUER: &str = "https://api.botframework.com";

/// Where Microsoft announces its keys and gives tokens. Returns its address.
async fn microsoft() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let jwks = format!("{address}/keys");
    let metadata = json!({"issuer": ISSUER, "jwks_uri": jwks});
    let key = |id: &str, endorsements: Value| {
        let modulus = URL_SAFE_NO_PAD.encode([0xc1; 256]);
        json!({"kty": "RSA", "kid": id, "n": modulus, "e": "AQAB", "endorsements": endorsements})
    };
    let keys = json!({"keys": [key("1", json!(["msteams"])), key("2", json!(["webchat"]))]});
    let router = Router::new()
        .route("/metadata", get(async || Json(metadata)))
        .route("/keys", get(async || Json(keys)))
        .route("/{tenant}/oauth2/v2.0/token", post(token))
        // And where we would be, behind the same address.
        .route("/healthz", get(async || "ok"))
        .route("/teams/messages", post(async || StatusCode::UNAUTHORIZED));
    tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
    address
}

async fn token(
    Path(tenant): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let refused = |error: &str, code: u64| {
        let answer = json!({"error": error, "error_codes": [code]});
        (StatusCode::BAD_REQUEST, Json(answer))
    };
    if tenant != TENANT {
        return refused("invalid_request", 90_002);
    }
    if form["client_id"] != APP || form["client_secret"] != "hush" {
        return refused("invalid_client", 7_000_215);
    }
    let granted = json!({"token_type": "Bearer", "expires_in": 3599, "access_token": "granted"});
    (StatusCode::OK, Json(granted))
}

/// What the doctor says of a bot at `microsoft`, configured otherwise by `changes`.
async fn examine(db: &TestDb, microsoft: &str, changes: &[(&str, &str)]) -> Ran {
    let mut doctor = plaudit(&db.url(), &["doctor"]);
    doctor
        .env("TEAMS_APP_ID", APP)
        .env("TEAMS_TENANT_ID", TENANT)
        .env("TEAMS_APP_PASSWORD", "hush")
        .env("TEAMS_OPENID_METADATA_URL", format!("{microsoft}/metadata"))
        .env("TEAMS_LOGIN_URL", microsoft)
        .envs(changes.iter().copied());
    Ran::from(doctor.output().await.unwrap())
}

#[track_caller]
fn says(ran: &Ran, lines: &[&str]) {
    for line in lines {
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }
    assert!(!format!("{ran:?}").contains("hush"), "{ran:?}");
}

#[tokio::test]
async fn the_doctor_tries_identity_keys_and_secret_of_the_teams_bot() {
    let (db, microsoft) = (TestDb::new().await, microsoft().await);
    let at = [("PLAUDIT_PUBLIC_URL", &*microsoft)];
    let ran = examine(&db, &microsoft, &at).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let endpoint = format!("ok    Teams endpoint: {microsoft}/teams/messages is what");
    says(&ran, &[&endpoint]);
    says(
        &ran,
        &[
            "ok    Teams: a bot is configured",
            "ok    Teams keys: 1 of https://api.botframework.com\n",
            "ok    Teams secret: Microsoft takes it",
            "warn  connection: the tenant 5f0c2d1e",
            "warn  Teams app: Teams has told of no team, chat or person",
            "`plaudit manifest teams --out plaudit.zip`",
        ],
    );

    let known = "INSERT INTO teams_conversation
        (tenant, conversation, service_url, kind, present, updated_at)
        VALUES ($1, '19:a', 'https://x', 'public', true, now()),
               ($1, '19:b', 'https://x', 'public', false, now()),
               ('other', '19:c', 'https://x', 'public', true, now())";
    let known = sqlx::query(known).bind(TENANT);
    known.execute(&db.pool).await.unwrap();
    let ran = examine(&db, &microsoft, &[]).await;
    says(&ran, &["ok    Teams app: at home in 1 channels and chats"]);
}

#[tokio::test]
async fn the_doctor_says_what_is_wrong_with_the_teams_bot() {
    let (db, microsoft) = (TestDb::new().await, microsoft().await);
    let nobody = "5f0c2d1e-0000-4000-8000-00000000ffff";
    let elsewhere = format!("{microsoft}/elsewhere");
    for (change, lines) in [
        (
            ("TEAMS_APP_PASSWORD", "hushed"),
            ["FAIL  Teams secret: ", "make a new one (Azure portal"],
        ),
        (
            ("TEAMS_TENANT_ID", nobody),
            ["FAIL  Teams secret: ", "There is no such tenant"],
        ),
        (
            ("TEAMS_APP_ID", "plaudit"),
            ["FAIL  Teams ids: TEAMS_APP_ID", "Microsoft App ID"],
        ),
        (
            ("TEAMS_TOKEN_ISSUER", "https://api.botframework.us"),
            [
                "FAIL  Teams keys: they are https://api.botframework.com's",
                "same cloud",
            ],
        ),
        (
            ("TEAMS_OPENID_METADATA_URL", &elsewhere),
            [
                "FAIL  Teams keys: status 404",
                "/elsewhere (TEAMS_OPENID_METADATA_URL)",
            ],
        ),
        (
            ("TEAMS_LOGIN_URL", "http://127.0.0.1:1"),
            [
                "FAIL  Teams secret: Teams is not available",
                "(TEAMS_LOGIN_URL)",
            ],
        ),
        (
            ("PLAUDIT_PUBLIC_URL", &elsewhere),
            [
                "FAIL  Teams endpoint: ",
                "/teams/messages is what the Azure Bot must call, and answers with 404",
            ],
        ),
        (
            ("TEAMS_TENANT_ID", ""),
            [
                "FAIL  Teams: TEAMS_APP_ID is set, but TEAMS_TENANT_ID is not",
                "Azure portal",
            ],
        ),
        (
            ("TEAMS_LOGIN_URL", "http://login.example"),
            ["FAIL  Teams: TEAMS_LOGIN_URL: must be https", "Correct it"],
        ),
    ] {
        let ran = examine(&db, &microsoft, &[change]).await;
        assert_eq!(ran.code, 1, "{change:?}: {ran:?}");
        says(&ran, &lines);
    }
}

#[tokio::test]
async fn the_doctor_knows_an_outgoing_webhook_from_a_bot() {
    let db = TestDb::new().await;
    let examine = async |token: &str| {
        let mut doctor = plaudit(&db.url(), &["doctor"]);
        doctor
            .env("TEAMS_OUTGOING_WEBHOOK_SECRET", token)
            .env("PLAUDIT_PUBLIC_URL", "http://localhost:1");
        Ran::from(doctor.output().await.unwrap())
    };
    let ran = examine("aHVzaA==").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    says(
        &ran,
        &[
            "ok    Teams: an outgoing webhook alone is configured",
            "callback URL must be http://localhost:1/teams/outgoing-webhook",
        ],
    );
    assert!(!ran.out.contains("Teams app"), "{ran:?}");
    let ran = examine("no key").await;
    assert_eq!(ran.code, 1, "{ran:?}");
    says(
        &ran,
        &[
            "FAIL  Teams: TEAMS_OUTGOING_WEBHOOK_SECRET: ",
            "Teams shows it once",
        ],
    );
}
