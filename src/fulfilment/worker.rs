//! The one who delivers: claims, asks, records, and never drops what it holds.

use std::sync::Arc;
use std::time::Duration;

use metrics::counter;
use tokio_util::sync::CancellationToken;

use super::claim::{Claimed, claim};
use super::work::Outcome;
use super::{Answer, Fulfiller};
use crate::clock::about;
use crate::explained::explained;
use crate::ids::WorkspaceId;
use crate::queue::{self, Claims, DEADLINE, Gauges, Jobs, Queue};
use crate::rewards::Trouble;
use crate::vitals::Pulse;

/// Delivers until it is told to stop. Any number of workers may share one database.
pub struct Worker {
    /// What it takes.
    pub fulfiller: Fulfiller,
}

/// How many redemptions are worked on at once.
const HANDS: usize = 8;

/// How many of them may be of one workspace: a service that hangs keeps nobody else waiting.
const OF_A_WORKSPACE: i64 = 4;

/// How often the worker looks.
const POLL: Duration = Duration::from_secs(1);

impl Worker {
    /// Works until told to stop, then gives what it has begun a moment to end. What is let go is taken
    /// up by whoever claims it once its lease has ended, under the same key.
    pub async fn run(self, stop: CancellationToken, pulse: Pulse) {
        let claims = Claims::beside(&self.fulfiller.pool);
        let this = Arc::new(self);
        let mut jobs: Jobs<WorkspaceId> = Jobs::default();
        let mut gauges = Gauges::of(Queue::Fulfilment);
        while !stop.is_cancelled() {
            pulse.beat();
            gauges
                .show(&this.fulfiller.pool, this.fulfiller.clock.now())
                .await;
            let claimed = this.claim(&claims, &mut jobs).await;
            let found = !claimed.is_empty();
            for claimed in claimed {
                let ticket = claimed.ticket.clone();
                jobs.begin(ticket.workspace, ticket, Arc::clone(&this).deliver(claimed));
            }
            if found && jobs.kinds().len() < HANDS {
                continue;
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(about(POLL)) => {}
                Some(()) = jobs.freed() => {}
            }
        }
        jobs.finish().await;
    }

    async fn claim(&self, claims: &Claims, jobs: &mut Jobs<WorkspaceId>) -> Vec<Claimed> {
        let room = HANDS - jobs.kinds().len();
        if room == 0 {
            return Vec::new();
        }
        let under_way = jobs.under_way();
        let (now, limit) = (self.fulfiller.clock.now(), i64::try_from(room).unwrap_or(1));
        let claimed = claim(claims, now, limit, OF_A_WORKSPACE, &under_way).await;
        claimed.unwrap_or_else(|error| {
            tracing::warn!(
                error = explained(&error),
                "what is to be delivered cannot be read"
            );
            Vec::new()
        })
    }

    async fn deliver(self: Arc<Self>, mut claimed: Claimed) {
        let (fulfiller, ticket) = (&self.fulfiller, &claimed.ticket.clone());
        let work = tokio::time::timeout(DEADLINE, fulfiller.work(&mut claimed));
        let outcome = match queue::guard(ticket, work).await {
            Ok(Ok(outcome)) => outcome,
            // The service may have been asked.
            Ok(Err(_)) => Outcome::Answered {
                answer: Answer::Unknown(Trouble::NoAnswer("it took too long".to_owned())),
                in_doubt: true,
            },
            Err(panicked) => Outcome::Panicked(panicked),
        };
        counter!("plaudit_fulfilments_total", "outcome" => outcome.as_str()).increment(1);
        let record = || fulfiller.record(&claimed, &outcome);
        queue::insist(ticket, &fulfiller.pool, &fulfiller.clock, record).await;
    }
}
