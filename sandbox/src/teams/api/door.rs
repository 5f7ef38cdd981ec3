//! The door of the connector: record, fault, token, operation.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::{Answer, ApiError, Operation, Request};
use crate::teams::faults::Fault;
use crate::teams::model::Call;
use crate::teams::shared::Shared;

/// Answers one request.
pub(super) async fn enter(
    shared: &Arc<Shared>,
    headers: &HeaderMap,
    request: Request,
    operation: Operation,
) -> Response {
    let number = record(
        shared,
        Call {
            operation: request.operation.to_owned(),
            conversation: request.conversation.clone(),
            item: request.item.clone(),
            targeted: request.is_targeted(),
            body: request.body.clone(),
            status: 0,
            error: None,
            at: shared.clock.now(),
        },
    );
    let fault = shared.faults().next(request.operation);
    let answer = match before(fault.as_ref()).await {
        Some(error) => Err(error),
        None => run(shared, headers, &request, operation),
    };
    let answer = match fault {
        Some(Fault::LostAnswer) => Err(ApiError::gateway(504)),
        _ => answer,
    };
    match answer {
        Ok((status, Value::Null)) => {
            note(shared, number, status, None);
            status.into_response()
        }
        Ok((status, body)) => {
            note(shared, number, status, None);
            (status, Json(body)).into_response()
        }
        Err(error) => {
            note(shared, number, error.status, Some(&error.code));
            error.into_response()
        }
    }
}

/// What a fault does before any work.
pub(super) async fn before(fault: Option<&Fault>) -> Option<ApiError> {
    Some(match fault? {
        Fault::Throttled(wait) => ApiError::throttled(*wait),
        Fault::PreconditionFailed => ApiError::precondition_failed(),
        Fault::Broken(status) => ApiError::gateway(*status),
        Fault::Refused(code) => ApiError::forbidden(code),
        Fault::Unauthorized => ApiError::unauthorized(),
        Fault::Slow(by) => {
            tokio::time::sleep(*by).await;
            return None;
        }
        Fault::LostAnswer => return None,
    })
}

fn run(
    shared: &Arc<Shared>,
    headers: &HeaderMap,
    request: &Request,
    operation: Operation,
) -> Answer {
    authorised(shared, headers)?;
    if !request.raw.is_empty() {
        let kind = headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
            shared.complain(format!(
                "{}: the body is not declared as JSON",
                request.operation
            ));
            return Err(ApiError::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "UnsupportedMediaType",
                "The media type is not supported.",
            ));
        }
        if request.body.is_null() {
            shared.complain(format!("{}: the body is no JSON", request.operation));
            return Err(ApiError::bad_request("The body is no JSON"));
        }
    }
    operation(shared, request)
}

/// Whether the token is one that was given and is still good.
fn authorised(shared: &Shared, headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let Some(given) = given else {
        shared.complain("a request to the connector without a token".to_owned());
        return Err(ApiError::unauthorized());
    };
    let now = shared.clock.now();
    let good = shared.read(|model| model.tokens.get(given).is_some_and(|end| now < *end));
    if good {
        Ok(())
    } else {
        Err(ApiError::unauthorized())
    }
}

/// What the connector does not have.
pub(super) async fn unknown(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
) -> StatusCode {
    shared.complain(format!("unknown operation: {method} {}", uri.path()));
    StatusCode::NOT_FOUND
}

/// Writes a request down, and gives it a number.
pub(super) fn record(shared: &Shared, call: Call) -> usize {
    shared.change(|model| {
        model.calls.push(call);
        model.calls.len() - 1
    })
}

/// Writes down how it was answered.
pub(super) fn note(shared: &Shared, number: usize, status: StatusCode, error: Option<&str>) {
    shared.change(|model| {
        if let Some(call) = model.calls.get_mut(number) {
            call.status = status.as_u16();
            call.error = error.map(str::to_owned);
        }
    });
}
