//! Saying something: in a place, to a person, or to a person in a place.

use serde_json::Value;

use super::Teams;
use super::failure::Failure;
use crate::chat::{Identity, Message, Outgoing, Place, PlaceKind, Platform, Receipt, To};
use crate::explained::explained;
use crate::teams::api::{ApiError, At};
use crate::teams::directory::Route;
use crate::teams::render::{self, Rendered, Target};

impl Teams {
    /// The address book knows people's conversations better than whoever sends: they may move.
    pub(super) async fn carry(&self, outgoing: &Outgoing) -> Result<Receipt, Failure> {
        let through = outgoing.installation();
        self.ours(&through)?;
        let tenant = &through.team;
        let rendered = |message: &Message| render::message(message, Target { tenant });
        match outgoing {
            Outgoing::Post { to, message, .. } => {
                let message = rendered(message);
                match to {
                    To::Place(place) => self.say(place, &message).await,
                    To::Person(person) => self.say_to(person, &message).await,
                    To::Privately { place, person } => self.whisper(place, person, &message).await,
                    To::Home(_) => Err(Failure::NoHome),
                }
            }
            Outgoing::Home { .. } => Err(Failure::NoHome),
            Outgoing::Change { place, id, message } => {
                self.change(place, id, &rendered(message)).await
            }
        }
    }

    /// Where a conversation is reached, if it takes anything from us.
    pub(super) async fn route(&self, tenant: &str, conversation: &str) -> Result<Route, Failure> {
        let route = self.directory.route(tenant, conversation).await?;
        let route = route.ok_or(Failure::Unheard)?;
        if !route.present {
            return Err(Failure::Absent);
        }
        Ok(route)
    }

    /// Notes when a conversation turns out to be shut.
    async fn noting<T>(&self, place: &Place, outcome: Result<T, ApiError>) -> Result<T, Failure> {
        if let Err(ApiError::NotThere { code }) = &outcome
            // A thread may be gone while its channel is not.
            && (place.thread.is_none() || code != "ConversationNotFound")
        {
            self.directory.absent(&place.team, &place.channel).await?;
        }
        Ok(outcome?)
    }

    async fn say(&self, place: &Place, message: &Rendered) -> Result<Receipt, Failure> {
        let (tenant, channel) = (&place.team, &place.channel);
        let route = self.route(tenant, channel).await?;
        let conversation = in_thread(place);
        let at = At {
            service_url: &route.service_url,
            conversation: &conversation,
        };
        let begins_thread = place.thread.is_none() && is_channel(place, &route);
        let outcome = or_plain(message, |activity| async move {
            if begins_thread {
                self.api.open_thread(at, tenant, &activity).await
            } else {
                self.api.send(at, &activity).await
            }
        });
        Ok(Receipt {
            channel: channel.clone(),
            message: self.noting(place, outcome.await).await?,
        })
    }

    async fn change(&self, place: &Place, id: &str, new: &Rendered) -> Result<Receipt, Failure> {
        let (tenant, channel) = (&place.team, &place.channel);
        let route = self.route(tenant, channel).await?;
        let conversation = in_thread(place);
        let at = At {
            service_url: &route.service_url,
            conversation: &conversation,
        };
        let outcome = or_plain(new, |activity| async move {
            self.api.update(at, id, &activity).await
        });
        let changed = self.noting(place, outcome.await).await;
        changed.map_err(|failure| match place.kind {
            PlaceKind::Direct => failure.of_a_person(),
            _ => failure,
        })?;
        Ok(Receipt {
            channel: channel.clone(),
            message: Some(id.to_owned()),
        })
    }

    async fn say_to(&self, person: &Identity, message: &Rendered) -> Result<Receipt, Failure> {
        let said = async {
            let place = Place {
                platform: Platform::Teams,
                team: person.team.clone(),
                channel: self.personal(person).await?,
                thread: None,
                kind: PlaceKind::Direct,
                shared: false,
            };
            self.say(&place, message).await
        };
        said.await.map_err(Failure::of_a_person)
    }

    /// To one person in a place, or else in their own conversation.
    async fn whisper(
        &self,
        place: &Place,
        person: &Identity,
        message: &Rendered,
    ) -> Result<Receipt, Failure> {
        match self.target(place, person, message).await {
            Ok(true) => Ok(Receipt {
                channel: place.channel.clone(),
                message: None,
            }),
            Ok(false) | Err(Failure::Absent) => self.say_to(person, message).await,
            Err(failure) => Err(failure),
        }
    }

    /// Sends a targeted message. False where there can be none.
    async fn target(
        &self,
        place: &Place,
        person: &Identity,
        message: &Rendered,
    ) -> Result<bool, Failure> {
        let (tenant, channel) = (&place.team, &place.channel);
        let key = (tenant.clone(), channel.clone());
        if place.kind == PlaceKind::Direct || self.untargetable.contains_key(&key) {
            return Ok(false);
        }
        let route = self.route(tenant, channel).await?;
        let recipient = match self.recipient(&route, place, person).await {
            Err(error) if error.is_settled() => return Ok(false),
            other => other?,
        };
        let conversation = in_thread(place);
        let at = At {
            service_url: &route.service_url,
            conversation: &conversation,
        };
        let sent = self.api.whisper(at, &recipient, &message.activity()).await;
        match sent {
            Err(error) if error.is_settled() => {
                tracing::info!(
                    teams.error = explained(&error),
                    "no targeted messages in a conversation; they go to the people's own for a day"
                );
                self.untargetable.insert(key, ()).await;
                Ok(false)
            }
            // In their own conversation the text can go alone.
            Err(ApiError::TooBig) => Ok(false),
            other => Ok(other.map(|()| true)?),
        }
    }
}

/// A conversation, or the thread in it.
fn in_thread(place: &Place) -> String {
    match &place.thread {
        Some(root) => format!("{};messageid={root}", place.channel),
        None => place.channel.clone(),
    }
}

/// Whether messages stand in threads there. Private channels are told from group chats by having a
/// team or, where no activity told of one, by their id.
fn is_channel(place: &Place, route: &Route) -> bool {
    place.kind == PlaceKind::Public
        || route.in_team
        || place.channel.ends_with("@thread.tacv2")
        || place.channel.ends_with("@thread.skype")
}

/// Sends a message, and its text alone where Teams does not take it whole.
async fn or_plain<T, F>(message: &Rendered, send: impl Fn(Value) -> F) -> Result<T, ApiError>
where
    F: Future<Output = Result<T, ApiError>>,
{
    match send(message.activity()).await {
        Err(error @ (ApiError::BadMessage { .. } | ApiError::TooBig)) => {
            tracing::error!(
                teams.error = explained(&error),
                "Teams does not take our card; the text goes alone"
            );
            send(message.plain()).await
        }
        other => other,
    }
}
