//! Where chat meets features: one file per command or interaction.
//!
//! Each resolves who is meant, calls one feature, and words the answer. What the person is told
//! goes into the acknowledgement where that can carry it, else into the outbox, in the same
//! transaction as what was done.

mod admins;
mod answer;
mod audit;
mod balance;
mod board;
mod board_channel;
mod boost;
mod command;
mod confirm;
mod connect;
mod context;
mod deferred;
mod form;
mod gather;
mod give;
mod help;
mod history;
mod kept;
mod language;
mod late;
mod lookup;
mod notices;
mod pause;
mod reaction;
mod resolve;
mod roles;
mod said;
mod scheduled;
mod settings;
mod story;
mod team;
mod tell;
mod undo;
mod withdrawn;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use tokio::time::{Instant, sleep, timeout};

use crate::attempt::Failure;
use crate::chat::{Ack, Act, Identity, Inbound, Locale, Place, PlaceKind, Reply, Standing};
use crate::clock::{Clock, Pauses, jitter};
use crate::database::{commit, is_held};
use crate::inbox;
use crate::kudos::{Batcher, NotRecorded};
use crate::outbox::Bell;
use crate::people::{self, Directory, Member};
use crate::wording::{self, Words};
use crate::workspace::{self, Connected, Workspaces};

pub use deferred::Clerk;
pub use gather::Gatherer;
pub use kept::Kept;
pub use late::to_whoever_acted;
pub use tell::{told_of_pause, told_of_role};

use context::Ctx;
use resolve::{Need, Unknown};

/// How long handling a delivery may take. The database bounds its statements more narrowly; what is
/// asked over a line that died is never answered.
const LONGEST_TRY: Duration = Duration::from_mins(1);

/// How long a delivery waits for what somebody else holds.
const HELD_PATIENCE: Duration = Duration::from_secs(10);

/// Between two tries.
const PAUSES: Pauses = Pauses::new(Duration::from_millis(500), Duration::from_secs(2));

/// Everything the desk works with. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The database.
    pub pool: PgPool,
    /// Where time comes from.
    pub clock: Clock,
    /// Connections and settings.
    pub workspaces: Workspaces,
    /// People.
    pub directory: Directory,
    /// Records gifts.
    pub batcher: Batcher,
    /// Rung when letters were put into the outbox.
    pub outbox: Bell,
    /// Rung when a delivery was deferred.
    pub inbox: Bell,
    /// Rung when there is something to tell somebody.
    pub notices: Bell,
}

/// A delivery was not dealt with, and may come again.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A gift was not recorded.
    #[error(transparent)]
    NotRecorded(NotRecorded),
    /// It may be done: the database did not say whether it committed.
    #[error("the database did not say whether it committed")]
    Unknown,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The database failed for several deliveries at once.
    #[error("the database failed")]
    Shared(#[from] Arc<sqlx::Error>),
}

impl DeskError {
    /// Whether somebody else held what was needed, so that nothing was done, and it may be tried
    /// again.
    fn is_held(&self) -> bool {
        match self {
            Self::Database(error) => is_held(error),
            Self::Shared(error) => is_held(error),
            Self::NotRecorded(_) | Self::Unknown => false,
        }
    }
}

impl From<Failure<NotRecorded>> for DeskError {
    fn from(failure: Failure<NotRecorded>) -> Self {
        match failure {
            Failure::NotDone(reason) => Self::NotRecorded(reason),
            Failure::Unknown(_) => Self::Unknown,
        }
    }
}

impl From<Failure<sqlx::Error>> for DeskError {
    fn from(failure: Failure<sqlx::Error>) -> Self {
        match failure {
            Failure::NotDone(error) => Self::Database(error),
            Failure::Unknown(_) => Self::Unknown,
        }
    }
}

/// What came of a delivery, and what whoever acted is shown.
#[derive(Debug)]
#[must_use]
pub enum Handled {
    /// It is done.
    Done(Reply),
    /// It is stored for the [`Clerk`], who tells them the rest.
    Deferred(Reply),
}

impl Handled {
    /// What they are shown.
    pub fn reply(self) -> Reply {
        let (Self::Done(reply) | Self::Deferred(reply)) = self;
        reply
    }
}

/// What a first look at a delivery came to.
enum Progress {
    /// It is done.
    Done(Reply),
    /// The platform must be asked first.
    Needs(Vec<Need>),
}

impl From<Reply> for Progress {
    fn from(reply: Reply) -> Self {
        Self::Done(reply)
    }
}

impl Desk {
    /// Handles a delivery. When it returns, what it did is durable.
    ///
    /// What somebody else holds is waited for without a connection, so that many who wait for it keep
    /// nobody else waiting.
    pub async fn handle(&self, inbound: Inbound) -> Result<Handled, DeskError> {
        let begun = Instant::now();
        let mut pauses = PAUSES;
        loop {
            let tried = timeout(LONGEST_TRY, self.try_to_handle(&inbound)).await;
            match tried.unwrap_or(Err(DeskError::Unknown)) {
                Err(error) if error.is_held() && begun.elapsed() < HELD_PATIENCE => {
                    sleep(pauses.take().mul_f64(0.75 + 0.5 * jitter())).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn try_to_handle(&self, inbound: &Inbound) -> Result<Handled, DeskError> {
        match self.attempt(inbound, &Unknown::default()).await? {
            Progress::Done(reply) => Ok(Handled::Done(reply)),
            Progress::Needs(_) => self.defer(inbound.clone()).await.map(Handled::Deferred),
        }
    }

    /// Stores a delivery for the [`Clerk`], who may ask the platform.
    async fn defer(&self, inbound: Inbound) -> Result<Reply, DeskError> {
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return Ok(Reply::Nothing);
        };
        let carries_answers = inbound.ack != Ack::Empty;
        let stored = Inbound {
            ack: Ack::Empty,
            ..inbound
        };
        let mut tx = self.pool.begin().await?;
        let (workspace, now) = (connected.workspace(), self.clock.now());
        if inbox::record(&mut tx, workspace, &[stored.deferred_key()], now).await? {
            inbox::defer(&mut tx, workspace, stored.clone(), now).await?;
        }
        commit(tx).await?;
        self.inbox.ring();
        if !carries_answers {
            return Ok(Reply::Nothing);
        }
        let locale = self.locale_of(&stored, &connected).await?;
        Ok(Reply::Private(wording::moment(&Words::new(
            locale,
            &connected.settings,
        ))))
    }

    /// The language of whoever acts, as far as they are known.
    async fn locale_of(
        &self,
        inbound: &Inbound,
        connected: &Connected,
    ) -> Result<Locale, DeskError> {
        let actor = match &inbound.actor {
            Some(actor) => self.directory.find(connected.workspace(), actor).await?,
            None => None,
        };
        Ok(actor
            .and_then(|member| member.locale)
            .unwrap_or(connected.settings.locale))
    }

    async fn attempt(&self, inbound: &Inbound, unknown: &Unknown) -> Result<Progress, DeskError> {
        let elsewhere = |actor: &Identity| actor.installation() != inbound.installation;
        if inbound.actor.as_ref().is_some_and(elsewhere) {
            return Ok(ignored_stranger(inbound));
        }
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return self.newcomer(inbound).await;
        };
        // News about the team and its people need nobody to be known.
        match &inbound.act {
            Act::Person(profile) => return self.person_changed(&connected, profile).await,
            Act::Disconnected => return self.disconnected(&connected).await,
            Act::Moved { to } => return self.place_moved(&connected, inbound, to).await,
            Act::Said {
                addressed: false,
                text,
                ..
            } if !said::gives(&connected, text) => {
                return Ok(Reply::Nothing.into());
            }
            Act::Reacted { emoji, .. } if *emoji != connected.settings.currency_emoji => {
                return Ok(Reply::Nothing.into());
            }
            _ => {}
        }
        let Some(identity) = &inbound.actor else {
            return Ok(Reply::Nothing.into());
        };
        let Some(actor) = self.directory.find(connected.workspace(), identity).await? else {
            return Ok(if unknown.people.contains(&identity.user) {
                Reply::Nothing.into()
            } else {
                Progress::Needs(vec![Need::Person(identity.clone())])
            });
        };
        if actor.standing == Standing::Outsider {
            return Ok(ignored_stranger(inbound));
        }
        let actor = self.listen(&connected, actor, inbound).await?;
        let located = match self.locate(inbound, unknown).await? {
            Ok(located) => located,
            Err(need) => return Ok(Progress::Needs(vec![need])),
        };
        let inbound = located.as_ref();
        let ctx = Ctx::new(self, inbound, connected, actor, identity, unknown);
        match &inbound.act {
            Act::Command { name, text } => ctx.command(name, text).await,
            Act::Said {
                text,
                message,
                addressed: true,
            } => ctx.addressed(text, message).await,
            Act::Said {
                text,
                message,
                addressed: false,
            } => ctx.overheard(text, message).await,
            Act::Deleted { message } => ctx.withdrawn(&ctx.message(message)).await,
            Act::Reacted {
                emoji,
                message,
                author,
                added,
            } => ctx.reacted(emoji, message, author.as_ref(), *added).await,
            Act::Pressed { action, value, .. } => ctx.pressed(action, value).await,
            Act::Submitted(answers) => ctx.submitted(answers).await,
            Act::Shortcut { quoted } => Ok(ctx.shortcut(quoted.as_ref()).into()),
            Act::Invited => ctx.invited().await,
            Act::Person(_) | Act::Disconnected | Act::Moved { .. } => Ok(Reply::Nothing.into()),
        }
    }
}

impl Desk {
    /// The actor with what the delivery itself tells of them, where no directory does: it is
    /// answered in the language it came in.
    async fn listen(
        &self,
        connected: &Connected,
        actor: Arc<Member>,
        inbound: &Inbound,
    ) -> Result<Arc<Member>, DeskError> {
        let told = inbound.actor.as_ref().and_then(|identity| {
            let account = actor.account(identity)?;
            Some((
                &account.identity,
                account.news(&inbound.client, self.clock.now())?,
            ))
        });
        let Some((identity, news)) = told else {
            return Ok(actor);
        };
        let mut tx = self.pool.begin().await?;
        people::learn(
            &mut tx,
            connected.workspace(),
            identity,
            &news,
            self.clock.now(),
        )
        .await?;
        commit(tx).await?;
        self.directory.forget();
        let known = self.directory.find(connected.workspace(), identity).await?;
        Ok(known.unwrap_or(actor))
    }

    /// The delivery with the kind of its place, where that matters.
    async fn locate<'i>(
        &self,
        inbound: &'i Inbound,
        unknown: &Unknown,
    ) -> Result<Result<Cow<'i, Inbound>, Need>, DeskError> {
        let (Some(place), Act::Said { .. } | Act::Reacted { .. } | Act::Pressed { .. }) =
            (&inbound.place, &inbound.act)
        else {
            return Ok(Ok(Cow::Borrowed(inbound)));
        };
        Ok(self.place(place, unknown).await?.map(|place| {
            Cow::Owned(Inbound {
                place: Some(place),
                ..inbound.clone()
            })
        }))
    }

    /// The place with its kind, or the question to the platform where the delivery did not say and
    /// nobody knows: what is given in public may be spoken of elsewhere.
    async fn place(
        &self,
        place: &Place,
        unknown: &Unknown,
    ) -> Result<Result<Place, Need>, DeskError> {
        if place.kind != PlaceKind::Unknown || unknown.place {
            return Ok(Ok(place.clone()));
        }
        let mut conn = self.pool.acquire().await?;
        let known = workspace::known_place(&mut conn, place, self.clock.now()).await?;
        Ok(known.ok_or_else(|| Need::Place(place.clone())))
    }
}

/// Whoever is of another organisation is not answered: not even that there is something to be asked.
fn ignored_stranger(inbound: &Inbound) -> Progress {
    tracing::debug!(
        delivery.key = inbound.key,
        "somebody of another organisation is ignored"
    );
    Reply::Nothing.into()
}
