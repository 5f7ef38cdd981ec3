//! Whether we live, whether we can work, and how it goes.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::database;

/// `GET /healthz`: the process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers, and has every migration.
pub(super) async fn ready(State(app): State<App>) -> Response {
    match database::pending_migrations(&app.pool).await {
        Ok(0) => "ready\n".into_response(),
        Ok(pending) => {
            let reason = format!("{pending} migrations are missing\n");
            (StatusCode::SERVICE_UNAVAILABLE, reason).into_response()
        }
        Err(error) => {
            tracing::warn!(error = %error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
                .into_response()
        }
    }
}

/// `GET /metrics`: for Prometheus.
pub(super) async fn metrics(State(app): State<App>) -> Response {
    let format = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    (format, app.metrics.render()).into_response()
}
