//! The platforms behind one port: each message and question goes to its own.

use crate::chat::{
    Identity, LookupError, Parcel, Place, Platform, Port, Profile, Receipt, SendError,
};
use crate::slack::Slack;

/// The platforms that are configured.
#[derive(Debug, Default)]
pub struct Ports {
    /// Slack.
    pub slack: Option<Slack>,
}

impl Ports {
    fn of(&self, platform: Platform) -> Option<&Slack> {
        match platform {
            Platform::Slack => self.slack.as_ref(),
            Platform::Teams => None,
        }
    }
}

/// A platform that was switched off may be switched on again: nothing is lost until then.
const OFF: &str = "the platform is not configured";

impl Port for Ports {
    async fn deliver(&self, parcel: &Parcel) -> Result<Receipt, SendError> {
        match self.of(parcel.to.team().0) {
            Some(port) => port.deliver(parcel).await,
            None => Err(SendError::Later {
                reason: OFF.into(),
                pause: None,
            }),
        }
    }

    async fn profile(
        &self,
        home: &str,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        match self.of(identity.platform) {
            Some(port) => port.profile(home, seen, identity).await,
            None => Err(LookupError::Later(OFF.into())),
        }
    }

    async fn group(
        &self,
        platform: Platform,
        team: &str,
        group: &str,
    ) -> Result<Vec<String>, LookupError> {
        match self.of(platform) {
            Some(port) => port.group(platform, team, group).await,
            None => Err(LookupError::Later(OFF.into())),
        }
    }

    async fn place(&self, place: &Place) -> Result<Place, LookupError> {
        match self.of(place.platform) {
            Some(port) => port.place(place).await,
            None => Err(LookupError::Later(OFF.into())),
        }
    }

    async fn author(&self, place: &Place, message: &str) -> Result<Option<Identity>, LookupError> {
        match self.of(place.platform) {
            Some(port) => port.author(place, message).await,
            None => Err(LookupError::Later(OFF.into())),
        }
    }
}
