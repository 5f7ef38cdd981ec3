//! What Teams does for us: the house's port, by way of the connector.

mod failure;
mod people;
mod saying;

use std::hash::Hash;
use std::time::Duration;

use crate::secure_url::SecureUrl;
use moka::future::Cache;
use secrecy::SecretString;
use sqlx::PgPool;

use super::api::{Connector, Recipient};
use super::directory::Directory;
use crate::chat::{
    Door, Identity, Installation, LookupError, Outgoing, Place, Platform, Port, Profile, Receipt,
    SendError, Venue,
};
use crate::clock::Clock;

use failure::Failure;
use people::bot;

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
    installation: Installation,
    bot: String,
    /// Conversations that took no targeted message lately, by tenant.
    untargetable: Cache<(String, String), ()>,
    /// People as the bot sees them, by conversation.
    recipients: Cache<(String, Identity), Recipient>,
}

/// How long what Teams said of targeted messages and of people's ids is believed.
const DAY: Duration = Duration::from_hours(24);

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

impl Teams {
    /// Teams for `bot`, with its address book in `pool`.
    pub fn new(http: reqwest::Client, clock: Clock, pool: PgPool, bot: &Bot) -> Self {
        Self {
            api: Connector::new(http, clock.clone(), bot),
            directory: Directory::new(pool, clock),
            installation: Installation::new(Platform::Teams, &bot.tenant),
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

    /// The installation that is served.
    pub const fn installation(&self) -> &Installation {
        &self.installation
    }

    /// The bot's account there.
    pub fn bot(&self) -> &str {
        &self.bot
    }

    /// Refuses what is not for the tenant that the bot is of.
    fn ours(&self, installation: &Installation) -> Result<(), Failure> {
        if *installation == self.installation {
            Ok(())
        } else {
            Err(Failure::NoToken(installation.clone()))
        }
    }
}

impl Port for Teams {
    async fn deliver(&self, outgoing: &Outgoing) -> Result<Receipt, SendError> {
        self.carry(outgoing).await.map_err(Failure::refusal)
    }

    async fn open(&self, person: &Identity) -> Result<String, SendError> {
        self.ours(&person.installation())
            .map_err(Failure::refusal)?;
        self.personal(person).await.map_err(Failure::refusal)
    }

    async fn profile(
        &self,
        through: &Installation,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        self.ours(through).map_err(Failure::silence)?;
        if identity.user.starts_with("28:") {
            return Ok(bot(identity));
        }
        let found = self.find(&through.team, seen, identity).await;
        found.map_err(Failure::silence)
    }

    async fn group(
        &self,
        _through: &Installation,
        _group: &str,
    ) -> Result<Vec<String>, LookupError> {
        let reason = "Teams does not tell bots who is behind a tag";
        Err(LookupError::Unknown(reason.to_owned()))
    }

    async fn members(&self, place: &Place) -> Result<Vec<String>, LookupError> {
        self.ours(&place.installation()).map_err(Failure::silence)?;
        let found = self.in_conversation(place).await;
        found.map_err(Failure::silence)
    }

    async fn place(&self, place: &Place) -> Result<Venue, LookupError> {
        self.ours(&place.installation()).map_err(Failure::silence)?;
        // Every activity says what its conversation is, and Teams can be asked for nothing more: a
        // place that it never told of is one to which nobody brought us.
        let told = self.directory.told_of(&place.team, &place.channel).await;
        let told = told.map_err(|error| Failure::from(error).silence())?;
        let door = match &told {
            Some(told) if told.present => Door::Open,
            _ => Door::Uninvited,
        };
        let shared = place.shared || told.is_some_and(|told| told.shared);
        let place = Place {
            shared,
            ..place.clone()
        };
        // Names are told of all channels of a team at once.
        let name = None;
        Ok(Venue { place, name, door })
    }

    async fn author(&self, _: &Place, _: &str) -> Result<Option<Identity>, LookupError> {
        // A bot reads no messages.
        Ok(None)
    }
}
