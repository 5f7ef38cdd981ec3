//! What an activity itself tells of people.

use super::account_id;
use super::mention::{Kind, Mention};
use crate::chat::{Clean, Installation, Profile, Standing};
use crate::teams::activity::Activity;

/// Whoever sent the activity, and whoever is mentioned in it: all that an outgoing webhook is told.
pub fn people(activity: &Activity, installation: &Installation) -> Vec<Profile> {
    let from = &activity.from;
    // Whoever is of another tenant is nobody we know.
    let elsewhere = from.tenant_id.as_deref();
    let elsewhere = elsewhere.is_some_and(|it| !it.eq_ignore_ascii_case(&installation.team));
    let sender = account_id(from).filter(|_| !elsewhere).map(|user| {
        let other = from.id.iter().filter(|id| *id != user);
        profile(
            installation,
            user,
            from.name.as_deref(),
            other.cloned().collect(),
        )
    });
    let mentioned = activity.mentions().map(Mention::from);
    let people = mentioned.filter(|it| {
        // Tags and channels are mentioned as well, and so are bots.
        it.kind == Kind::Account && !it.id.is_empty() && !it.id.starts_with("28:")
    });
    let mentioned = people.map(|it| profile(installation, &it.id, Some(&it.name), Vec::new()));
    sender.into_iter().chain(mentioned).collect()
}

fn profile(
    installation: &Installation,
    user: &str,
    name: Option<&str>,
    aliases: Vec<String>,
) -> Profile {
    let profile = Profile {
        identity: installation.account(user),
        aliases,
        name: name.filter(|it| !it.is_empty()).unwrap_or(user).to_owned(),
        email: None,
        locale: None,
        time_zone: None,
        standing: Standing::Member,
        active: true,
        admin: false,
    };
    profile.cleaned()
}
