//! Who is in a conversation.

use serde::Deserialize;

use super::{ApiError, At, Connector};
use crate::chat::{Clean, Identity, Platform, Profile, Standing};

/// The most people that Teams puts on one page.
const PAGE: &str = "500";

/// A member of a conversation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Member {
    /// Their id in the bot's eyes, `29:…`.
    pub id: String,
    /// How they are called.
    pub name: Option<String>,
    /// Their account in the directory of their organisation.
    pub aad_object_id: Option<String>,
    /// Their account in the directory, under the field's other name.
    pub object_id: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// The name that they sign in with, which often is their address.
    pub user_principal_name: Option<String>,
    /// Their organisation.
    pub tenant_id: Option<String>,
    /// `user`, `guest` or `anonymous`.
    pub user_role: Option<String>,
}

/// A page of members.
#[derive(Debug)]
pub struct MemberPage {
    /// The members.
    pub members: Vec<Member>,
    /// What asks for the next page, if there is one.
    pub next: Option<String>,
}

impl Connector {
    /// A page of a conversation's members; in a channel, of its team's.
    pub async fn members(
        &self,
        at: At<'_>,
        continuation: Option<&str>,
    ) -> Result<MemberPage, ApiError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            members: Option<Vec<Member>>,
            continuation_token: Option<String>,
        }
        let path = ["v3", "conversations", at.conversation, "pagedmembers"];
        let mut query = vec![("pageSize", PAGE)];
        query.extend(continuation.map(|token| ("continuationToken", token)));
        let answer: Answer = self.read(at.service_url, &path, &query).await?;
        Ok(MemberPage {
            members: answer.members.unwrap_or_default(),
            next: answer.continuation_token.filter(|token| !token.is_empty()),
        })
    }

    /// One member, by either of their ids.
    pub async fn member(&self, at: At<'_>, user: &str) -> Result<Member, ApiError> {
        let path = ["v3", "conversations", at.conversation, "members", user];
        self.read(at.service_url, &path, &[]).await
    }
}

impl Member {
    /// The member as the house knows people, seen from the tenant `home`.
    pub fn profile(&self, home: &str) -> Profile {
        let standing = self.standing(home);
        let theirs = match standing {
            Standing::Outsider => told(self.tenant_id.as_ref()).unwrap_or(home),
            _ => home,
        };
        let account = told(self.aad_object_id.as_ref()).or(told(self.object_id.as_ref()));
        let user = account.unwrap_or(&self.id);
        let mri = Some(&self.id).filter(|id| !id.is_empty() && *id != user);
        let profile = Profile {
            identity: Identity::new(Platform::Teams, theirs, user),
            aliases: mri.into_iter().cloned().collect(),
            name: told(self.name.as_ref()).unwrap_or(user).to_owned(),
            email: self.address().map(str::to_owned),
            locale: None,
            time_zone: None,
            standing,
            active: true,
            admin: false,
        };
        profile.cleaned()
    }

    fn standing(&self, home: &str) -> Standing {
        let elsewhere =
            told(self.tenant_id.as_ref()).is_some_and(|theirs| !theirs.eq_ignore_ascii_case(home));
        match self.user_role.as_deref() {
            _ if self.id.starts_with("28:") => Standing::Bot,
            Some("guest") => Standing::Guest,
            Some("anonymous") => Standing::Outsider,
            _ if elsewhere => Standing::Outsider,
            _ => Standing::Member,
        }
    }

    /// The address, or the name they sign in with where it looks like one of theirs: names that a
    /// directory makes up for guests and for itself are nobody's address.
    fn address(&self) -> Option<&str> {
        let sign_in = || {
            let name = told(self.user_principal_name.as_ref())?;
            let lower = name.to_lowercase();
            let (_, domain) = lower.rsplit_once('@')?;
            let made_up = lower.contains("#ext#") || domain.ends_with(".onmicrosoft.com");
            (!made_up).then_some(name)
        };
        told(self.email.as_ref()).or_else(sign_in)
    }
}

fn told(value: Option<&String>) -> Option<&str> {
    value
        .map(|value| value.trim())
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::teams::fixture;

    const HOME: &str = "5f0c2d1e-0000-4000-8000-00000000a001";

    fn member() -> Member {
        let page: serde_json::Value =
            serde_json::from_slice(&fixture("api_conversation_members_page1.json")).unwrap();
        serde_json::from_value(page["members"][0].clone()).unwrap()
    }

    #[test]
    fn a_member_is_known_by_both_ids() {
        let siti = member().profile(HOME);
        let account = "5f0c2d1e-0000-4000-8000-000000000051";
        assert_eq!(siti.identity, Identity::new(Platform::Teams, HOME, account));
        assert_eq!(siti.aliases, ["29:1fake_siti_mriMRImri0123456789-_AbCdEf"]);
        assert_eq!(siti.name, "Siti Rahmawati");
        assert_eq!(siti.email.as_deref(), Some("siti@example.com"));
        assert_eq!(siti.standing, Standing::Member);
        let nameless = Member {
            id: "29:x".to_owned(),
            ..Member::default()
        };
        let profile = nameless.profile(HOME);
        assert_eq!(
            (profile.identity.user.as_str(), profile.aliases.len()),
            ("29:x", 0)
        );
    }

    #[test]
    fn a_sign_in_name_is_an_address_only_where_it_is_theirs() {
        let email = |email: Option<&str>, sign_in: &str| {
            let member = Member {
                email: email.map(str::to_owned),
                user_principal_name: Some(sign_in.to_owned()),
                ..member()
            };
            member.profile(HOME).email
        };
        assert_eq!(email(Some("a@b.c"), "x@y.z").as_deref(), Some("a@b.c"));
        assert_eq!(email(Some(" "), "x@y.z").as_deref(), Some("x@y.z"));
        for made_up in [
            "budi_example.com#EXT#@contoh.onmicrosoft.com",
            "budi_example.com#ext#@example.com",
            "budi@Contoh.OnMicrosoft.com",
            "budi",
            "",
        ] {
            assert_eq!(email(None, made_up), None, "{made_up}");
        }
    }

    #[test]
    fn whoever_is_of_elsewhere_is_told_apart() {
        let seen = |role: &str, tenant: &str| {
            let member = Member {
                user_role: Some(role.to_owned()),
                tenant_id: Some(tenant.to_owned()),
                ..member()
            };
            let profile = member.profile(HOME);
            (profile.standing, profile.identity.team)
        };
        assert_eq!(seen("user", HOME), (Standing::Member, HOME.to_owned()));
        assert_eq!(seen("user", ""), (Standing::Member, HOME.to_owned()));
        assert_eq!(seen("guest", HOME), (Standing::Guest, HOME.to_owned()));
        let outsider = (Standing::Outsider, "other".to_owned());
        assert_eq!(seen("user", "other"), outsider);
        assert_eq!(seen("anonymous", "other"), outsider);
    }
}
