//! What Teams does for us: the house's port, by way of the connector.

use std::hash::Hash;
use std::time::Duration;

use moka::future::Cache;
use secrecy::SecretString;
use serde_json::Value;
use sqlx::PgPool;

use super::api::{ApiError, At, Connector, Recipient};
use super::directory::{Directory, Roster, Route};
use super::render::{self, Rendered, Target};
use crate::chat::{
    Door, Identity, LookupError, Message, Parcel, Place, PlaceKind, Platform, Port, Profile,
    Receipt, SendError, Standing, To,
};
use crate::clock::Clock;
use crate::explained::explained;
use crate::secure_url::SecureUrl;

/// Who the bot is, and where it signs in.
#[derive(Clone, Debug)]
pub struct Bot {
    /// Its application id.
    pub app_id: String,
    /// Its client secret.
    pub password: SecretString,
    /// The tenant that it serves.
    pub tenant: String,
    /// Where tokens come from.
    pub login: SecureUrl,
    /// Whose tokens they are: each cloud has its own Bot Framework.
    pub issuer: String,
    /// Hosts besides Teams' own that may be called, as `host` or `host:port`.
    pub service_hosts: Vec<String>,
}

impl Bot {
    /// Its account, as Teams names it.
    pub fn account(&self) -> String {
        format!("28:{}", self.app_id)
    }
}

/// Microsoft Teams, as one bot in one tenant. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Teams {
    api: Connector,
    directory: Directory,
    tenant: String,
    bot: String,
    /// Conversations that took no targeted message lately, by tenant.
    untargetable: Cache<(String, String), ()>,
    /// People as the bot sees them, by conversation.
    recipients: Cache<(String, Identity), Recipient>,
}

/// How long what Teams said of targeted messages and of people's ids is believed.
const DAY: Duration = Duration::from_hours(24);

/// In how many conversations a person is looked for.
const HAUNTS: i64 = 8;

/// How many pages of a roster are gone through for one person.
const ROSTER_PAGES: usize = 20;

/// Why something did not work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("Teams has not told yet where it is reached: nobody has written to the bot")]
    Unheard,
    #[error("the bot is not in the conversation")]
    Absent,
    #[error("the person cannot be reached: {0}")]
    PersonGone(String),
}

impl Teams {
    /// Teams for `bot`, with its address book in `pool`.
    pub fn new(http: reqwest::Client, clock: Clock, pool: PgPool, bot: &Bot) -> Self {
        Self {
            api: Connector::new(http, clock.clone(), bot),
            directory: Directory::new(pool, clock),
            tenant: bot.tenant.clone(),
            bot: bot.account(),
            untargetable: for_a_day(),
            recipients: for_a_day(),
        }
    }

    /// The connector.
    pub const fn api(&self) -> &Connector {
        &self.api
    }

    /// The conversations that Teams told of.
    pub const fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The tenant that is served.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// The bot's account there.
    pub fn bot(&self) -> &str {
        &self.bot
    }

    /// A page of a roster, and what asks for the next.
    pub async fn roster_page(
        &self,
        roster: &Roster,
        continuation: Option<&str>,
    ) -> Result<(Vec<Profile>, Option<String>), ApiError> {
        let at = At {
            service_url: &roster.service_url,
            conversation: &roster.conversation,
        };
        let page = self.api.members(at, continuation).await?;
        let profiles = page.members.iter().map(|it| it.profile(&roster.tenant));
        Ok((profiles.collect(), page.next))
    }

    /// Where a conversation is reached, if it takes anything from us.
    async fn route(&self, tenant: &str, conversation: &str) -> Result<Route, Failure> {
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
        if person.team != self.tenant {
            let reason = "they are of another organisation".to_owned();
            return Err(Failure::PersonGone(reason));
        }
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

    /// The conversation with a person, opened if there is none.
    async fn personal(&self, person: &Identity) -> Result<String, Failure> {
        let (tenant, user) = (&person.team, &person.user);
        if let Some(known) = self.directory.personal(tenant, user).await? {
            return Ok(known);
        }
        let service_url = self.directory.service_url(tenant).await?;
        let service_url = service_url.ok_or(Failure::Unheard)?;
        let opened = self.api.open_personal(&service_url, tenant, user).await;
        let conversation = opened.map_err(|error| match error {
            error if error.is_settled() => Failure::PersonGone(explained(&error)),
            error => Failure::Api(error),
        })?;
        self.directory
            .record_personal(tenant, user, &conversation, &service_url)
            .await?;
        Ok(conversation)
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

    /// A person as the bot sees them: targeted messages take no other id.
    async fn recipient(
        &self,
        route: &Route,
        place: &Place,
        person: &Identity,
    ) -> Result<Recipient, ApiError> {
        let key = (place.channel.clone(), person.clone());
        if let Some(known) = self.recipients.get(&key).await {
            return Ok(known);
        }
        let at = At {
            service_url: &route.service_url,
            conversation: &place.channel,
        };
        let member = self.api.member(at, &person.user).await?;
        let recipient = Recipient {
            id: member.id,
            name: member.name.unwrap_or_default(),
        };
        self.recipients.insert(key, recipient.clone()).await;
        Ok(recipient)
    }

    /// The address book knows people's conversations better than whoever sends: they may move.
    async fn carry(&self, parcel: &Parcel) -> Result<Receipt, Failure> {
        let (_, tenant) = parcel.team();
        let rendered = |message: &Message| render::message(message, Target { tenant });
        match parcel {
            Parcel::Post { to, message, .. } => {
                let message = rendered(message);
                match to {
                    To::Place(place) => self.say(place, &message).await,
                    To::Person(person) => self.say_to(person, &message).await,
                    To::Privately { place, person } => self.whisper(place, person, &message).await,
                }
            }
            Parcel::Change { place, id, message } => {
                self.change(place, id, &rendered(message)).await
            }
        }
    }

    /// Looks for a person where they were seen, then wherever else the bot is.
    async fn find(
        &self,
        home: &str,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, Failure> {
        let user = &identity.user;
        let seen = seen.filter(|place| place.platform == Platform::Teams);
        let mut places: Vec<String> = seen.iter().map(|place| place.channel.clone()).collect();
        for place in self.directory.haunts(home, user, HAUNTS).await? {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let mut last = Failure::Unheard;
        for conversation in &places {
            let route = match self.route(home, conversation).await {
                Err(Failure::Absent) => continue,
                other => other?,
            };
            let at = At {
                service_url: &route.service_url,
                conversation,
            };
            match self.api.member(at, user).await {
                Ok(member) => return Ok(member.profile(home)),
                Err(error) if error.is_settled() || error == ApiError::Untrusted => {
                    last = error.into();
                }
                Err(error) => return Err(error.into()),
            }
        }
        match seen {
            Some(place) => self.on_roster(home, place, user).await?.ok_or(last),
            None => Err(last),
        }
    }

    /// Looks for a person on the roster of the place where they were seen: somebody may stand there
    /// whom Teams does not tell of when asked for them alone.
    async fn on_roster(
        &self,
        home: &str,
        place: &Place,
        user: &str,
    ) -> Result<Option<Profile>, Failure> {
        let route = self.route(home, &place.channel).await?;
        let roster = Roster {
            tenant: home.to_owned(),
            conversation: place.channel.clone(),
            service_url: route.service_url,
        };
        let mut next: Option<String> = None;
        for _ in 0..ROSTER_PAGES {
            let (profiles, following) = match self.roster_page(&roster, next.as_deref()).await {
                Err(error) if error.is_settled() => return Ok(None),
                other => other?,
            };
            let found = profiles.into_iter().find(|it| it.is_called(user));
            if found.is_some() || following.is_none() {
                return Ok(found);
            }
            next = following;
        }
        Ok(None)
    }
}

impl Port for Teams {
    async fn deliver(&self, parcel: &Parcel) -> Result<Receipt, SendError> {
        self.carry(parcel).await.map_err(Failure::refusal)
    }

    async fn open(&self, person: &Identity) -> Result<String, SendError> {
        self.personal(person).await.map_err(Failure::refusal)
    }

    async fn profile(
        &self,
        home: &str,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        if identity.user.starts_with("28:") {
            return Ok(bot(identity));
        }
        let found = self.find(home, seen, identity).await;
        found.map_err(Failure::silence)
    }

    async fn group(
        &self,
        _platform: Platform,
        _team: &str,
        _group: &str,
    ) -> Result<Vec<String>, LookupError> {
        let reason = "Teams does not tell bots who is behind a tag";
        Err(LookupError::Unknown(reason.to_owned()))
    }

    async fn place(&self, place: &Place) -> Result<(Place, Door), LookupError> {
        // Every activity says what its conversation is, and Teams can be asked for nothing more: a
        // place that it never told of is one to which nobody brought us.
        let present = self.directory.present(&place.team, &place.channel).await;
        let present = present.map_err(|error| Failure::from(error).silence())?;
        let door = if present { Door::Open } else { Door::Uninvited };
        Ok((place.clone(), door))
    }

    async fn author(&self, _: &Place, _: &str) -> Result<Option<Identity>, LookupError> {
        // A bot reads no messages.
        Ok(None)
    }
}

/// What is known of another bot: no roster has them, and only whoever mentions one knows its name.
fn bot(identity: &Identity) -> Profile {
    Profile {
        identity: identity.clone(),
        aliases: Vec::new(),
        name: String::new(),
        email: None,
        locale: None,
        time_zone: None,
        standing: Standing::Bot,
        active: true,
        admin: false,
    }
}

/// A cache of what is believed for a day.
fn for_a_day<K, V>() -> Cache<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    Cache::builder()
        .max_capacity(10_000)
        .time_to_live(DAY)
        .build()
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

impl Failure {
    /// The same, of a person's conversation: whatever shuts it, there is no other.
    fn of_a_person(self) -> Self {
        match self {
            Self::Absent | Self::Api(ApiError::NotThere { .. }) => {
                Self::PersonGone(self.to_string())
            }
            other => other,
        }
    }

    /// What it means for a message.
    fn refusal(self) -> SendError {
        let reason = self.to_string();
        let later = |pause| SendError::Later {
            reason: reason.clone(),
            pause,
        };
        match self {
            Self::Api(ApiError::Limited { retry_after }) => later(Some(retry_after)),
            Self::Api(ApiError::Again { .. } | ApiError::Unavailable(_) | ApiError::Unreadable)
            | Self::Database(_)
            | Self::Unheard => later(None),
            Self::Api(ApiError::Revoked { .. }) => SendError::Revoked { reason },
            Self::PersonGone(_) => SendError::Refused {
                reason,
                person_gone: true,
            },
            Self::Api(_) | Self::Absent => SendError::Refused {
                reason,
                person_gone: false,
            },
        }
    }

    /// What it means for a question.
    fn silence(self) -> LookupError {
        let reason = self.to_string();
        let later = |pause| LookupError::Later {
            reason: reason.clone(),
            pause,
        };
        match self {
            Self::Api(ApiError::Limited { retry_after }) => later(Some(retry_after)),
            // Credentials may be replaced; what was asked is kept until then.
            Self::Api(ApiError::Revoked { .. } | ApiError::Unreadable) | Self::Database(_) => {
                later(None)
            }
            Self::Api(error) if error.is_transient() => later(None),
            _ => LookupError::Unknown(reason),
        }
    }
}
