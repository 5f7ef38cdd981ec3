//! What an activity itself tells of people.

use super::{account_id, identity};
use crate::chat::{Profile, Standing};
use crate::teams::activity::Activity;

/// Whoever sent the activity, and whoever is mentioned in it: all that an outgoing webhook is told.
pub fn people(activity: &Activity, tenant: &str) -> Vec<Profile> {
    let from = &activity.from;
    let sender = account_id(from).map(|user| {
        let other = from.id.iter().filter(|id| *id != user);
        profile(tenant, user, from.name.as_deref(), other.cloned().collect())
    });
    let mentioned = activity.mentions().filter_map(|entity| {
        let mentioned = &entity.mentioned;
        let person = mentioned
            .id
            .as_deref()
            .filter(|id| !id.starts_with("28:"))?;
        Some(profile(
            tenant,
            person,
            mentioned.name.as_deref(),
            Vec::new(),
        ))
    });
    sender.into_iter().chain(mentioned).collect()
}

fn profile(tenant: &str, user: &str, name: Option<&str>, aliases: Vec<String>) -> Profile {
    Profile {
        identity: identity(tenant, user),
        aliases,
        name: name.unwrap_or(user).to_owned(),
        email: None,
        locale: None,
        time_zone: None,
        standing: Standing::Member,
        active: true,
        admin: false,
    }
}
