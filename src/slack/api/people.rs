//! Who we are, and who else is there.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::DATE;
use secrecy::SecretString;
use serde::Deserialize;

use super::{ApiError, Body, DEADLINE, Metadata, SlackApi, parse};
use crate::chat::{Installation, Platform};
use crate::slack::payload::User;

/// Whose a token is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AuthTest {
    /// The workspace.
    pub team_id: String,
    /// Its name.
    pub team: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its organisation, on Enterprise Grid.
    pub enterprise_id: Option<String>,
    /// The bot's account.
    pub user_id: String,
    /// The bot's app id.
    pub bot_id: Option<String>,
    /// What the token may do.
    #[serde(skip)]
    pub scopes: Vec<String>,
    /// What Slack's clock said.
    #[serde(skip)]
    pub date: Option<Timestamp>,
}

impl AuthTest {
    /// Whether the token has a right.
    pub fn may(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }

    /// The installation that the token is of. An organisation's token names the organisation.
    pub fn installation(&self) -> Installation {
        Installation::new(Platform::Slack, &self.team_id)
    }
}

/// What a profile says that is in no list of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FullProfile {
    /// Since when they belong to the organisation, as `2022-03-21`; nothing, or nothing in it, where nobody said.
    pub start_date: Option<String>,
}

/// A page of people.
#[derive(Debug)]
pub struct UserPage {
    /// The people.
    pub members: Vec<User>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

impl SlackApi {
    /// `auth.test`: whose the token is, and what it may do.
    pub async fn auth_test(&self, token: &SecretString) -> Result<AuthTest, ApiError> {
        let (headers, answer) = self
            .call("auth.test", token, Body::Form(&[]), DEADLINE)
            .await?;
        let scopes = headers
            .get("x-oauth-scopes")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let date = headers.get(DATE).and_then(|value| value.to_str().ok());
        Ok(AuthTest {
            date: date.and_then(|date| Some(rfc2822::parse(date).ok()?.timestamp())),
            scopes: scopes
                .split(',')
                .map(str::trim)
                .filter(|scope| !scope.is_empty())
                .map(str::to_owned)
                .collect(),
            ..parse(&answer)?
        })
    }

    /// `users.list`: 200 people from `cursor` on, bots and the deactivated among them.
    pub async fn users_list(
        &self,
        token: &SecretString,
        cursor: Option<&str>,
    ) -> Result<UserPage, ApiError> {
        #[derive(Deserialize)]
        struct Answer {
            members: Vec<User>,
            response_metadata: Option<Metadata>,
        }
        let mut form = vec![("limit", "200"), ("include_locale", "true")];
        form.extend(cursor.map(|cursor| ("cursor", cursor)));
        let answer: Answer = self.read("users.list", token, &form).await?;
        Ok(UserPage {
            members: answer.members,
            next: answer.response_metadata.and_then(Metadata::next),
        })
    }

    /// `users.info`: one person.
    pub async fn users_info(&self, token: &SecretString, user: &str) -> Result<User, ApiError> {
        #[derive(Deserialize)]
        struct Answer {
            user: User,
        }
        let form = [("user", user), ("include_locale", "true")];
        let answer: Answer = self.read("users.info", token, &form).await?;
        Ok(answer.user)
    }

    /// `users.profile.get`: what one person's profile says that lists of people do not.
    pub async fn users_profile_get(
        &self,
        token: &SecretString,
        user: &str,
    ) -> Result<FullProfile, ApiError> {
        #[derive(Deserialize)]
        struct Answer {
            profile: FullProfile,
        }
        let form = [("user", user)];
        let answer: Answer = self.read("users.profile.get", token, &form).await?;
        Ok(answer.profile)
    }

    /// `usergroups.users.list`: the ids of a group's people, the deactivated among them.
    pub async fn usergroups_users_list(
        &self,
        token: &SecretString,
        group: &str,
    ) -> Result<Vec<String>, ApiError> {
        #[derive(Deserialize)]
        struct Answer {
            users: Vec<String>,
        }
        let form = [("usergroup", group)];
        let answer: Answer = self.read("usergroups.users.list", token, &form).await?;
        Ok(answer.users)
    }
}
