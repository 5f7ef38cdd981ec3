//! What the platforms' deliveries have in common: handled, counted, and refused.

use std::time::Instant;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use metrics::{counter, histogram};
use tracing::Instrument;

use super::HttpError;
use crate::app::App;
use crate::chat::{Inbound, Platform, Reply};
use crate::desk::DeskError;

/// Handles a delivery. When it returns, what it did is durable.
pub(super) async fn handle(
    app: &App,
    platform: Platform,
    kind: &'static str,
    inbound: Inbound,
) -> Result<Reply, DeskError> {
    let platform = platform.as_str();
    let span = tracing::info_span!("delivery", platform, kind, delivery.key = inbound.key);
    let begun = Instant::now();
    let desk = app.desk.clone();
    // A task of its own: when the sender hangs up, what was begun is still finished.
    let reply = tokio::spawn(async move { desk.handle(inbound).await }.instrument(span))
        .await
        .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));
    histogram!("plaudit_acknowledgement_seconds", "platform" => platform, "kind" => kind)
        .record(begun.elapsed().as_secs_f64());
    let outcome = if reply.is_ok() { "handled" } else { "failed" };
    count(platform, kind, outcome);
    reply
}

/// Acknowledges a delivery that asks for nothing.
pub(super) fn ignored(platform: Platform, kind: &'static str, reason: &'static str) -> Response {
    tracing::debug!(%platform, kind, reason, "a delivery is ignored");
    count(platform.as_str(), kind, "ignored");
    StatusCode::OK.into_response()
}

fn count(platform: &'static str, kind: &'static str, outcome: &'static str) {
    counter!("plaudit_deliveries_total", "platform" => platform, "kind" => kind, "outcome" => outcome)
        .increment(1);
}

/// An apology at a field, so that the form stays open and nothing typed is lost.
pub(super) fn keep_open(apology: Reply) -> Reply {
    match apology {
        Reply::Private(message) => {
            Reply::Invalid(vec![("message".into(), message.summary.to_plain())])
        }
        other => other,
    }
}

/// It is signed, and yet not what the platform sends.
pub(super) fn malformed(error: impl std::fmt::Display) -> HttpError {
    HttpError::Malformed(error.to_string())
}

/// Where it stopped making sense: why may quote what somebody wrote.
pub(super) fn unreadable(error: &serde_json::Error) -> HttpError {
    let (line, column) = (error.line(), error.column());
    malformed(format_args!("line {line}, column {column}"))
}
