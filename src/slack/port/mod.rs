//! What Slack does for us: the house's port, by way of the Web API.

mod failure;

use std::sync::Arc;

use jiff::civil::Date;
use secrecy::SecretString;
use tokio::sync::OnceCell;

use crate::chat::{
    Door, Handle, Identity, Installation, LookupError, Message, Outgoing, Place, PlaceKind, Port,
    Profile, Receipt, Reply, SendError, Ticket, To, Turn, Venue,
};
use crate::explained::explained;
use crate::slack::api::{ApiError, AuthTest, Conversation, Post, Posted, SlackApi};
use crate::slack::inbound;
use crate::slack::render::{self, Rendered, Target};

use failure::{Failure, NotOurs, refusal, silence};

/// Slack, as one installation of the app. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Slack {
    api: SlackApi,
    token: SecretString,
    /// Whose the token is. It never becomes another's.
    us: Arc<OnceCell<AuthTest>>,
}

impl Slack {
    /// Slack behind `api`, acting with `token`.
    pub fn new(api: SlackApi, token: SecretString) -> Self {
        Self {
            api,
            token,
            us: Arc::default(),
        }
    }

    /// Asks Slack who we are.
    pub async fn introduce(&self) -> Result<AuthTest, ApiError> {
        let us = self.api.auth_test(&self.token).await?;
        self.us.get_or_init(|| async { us.clone() }).await;
        Ok(us)
    }

    /// Whose the token is.
    async fn us(&self) -> Result<&AuthTest, ApiError> {
        self.us
            .get_or_try_init(|| self.api.auth_test(&self.token))
            .await
    }

    /// Refuses what is not for the installation that the token is of. While Slack does not say
    /// whose it is, it is nobody's.
    async fn ours(&self, installation: &Installation) -> Result<&AuthTest, NotOurs> {
        match self.us().await {
            Ok(us) if us.installation() == *installation => Ok(us),
            Ok(_) | Err(ApiError::Revoked { .. }) => Err(NotOurs::Token(installation.clone())),
            Err(error) => Err(NotOurs::Unsaid(error)),
        }
    }

    /// The Web API, with the token to act with.
    pub const fn api(&self) -> (&SlackApi, &SecretString) {
        (&self.api, &self.token)
    }

    /// Shows what whoever holds `ticket` is answered, where that is a form or they have one before them.
    /// False where it is neither. Nothing slow may come before it.
    pub async fn show(
        &self,
        through: &Installation,
        ticket: &Ticket,
        reply: &Reply,
    ) -> Result<bool, SendError> {
        let team = &through.team;
        let target = Target { team };
        let (api, token) = (&self.api, &self.token);
        let shown = match (&ticket.page, reply) {
            (None, Reply::Open { form, .. }) => {
                let view = render::modal(form, target);
                self.ours(through).await?;
                api.views_open(token, &ticket.opens, &view).await
            }
            (None, reply) if ticket.at_home => {
                let Some((_, view)) = render::to_page(reply, target) else {
                    return Ok(false);
                };
                self.ours(through).await?;
                api.views_open(token, &ticket.opens, &view).await
            }
            (None, _) => return Ok(false),
            (Some(page), reply) => {
                let Some((turn, view)) = render::to_page(reply, target) else {
                    return Ok(false);
                };
                self.ours(through).await?;
                match turn {
                    Turn::Replace => api.views_update(token, page, &view).await,
                    Turn::Push => api.views_push(token, &ticket.opens, &view).await,
                }
            }
        };
        shown.map_err(refusal)?;
        Ok(true)
    }

    async fn say(
        &self,
        channel: &str,
        thread: Option<&str>,
        message: Rendered,
    ) -> Result<Receipt, ApiError> {
        let post = Post {
            channel,
            thread,
            message: &message,
        };
        let Posted { channel, ts } = match self.api.chat_post_message(&self.token, post).await {
            Err(error @ (ApiError::BadBlocks { .. } | ApiError::TooLong { .. })) => {
                tracing::error!(
                    slack.error = explained(&error),
                    "Slack does not take our blocks; the text goes alone"
                );
                let plain = message.without_blocks();
                let post = Post {
                    channel,
                    thread,
                    message: &plain,
                };
                self.api.chat_post_message(&self.token, post).await?
            }
            other => other?,
        };
        Ok(Receipt {
            channel,
            message: Some(ts),
        })
    }

    /// To a person, in their conversation rather than by their id: a message to an id may end up in
    /// Slackbot's conversation.
    async fn say_to(&self, direct: Option<&str>, message: Rendered) -> Result<Receipt, Failure> {
        let channel = direct.ok_or(Failure::Unopened)?;
        match self.say(channel, None, message).await {
            Err(ApiError::ChannelGone { .. } | ApiError::NotInChannel { .. }) => {
                Err(Failure::Unopened)
            }
            other => Ok(other?),
        }
    }

    async fn whisper(
        &self,
        place: &Place,
        person: &str,
        direct: Option<&str>,
        message: Rendered,
    ) -> Result<Receipt, Failure> {
        let post = Post {
            channel: &place.channel,
            thread: place.thread.as_deref(),
            message: &message,
        };
        match self
            .api
            .chat_post_ephemeral(&self.token, person, post)
            .await
        {
            Ok(()) => Ok(Receipt {
                channel: place.channel.clone(),
                message: None,
            }),
            // Where the bot is not, or the thread is no more, the person's own conversation is the
            // next best place.
            Err(ApiError::NotInChannel { .. } | ApiError::ChannelGone { .. }) => {
                self.say_to(direct, message).await
            }
            Err(ApiError::Other { code }) if code == "thread_not_found" => {
                self.say_to(direct, message).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Puts a message in the place of another one. False where that cannot be changed any more.
    async fn replaced(&self, handle: &Handle, message: &Rendered) -> Result<bool, SendError> {
        match self.api.respond(handle, message).await {
            Ok(()) => Ok(true),
            Err(error) if error.is_transient() => Err(refusal(error)),
            Err(error) => {
                tracing::info!(
                    slack.error = explained(&error),
                    "a message cannot be replaced; the answer is one of its own"
                );
                Ok(false)
            }
        }
    }

    async fn change(
        &self,
        place: &Place,
        ts: &str,
        message: &Rendered,
    ) -> Result<Receipt, ApiError> {
        self.api
            .chat_update(&self.token, &place.channel, ts, message)
            .await?;
        Ok(Receipt {
            channel: place.channel.clone(),
            message: Some(ts.to_owned()),
        })
    }
}

impl Slack {
    /// Whether a conversation takes what we post.
    async fn door(&self, told: &Conversation) -> Result<Door, ApiError> {
        if told.is_archived.0 {
            return Ok(Door::Archived);
        }
        if told.is_member.0 || told.is_im.0 {
            return Ok(Door::Open);
        }
        // Into a public channel one may post without being there, where the installation has the
        // right to.
        let public = told.kind() == PlaceKind::Public;
        let open = public && self.api.auth_test(&self.token).await?.may(POST_ANYWHERE);
        Ok(if open { Door::Open } else { Door::Uninvited })
    }
}

/// How many pages of members a channel may have: for 100,000 people.
const MEMBER_PAGES: usize = 500;

/// The right to post into public channels without being there.
const POST_ANYWHERE: &str = "chat:write.public";

impl Port for Slack {
    async fn deliver(&self, outgoing: &Outgoing) -> Result<Receipt, SendError> {
        let through = outgoing.installation();
        self.ours(&through).await?;
        let team = &through.team;
        let rendered = |message: &Message| render::message(message, Target { team });
        match outgoing {
            Outgoing::Post {
                to,
                direct,
                replaces,
                message,
            } => {
                let (direct, message) = (direct.as_deref(), rendered(message));
                if let Some(handle) = replaces
                    && let Some(channel) = to.channel().or(direct)
                    && self.replaced(handle, &message).await?
                {
                    return Ok(Receipt {
                        channel: channel.to_owned(),
                        message: None,
                    });
                }
                let outcome = match to {
                    To::Place(place) => self
                        .say(&place.channel, place.thread.as_deref(), message)
                        .await
                        .map_err(Failure::Api),
                    To::Person(_) => self.say_to(direct, message).await,
                    To::Privately { place, person } => {
                        self.whisper(place, &person.user, direct, message).await
                    }
                    // A home is filled, and never written to.
                    To::Home(_) => Err(Failure::Unopened),
                };
                outcome.map_err(Failure::refusal)
            }
            Outgoing::Change { place, id, message } => self
                .change(place, id, &rendered(message))
                .await
                .map_err(refusal),
            Outgoing::Home { person, message } => {
                let view = render::home(message, Target { team });
                let (api, token) = (&self.api, &self.token);
                let published = api.views_publish(token, &person.user, &view).await;
                published.map_err(refusal)?;
                Ok(Receipt {
                    channel: person.user.clone(),
                    message: None,
                })
            }
        }
    }

    async fn open(&self, person: &Identity) -> Result<String, SendError> {
        self.ours(&person.installation()).await?;
        self.api
            .conversations_open(&self.token, &person.user)
            .await
            .map_err(refusal)
    }

    async fn profile(
        &self,
        through: &Installation,
        _seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        let us = self.ours(through).await?;
        let user = self
            .api
            .users_info(&self.token, &identity.user)
            .await
            .map_err(silence)?;
        let organisation = us.enterprise_id.as_deref();
        Ok(inbound::profile(&user, &through.team, organisation))
    }

    async fn first_day(
        &self,
        through: &Installation,
        identity: &Identity,
    ) -> Result<Option<Date>, LookupError> {
        self.ours(through).await?;
        let profile = self.api.users_profile_get(&self.token, &identity.user);
        let told = profile.await.map_err(silence)?.start_date;
        Ok(told.and_then(|day| Date::strptime("%Y-%m-%d", day.trim()).ok()))
    }

    async fn group(&self, through: &Installation, group: &str) -> Result<Vec<String>, LookupError> {
        self.ours(through).await?;
        self.api
            .usergroups_users_list(&self.token, group)
            .await
            .map_err(silence)
    }

    async fn members(&self, place: &Place) -> Result<Vec<String>, LookupError> {
        self.ours(&place.installation()).await?;
        let (mut members, mut cursor) = (Vec::new(), None);
        for _ in 0..MEMBER_PAGES {
            let (api, channel) = (&self.api, &place.channel);
            let page = api.conversations_members(&self.token, channel, cursor.as_deref());
            let page = page.await.map_err(silence)?;
            members.extend(page.members);
            cursor = page.next;
            if cursor.is_none() {
                return Ok(members);
            }
        }
        Err(LookupError::Unknown("its members do not end".to_owned()))
    }

    async fn place(&self, place: &Place) -> Result<Venue, LookupError> {
        self.ours(&place.installation()).await?;
        let told = self
            .api
            .conversations_info(&self.token, &place.channel)
            .await;
        let told = told.map_err(silence)?;
        let door = self.door(&told).await.map_err(silence)?;
        let place = Place {
            kind: told.kind(),
            shared: told.is_ext_shared.0,
            ..place.clone()
        };
        // What a conversation of a few is called is made of their accounts.
        let name = told.name.filter(|_| !told.is_mpim.0);
        Ok(Venue { place, name, door })
    }

    async fn author(&self, place: &Place, message: &str) -> Result<Option<Identity>, LookupError> {
        let through = place.installation();
        self.ours(&through).await?;
        let (api, token) = (&self.api, &self.token);
        let mut found = api
            .conversations_history(token, &place.channel, message)
            .await
            .map_err(silence)?;
        // A reply in a thread is not in the history of its conversation.
        if found.is_none() {
            found = api
                .conversations_replies(token, &place.channel, message)
                .await
                .map_err(silence)?;
        }
        let author = found
            .filter(|message| message.bot_id.is_none())
            .and_then(|it| it.user);
        Ok(author.map(|user| through.account(user)))
    }
}
