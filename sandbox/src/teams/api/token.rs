//! The token endpoint, as Entra answers there.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde_json::{Value, json};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::door;
use crate::teams::faults::Fault;
use crate::teams::model::Call;
use crate::teams::shared::Shared;

const OPERATION: &str = "token";
const SCOPE: &str = "https://api.botframework.com/.default";
/// Seconds that a token is good for.
const LIFE: i64 = 3599;

/// A refusal: status, `error`, the number of the error, and what it says.
struct Refusal(StatusCode, &'static str, u32, &'static str);

/// Gives a token for the client's credentials.
pub(super) async fn give(
    State(shared): State<Arc<Shared>>,
    Path(tenant): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let mut form: BTreeMap<String, String> = serde_urlencoded::from_str(&body).unwrap_or_default();
    let secret = form.remove("client_secret").unwrap_or_default();
    let number = door::record(
        &shared,
        Call {
            operation: OPERATION.to_owned(),
            conversation: String::new(),
            item: tenant.clone(),
            targeted: false,
            body: json!(form),
            status: 0,
            error: None,
            at: shared.clock.now(),
        },
    );
    let fault = shared.faults().next(OPERATION);
    if let Some(error) = door::before(fault.as_ref()).await {
        door::note(&shared, number, error.status, Some(&error.code));
        return error.into_response();
    }
    let declared = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let is_form = declared.is_some_and(|d| d.starts_with("application/x-www-form-urlencoded"));
    let refusal = refusal(&shared, &tenant, &form, &secret, is_form);
    if let Some(Refusal(status, error, code, says)) = refusal {
        shared.complain(format!("token: {says}"));
        door::note(&shared, number, status, Some(error));
        return (status, Json(refused(&shared, error, code, says))).into_response();
    }
    if fault == Some(Fault::LostAnswer) {
        door::note(&shared, number, StatusCode::GATEWAY_TIMEOUT, None);
        return StatusCode::GATEWAY_TIMEOUT.into_response();
    }
    let token = format!("sandbox-token-{}", Uuid::new_v4().simple());
    let end = shared.clock.in_future(SignedDuration::from_secs(LIFE));
    shared.change(|model| model.tokens.insert(token.clone(), end));
    door::note(&shared, number, StatusCode::OK, None);
    Json(json!({
        "token_type": "Bearer", "expires_in": LIFE, "ext_expires_in": LIFE, "access_token": token,
    }))
    .into_response()
}

fn refusal(
    shared: &Shared,
    tenant: &str,
    form: &BTreeMap<String, String>,
    secret: &str,
    is_form: bool,
) -> Option<Refusal> {
    let given = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (our_tenant, app) = shared.read(|model| (model.tenant.clone(), model.app.id.clone()));
    let bad = StatusCode::BAD_REQUEST;
    if !is_form {
        return Some(Refusal(
            bad,
            "invalid_request",
            900_144,
            "the body is no form",
        ));
    }
    if tenant != our_tenant {
        return Some(Refusal(bad, "invalid_request", 90_002, "Tenant not found."));
    }
    if given("grant_type") != "client_credentials" {
        let says = "The grant type is not supported.";
        return Some(Refusal(bad, "unsupported_grant_type", 70_003, says));
    }
    if given("client_id") != app {
        let says = "Application was not found in the directory.";
        return Some(Refusal(bad, "unauthorized_client", 700_016, says));
    }
    if given("scope") != SCOPE {
        return Some(Refusal(
            bad,
            "invalid_scope",
            70_011,
            "The scope is not valid.",
        ));
    }
    if !bool::from(secret.as_bytes().ct_eq(shared.app_password.as_bytes())) {
        let says = "Invalid client secret provided.";
        return Some(Refusal(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            7_000_215,
            says,
        ));
    }
    None
}

fn refused(shared: &Shared, error: &str, code: u32, says: &str) -> Value {
    json!({
        "error": error, "error_description": format!("AADSTS{code}: {says}"),
        "error_codes": [code], "timestamp": shared.clock.now().to_string(),
        "trace_id": Uuid::new_v4(), "correlation_id": Uuid::new_v4(),
    })
}
