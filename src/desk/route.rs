//! From a delivery to the handler that answers it.

use std::borrow::Cow;
use std::sync::Arc;

use super::context::Ctx;
use super::resolve::{Need, Unknown};
use super::{Desk, DeskError, Progress, commands, form, help, reaction, registry, said, withdrawn};
use crate::chat::{Act, Identity, Inbound, Place, PlaceKind, Reply, Standing};
use crate::database::commit;
use crate::emoji;
use crate::people::{self, Member};
use crate::workspace::{self, Connected};

impl Desk {
    pub(super) async fn attempt(
        &self,
        inbound: &Inbound,
        unknown: &Unknown,
    ) -> Result<Progress, DeskError> {
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
            Act::Reacted { emoji, .. }
                if !emoji::same(emoji, &connected.settings.currency_emoji) =>
            {
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
            Act::Command { name, text } => commands::typed(&ctx, name, text).await,
            Act::Said {
                text,
                message,
                addressed: true,
            } => said::addressed(&ctx, text, message).await,
            Act::Said {
                text,
                message,
                addressed: false,
            } => said::overheard(&ctx, text, message).await,
            Act::Edited { text, message } => said::edited(&ctx, text, message).await,
            Act::Deleted { message } => {
                withdrawn::withdrawn(&ctx, &withdrawn::of_message(&ctx, message)).await
            }
            Act::Reacted {
                emoji,
                message,
                author,
                added,
            } => reaction::reacted(&ctx, emoji, message, author.as_ref(), *added).await,
            Act::Pressed { action, value, .. } => registry::pressed(&ctx, action, value).await,
            Act::Submitted(answers) => registry::submitted(&ctx, answers).await,
            Act::Shortcut { quoted } => Ok(form::shortcut(&ctx, quoted.as_ref()).into()),
            Act::Invited => help::invited(&ctx).await,
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
        let (
            Some(place),
            Act::Said { .. } | Act::Edited { .. } | Act::Reacted { .. } | Act::Pressed { .. },
        ) = (&inbound.place, &inbound.act)
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
    pub(super) async fn place(
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
