//! The platforms behind one port: each message and question goes to its own.

use jiff::civil::Date;

use crate::chat::{
    Identity, Installation, LookupError, Message, Outgoing, Place, Platform, Port, Profile,
    Receipt, SendError, To, Venue,
};
use crate::slack::Slack;
use crate::teams::Teams;

/// The platforms that are configured.
#[derive(Debug, Default)]
pub struct Ports {
    /// Slack.
    pub slack: Option<Slack>,
    /// Microsoft Teams.
    pub teams: Option<Teams>,
    /// Whether Teams has an outgoing webhook: alone, it answers and can do nothing else.
    pub teams_webhook: bool,
}

/// Where an installation's messages and questions go.
enum Way<'a> {
    Slack(&'a Slack),
    Teams(&'a Teams),
    /// Nowhere from here: another server may have its token, or this one once its platform is
    /// switched on.
    Elsewhere(Installation),
    /// Nowhere, ever.
    WebhookAlone,
}

impl Ports {
    /// Says something around the outbox, for when that is away with the database.
    pub async fn post(&self, to: To, message: Message) -> Result<Receipt, SendError> {
        let person = to.person().cloned();
        let outgoing = |direct| Outgoing::Post {
            to: to.clone(),
            direct,
            replaces: None,
            message: message.clone(),
        };
        match (self.deliver(&outgoing(None)).await, person) {
            (Err(SendError::Unopened), Some(person)) => {
                let direct = self.open(&person).await?;
                self.deliver(&outgoing(Some(direct))).await
            }
            (outcome, _) => outcome,
        }
    }

    /// The platforms that have a token here.
    pub fn configured(&self) -> Vec<Platform> {
        let slack = self.slack.as_ref().map(|_| Platform::Slack);
        let teams = self.teams.as_ref().map(|_| Platform::Teams);
        slack.into_iter().chain(teams).collect()
    }

    /// Each port knows whose token it has, and leaves what is another's.
    fn of(&self, installation: &Installation) -> Way<'_> {
        let platform = installation.platform;
        match platform {
            Platform::Slack => self.slack.as_ref().map(Way::Slack),
            Platform::Teams => self.teams.as_ref().map(Way::Teams),
        }
        .unwrap_or_else(|| match platform {
            Platform::Teams if self.teams_webhook => Way::WebhookAlone,
            _ => Way::Elsewhere(installation.clone()),
        })
    }
}

const WEBHOOK_ALONE: &str = "only an outgoing webhook is set up: it cannot write to people";

impl Port for Ports {
    async fn deliver(&self, outgoing: &Outgoing) -> Result<Receipt, SendError> {
        match self.of(&outgoing.installation()) {
            Way::Slack(port) => port.deliver(outgoing).await,
            Way::Teams(port) => port.deliver(outgoing).await,
            nobody => Err(nobody.refusal()),
        }
    }

    async fn open(&self, person: &Identity) -> Result<String, SendError> {
        match self.of(&person.installation()) {
            Way::Slack(port) => port.open(person).await,
            Way::Teams(port) => port.open(person).await,
            nobody => Err(nobody.refusal()),
        }
    }

    async fn profile(
        &self,
        through: &Installation,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        match self.of(through) {
            Way::Slack(port) => port.profile(through, seen, identity).await,
            Way::Teams(port) => port.profile(through, seen, identity).await,
            nobody => Err(nobody.silence()),
        }
    }

    async fn first_day(
        &self,
        through: &Installation,
        identity: &Identity,
    ) -> Result<Option<Date>, LookupError> {
        match self.of(through) {
            Way::Slack(port) => port.first_day(through, identity).await,
            Way::Teams(port) => port.first_day(through, identity).await,
            nobody => Err(nobody.silence()),
        }
    }

    async fn group(&self, through: &Installation, group: &str) -> Result<Vec<String>, LookupError> {
        match self.of(through) {
            Way::Slack(port) => port.group(through, group).await,
            Way::Teams(port) => port.group(through, group).await,
            nobody => Err(nobody.silence()),
        }
    }

    async fn members(&self, place: &Place) -> Result<Vec<String>, LookupError> {
        match self.of(&place.installation()) {
            Way::Slack(port) => port.members(place).await,
            Way::Teams(port) => port.members(place).await,
            nobody => Err(nobody.silence()),
        }
    }

    async fn place(&self, place: &Place) -> Result<Venue, LookupError> {
        match self.of(&place.installation()) {
            Way::Slack(port) => port.place(place).await,
            Way::Teams(port) => port.place(place).await,
            nobody => Err(nobody.silence()),
        }
    }

    async fn author(&self, place: &Place, message: &str) -> Result<Option<Identity>, LookupError> {
        match self.of(&place.installation()) {
            Way::Slack(port) => port.author(place, message).await,
            Way::Teams(port) => port.author(place, message).await,
            nobody => Err(nobody.silence()),
        }
    }
}

impl Way<'_> {
    /// Why nobody tells.
    fn silence(self) -> LookupError {
        match self {
            Self::Elsewhere(installation) => LookupError::NoToken(installation),
            _ => LookupError::Unknown(WEBHOOK_ALONE.into()),
        }
    }

    /// Why nobody takes a message.
    fn refusal(self) -> SendError {
        match self {
            Self::Elsewhere(installation) => SendError::NoToken(installation),
            _ => SendError::Refused {
                reason: WEBHOOK_ALONE.into(),
                person_gone: false,
            },
        }
    }
}
