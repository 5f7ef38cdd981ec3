//! The HTTP face: listeners, routers, middleware, health, metrics.

mod charts;
mod delivery;
mod door;
mod error;
mod fulfilment;
mod health;
mod late;
mod listen;
mod pictures;
mod slack;
mod teams;

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use metrics_exporter_prometheus::PrometheusHandle;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyDeadlineLayer, TimeoutLayer};

pub use error::HttpError;
pub use listen::serve;

use crate::app::App;
use door::Door;

/// How long a delivery may take to arrive: slower senders are no platform.
const BODY_DEADLINE: Duration = Duration::from_secs(10);

/// How long an answer may take. Platforms give up after three seconds; what is on its way to the
/// database by then is still finished.
const ANSWER_DEADLINE: Duration = Duration::from_secs(20);

/// What the world may reach: the routes of platforms and of services that deliver, and whether we are well.
pub fn router(app: App) -> Router {
    let deliveries = Router::new()
        .route("/slack/commands", post(slack::command))
        .route("/slack/events", post(slack::event))
        .route("/slack/interactions", post(slack::interaction))
        .route("/slack/options", post(slack::options))
        .route("/teams/messages", post(teams::message))
        .route("/teams/outgoing-webhook", post(teams::outgoing_webhook))
        .route("/fulfilment/{redemption}", post(fulfilment::called_back))
        .layer(from_fn_with_state(Door::default(), door::enter))
        .layer(RequestBodyDeadlineLayer::new(BODY_DEADLINE));
    let router = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/rewards/images/{file}", get(pictures::show))
        .route("/surveys/charts/{token}/{file}", get(charts::show))
        .merge(deliveries);
    dressed(router).with_state(app)
}

/// What only the operator may reach.
pub fn operator_router(metrics: PrometheusHandle) -> Router {
    let router = Router::new().route("/metrics", get(health::metrics));
    dressed(router).with_state(metrics)
}

/// What every router does, whatever its routes.
fn dressed<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router
        .fallback(nothing_here)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ANSWER_DEADLINE,
        ))
        .layer(CatchPanicLayer::custom(panicked))
}

async fn nothing_here(_: Request) -> StatusCode {
    StatusCode::NOT_FOUND
}

/// A panic is our mistake: the log has where, the sender learns nothing.
fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
