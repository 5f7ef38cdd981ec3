//! People: their conversations with the bot, and who they are.

use super::Teams;
use super::failure::Failure;
use crate::chat::{Clean, Identity, Place, Platform, Profile, Standing};
use crate::explained::explained;
use crate::teams::api::{ApiError, At, Named, Recipient};
use crate::teams::directory::{Roster, Route};

/// In how many conversations a person is looked for.
const CONVERSATIONS: i64 = 8;

/// How many pages of a roster are gone through for one person.
const ROSTER_PAGES: usize = 20;

/// How many pages a roster may have: for 100,000 people.
const ALL_PAGES: usize = 200;

impl Teams {
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

    /// What the channels of the roster's team are called, by their ids: its General channel like the team.
    pub async fn channel_names(&self, roster: &Roster) -> Result<Vec<(String, String)>, ApiError> {
        let at = At {
            service_url: &roster.service_url,
            conversation: &roster.conversation,
        };
        let team = self.api.team(at).await?;
        let channels = self.api.channels(at).await?;
        let named = |it: Named| Some((it.id.cleaned(), it.name?.cleaned()));
        Ok(channels
            .into_iter()
            .chain([team])
            .filter_map(named)
            .collect())
    }

    /// The conversation with a person, opened if there is none.
    pub(super) async fn personal(&self, person: &Identity) -> Result<String, Failure> {
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

    /// A person as the bot sees them: targeted messages take no other id.
    pub(super) async fn recipient(
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

    /// Looks for a person where they were seen, then wherever else the bot is.
    pub(super) async fn find(
        &self,
        home: &str,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, Failure> {
        let user = &identity.user;
        let seen = seen.filter(|place| place.platform == Platform::Teams);
        let mut places: Vec<String> = seen.iter().map(|place| place.channel.clone()).collect();
        for place in self
            .directory
            .conversations_of(home, user, CONVERSATIONS)
            .await?
        {
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

    /// The accounts in a conversation; in a channel, those of its team.
    pub(super) async fn in_conversation(&self, place: &Place) -> Result<Vec<String>, Failure> {
        let roster = self.roster_of(&place.team, place).await?;
        let (mut users, mut next) = (Vec::new(), None::<String>);
        for _ in 0..ALL_PAGES {
            let (profiles, following) = self.roster_page(&roster, next.as_deref()).await?;
            users.extend(profiles.into_iter().map(|it| it.identity.user));
            next = following;
            if next.is_none() {
                return Ok(users);
            }
        }
        Err(Failure::Endless)
    }

    /// Looks for a person on the roster of the place where they were seen: somebody may stand there
    /// whom Teams does not tell of when asked for them alone.
    async fn on_roster(
        &self,
        home: &str,
        place: &Place,
        user: &str,
    ) -> Result<Option<Profile>, Failure> {
        let roster = self.roster_of(home, place).await?;
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

    /// Where those who are in a conversation are told of.
    async fn roster_of(&self, home: &str, place: &Place) -> Result<Roster, Failure> {
        let route = self.route(home, &place.channel).await?;
        Ok(Roster {
            tenant: home.to_owned(),
            conversation: place.channel.clone(),
            service_url: route.service_url,
            of_team: route.in_team,
        })
    }
}

/// The profile of another bot: no roster has them, and only whoever mentions one knows its name.
pub(super) fn bot(identity: &Identity) -> Profile {
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
