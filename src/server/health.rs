//! Whether we live, whether we can work, and how it goes.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::app::App;
use crate::database::Verdict;

/// `GET /healthz`: the process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the tasks that nothing works without are alive, and the database answers, has every
/// migration and can be written to.
pub(super) async fn ready(State(app): State<App>) -> Response {
    let missing = match (app.vitals.failing(), app.readiness.ask().await) {
        (None, Verdict::Ready) => return "ready\n".into_response(),
        (Some(failing), _) => format!("{failing}\n"),
        (None, Verdict::Behind(pending)) => format!("{pending} migrations are missing\n"),
        (None, Verdict::ReadOnly) => "the database is read-only\n".to_owned(),
        (None, Verdict::Silent) => "the database does not answer\n".to_owned(),
    };
    (StatusCode::SERVICE_UNAVAILABLE, missing).into_response()
}

/// `GET /metrics`: for Prometheus, on the operator's listener.
pub(super) async fn metrics(State(metrics): State<PrometheusHandle>) -> Response {
    let format = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    (format, metrics.render()).into_response()
}
