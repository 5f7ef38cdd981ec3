//! The worker on deferred deliveries: works on deliveries that only the platform can explain.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::Desk;
use super::lookup::Failed;
use crate::chat::{Act, Port, To};
use crate::clock::{about, jitter, later};
use crate::explained::explained;
use crate::inbox::{self, Deferred};
use crate::outbox::{self, Letter};
use crate::people;
use crate::queue::{self, Claims, DEADLINE, Elsewhere, End, Gauges, Jobs, Queue, Ticket};
use crate::vitals::Pulse;
use crate::wording::{self, Words};

/// Asks the platforms, then handles what was deferred as if it had just arrived.
pub struct DeferredWorker<P> {
    /// The desk.
    pub desk: Desk,
    /// The platforms.
    pub port: Arc<P>,
    /// What others have to ask for.
    pub elsewhere: Elsewhere,
}

/// How often a delivery is tried before it is given up: for some ten minutes. README says so.
const MAX_ATTEMPTS: i32 = 10;

/// How many deliveries are worked on at once.
const HANDS: usize = 16;

/// How many of them may be of one team: what keeps one waiting keeps no other.
const OF_A_TEAM: i64 = 4;

/// How often the worker on deferred deliveries looks when nobody rings.
const POLL: Duration = Duration::from_secs(1);

impl<P: Port + 'static> DeferredWorker<P> {
    /// Works until told to stop, then gives what it has begun a moment to end.
    pub async fn run(self, stop: CancellationToken, pulse: Pulse) {
        let claims = Claims::beside(&self.desk.pool);
        let this = Arc::new(self);
        let mut jobs: Jobs<String> = Jobs::default();
        let mut gauges = Gauges::of(Queue::Inbox);
        while !stop.is_cancelled() {
            pulse.beat();
            gauges.show(&this.desk.pool, this.desk.clock.now()).await;
            let claimed = this.claim(&claims, &mut jobs).await;
            let found = !claimed.is_empty();
            for deferred in claimed {
                let (team, ticket) = (deferred.team.clone(), deferred.ticket.clone());
                jobs.begin(team, ticket, Arc::clone(&this).work(deferred));
            }
            if found && jobs.kinds().len() < HANDS {
                continue;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = this.desk.inbox.woken() => {}
                () = tokio::time::sleep(about(POLL)) => {}
                Some(()) = jobs.freed() => {}
            }
        }
        this.release(jobs.finish().await).await;
    }

    async fn claim(&self, claims: &Claims, jobs: &mut Jobs<String>) -> Vec<Deferred> {
        let room = HANDS - jobs.kinds().len();
        if room == 0 {
            return Vec::new();
        }
        let mut under_way = jobs.under_way();
        // As if they had all that they may have: nothing more of theirs is claimed.
        let elsewhere = self.elsewhere.now().into_iter();
        under_way.extend(elsewhere.map(|team| (team, OF_A_TEAM)));
        let (now, limit) = (self.desk.clock.now(), i64::try_from(room).unwrap_or(1));
        let claimed = inbox::claim(claims, now, limit, OF_A_TEAM, &under_way).await;
        claimed.unwrap_or_else(|error| {
            tracing::warn!(error = explained(&error), "the inbox cannot be read");
            Vec::new()
        })
    }

    async fn work(self: Arc<Self>, deferred: Deferred) {
        let ticket = &deferred.ticket;
        let understanding = tokio::time::timeout(DEADLINE, self.understand(&deferred));
        let outcome = match queue::guard(ticket, understanding).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(Failed::TooLong),
            Err(panicked) => Err(Failed::Panicked(panicked)),
        };
        let record = || self.settle(&deferred, &outcome);
        queue::insist(ticket, &self.desk.pool, &self.desk.clock, record).await;
    }

    async fn settle(
        &self,
        deferred: &Deferred,
        outcome: &Result<(), Failed>,
    ) -> Result<(), sqlx::Error> {
        let ticket = &deferred.ticket;
        match outcome {
            Ok(()) => {
                let mut conn = self.desk.pool.acquire().await?;
                let now = self.desk.clock.now();
                ticket
                    .settle(&mut conn, now, End::Done, None)
                    .await
                    .map(drop)
            }
            Err(error @ Failed::Paused { until }) => {
                self.postpone(deferred, *until, error, false).await
            }
            Err(error @ Failed::NoToken(installation)) => {
                self.elsewhere.note(installation.to_string());
                let now = self.desk.clock.now();
                self.postpone(deferred, now, error, false).await
            }
            Err(error)
                if matches!(error, Failed::Panicked(_)) || ticket.attempts >= MAX_ATTEMPTS =>
            {
                tracing::error!(
                    inbox.id = ticket.id.value(),
                    error = explained(error),
                    "a delivery was given up"
                );
                self.give_up(deferred, error).await
            }
            Err(error) => {
                let wait = queue::backoff(ticket.attempts, jitter());
                let until = later(self.desk.clock.now(), wait);
                self.postpone(deferred, until, error, true).await
            }
        }
    }

    async fn postpone(
        &self,
        deferred: &Deferred,
        until: Timestamp,
        error: &Failed,
        counted: bool,
    ) -> Result<(), sqlx::Error> {
        let ticket = &deferred.ticket;
        tracing::info!(
            inbox.id = ticket.id.value(),
            error = explained(error),
            "a delivery waits for the platform"
        );
        let mut tx = self.desk.pool.begin().await?;
        let error = explained(error);
        if ticket.postpone(&mut tx, until, &error, counted).await? {
            inbox::hold_back(&mut tx, deferred, until).await?;
        }
        tx.commit().await
    }

    /// Tells whoever asked that nothing came of it.
    async fn give_up(&self, deferred: &Deferred, error: &Failed) -> Result<(), sqlx::Error> {
        let (desk, ticket) = (&self.desk, &deferred.ticket);
        let mut tx = desk.pool.begin().await?;
        let (now, reason) = (desk.clock.now(), explained(error));
        if ticket
            .settle(&mut tx, now, End::Dead, Some(&reason))
            .await?
            && let Some(actor) = &deferred.inbound.actor
            // Whoever only looked asked for nothing.
            && !matches!(deferred.inbound.act, Act::Opened { .. })
        {
            let settings = crate::settings::load(&mut tx, ticket.workspace).await?;
            let member = people::find(&mut tx, actor).await?;
            let locale = member.and_then(|m| m.locale).unwrap_or(settings.locale);
            let words = Words::new(locale, &settings);
            let message = match error {
                Failed::Platform(_) => wording::lookup_failed(&words),
                // It may have been cut short after it was recorded.
                _ => wording::unsure(&words, None),
            };
            let letter = Letter::new(ticket.workspace, To::Person(actor.clone()), message)
                .keyed(deferred.inbound.answer_key());
            outbox::enqueue(&mut tx, now, &[letter]).await?;
        }
        tx.commit().await?;
        desk.outbox.wake();
        Ok(())
    }

    /// What was let go is anybody's at once: asking again does no harm, and what was done already
    /// is not done twice.
    async fn release(&self, let_go: Vec<Ticket>) {
        let released = async {
            let mut conn = self.desk.pool.acquire().await?;
            for ticket in &let_go {
                ticket.release(&mut conn, self.desk.clock.now()).await?;
            }
            Ok::<_, sqlx::Error>(())
        };
        if let Ok(Err(error)) = tokio::time::timeout(POLL, released).await {
            tracing::warn!(
                error = explained(&error),
                "the leases of deliveries end by themselves"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    /// What README says of it, "Operate it".
    #[test]
    fn a_delivery_is_tried_for_eight_to_thirteen_minutes() {
        let tried_for = |jitter| -> SignedDuration {
            let pauses = (1..MAX_ATTEMPTS).map(|attempts| queue::backoff(attempts, jitter));
            pauses.sum()
        };
        assert!(tried_for(0.0) >= SignedDuration::from_mins(8));
        assert!(tried_for(1.0) <= SignedDuration::from_mins(13));
    }
}
