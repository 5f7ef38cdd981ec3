//! The one who carries: claims, sends, settles, and never drops what it holds.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use metrics::{counter, gauge};
use sqlx::{Acquire, PgPool};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::pacing::{MAX_ATTEMPTS, REVOKED_PAUSE, backoff};
use super::store::{self, Claimed, End};
use crate::chat::{Body, Parcel, Port, Receipt, SendError, To};
use crate::clock::{Clock, jitter, moment};
use crate::explained::explained;
use crate::{people, workspace};

/// Rung when letters were put in, so that the worker need not wait for its next look.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// Rings. Call it after the commit.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    pub(crate) async fn rung(&self) {
        self.0.notified().await;
    }
}

/// Sends letters until it is told to stop. Any number of workers may share one database.
pub struct Worker<P> {
    /// The database.
    pub pool: PgPool,
    /// Where time comes from.
    pub clock: Clock,
    /// The platforms.
    pub port: Arc<P>,
    /// Rung by those who put letters in.
    pub bell: Bell,
}

/// How many letters are on their way at once.
const IN_FLIGHT: usize = 16;

/// How often the worker looks when nobody rings.
const POLL: Duration = Duration::from_secs(1);

/// How long to wait after each failure to record what became of a letter: within its lease.
const SETTLING: [Duration; 4] = [
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::ZERO,
];

/// The least time between two looks: under load the bell rings without pause.
const BREATH: Duration = Duration::from_millis(100);

/// How many times a look goes on while it finds nothing to claim.
const ROUNDS: usize = 4;

/// How often what waits is counted.
const MEASURE: Duration = Duration::from_secs(2);

impl<P: Port + 'static> Worker<P> {
    /// Works until `stop`, then finishes what is on its way.
    pub async fn run(self, stop: CancellationToken) {
        let this = Arc::new(self);
        let mut under_way = JoinSet::new();
        let mut cursor = String::new();
        let mut measured = None;
        let mut breath = tokio::time::Instant::now();
        while !stop.is_cancelled() {
            // Just when there is much to do, how much is worth knowing.
            if measured.is_none_or(|at: Instant| at.elapsed() >= MEASURE) {
                this.measure().await;
                measured = Some(Instant::now());
            }
            tokio::time::sleep_until(breath).await;
            breath = moment(tokio::time::Instant::now(), BREATH);
            while under_way.try_join_next().is_some() {}
            let room = IN_FLIGHT - under_way.len();
            let claimed = if room > 0 {
                this.claim(&mut cursor, room).await
            } else {
                Vec::new()
            };
            let found = !claimed.is_empty();
            for letter in claimed {
                let this = Arc::clone(&this);
                under_way.spawn(async move { this.carry(letter).await });
            }
            // A cursor in the middle has conversations left to look at.
            if (found || !cursor.is_empty()) && under_way.len() < IN_FLIGHT {
                continue;
            }
            let nap = POLL.mul_f64(0.9 + 0.2 * jitter());
            tokio::select! {
                () = stop.cancelled() => {}
                () = this.bell.rung() => {}
                () = tokio::time::sleep(nap) => {}
                Some(_) = under_way.join_next() => {}
            }
        }
        while under_way.join_next().await.is_some() {}
    }

    /// Goes on from `cursor`, so that each conversation gets its turn, and once around.
    async fn claim(&self, cursor: &mut String, room: usize) -> Vec<Claimed> {
        let limit = i64::try_from(room).unwrap_or(1);
        for _ in 0..ROUNDS {
            let round = match store::claim(&self.pool, self.clock.now(), cursor, limit).await {
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

    async fn carry(&self, claimed: Claimed) {
        let outcome = match self.parcel(&claimed).await {
            Ok(Some(parcel)) => self.port.deliver(&parcel).await,
            // The message to change never arrived: there is nothing to do.
            Ok(None) => Ok(Receipt {
                channel: String::new(),
                message: None,
            }),
            Err(error) => Err(SendError::Later {
                reason: explained(&error),
                pause: None,
            }),
        };
        let (platform, _) = claimed.letter.to.team();
        let word = match &outcome {
            Ok(_) => "sent",
            Err(SendError::Later { .. }) => "later",
            Err(SendError::Refused { .. }) => "refused",
            Err(SendError::Revoked { .. }) => "revoked",
        };
        counter!("plaudit_outbox_sends_total", "platform" => platform.as_str(), "outcome" => word)
            .increment(1);
        for pause in SETTLING {
            match self.settle(&claimed, &outcome).await {
                Ok(()) => break,
                // Without its record, what was sent would be sent again.
                Err(error) => {
                    tracing::error!(
                        letter.id = claimed.id,
                        error = explained(&error),
                        "a letter is not settled yet"
                    );
                    tokio::time::sleep(pause).await;
                }
            }
        }
        // Where even that was in vain, its lease ends by itself, and it is tried again.
        self.bell.ring();
    }

    async fn parcel(&self, claimed: &Claimed) -> Result<Option<Parcel>, sqlx::Error> {
        let letter = &claimed.letter;
        let body = if letter.update {
            let To::Place(place) = &letter.to else {
                return Ok(None);
            };
            let mut conn = self.pool.acquire().await?;
            let Some(message) = store::posted_in(&mut conn, letter, place).await? else {
                return Ok(None);
            };
            Body::Update {
                message,
                new: letter.message.clone(),
            }
        } else {
            Body::Post(letter.message.clone())
        };
        Ok(Some(Parcel {
            to: letter.to.clone(),
            body,
        }))
    }

    async fn settle(
        &self,
        claimed: &Claimed,
        outcome: &Result<Receipt, SendError>,
    ) -> Result<(), sqlx::Error> {
        let letter = &claimed.letter;
        let now = self.clock.now();
        let mut conn = self.pool.acquire().await?;
        let mut tx = conn.begin().await?;
        match outcome {
            Ok(receipt) => {
                store::settle(&mut tx, now, claimed, End::Sent, None).await?;
                if !letter.update {
                    store::record_posted(&mut tx, now, letter, receipt).await?;
                }
                if let To::Person(person) = &letter.to {
                    people::record_direct_channel(&mut tx, person, &receipt.channel).await?;
                }
            }
            Err(SendError::Refused {
                reason,
                person_gone,
            }) => {
                tracing::info!(
                    letter.id = claimed.id,
                    letter.lane = letter.to.lane(),
                    reason,
                    "refused for good"
                );
                let first =
                    store::settle(&mut tx, now, claimed, End::Refused, Some(reason)).await?;
                if let (true, To::Person(person) | To::Privately { person, .. }) =
                    (*person_gone, &letter.to)
                {
                    people::mark_unreachable(&mut tx, person, reason).await?;
                }
                if let (true, Some(other)) = (first, &letter.otherwise) {
                    store::enqueue(&mut tx, now, std::slice::from_ref(other)).await?;
                }
            }
            Err(SendError::Revoked { reason }) => {
                let (platform, team) = letter.to.team();
                workspace::mark_dead(&mut tx, &self.clock, platform, team, reason).await?;
                self.try_later(&mut tx, claimed, reason, Some(REVOKED_PAUSE))
                    .await?;
            }
            Err(SendError::Later { reason, pause }) => {
                self.try_later(&mut tx, claimed, reason, *pause).await?;
            }
        }
        tx.commit().await
    }

    async fn try_later(
        &self,
        conn: &mut sqlx::PgConnection,
        claimed: &Claimed,
        reason: &str,
        pause: Option<Duration>,
    ) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        if let Some(pause) = pause {
            // The platform named a time: it is no fault of the letter, and does not count.
            let pause = SignedDuration::try_from(pause).unwrap_or(SignedDuration::from_secs(60));
            let until = now.saturating_add(pause).unwrap_or(now);
            store::pause(conn, &claimed.letter.method(), until).await?;
            return store::postpone(conn, claimed, until, reason, false).await;
        }
        if claimed.attempts >= MAX_ATTEMPTS {
            tracing::error!(
                letter.id = claimed.id,
                reason,
                "given up; `plaudit outbox list` shows it"
            );
            return store::settle(conn, now, claimed, End::Dead, Some(reason))
                .await
                .map(drop);
        }
        let until = now
            .saturating_add(backoff(claimed.attempts, jitter()))
            .unwrap_or(now);
        store::postpone(conn, claimed, until, reason, true).await
    }

    async fn measure(&self) {
        if let Ok((waiting, oldest)) = store::depth(&self.pool).await {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a gauge needs no more than 52 bits"
            )]
            gauge!("plaudit_outbox_depth").set(waiting as f64);
            let age = oldest.map_or(0.0, |at| {
                self.clock.now().duration_since(at.0).as_secs_f64()
            });
            gauge!("plaudit_outbox_oldest_seconds").set(age.max(0.0));
        }
    }
}
