//! What becomes of a letter after an attempt.

use std::time::Duration;

use jiff::SignedDuration;
use sqlx::{Acquire, PgConnection};

use super::confine::asking;
use super::pacing::{LANE_PACE, MAX_ATTEMPTS};
use super::store::{self, Claimed};
use super::worker::{Failed, Step, Worker};
use super::{Contacts, Learned, Letter};
use crate::chat::{Identity, Port, SendError, To};
use crate::clock::{jitter, later};
use crate::explained::explained;
use crate::queue::{self, End};

/// How long to leave a team alone that refuses us altogether.
const REVOKED_PAUSE: Duration = Duration::from_mins(5);

impl<P: Port + 'static, C: Contacts + 'static> Worker<P, C> {
    /// Records what an attempt came to, and what follows from it. A lease that ended meanwhile
    /// changes nothing of the letter.
    pub(super) async fn settle(
        &self,
        claimed: &Claimed,
        outcome: &Result<Step, Failed>,
    ) -> Result<(), sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        let mut tx = conn.begin().await?;
        match outcome {
            Ok(step) => self.advance(&mut tx, claimed, step).await?,
            Err(Failed::Panicked(panicked)) => {
                self.end(&mut tx, claimed, End::Dead, &panicked.to_string())
                    .await?;
            }
            Err(Failed::Opening(error)) => {
                let way = claimed.letter.opening();
                let method = way.unwrap_or_else(|| claimed.letter.way()).method;
                self.fail(&mut tx, claimed, error, &method).await?;
            }
            Err(Failed::Asking(error)) => {
                let method = asking(&claimed.letter.to);
                self.fail(&mut tx, claimed, error, &method).await?;
            }
            Err(Failed::Shared) => {
                let reason = "people of another organisation read there";
                let instead = claimed.letter.where_shared();
                self.conclude(&mut tx, claimed, End::Withheld, reason, &instead)
                    .await?;
            }
            Err(Failed::Sending(error)) => {
                let method = claimed.letter.way().method;
                self.fail(&mut tx, claimed, error, &method).await?;
            }
        }
        tx.commit().await
    }

    async fn advance(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        step: &Step,
    ) -> Result<(), sqlx::Error> {
        let (letter, now) = (&claimed.letter, self.clock.now());
        match step {
            Step::Sent(receipt) => {
                // Where a message stands is true whoever holds its letter.
                if !letter.update {
                    store::record_posted(conn, now, letter, receipt).await?;
                }
                if let To::Person(person) = &letter.to {
                    self.reached(conn, person, &receipt.channel).await?;
                }
                claimed.ticket.settle(conn, now, End::Done, None).await?;
                // The next one waits from now: under load this one left later than it was claimed.
                let rested = later(now, LANE_PACE);
                queue::pause(conn, &letter.to.lane(), rested).await?;
            }
            Step::Idle => {
                claimed.ticket.settle(conn, now, End::Done, None).await?;
            }
            Step::Opened(direct) => {
                if let Some(person) = letter.to.person() {
                    self.reached(conn, person, direct).await?;
                }
                store::reroute(conn, claimed, &letter.way(), Some(direct), now).await?;
            }
        }
        Ok(())
    }

    /// The person is reached in that conversation.
    async fn reached(
        &self,
        conn: &mut PgConnection,
        person: &Identity,
        direct: &str,
    ) -> Result<(), sqlx::Error> {
        store::record_direct(conn, person, direct).await?;
        self.contacts.learn(conn, Learned::Reached(person)).await
    }

    /// `method` is what the call that failed takes of the platform.
    async fn fail(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        error: &SendError,
        method: &str,
    ) -> Result<(), sqlx::Error> {
        let letter = &claimed.letter;
        match error {
            SendError::Refused { reason, .. } if letter.to.home().is_some() => {
                self.give_home_up(conn, claimed, reason).await
            }
            SendError::Refused {
                reason,
                person_gone,
            } => {
                if let (true, Some(account)) = (*person_gone, letter.to.person()) {
                    let learned = Learned::Unreachable { account, reason };
                    self.contacts.learn(conn, learned).await?;
                }
                self.refuse(conn, claimed, reason).await
            }
            SendError::Revoked { reason } => {
                let learned = Learned::Revoked {
                    installation: &letter.to.installation(),
                    reason,
                };
                self.contacts.learn(conn, learned).await?;
                self.pause(conn, claimed, reason, method, REVOKED_PAUSE)
                    .await
            }
            SendError::Later {
                reason,
                pause: Some(pause),
            } => self.pause(conn, claimed, reason, method, *pause).await,
            SendError::Later {
                reason,
                pause: None,
            } => self.try_again(conn, claimed, reason).await,
            SendError::Unopened => self.open_first(conn, claimed).await,
            SendError::NoToken(installation) => {
                let (reason, now) = (explained(error), self.clock.now());
                if self.elsewhere.note(installation.to_string()) {
                    store::explain(conn, installation, &reason).await?;
                }
                store::leave(conn, claimed, &reason, now).await
            }
        }
    }

    /// The conversation with the person has to be opened, or opened anew.
    async fn open_first(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
    ) -> Result<(), sqlx::Error> {
        // What was opened for this very letter does not get better by opening it again.
        let (Some(way), None) = (claimed.letter.opening(), &claimed.direct) else {
            let reason = "their conversation with the bot is gone";
            return self.refuse(conn, claimed, reason).await;
        };
        if let Some(person) = claimed.letter.to.person() {
            store::forget_direct(conn, person).await?;
        }
        let now = self.clock.now();
        store::reroute(conn, claimed, &way, None, now).await
    }

    /// Records that the place refuses the letter. Where another that says the same is sent instead, that one
    /// tells whether it arrives.
    async fn refuse(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        reason: &str,
    ) -> Result<(), sqlx::Error> {
        let instead = claimed.letter.alternatives();
        let says_the_same = |other: &Letter| other.body == claimed.letter.body;
        let end = if instead.iter().any(says_the_same) {
            End::Replaced
        } else {
            End::Refused
        };
        self.conclude(conn, claimed, end, reason, &instead).await
    }

    /// It will never be posted there: what is to be sent instead is sent now.
    async fn conclude(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        end: End,
        reason: &str,
        instead: &[Letter],
    ) -> Result<(), sqlx::Error> {
        let letter = &claimed.letter;
        let (id, lane) = (claimed.ticket.id.value(), letter.to.lane());
        tracing::info!(
            letter.id = id,
            letter.lane = lane,
            letter.end = ?end,
            reason,
            "not sent, for good"
        );
        if self.end(conn, claimed, end, reason).await? {
            store::enqueue(conn, self.clock.now(), instead).await?;
        }
        Ok(())
    }

    /// Nobody misses a home that is not shown, and the next time it is opened it says it all: whoever
    /// keeps homes learns of it, and nobody is alarmed.
    async fn give_home_up(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        reason: &str,
    ) -> Result<(), sqlx::Error> {
        if let Some(account) = claimed.letter.to.home() {
            let learned = Learned::Homeless { account, reason };
            self.contacts.learn(conn, learned).await?;
        }
        self.conclude(conn, claimed, End::Withheld, reason, &[])
            .await
    }

    /// The platform named a time: it is no fault of the letter, and does not count.
    async fn pause(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        reason: &str,
        method: &str,
        pause: Duration,
    ) -> Result<(), sqlx::Error> {
        let pause = SignedDuration::try_from(pause).unwrap_or(SignedDuration::from_secs(60));
        let now = self.clock.now();
        let until = later(now, pause);
        queue::pause(conn, method, until).await?;
        let ticket = &claimed.ticket;
        ticket.postpone(conn, until, reason, false).await.map(drop)
    }

    async fn try_again(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        reason: &str,
    ) -> Result<(), sqlx::Error> {
        let ticket = &claimed.ticket;
        if ticket.attempts >= MAX_ATTEMPTS && claimed.letter.to.home().is_some() {
            return self.give_home_up(conn, claimed, reason).await;
        }
        if ticket.attempts >= MAX_ATTEMPTS {
            tracing::error!(
                letter.id = ticket.id.value(),
                reason,
                "given up; `plaudit outbox list` shows it"
            );
            return self.end(conn, claimed, End::Dead, reason).await.map(drop);
        }
        let now = self.clock.now();
        let until = later(now, queue::backoff(ticket.attempts, jitter()));
        ticket.postpone(conn, until, reason, true).await.map(drop)
    }

    async fn end(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        end: End,
        reason: &str,
    ) -> Result<bool, sqlx::Error> {
        let now = self.clock.now();
        claimed.ticket.settle(conn, now, end, Some(reason)).await
    }
}
