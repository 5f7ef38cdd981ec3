//! The clerk: works on deliveries that only the platform can explain.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use sqlx::Acquire;
use tokio_util::sync::CancellationToken;

use super::resolve::{Author, Need, Unknown, as_said};
use super::{Desk, DeskError, Progress, team_of};
use crate::chat::{Door, Identity, Inbound, LookupError, Port, Reply, To};
use crate::clock::jitter;
use crate::command::Recipient;
use crate::explained::explained;
use crate::inbox::{self, Deferred};
use crate::outbox::{self, Letter};
use crate::wording::{self, Words};
use crate::{people, workspace};

/// Asks the platforms, then handles what was deferred as if it had just arrived.
pub struct Clerk<P> {
    /// The desk.
    pub desk: Desk,
    /// The platforms.
    pub port: Arc<P>,
}

/// How often a delivery is tried: for about ten minutes.
const MAX_ATTEMPTS: i32 = 8;

/// How many rounds of questions one attempt may take: a reaction needs the author, then the person.
const ROUNDS: usize = 4;

const POLL: Duration = Duration::from_secs(1);

impl<P: Port> Clerk<P> {
    /// Works until told to stop, finishing what it has begun.
    pub async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let found = match inbox::claim(&self.desk.pool, self.desk.clock.now(), 8).await {
                Ok(due) => {
                    let found = !due.is_empty();
                    for deferred in due {
                        self.work(deferred).await;
                    }
                    found
                }
                Err(error) => {
                    tracing::warn!(error = explained(&error), "the inbox cannot be read");
                    false
                }
            };
            if !found {
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = self.desk.inbox.rung() => {}
                    () = tokio::time::sleep(POLL.mul_f64(0.9 + 0.2 * jitter())) => {}
                }
            }
        }
    }

    async fn work(&self, deferred: Deferred) {
        let outcome = self.understand(&deferred).await;
        let settled = match outcome {
            Ok(()) => self.finish(&deferred, None).await,
            Err(error) if deferred.attempts >= MAX_ATTEMPTS => {
                tracing::error!(
                    inbox.id = deferred.id,
                    error = explained(&error),
                    "a delivery was given up"
                );
                self.give_up(&deferred, &explained(&error)).await
            }
            Err(error) => self.postpone(&deferred, &explained(&error)).await,
        };
        if let Err(error) = settled {
            tracing::error!(
                inbox.id = deferred.id,
                error = explained(&error),
                "a delivery could not be settled"
            );
        }
    }

    /// Asks as long as something is unclear, then acts.
    async fn understand(&self, deferred: &Deferred) -> Result<(), Failed> {
        let mut unknown = Unknown::default();
        for _ in 0..ROUNDS {
            match self.desk.attempt(&deferred.inbound, &unknown).await? {
                // A form opens only while the platform waits for the answer.
                Progress::Done(Reply::Open { otherwise, .. }) => {
                    self.desk.say(&deferred.inbound, "said", otherwise).await?;
                    return Ok(());
                }
                Progress::Done(_) => return Ok(()),
                Progress::Needs(needs) => {
                    for need in needs {
                        self.ask(deferred, &need, &mut unknown).await?;
                    }
                }
            }
        }
        Err(Failed::Endless)
    }

    async fn ask(
        &self,
        deferred: &Deferred,
        need: &Need,
        unknown: &mut Unknown,
    ) -> Result<(), Failed> {
        let desk = &self.desk;
        // Only what came from a team was deferred.
        let Some((platform, team)) = team_of(&deferred.inbound) else {
            return Ok(());
        };
        match need {
            Need::Person(identity) => match self
                .port
                .profile(&team, deferred.inbound.place.as_ref(), identity)
                .await
            {
                Ok(mut profile) => {
                    if profile.name.is_empty() {
                        profile.name = called(&deferred.inbound, identity);
                    }
                    let mut conn = desk.pool.acquire().await?;
                    let mut tx = conn.begin().await?;
                    people::record(&mut tx, &desk.clock, deferred.workspace, &profile).await?;
                    tx.commit().await?;
                    // They may answer to another id than they were asked for by.
                    if !profile.is_called(&identity.user) {
                        unknown.people.insert(identity.user.clone());
                    }
                }
                Err(LookupError::Unknown(_)) => {
                    unknown.people.insert(identity.user.clone());
                }
                Err(LookupError::Later(reason)) => return Err(Failed::Platform(reason)),
            },
            Need::Group(group) => match self.port.group(platform, &team, group).await {
                Ok(users) => {
                    let mut conn = desk.pool.acquire().await?;
                    let now = desk.clock.now();
                    people::record_group(&mut conn, platform, &team, group, &users, now).await?;
                }
                Err(LookupError::Unknown(_)) => {
                    unknown.groups.insert(group.clone());
                }
                Err(LookupError::Later(reason)) => return Err(Failed::Platform(reason)),
            },
            Need::Place(place) => match self.port.place(place).await {
                Ok((place, _)) => {
                    let mut conn = desk.pool.acquire().await?;
                    workspace::record_place(&mut conn, &place, desk.clock.now()).await?;
                }
                Err(LookupError::Unknown(_)) => unknown.place = true,
                Err(LookupError::Later(reason)) => return Err(Failed::Platform(reason)),
            },
            Need::Door(place) => match self.port.place(place).await {
                Ok((_, door)) => unknown.door = Some(door),
                // A private place is not told of to whoever is not in it.
                Err(LookupError::Unknown(_)) => unknown.door = Some(Door::Uninvited),
                Err(LookupError::Later(reason)) => return Err(Failed::Platform(reason)),
            },
            Need::Author { place, message } => match self.port.author(place, message).await {
                Ok(author) => unknown.author = author.map_or(Author::Nobody, Author::Told),
                Err(LookupError::Unknown(_)) => unknown.author = Author::Nobody,
                Err(LookupError::Later(reason)) => return Err(Failed::Platform(reason)),
            },
        }
        Ok(())
    }

    async fn finish(&self, deferred: &Deferred, error: Option<&str>) -> Result<(), sqlx::Error> {
        let mut conn = self.desk.pool.acquire().await?;
        inbox::finish(&mut conn, deferred, error).await
    }

    async fn postpone(&self, deferred: &Deferred, error: &str) -> Result<(), sqlx::Error> {
        tracing::info!(
            inbox.id = deferred.id,
            error,
            "a delivery waits for the platform"
        );
        let seconds = 2_i64.saturating_pow(deferred.attempts.unsigned_abs().min(7));
        let now = self.desk.clock.now();
        let until = now
            .saturating_add(SignedDuration::from_secs(seconds))
            .unwrap_or(now);
        let mut conn = self.desk.pool.acquire().await?;
        inbox::postpone(&mut conn, deferred, until, error).await
    }

    /// Tells whoever asked that nothing came of it.
    async fn give_up(&self, deferred: &Deferred, error: &str) -> Result<(), sqlx::Error> {
        let desk = &self.desk;
        let mut tx = desk.pool.begin().await?;
        if let Some(actor) = &deferred.inbound.actor {
            let settings = crate::settings::load(&mut tx, deferred.workspace).await?;
            let member = people::find(&mut tx, actor).await?;
            let locale = member.and_then(|m| m.locale).unwrap_or(settings.locale);
            let message = wording::lookup_failed(&Words::new(locale, &settings));
            let letter = Letter::new(deferred.workspace, To::Person(actor.clone()), message);
            outbox::enqueue(&mut tx, desk.clock.now(), &[letter]).await?;
        }
        inbox::finish(&mut tx, deferred, Some(error)).await?;
        tx.commit().await?;
        desk.outbox.ring();
        Ok(())
    }
}

/// The name by which somebody was mentioned, for whom the platform has none.
fn called(inbound: &Inbound, identity: &Identity) -> String {
    let marked = Recipient::Person(identity.user.clone()).marked();
    let said = as_said(inbound, &marked).map(wording::marked::plain);
    let name = said.unwrap_or_else(|| identity.user.clone());
    name.trim_start_matches('@').to_owned()
}

/// Why an attempt came to nothing.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("the platform does not answer: {0}")]
    Platform(String),
    #[error("each answer raised another question")]
    Endless,
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}
