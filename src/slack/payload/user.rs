//! People, in events and in answers of the Web API alike.

use serde::Deserialize;

use super::Flag;
use super::lenient::or_default;

/// A user object.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct User {
    /// The account's id.
    pub id: String,
    /// The workspace it belongs to; another one's, for people met in shared channels.
    pub team_id: Option<String>,
    /// The handle of old.
    pub name: Option<String>,
    /// The full name, where the profile is left out.
    pub real_name: Option<String>,
    /// Whether the account is deactivated.
    pub deleted: Flag,
    /// Whether it is an app's. Slackbot says no.
    pub is_bot: Flag,
    /// Whether it administers the workspace.
    pub is_admin: Flag,
    /// Whether it owns the workspace.
    pub is_owner: Flag,
    /// Whether it is the first owner.
    pub is_primary_owner: Flag,
    /// Whether it is a guest of several channels.
    pub is_restricted: Flag,
    /// Whether it is a guest of one channel.
    pub is_ultra_restricted: Flag,
    /// Whether it belongs to another organisation.
    pub is_stranger: Flag,
    /// Whether the address was confirmed; older objects do not say.
    pub is_email_confirmed: Option<Flag>,
    /// IANA time zone.
    pub tz: Option<String>,
    /// Language, `id-ID`.
    pub locale: Option<String>,
    /// Names and address.
    #[serde(deserialize_with = "or_default")]
    pub profile: Names,
    /// The account within an Enterprise Grid organisation.
    pub enterprise_user: Option<EnterpriseUser>,
}

/// The part of a profile that matters here.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Names {
    /// How they want to be called; often empty.
    pub display_name: Option<String>,
    /// Their full name.
    pub real_name: Option<String>,
    /// Their address, with the scope `users:read.email`.
    pub email: Option<String>,
}

/// An account of an Enterprise Grid organisation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EnterpriseUser {
    /// The organisation.
    pub enterprise_id: Option<String>,
    /// The workspaces of the organisation that the person is in.
    #[serde(deserialize_with = "or_default")]
    pub teams: Vec<String>,
}
