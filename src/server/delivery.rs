//! What the platforms' deliveries have in common: handled, counted, and refused.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use metrics::{counter, histogram};
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::HttpError;
use super::late::{self, Name};
use crate::app::App;
use crate::chat::{Inbound, Platform, Reply};
use crate::clock::moment;
use crate::desk::DeskError;
use crate::explained::explained;

/// How long a platform is kept waiting: it gives up after three seconds, and the way to it takes some.
const PATIENCE: Duration = Duration::from_millis(2500);

/// When a delivery that has just arrived must be answered, whatever the database does.
pub(super) fn deadline() -> Instant {
    moment(Instant::now(), PATIENCE)
}

/// What the sender of a delivery is answered.
pub(super) enum Answer {
    /// It is done.
    Done(Reply),
    /// It is not done, and never will be.
    NotDone(Reply),
    /// It is not certain, or not done yet: what came of it follows by letter.
    Follows(Reply),
}

impl Answer {
    /// What is shown, whichever it is.
    pub(super) fn reply(self) -> Reply {
        self.named().1
    }

    /// What is shown, and what it tells where it goes by letter.
    pub(super) fn named(self) -> (Name, Reply) {
        match self {
            Self::Done(reply) | Self::NotDone(reply) => (Name::Said, reply),
            Self::Follows(reply) => (Name::Meanwhile, reply),
        }
    }
}

/// Handles a delivery for whose answer somebody waits, until the deadline; then it goes on, and they
/// are told by letter what came of it. Either way they are told once.
pub(super) async fn answer(
    app: &App,
    platform: Platform,
    kind: &'static str,
    inbound: &Inbound,
    by: Instant,
) -> Answer {
    let begun = Instant::now();
    let (told, outcome) = oneshot::channel();
    let (app_too, inbound_too) = (app.clone(), inbound.clone());
    tokio::spawn(async move {
        let outcome = handle(&app_too, platform, kind, inbound_too.clone()).await;
        // Nobody waits any more, since the deadline is over or the sender hung up.
        if let Err(outcome) = told.send(outcome) {
            late::tell(&app_too, &inbound_too, outcome).await;
        }
    });
    let outcome = timeout_at(by, outcome).await;
    let (answer, word) = match outcome {
        Ok(Ok(Ok(reply))) => (Answer::Done(reply), "handled"),
        Ok(Ok(Err(DeskError::Unknown)) | Err(_)) => {
            let (app, inbound) = (app.clone(), inbound.clone());
            let unsure = app.desk.unsure(&inbound).await;
            tokio::spawn(async move { late::watch(&app, &inbound).await });
            (Answer::Follows(unsure), "unknown")
        }
        Ok(Ok(Err(error))) => {
            tracing::error!(error = explained(&error), "a delivery was not recorded");
            (Answer::NotDone(app.desk.apology(inbound).await), "failed")
        }
        Err(_) => (Answer::Follows(app.desk.still_at_it(inbound).await), "late"),
    };
    acknowledged(platform, kind, begun, word);
    answer
}

/// Handles a delivery that the platform sends again when it is not acknowledged. When it returns, what
/// it did is durable.
pub(super) async fn record(
    app: &App,
    platform: Platform,
    kind: &'static str,
    inbound: Inbound,
    by: Instant,
) -> Result<(), HttpError> {
    let begun = Instant::now();
    let outcome = timeout_at(by, handle(app, platform, kind, inbound)).await;
    let (acknowledgement, word) = match outcome {
        Ok(Ok(_)) => (Ok(()), "handled"),
        Ok(Err(error)) => (Err(error.into()), "failed"),
        Err(_) => (Err(HttpError::Late), "late"),
    };
    acknowledged(platform, kind, begun, word);
    acknowledgement
}

/// Handles a delivery. When it returns, what it did is durable.
pub(super) async fn handle(
    app: &App,
    platform: Platform,
    kind: &'static str,
    inbound: Inbound,
) -> Result<Reply, DeskError> {
    let platform = platform.as_str();
    let span = tracing::info_span!("delivery", platform, kind, delivery.key = inbound.key);
    let desk = app.desk.clone();
    // A task of its own: when nobody waits any more, what was begun is still finished.
    let handled = tokio::spawn(async move { desk.handle(inbound).await }.instrument(span)).await;
    handled.unwrap_or_else(|error| {
        tracing::error!(error = explained(&error), "handling a delivery panicked");
        // In the middle of what, nobody knows.
        Err(DeskError::Unknown)
    })
}

fn acknowledged(platform: Platform, kind: &'static str, begun: Instant, outcome: &'static str) {
    let platform = platform.as_str();
    histogram!("plaudit_acknowledgement_seconds", "platform" => platform, "kind" => kind)
        .record(begun.elapsed().as_secs_f64());
    count(platform, kind, outcome);
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
pub(super) fn malformed(why: impl std::fmt::Display) -> HttpError {
    HttpError::Malformed(why.to_string())
}

/// Where it stopped making sense: why may quote what somebody wrote.
pub(super) fn unreadable(error: &serde_json::Error) -> HttpError {
    let (line, column) = (error.line(), error.column());
    malformed(format_args!("line {line}, column {column}"))
}
