//! What follows an acknowledgement that could not say what came of the delivery.

use std::pin::{Pin, pin};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::app::App;
use crate::chat::{Inbound, Message, Reply};
use crate::clock::Pauses;
use crate::desk::{Desk, DeskError, Handled, to_whoever_acted};
use crate::explained::explained;
use crate::queue::Ticket;

/// The pauses between two tries to find out what became of a delivery: for about an hour. After that,
/// the button that asks is what is left.
const PAUSES: Pauses = Pauses::new(Duration::from_millis(500), Duration::from_secs(30));
const TRIES: usize = 120;

/// How long a platform may take to pass on what goes around the outbox.
const PASSING_ON: Duration = Duration::from_secs(10);

/// How long the work on a kept delivery goes on once we are told to stop: then others do it.
const LEAVING: Duration = Duration::from_secs(2);

/// What a letter about a delivery tells: each is told once.
#[derive(Clone, Copy, Debug)]
pub(super) enum Name {
    /// That it takes long, or is not certain, where the acknowledgement could not say so.
    Meanwhile,
    /// What came of it.
    Said,
}

impl Name {
    fn key(self, inbound: &Inbound) -> String {
        match self {
            Self::Meanwhile => format!("{}/meanwhile", inbound.key),
            Self::Said => inbound.answer_key(),
        }
    }
}

/// Tells whoever acted what the acknowledgement cannot. The letter is put in before the delivery is
/// acknowledged, as far as that can be done by then: what ends us afterwards loses no answer.
pub(super) async fn say(app: App, inbound: Inbound, name: Name, reply: Reply, by: Instant) {
    if let Some(message) = reply.in_words() {
        // A task of its own: it goes on when nobody waits any more.
        let said = tokio::spawn(async move { send(&app, &inbound, name, message).await });
        let _ = timeout_at(by, said).await;
    }
}

/// Goes on with a kept delivery after its sender was promised to hear of it. Whatever ends us first,
/// the worker on deferred deliveries takes over.
pub(super) async fn go_on(
    app: &App,
    inbound: &Inbound,
    ticket: &Ticket,
    mut work: Pin<&mut impl Future<Output = Result<Handled, DeskError>>>,
) {
    let desk = &app.desk;
    let mut leaving = pin!(async {
        app.stop.cancelled().await;
        tokio::time::sleep(LEAVING).await;
    });
    let outcome = loop {
        tokio::select! {
            outcome = &mut work => break outcome,
            () = &mut leaving => return desk.let_go(ticket).await,
            () = tokio::time::sleep(Desk::KEEP_ON) => match desk.keep_on(ticket).await {
                Ok(true) => {}
                // What is done twice is done once, and the worker on deferred deliveries tells.
                Ok(false) => return,
                Err(error) => {
                    tracing::warn!(error = explained(&error), "a delivery is not kept any longer");
                }
            },
        }
    };
    let reply = match outcome {
        Ok(Handled::Done(reply)) => reply,
        // As if it had just arrived: the worker on deferred deliveries asks the platform, or finds out what was done.
        Ok(Handled::Deferred(_)) | Err(DeskError::Unknown) => return desk.let_go(ticket).await,
        // What fails because we end, others do.
        Err(_) if app.stop.is_cancelled() => return desk.let_go(ticket).await,
        Err(error) => {
            tracing::error!(error = explained(&error), "a delivery was not recorded");
            desk.apology(inbound).await
        }
    };
    desk.conclude(inbound, ticket, reply.in_words()).await;
}

/// Tells whoever acted what came of a delivery that could not be kept.
pub(super) async fn tell(app: &App, inbound: &Inbound, outcome: Result<Handled, DeskError>) {
    let reply = match outcome {
        Ok(Handled::Done(reply)) => reply,
        // The worker on deferred deliveries tells.
        Ok(Handled::Deferred(_)) => return,
        Err(DeskError::Unknown) => return watch(app, inbound).await,
        Err(error) => {
            tracing::error!(error = explained(&error), "a delivery was not recorded");
            app.desk.apology(inbound).await
        }
    };
    if let Some(message) = reply.in_words() {
        send(app, inbound, Name::Said, message).await;
    }
}

/// Finds out what became of a delivery that was not certain, and tells whoever acted. Nobody was
/// promised that: it ends with the process.
pub(super) async fn watch(app: &App, inbound: &Inbound) {
    let mut pauses = PAUSES;
    for _ in 0..TRIES {
        if app
            .stop
            .run_until_cancelled(tokio::time::sleep(pauses.take()))
            .await
            .is_none()
        {
            return;
        }
        if let Some(reply) = app.desk.what_became(inbound).await {
            if let Some(message) = reply.in_words() {
                send(app, inbound, Name::Said, message).await;
            }
            return;
        }
    }
    tracing::error!("nobody found out what became of a delivery");
}

/// Sends by letter; while the database is away, around the outbox, which is away with it.
async fn send(app: &App, inbound: &Inbound, name: Name, message: Message) {
    let Err(error) = app
        .desk
        .say(inbound, &name.key(inbound), message.clone())
        .await
    else {
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
