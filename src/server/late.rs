//! What follows an acknowledgement that could not say what came of the delivery.

use std::time::Duration;

use crate::app::App;
use crate::chat::{Inbound, Message, Reply};
use crate::desk::{DeskError, to_whoever_acted};
use crate::explained::explained;

/// The pauses between two tries to find out what became of a delivery: for about an hour. After that,
/// the button that asks is what is left.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
const TRIES: usize = 120;

/// How long a platform may take to pass on what goes around the outbox.
const PASSING_ON: Duration = Duration::from_secs(10);

/// What a letter about a delivery tells: each is told once.
#[derive(Clone, Copy, Debug)]
pub(super) enum Name {
    /// That it takes long, or is not certain, where the acknowledgement could not say so.
    Meanwhile,
    /// What came of it.
    Said,
    /// That it is not certain after all.
    Unsure,
    /// What became of it, now that it is certain.
    Became,
}

impl Name {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Meanwhile => "meanwhile",
            Self::Said => "said",
            Self::Unsure => "unsure",
            Self::Became => "became",
        }
    }
}

/// Tells whoever acted what the acknowledgement could not: it goes in time whether or not the letter
/// can be put in.
pub(super) fn say(app: App, inbound: Inbound, name: Name, reply: Reply) {
    if let Some(message) = in_words(reply) {
        tokio::spawn(async move { send(&app, &inbound, name, message).await });
    }
}

/// Tells whoever acted what came of a delivery after they were told that it takes long.
pub(super) async fn tell(app: &App, inbound: &Inbound, outcome: Result<Reply, DeskError>) {
    match outcome {
        Ok(reply) => {
            if let Some(message) = in_words(reply) {
                send(app, inbound, Name::Said, message).await;
            }
        }
        Err(DeskError::Unknown) => {
            if let Reply::Private(message) = app.desk.unsure(inbound).await {
                send(app, inbound, Name::Unsure, message).await;
            }
            watch(app, inbound).await;
        }
        Err(error) => {
            tracing::error!(error = explained(&error), "a delivery was not recorded");
            if let Reply::Private(message) = app.desk.apology(inbound).await {
                send(app, inbound, Name::Said, message).await;
            }
        }
    }
}

/// Finds out what became of a delivery that was not certain, and tells whoever acted.
pub(super) async fn watch(app: &App, inbound: &Inbound) {
    let mut pause = FIRST_PAUSE;
    for _ in 0..TRIES {
        if app
            .stop
            .run_until_cancelled(tokio::time::sleep(pause))
            .await
            .is_none()
        {
            return;
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
        if let Some(reply) = app.desk.what_became(inbound).await {
            if let Some(message) = in_words(reply) {
                send(app, inbound, Name::Became, message).await;
            }
            return;
        }
    }
    tracing::error!("nobody found out what became of a delivery");
}

/// By letter; while the database is away, around the outbox, which is away with it.
async fn send(app: &App, inbound: &Inbound, name: Name, message: Message) {
    let Err(error) = app.desk.say(inbound, name.as_str(), message.clone()).await else {
        return;
    };
    tracing::warn!(
        error = explained(&error),
        "an answer goes around the outbox"
    );
    let Some(to) = to_whoever_acted(inbound) else {
        return;
    };
    let told = tokio::time::timeout(PASSING_ON, app.ports.post(to, message)).await;
    if !matches!(told, Ok(Ok(_))) {
        tracing::warn!("an answer did not arrive");
    }
}

/// A reply as a message of its own: a form opens only while the platform waits.
fn in_words(reply: Reply) -> Option<Message> {
    match reply {
        Reply::Nothing => None,
        Reply::Private(message)
        | Reply::Open {
            otherwise: message, ..
        } => Some(message),
        Reply::Invalid(errors) => {
            let sentences: Vec<String> = errors.into_iter().map(|(_, text)| text).collect();
            Some(Message::text(sentences.join("\n")))
        }
    }
}
