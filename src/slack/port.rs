//! What Slack does for us: the house's port, by way of the Web API.

use secrecy::SecretString;

use super::api::{ApiError, Conversation, Post, Posted, SlackApi};
use super::inbound;
use super::render::{self, Rendered, Target};
use crate::chat::{
    Body, Door, Identity, LookupError, Message, Parcel, Place, PlaceKind, Platform, Port, Profile,
    Receipt, SendError, To,
};
use crate::explained::explained;

/// Slack, as one installation of the app.
#[derive(Clone, Debug)]
pub struct Slack {
    api: SlackApi,
    token: SecretString,
}

impl Slack {
    /// Slack behind `api`, acting with `token`.
    pub const fn new(api: SlackApi, token: SecretString) -> Self {
        Self { api, token }
    }

    /// The Web API, with the token to act with.
    pub const fn api(&self) -> (&SlackApi, &SecretString) {
        (&self.api, &self.token)
    }

    /// Opens a form for whoever holds `ticket`. Nothing slow may come before it.
    pub async fn open_form(
        &self,
        team: &str,
        ticket: &str,
        form: &crate::chat::Form,
    ) -> Result<(), ApiError> {
        let view = render::modal(form, Target { team });
        self.api.views_open(&self.token, ticket, &view).await
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

    /// The conversation with the person is opened rather than addressed by their id: a message to an
    /// id may end up in Slackbot's conversation.
    async fn say_to(&self, person: &str, message: Rendered) -> Result<Receipt, ApiError> {
        let channel = self.api.conversations_open(&self.token, person).await?;
        self.say(&channel, None, message).await
    }

    async fn whisper(
        &self,
        place: &Place,
        person: &str,
        message: Rendered,
    ) -> Result<Receipt, ApiError> {
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
                self.say_to(person, message).await
            }
            Err(ApiError::Other { code }) if code == "thread_not_found" => {
                self.say_to(person, message).await
            }
            Err(error) => Err(error),
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

/// The right to post into public channels without being there.
const POST_ANYWHERE: &str = "chat:write.public";

impl Port for Slack {
    async fn deliver(&self, parcel: &Parcel) -> Result<Receipt, SendError> {
        let (_, team) = parcel.to.team();
        let rendered = |message: &Message| render::message(message, Target { team });
        let outcome = match (&parcel.to, &parcel.body) {
            (To::Place(place), Body::Post(message)) => {
                self.say(&place.channel, place.thread.as_deref(), rendered(message))
                    .await
            }
            (To::Place(place), Body::Update { message, new }) => {
                self.change(place, message, &rendered(new)).await
            }
            (To::Person(person), Body::Post(message) | Body::Update { new: message, .. }) => {
                self.say_to(&person.user, rendered(message)).await
            }
            (To::Privately { place, person }, body) => {
                let (Body::Post(message) | Body::Update { new: message, .. }) = body;
                self.whisper(place, &person.user, rendered(message)).await
            }
        };
        outcome.map_err(refusal)
    }

    async fn profile(
        &self,
        home: &str,
        _seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        let user = self
            .api
            .users_info(&self.token, &identity.user)
            .await
            .map_err(silence)?;
        Ok(inbound::profile(&user, home))
    }

    async fn group(
        &self,
        _platform: Platform,
        _team: &str,
        group: &str,
    ) -> Result<Vec<String>, LookupError> {
        self.api
            .usergroups_users_list(&self.token, group)
            .await
            .map_err(silence)
    }

    async fn place(&self, place: &Place) -> Result<(Place, Door), LookupError> {
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
        Ok((place, door))
    }

    async fn author(&self, place: &Place, message: &str) -> Result<Option<Identity>, LookupError> {
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
        Ok(author.map(|user| Identity::new(Platform::Slack, &place.team, user)))
    }
}

/// What an error means for a message.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what map_err hands over"
)]
fn refusal(error: ApiError) -> SendError {
    let reason = explained(&error);
    match error {
        ApiError::Limited { retry_after } => SendError::Later {
            reason,
            pause: Some(retry_after),
        },
        ApiError::Unavailable(_) | ApiError::Unreadable => SendError::Later {
            reason,
            pause: None,
        },
        ApiError::Revoked { .. } => SendError::Revoked { reason },
        ApiError::UserGone { .. } => SendError::Refused {
            reason,
            person_gone: true,
        },
        _ => SendError::Refused {
            reason,
            person_gone: false,
        },
    }
}

/// What an error means for a question.
fn silence(error: ApiError) -> LookupError {
    let reason = explained(&error);
    match error {
        // A token that is gone may be replaced; what was asked is kept until then.
        ApiError::Revoked { .. } | ApiError::Unreadable => LookupError::Later(reason),
        error if error.is_transient() => LookupError::Later(reason),
        _ => LookupError::Unknown(reason),
    }
}
