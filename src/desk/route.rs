//! From a delivery to the handler that answers it.

use std::borrow::Cow;
use std::sync::Arc;

use super::context::Ctx;
use super::reaction::{self, Reacted};
use super::resolve::{Need, Unknown};
use super::stop::Unanswered;
use super::{Desk, DeskError, Stop, commands, deleted, help, home, registry, said};
use crate::chat::{Act, Identity, Inbound, Place, PlaceKind, Reply, Standing};
use crate::database::{acquire, begin, commit};
use crate::emoji;
use crate::people::{self, Member};
use crate::workspace::{self, Connected};

impl Desk {
    pub(super) async fn attempt(
        &self,
        inbound: &Inbound,
        unknown: &Unknown,
    ) -> Result<Reply, Unanswered> {
        let elsewhere = |actor: &Identity| actor.installation() != inbound.installation;
        if inbound.actor.as_ref().is_some_and(elsewhere) {
            return Ok(ignored_stranger(inbound));
        }
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return Ok(self.newcomer(inbound).await?);
        };
        // News about the team and its people need nobody to be known.
        match &inbound.act {
            Act::Person(profile) => return Ok(self.person_changed(&connected, profile).await?),
            Act::Disconnected => return Ok(self.disconnected(&connected).await?),
            Act::Moved { to } => {
                return Ok(self.place_moved(&connected, inbound, to).await?);
            }
            Act::Said {
                addressed: false,
                text,
                ..
            } if !said::gives(&connected, text) => {
                return Ok(Reply::Nothing);
            }
            Act::Reacted { emoji, .. }
                if !emoji::same(emoji, &connected.settings.currency_emoji) =>
            {
                return Ok(Reply::Nothing);
            }
            _ => {}
        }
        let Some(identity) = &inbound.actor else {
            return Ok(Reply::Nothing);
        };
        let Some(actor) = self.directory.find(connected.workspace(), identity).await? else {
            return if unknown.people.contains(&identity.user) {
                Ok(Reply::Nothing)
            } else {
                Err(Need::Person(identity.clone()).into())
            };
        };
        if actor.standing == Standing::Outsider {
            return Ok(ignored_stranger(inbound));
        }
        let actor = self.listen(&connected, actor, inbound).await?;
        let located = self.locate(inbound, unknown).await?;
        let ctx = Ctx::new(self, &located, connected, actor, identity, unknown);
        match act(&ctx).await {
            Err(Stop::Says(message)) => Ok(ctx.say(*message).await?),
            Err(Stop::SaysInstead(message)) => Ok(ctx.say_instead(*message).await?),
            Err(Stop::Repeated) => Ok(ctx.repeated()),
            Err(Stop::Unanswered(reason)) => Err(reason),
            Ok(reply) => Ok(reply),
        }
    }
}

/// What somebody of the programme did.
async fn act(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    match &ctx.inbound.act {
        Act::Command { name, text } => commands::typed(ctx, name, text).await,
        Act::Said {
            text,
            message,
            addressed: true,
        } => said::addressed(ctx, text, message).await,
        Act::Said {
            text,
            message,
            addressed: false,
        } => said::overheard(ctx, text, message).await,
        // As with commands, giving is kept small.
        _ => Box::pin(act_otherwise(ctx)).await,
    }
}

/// Handles everything that is neither typed nor said.
async fn act_otherwise(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    match &ctx.inbound.act {
        Act::Edited { text, message } => said::edited(ctx, text, message).await,
        Act::Deleted { message } => deleted::deleted(ctx, message).await,
        Act::Reacted {
            emoji,
            message,
            author,
            added,
        } => {
            let it = Reacted {
                emoji,
                message,
                author: author.as_ref(),
                added: *added,
            };
            reaction::reacted(ctx, it).await
        }
        Act::Pressed { action, value, .. } => registry::pressed(ctx, action, value).await,
        Act::Submitted(answers) => registry::submitted(ctx, answers).await,
        Act::Shortcut { which, quoted } => registry::chosen(ctx, which, quoted.as_ref()),
        Act::Invited => help::invited(ctx).await,
        Act::Opened { blank } => home::opened(ctx, *blank).await,
        Act::Command { .. }
        | Act::Said { .. }
        | Act::Person(_)
        | Act::Disconnected
        | Act::Moved { .. } => Ok(Reply::Nothing),
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
        let mut tx = begin(&self.pool).await?;
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
    ) -> Result<Cow<'i, Inbound>, Unanswered> {
        let (
            Some(place),
            Act::Said { .. } | Act::Edited { .. } | Act::Reacted { .. } | Act::Pressed { .. },
        ) = (&inbound.place, &inbound.act)
        else {
            return Ok(Cow::Borrowed(inbound));
        };
        let place = self.place(place, unknown).await?;
        Ok(Cow::Owned(Inbound {
            place: Some(place),
            ..inbound.clone()
        }))
    }

    /// The place with its kind, or the question to the platform where the delivery did not say and
    /// nobody knows: what is given in public may be spoken of elsewhere.
    pub(super) async fn place(
        &self,
        place: &Place,
        unknown: &Unknown,
    ) -> Result<Place, Unanswered> {
        if place.kind != PlaceKind::Unknown || unknown.place {
            return Ok(place.clone());
        }
        let mut conn = acquire(&self.pool).await?;
        let known = workspace::known_place(&mut conn, place, self.clock.now()).await?;
        known.ok_or_else(|| Need::Place(place.clone()).into())
    }
}

/// Whoever is of another organisation is not answered: not even that there is something to be asked.
fn ignored_stranger(inbound: &Inbound) -> Reply {
    tracing::debug!(
        delivery.key = inbound.key,
        "somebody of another organisation is ignored"
    );
    Reply::Nothing
}
