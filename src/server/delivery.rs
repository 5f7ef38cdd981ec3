//! What the platforms' deliveries have in common: handled, counted, and refused.

use std::pin::{Pin, pin};
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
use crate::chat::{Choice, Inbound, Platform, Reply, Search};
use crate::clock::moment;
use crate::desk::{DeskError, Handled, Kept};
use crate::explained::explained;

/// How long a platform is kept waiting: it gives up after three seconds, and the way to it takes some.
const PATIENCE: Duration = Duration::from_millis(2500);

/// How long before that a delivery that is not done is put where it outlives the process.
const KEEPING: Duration = Duration::from_millis(500);

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
    /// The reply, whichever it is.
    pub(super) fn reply(self) -> Reply {
        self.named().1
    }

    /// The reply, and the name of the letter that it goes by where it goes by letter.
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
    let (asked, told) = oneshot::channel();
    let delivery = Delivery {
        app: app.clone(),
        platform,
        kind,
        inbound: inbound.clone(),
        by,
    };
    // A task of its own: it goes on when nobody waits any more.
    tokio::spawn(delivery.attend(asked));
    let (answer, word) = match told.await {
        Ok(told) => told,
        // What came of it nobody knows.
        Err(_) => (Answer::Follows(app.desk.unsure(inbound).await), "unknown"),
    };
    acknowledged(platform, kind, begun, word);
    answer
}

/// A delivery for whose answer somebody waits.
struct Delivery {
    app: App,
    platform: Platform,
    kind: &'static str,
    inbound: Inbound,
    by: Instant,
}

/// What the sender is answered, and the word for it in metrics.
type Told = (Answer, &'static str);

impl Delivery {
    /// Sees to it that the sender is answered by the deadline, and hears what comes of it.
    async fn attend(self, asker: oneshot::Sender<Told>) {
        let (app, inbound) = (&self.app, &self.inbound);
        let mut work = pin!(handle(app, self.platform, self.kind, inbound.clone()));
        let early = self.by.checked_sub(KEEPING).unwrap_or(self.by);
        match timeout_at(early, &mut work).await {
            Ok(outcome) => self.in_time(asker, outcome).await,
            Err(_) => self.late(asker, work).await,
        }
    }

    /// What came of it goes into the acknowledgement.
    async fn in_time(&self, asker: oneshot::Sender<Told>, outcome: Result<Handled, DeskError>) {
        let (app, inbound) = (&self.app, &self.inbound);
        let told = match outcome {
            Ok(Handled::Done(reply)) => (Answer::Done(reply), "handled"),
            Ok(Handled::Deferred(reply)) => (Answer::Follows(reply), "handled"),
            Err(DeskError::Unknown) => return self.not_certain(asker).await,
            Err(error) => {
                tracing::error!(error = explained(&error), "a delivery was not recorded");
                (Answer::NotDone(app.desk.apology(inbound).await), "failed")
            }
        };
        // The sender hung up.
        if let Err((answer, _)) = asker.send(told) {
            let (name, reply) = answer.named();
            late::say(app.clone(), inbound.clone(), name, reply, self.by).await;
        }
    }

    /// Whether it is done nobody knows: the worker on deferred deliveries finds out, or it is found out as long as we live.
    async fn not_certain(&self, asker: oneshot::Sender<Told>) {
        let kept = self.keep().await;
        let _ = asker.send((self.meanwhile(kept.as_ref()).await, "unknown"));
        match kept {
            Some(Kept::Ours(ticket)) => self.app.desk.let_go(&ticket).await,
            Some(Kept::Theirs) | None => late::watch(&self.app, &self.inbound).await,
        }
    }

    /// It takes long, and goes on.
    async fn late(
        &self,
        asker: oneshot::Sender<Told>,
        mut work: Pin<&mut impl Future<Output = Result<Handled, DeskError>>>,
    ) {
        let kept = self.keep().await;
        // What is not kept may have come to its end meanwhile.
        if kept.is_none()
            && let Ok(outcome) = timeout_at(self.by, &mut work).await
        {
            return self.in_time(asker, outcome).await;
        }
        let _ = asker.send((self.meanwhile(kept.as_ref()).await, "late"));
        match kept {
            Some(Kept::Ours(ticket)) => late::go_on(&self.app, &self.inbound, &ticket, work).await,
            Some(Kept::Theirs) | None => late::tell(&self.app, &self.inbound, work.await).await,
        }
    }

    /// Keeps the delivery where that can be done in time.
    async fn keep(&self) -> Option<Kept> {
        match timeout_at(self.by, self.app.desk.keep(&self.inbound)).await {
            Ok(Ok(kept)) => kept,
            Ok(Err(error)) => {
                tracing::warn!(
                    error = explained(&error),
                    "a delivery that takes long is not kept"
                );
                None
            }
            Err(_) => {
                tracing::warn!("a delivery that takes long is not kept in time");
                None
            }
        }
    }

    /// Promises to tell what comes of a delivery that is kept; of one that is not, nothing.
    async fn meanwhile(&self, kept: Option<&Kept>) -> Answer {
        let desk = &self.app.desk;
        Answer::Follows(match kept {
            Some(_) => desk.still_at_it(&self.inbound).await,
            None => desk.unsure(&self.inbound).await,
        })
    }
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

/// What a list offers that is searched. Nothing, where that is not known in time: whoever types goes on,
/// and the list asks again.
pub(super) async fn find(app: &App, search: &Search, by: Instant) -> Vec<Choice> {
    let begun = Instant::now();
    let (found, word) = match timeout_at(by, app.desk.search(search)).await {
        Ok(Ok(found)) => (found, "handled"),
        Ok(Err(error)) => {
            tracing::warn!(error = explained(&error), "a list could not be searched");
            (Vec::new(), "failed")
        }
        Err(_) => (Vec::new(), "late"),
    };
    acknowledged(search.installation.platform, "options", begun, word);
    found
}

/// Handles a delivery. When it returns, what it did is durable.
pub(super) async fn handle(
    app: &App,
    platform: Platform,
    kind: &'static str,
    inbound: Inbound,
) -> Result<Handled, DeskError> {
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

/// An apology at a question, so that the form stays open and nothing typed is lost.
pub(super) fn keep_open(apology: Reply, question: &str) -> Reply {
    match apology {
        Reply::Private(message) => {
            Reply::Invalid(vec![(question.to_owned(), message.summary.to_plain())])
        }
        other => other,
    }
}

/// The error of a delivery that is signed, and yet not what the platform sends.
pub(super) fn malformed(why: impl std::fmt::Display) -> HttpError {
    HttpError::Malformed(why.to_string())
}

/// Where it stopped making sense: why may quote what somebody wrote.
pub(super) fn unreadable(error: &serde_json::Error) -> HttpError {
    let (line, column) = (error.line(), error.column());
    malformed(format_args!("line {line}, column {column}"))
}
