//! What services say that deliver rewards.

use axum::Json;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use metrics::counter;
use serde_json::json;

use crate::app::App;
use crate::fulfilment::{LONGEST, NotTaken, Taken};
use crate::ids::RedemptionId;
use crate::standard_webhooks::Claim;

/// `POST /fulfilment/{redemption}`
///
/// Who knows no secret learns nothing, not even which redemptions there are.
pub(super) async fn called_back(
    State(app): State<App>,
    Path(redemption): Path<String>,
    request: Request,
) -> Response {
    // With the head goes what the call took up while it was unproven.
    let (head, body) = request.into_parts();
    let claim = Claim::read(&head.headers, app.clock.now());
    let (Ok(claim), Ok(redemption)) = (claim, redemption.parse::<RedemptionId>()) else {
        return answer("refused", StatusCode::UNAUTHORIZED);
    };
    let Some(body) = read(body).await else {
        return answer("too_large", StatusCode::PAYLOAD_TOO_LARGE);
    };
    let taken = app.fulfiller.take(redemption, &claim, &body).await;
    drop(head);
    match taken {
        Ok(Taken::Recorded) => answer("recorded", StatusCode::NO_CONTENT),
        Ok(Taken::Ended(state)) => {
            counted("ended");
            let ended = json!({ "state": state.as_str() });
            (StatusCode::CONFLICT, Json(ended)).into_response()
        }
        Err(NotTaken::Refused) => answer("refused", StatusCode::UNAUTHORIZED),
        Err(NotTaken::Malformed) => answer("malformed", StatusCode::BAD_REQUEST),
        Err(NotTaken::NotNow(reason)) => {
            tracing::error!(reason, "what a service says was not recorded");
            answer("failed", StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// The whole body, unless it is longer than any that makes sense.
async fn read(body: Body) -> Option<Vec<u8>> {
    if body.size_hint().lower() > LONGEST as u64 {
        return None;
    }
    let read = to_bytes(body, LONGEST).await.ok()?;
    Some(read.to_vec())
}

fn answer(outcome: &'static str, status: StatusCode) -> Response {
    counted(outcome);
    status.into_response()
}

fn counted(outcome: &'static str) {
    counter!("plaudit_fulfilment_callbacks_total", "outcome" => outcome).increment(1);
}
