//! The HTTP face: router, middleware, health, metrics.

mod delivery;
mod error;
mod health;
mod late;
mod slack;
mod teams;

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyDeadlineLayer, TimeoutLayer};

pub use error::HttpError;

use crate::app::App;

/// How long a delivery may take to arrive: slower senders are no platform.
const BODY_DEADLINE: Duration = Duration::from_secs(10);

/// How long an answer may take. Platforms give up after three seconds; what is on its way to the
/// database by then is still finished.
const ANSWER_DEADLINE: Duration = Duration::from_secs(20);

/// Every route.
pub fn router(app: App) -> Router {
    let platforms = Router::new()
        .route("/slack/commands", post(slack::command))
        .route("/slack/events", post(slack::event))
        .route("/slack/interactions", post(slack::interaction))
        .route("/slack/options", post(slack::options))
        .route("/teams/messages", post(teams::message))
        .route("/teams/outgoing-webhook", post(teams::outgoing_webhook))
        .layer(RequestBodyDeadlineLayer::new(BODY_DEADLINE));
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .merge(platforms)
        .fallback(nothing_here)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ANSWER_DEADLINE,
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(app)
}

async fn nothing_here(_: Request) -> StatusCode {
    StatusCode::NOT_FOUND
}

/// A panic is our mistake: the log has it, the sender learns nothing.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
fn panicked(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(panic = what, "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
