//! The door of the Web API: record, fault, token, scope, arguments, method.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use subtle::ConstantTimeEq;

use super::{Answer, ApiError, Args, Method, method};
use crate::slack::faults::Fault;
use crate::slack::model::Call;
use crate::slack::shared::Shared;

/// Answers one call.
pub(super) async fn call(
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let known = method(&name);
    let writes = known.as_ref().is_some_and(|method| method.writes);
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let args = Args::read(kind, &body, query.as_deref().unwrap_or_default(), writes);
    let number = record(&shared, &name, &args);

    let fault = shared.faults().next(&name);
    match fault {
        Some(Fault::RateLimited(seconds)) => return limited(&shared, number, seconds),
        Some(Fault::Slow(by)) => tokio::time::sleep(by).await,
        Some(Fault::Error(code)) => return refuse(&shared, number, &ApiError::new(&code)),
        Some(Fault::Broken) => return broken(&shared, number),
        Some(Fault::LostAnswer) | None => {}
    }
    let lost = fault == Some(Fault::LostAnswer);

    let answer = match (known, args) {
        (None, _) => Err(ApiError::new("unknown_method")),
        (_, Err(error)) => Err(error),
        (Some(method), Ok(args)) => {
            if let Some(seconds) = paced(&shared, &name, &args) {
                return limited(&shared, number, seconds);
            }
            run(&shared, &method, &headers, &args)
        }
    };
    if lost {
        return broken(&shared, number);
    }
    match answer {
        Ok(mut answer) => {
            answer["ok"] = json!(true);
            if writes && kind == Some("application/json") {
                answer["warning"] = json!("missing_charset");
            }
            let scopes = shared.read(|model| model.team.app.scopes.join(","));
            ([("x-oauth-scopes", scopes)], Json(answer)).into_response()
        }
        Err(error) => refuse(&shared, number, &error),
    }
}

fn run(shared: &Arc<Shared>, method: &Method, headers: &HeaderMap, args: &Args) -> Answer {
    authorised(shared, headers)?;
    let missing = shared.read(|model| {
        let granted = &model.team.app.scopes;
        let allowed = method.scopes.is_empty()
            || method
                .scopes
                .iter()
                .any(|scope| granted.iter().any(|granted| granted == scope));
        (!allowed).then(|| granted.join(","))
    });
    if let Some(provided) = missing {
        return Err(ApiError {
            code: "missing_scope".to_owned(),
            more: json!({"needed": method.scopes.join(","), "provided": provided}),
        });
    }
    (method.run)(shared, args)
}

/// Only the header counts: a token in the body or the address is not looked for.
fn authorised(shared: &Shared, headers: &HeaderMap) -> Answer<()> {
    let given = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or_else(|| ApiError::new("not_authed"))?;
    match shared.read(|model| model.token.clone()) {
        None => Err(ApiError::new("token_revoked")),
        Some(token) if bool::from(token.as_bytes().ct_eq(given.as_bytes())) => Ok(()),
        Some(_) => Err(ApiError::new("invalid_auth")),
    }
}

fn record(shared: &Shared, name: &str, args: &Answer<Args>) -> usize {
    let call = Call {
        method: name.to_owned(),
        args: args.as_ref().map_or(Value::Null, Args::as_json),
        error: None,
        at: shared.clock.now(),
    };
    shared.change(|model| {
        model.calls.push(call);
        model.calls.len() - 1
    })
}

fn note(shared: &Shared, number: usize, error: &str) {
    shared.change(|model| {
        if let Some(call) = model.calls.get_mut(number) {
            call.error = Some(error.to_owned());
        }
    });
}

fn refuse(shared: &Shared, number: usize, error: &ApiError) -> Response {
    note(shared, number, &error.code);
    let mut body = json!({"ok": false, "error": error.code});
    for (name, value) in error.more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    Json(body).into_response()
}

fn limited(shared: &Shared, number: usize, seconds: u64) -> Response {
    note(shared, number, "ratelimited");
    let body = Json(json!({"ok": false, "error": "ratelimited"}));
    let wait = [(RETRY_AFTER, seconds.to_string())];
    (StatusCode::TOO_MANY_REQUESTS, wait, body).into_response()
}

fn broken(shared: &Shared, number: usize) -> Response {
    note(shared, number, "500");
    (StatusCode::INTERNAL_SERVER_ERROR, "Oh no").into_response()
}

fn paced(shared: &Shared, name: &str, args: &Args) -> Option<u64> {
    if name != "chat.postMessage" {
        return None;
    }
    let channel = args.text("channel")?;
    shared.faults().too_soon(&channel, shared.clock.now())
}
