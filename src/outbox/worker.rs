//! The one who carries: claims, sends, settles, and never drops what it holds.

use std::sync::Arc;
use std::time::Duration;

use metrics::counter;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use super::store::{self, Claimed};
use super::weight::room;
use super::{Contacts, Wakeup, Weight};
use crate::chat::{Clean, Outgoing, Port, Receipt, SendError, To};
use crate::clock::{Clock, about, moment};
use crate::explained::explained;
use crate::guarded::Panicked;
use crate::queue::{self, Claims, DEADLINE, Elsewhere, Gauges, Jobs, Queue};
use crate::vitals::Pulse;

/// Sends letters until it is told to stop. Any number of workers may share one database.
pub struct Worker<P, C> {
    /// The database.
    pub pool: PgPool,
    /// Where time comes from.
    pub clock: Clock,
    /// The platforms.
    pub port: Arc<P>,
    /// Who keeps what sending learns.
    pub contacts: C,
    /// Woken by those who put letters in.
    pub wakeup: Wakeup,
    /// What others have to send.
    pub elsewhere: Elsewhere,
}

/// How often the worker looks when nobody rings.
const POLL: Duration = Duration::from_secs(1);

/// The least time between two looks: under load it is woken without pause.
const BREATH: Duration = Duration::from_millis(100);

/// How many times a look goes on while it finds nothing to claim.
const ROUNDS: usize = 4;

/// What one attempt came to.
pub(super) enum Step {
    /// It was sent.
    Sent(Receipt),
    /// There is nothing to change, since nobody announced it there; or nothing to be told any more.
    Idle,
    /// The person's conversation is known by now, and the letter itself is next.
    Opened(String),
}

/// Why an attempt came to nothing.
pub(super) enum Failed {
    /// The conversation could not be opened.
    Opening(SendError),
    /// The message could not be sent.
    Sending(SendError),
    /// Whether its place is shared could not be asked.
    Asking(SendError),
    /// People of another organisation read in its place.
    Shared,
    /// The work on it panicked.
    Panicked(Panicked),
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        Self::Sending(later(explained(&error)))
    }
}

pub(super) const fn later(reason: String) -> SendError {
    SendError::Later {
        reason,
        pause: None,
    }
}

pub(super) const fn refused(reason: String) -> SendError {
    SendError::Refused {
        reason,
        person_gone: false,
    }
}

impl<P: Port + 'static, C: Contacts + 'static> Worker<P, C> {
    /// Works until `stop`, then gives what is on its way a moment to arrive.
    pub async fn run(self, stop: CancellationToken, pulse: Pulse) {
        let claims = Claims::beside(&self.pool);
        let this = Arc::new(self);
        let mut jobs: Jobs<Weight> = Jobs::default();
        let mut cursors = Weight::ALL.map(|_| String::new());
        let mut gauges = Gauges::of(Queue::Outbox);
        let mut breath = tokio::time::Instant::now();
        while !stop.is_cancelled() {
            pulse.beat();
            // Just when there is much to do, how much is worth knowing.
            gauges.show(&this.pool, this.clock.now()).await;
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep_until(breath) => {}
            }
            breath = moment(tokio::time::Instant::now(), BREATH);
            let mut more = false;
            for (weight, cursor) in Weight::ALL.into_iter().zip(&mut cursors) {
                let under_way: Vec<Weight> = jobs.kinds().copied().collect();
                let room = room(&under_way, weight);
                if room == 0 {
                    continue;
                }
                pulse.beat();
                let claimed = this.claim(&claims, weight, cursor, room).await;
                // A cursor in the middle has conversations left to look at.
                more |= claimed.len() < room && (!claimed.is_empty() || !cursor.is_empty());
                for letter in claimed {
                    let ticket = letter.ticket.clone();
                    jobs.begin(weight, ticket, Arc::clone(&this).carry(letter));
                }
            }
            if more {
                continue;
            }
            let nap = about(POLL);
            tokio::select! {
                () = stop.cancelled() => {}
                () = this.wakeup.woken() => {}
                () = tokio::time::sleep(nap) => {}
                Some(()) = jobs.freed() => {}
            }
        }
        // A letter that is let go may still arrive: its lease keeps its place until that is over.
        jobs.finish().await;
    }

    /// Goes on from `cursor`, so that each conversation gets its turn, and once around.
    async fn claim(
        &self,
        claims: &Claims,
        weight: Weight,
        cursor: &mut String,
        room: usize,
    ) -> Vec<Claimed> {
        let elsewhere = self.elsewhere.now();
        for _ in 0..ROUNDS {
            let round = match store::claim(
                claims,
                self.clock.now(),
                weight,
                cursor,
                room,
                &elsewhere,
            )
            .await
            {
                Ok(round) => round,
                Err(error) => {
                    tracing::warn!(error = explained(&error), "the outbox cannot be read");
                    break;
                }
            };
            let around = round.reached.is_none() && cursor.is_empty();
            *cursor = round.reached.unwrap_or_default();
            if around || !round.claimed.is_empty() {
                return round.claimed;
            }
        }
        Vec::new()
    }

    async fn carry(self: Arc<Self>, claimed: Claimed) {
        let step = tokio::time::timeout(DEADLINE, self.step(&claimed));
        let outcome = match queue::guard(&claimed.ticket, step).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(Failed::Sending(later("it took too long".to_owned()))),
            Err(panicked) => Err(Failed::Panicked(panicked)),
        };
        count(&claimed, &outcome);
        let record = || self.settle(&claimed, &outcome);
        queue::insist(&claimed.ticket, &self.pool, &self.clock, record).await;
        self.wakeup.wake();
    }

    /// One call to the platform, as a rule: each is paced by its own limit.
    async fn step(&self, claimed: &Claimed) -> Result<Step, Failed> {
        let letter = &claimed.letter;
        self.confine(letter).await?;
        if letter.update {
            return self.change(claimed).await;
        }
        let mut direct = claimed.direct.clone();
        if let (None, Some(person), true) =
            (&direct, letter.to.person(), letter.opening().is_some())
        {
            let mut conn = self.pool.acquire().await?;
            direct = store::direct(&mut conn, person).await?;
        }
        if let (true, Some(person)) = (claimed.opens, letter.to.person()) {
            return Ok(Step::Opened(match direct {
                Some(known) => known,
                None => match self.port.open(person).await {
                    Ok(opened) => opened.cleaned(),
                    Err(error) => return Err(Failed::Opening(error.cleaned())),
                },
            }));
        }
        let Some(message) = self.whole(letter).await? else {
            return Ok(Step::Idle);
        };
        let outgoing = Outgoing::Post {
            to: letter.to.clone(),
            direct,
            replaces: letter.replaces.clone(),
            message,
        };
        self.deliver(&outgoing).await
    }

    /// What the platform says is kept, whatever it said: without what no database keeps.
    async fn deliver(&self, outgoing: &Outgoing) -> Result<Step, Failed> {
        match self.port.deliver(outgoing).await {
            Ok(receipt) => Ok(Step::Sent(receipt.cleaned())),
            Err(error) => Err(Failed::Sending(error.cleaned())),
        }
    }

    /// Whoever refreshes an announcement need not know whether there was one; whoever changes what
    /// one person was told must know whether that can be changed, wherever they were told it.
    async fn change(&self, claimed: &Claimed) -> Result<Step, Failed> {
        let letter = &claimed.letter;
        let mut conn = self.pool.acquire().await?;
        let posted = store::posted_to(&mut conn, letter).await?;
        drop(conn);
        if posted.is_empty() && matches!(letter.to, To::Place(_)) {
            return Ok(Step::Idle);
        }
        let Some(message) = self.whole(letter).await? else {
            return Ok(Step::Idle);
        };
        if posted.is_empty() {
            return match &letter.to {
                To::Home(person) => {
                    let home = Outgoing::Home {
                        person: person.clone(),
                        message,
                    };
                    self.deliver(&home).await
                }
                To::Place(_) | To::Person(_) | To::Privately { .. } => Err(Failed::Sending(
                    refused("there is no message to them that can be changed".to_owned()),
                )),
            };
        }
        let mut outcome = None;
        for (place, id) in posted {
            let outgoing = Outgoing::Change {
                place,
                id,
                message: message.clone(),
            };
            match self.deliver(&outgoing).await {
                Ok(step) => outcome = Some(Ok(step)),
                // One that is gone keeps no other one as it was.
                Err(gone @ Failed::Sending(SendError::Refused { .. })) => {
                    outcome.get_or_insert(Err(gone));
                }
                Err(error) => return Err(error),
            }
        }
        outcome.unwrap_or(Ok(Step::Idle))
    }
}

/// Counts what became of a letter.
fn count(claimed: &Claimed, outcome: &Result<Step, Failed>) {
    let word = match outcome {
        Ok(Step::Sent(_) | Step::Idle) => "sent",
        Ok(Step::Opened(_)) | Err(Failed::Sending(SendError::Unopened)) => return,
        Err(Failed::Panicked(_)) => "panicked",
        Err(Failed::Shared) => "withheld",
        Err(Failed::Opening(error) | Failed::Sending(error) | Failed::Asking(error)) => match error
        {
            SendError::Later { .. } | SendError::Unopened => "later",
            SendError::NoToken(_) => "no_token",
            SendError::Refused { .. } => "refused",
            SendError::Revoked { .. } => "revoked",
        },
    };
    let platform = claimed.letter.to.installation().platform;
    counter!("plaudit_outbox_sends_total", "platform" => platform.as_str(), "outcome" => word)
        .increment(1);
}
