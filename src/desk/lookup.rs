//! What the worker on deferred deliveries asks a platform, and keeps of the answers.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sqlx::Acquire;

use super::deferred_worker::DeferredWorker;
use super::resolve::{Author, FirstDay, Need, Unknown, as_said};
use super::stop::Unanswered;
use super::{Desk, DeskError};
use crate::chat::{
    Clean, Door, Identity, Inbound, Installation, LookupError, Port, Reply, Standing,
};
use crate::clock::later;
use crate::command::Recipient;
use crate::guarded::Panicked;
use crate::inbox::Deferred;
use crate::queue;
use crate::{people, wording, workspace};

/// How many rounds of questions one attempt may take: a reaction needs the author, then the person.
const ROUNDS: usize = 4;

/// How long the platform may take for one answer.
const LOOKUP: Duration = Duration::from_secs(15);

/// Why an attempt came to nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failed {
    #[error("the platform does not answer: {0}")]
    Platform(String),
    /// It is nobody's fault, and does not count.
    #[error("the platform asks for patience")]
    Paused { until: Timestamp },
    /// Another server may ask.
    #[error("{}", LookupError::NoToken(.0.clone()))]
    NoToken(Installation),
    #[error("each answer raised another question")]
    Endless,
    #[error("it took too long")]
    TooLong,
    #[error(transparent)]
    Panicked(Panicked),
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// What a platform is asked; each kind of question has a limit of its own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Question {
    Profile,
    Group,
    Members,
    Place,
    Author,
    FirstDay,
}

impl Question {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Group => "group",
            Self::Members => "members",
            Self::Place => "place",
            Self::Author => "author",
            Self::FirstDay => "first_day",
        }
    }
}

impl<P: Port + 'static> DeferredWorker<P> {
    /// Asks as long as something is unclear, then acts.
    pub(super) async fn understand(&self, deferred: &Deferred) -> Result<(), Failed> {
        let mut unknown = Unknown::default();
        for _ in 0..ROUNDS {
            match self.desk.attempt(&deferred.inbound, &unknown).await {
                Ok(reply) => return Ok(self.told(deferred, reply).await?),
                Err(Unanswered::Failed(error)) => return Err(error.into()),
                Err(Unanswered::Needs(needs)) => {
                    for need in needs {
                        self.ask(deferred, &need, &mut unknown).await?;
                    }
                }
            }
        }
        Err(Failed::Endless)
    }

    /// Tells whoever acted what no letter tells them yet.
    async fn told(&self, deferred: &Deferred, reply: Reply) -> Result<(), DeskError> {
        let (desk, inbound) = (&self.desk, &deferred.inbound);
        match reply.in_words() {
            Some(message) => desk.say(inbound, &inbound.answer_key(), message).await,
            None if deferred.owed => desk.say_what_was_done(inbound).await,
            None => Ok(()),
        }
    }

    async fn ask(
        &self,
        deferred: &Deferred,
        need: &Need,
        unknown: &mut Unknown,
    ) -> Result<(), Failed> {
        let (desk, inbound) = (&self.desk, &deferred.inbound);
        let through = &inbound.installation;
        match need {
            Need::Person(identity) => {
                let answer = self.port.profile(through, inbound.place.as_ref(), identity);
                let Some(mut profile) = self.answer(deferred, Question::Profile, answer).await?
                else {
                    unknown.people.insert(identity.user.clone());
                    return Ok(());
                };
                // What a stranger does leaves no trace; of one who is spoken of it is known, and said.
                if profile.standing == Standing::Outsider
                    && inbound.actor.as_ref() == Some(identity)
                {
                    unknown.people.insert(identity.user.clone());
                    return Ok(());
                }
                if profile.name.is_empty() {
                    profile.name = called(inbound, identity);
                }
                let mut conn = desk.pool.acquire().await?;
                let mut tx = conn.begin().await?;
                let workspace = deferred.ticket.workspace;
                people::record(&mut tx, &desk.clock, workspace, &profile).await?;
                tx.commit().await?;
                // They may answer to another id than they were asked for by.
                if !profile.is_called(&identity.user) {
                    unknown.people.insert(identity.user.clone());
                }
            }
            Need::Group(group) => {
                let answer = self.port.group(through, group);
                let Some(users) = self.answer(deferred, Question::Group, answer).await? else {
                    unknown.groups.insert(group.clone());
                    return Ok(());
                };
                let mut conn = desk.pool.acquire().await?;
                let now = desk.clock.now();
                people::record_list(&mut conn, through, group, &users, now).await?;
            }
            Need::Place(place) => {
                let answer = self.port.place(place);
                let Some(told) = self.answer(deferred, Question::Place, answer).await? else {
                    unknown.place = true;
                    return Ok(());
                };
                let mut conn = desk.pool.acquire().await?;
                workspace::record_place(&mut conn, &told, desk.clock.now()).await?;
            }
            Need::Door(place) => {
                let answer = self.port.place(place);
                let told = self.answer(deferred, Question::Place, answer).await?;
                // A private place is not told of to whoever is not in it.
                unknown.door = Some(match told {
                    Some(told) if told.place.shared => Door::Shared,
                    Some(told) => told.door,
                    None => Door::Uninvited,
                });
            }
            Need::FirstDay(identity) => {
                let answer = self.port.first_day(through, identity);
                let told = self.answer(deferred, Question::FirstDay, answer).await?;
                unknown.first_day = told.flatten().map_or(FirstDay::Untold, FirstDay::Told);
            }
            Need::Author { place, message } => {
                let answer = self.port.author(place, message);
                let author = self.answer(deferred, Question::Author, answer).await?;
                unknown.author = author.flatten().map_or(Author::Nobody, Author::Told);
            }
        }
        Ok(())
    }

    async fn answer<T>(
        &self,
        deferred: &Deferred,
        question: Question,
        answer: impl Future<Output = Result<T, LookupError>>,
    ) -> Result<Option<T>, Failed> {
        let through = &deferred.inbound.installation;
        self.desk.answer_to(through, question, answer).await
    }
}

impl Desk {
    /// The answer, or nothing where the platform does not tell. What it asks us to leave alone is
    /// left alone by everybody until then.
    pub(super) async fn answer_to<T>(
        &self,
        through: &Installation,
        question: Question,
        answer: impl Future<Output = Result<T, LookupError>>,
    ) -> Result<Option<T>, Failed> {
        let method = format!("{through}#{}", question.as_str());
        let mut conn = self.pool.acquire().await?;
        let paused = queue::paused_until(&mut conn, &method, self.clock.now()).await?;
        drop(conn);
        if let Some(until) = paused {
            return Err(Failed::Paused { until });
        }
        let told = tokio::time::timeout(LOOKUP, answer).await;
        match told.map(|told| told.map_err(Clean::cleaned)) {
            Ok(Ok(told)) => Ok(Some(told)),
            Ok(Err(LookupError::Unknown(_))) => Ok(None),
            Ok(Err(LookupError::NoToken(installation))) => Err(Failed::NoToken(installation)),
            Ok(Err(LookupError::Later {
                pause: Some(pause), ..
            })) => {
                let pause = SignedDuration::try_from(pause).unwrap_or(queue::LEASE);
                let until = later(self.clock.now(), pause);
                let mut conn = self.pool.acquire().await?;
                queue::pause(&mut conn, &method, until).await?;
                Err(Failed::Paused { until })
            }
            Ok(Err(LookupError::Later {
                reason,
                pause: None,
            })) => Err(Failed::Platform(reason)),
            Err(_) => Err(Failed::Platform("no answer in time".to_owned())),
        }
    }
}

/// The name by which somebody was mentioned, for whom the platform has none.
fn called(inbound: &Inbound, identity: &Identity) -> String {
    let marked = Recipient::Person(identity.user.clone()).marked();
    let said = as_said(inbound, &marked).map(wording::marked::plain);
    let name = said.unwrap_or_else(|| identity.user.clone());
    name.trim_start_matches('@').to_owned()
}
