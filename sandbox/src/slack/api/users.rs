//! Accounts and user groups.

use std::sync::Arc;

use serde_json::{Value, json};

use super::page::page;
use super::{Answer, ApiError, Args};
use crate::slack::model::{Model, User};
use crate::slack::shared::Shared;

fn shown(shared: &Shared, model: &Model, user: &User, args: &Args) -> Value {
    let scopes = &model.team.app.scopes;
    let email = scopes.iter().any(|scope| scope == "users:read.email");
    let locale = args.flag("include_locale");
    user.to_json(&model.team.id, shared.clock.now(), email, locale)
}

/// `users.list`. Without a limit, a team larger than a page is refused, as a large team is.
pub(super) fn list(shared: &Arc<Shared>, args: &Args) -> Answer {
    let users: Vec<Value> = shared.read(|model| {
        let users = model.team.users.iter();
        users.map(|user| shown(shared, model, user, args)).collect()
    });
    if args.text("limit").is_none() && users.len() > 1000 {
        return Err(ApiError::new("limit_required"));
    }
    let (members, next) = page(users, args, args.limit(1000, 1000)?)?;
    Ok(json!({
        "members": members, "cache_ts": shared.clock.now().as_second(),
        "response_metadata": {"next_cursor": next},
    }))
}

/// `users.info`
pub(super) fn info(shared: &Arc<Shared>, args: &Args) -> Answer {
    let id = args.needed("user", "user_not_found")?;
    shared.read(|model| {
        let user = model
            .user(&id)
            .ok_or_else(|| ApiError::new("user_not_found"))?;
        Ok(json!({"user": shown(shared, model, user, args)}))
    })
}

/// `users.profile.get`: with what `users.info` does not tell.
pub(super) fn profile(shared: &Arc<Shared>, args: &Args) -> Answer {
    let id = args.needed("user", "user_not_found")?;
    shared.read(|model| {
        let user = model
            .user(&id)
            .ok_or_else(|| ApiError::new("user_not_found"))?;
        let mut profile = shown(shared, model, user, args)["profile"].take();
        profile["start_date"] = json!(user.start_date);
        Ok(json!({"profile": profile}))
    })
}

/// `usergroups.list`
pub(super) fn groups(shared: &Shared, args: &Args) -> Value {
    let with_users = args.flag("include_users");
    shared.read(|model| {
        let groups = model.team.groups.iter().map(|group| {
            let mut shown = json!({
                "id": group.id, "team_id": model.team.id, "is_usergroup": true,
                "is_subteam": true, "name": group.name, "description": "",
                "handle": group.handle, "is_external": false, "date_delete": 0,
                "auto_type": null, "user_count": group.users.len().to_string(),
            });
            if with_users {
                shown["users"] = json!(group.users);
            }
            shown
        });
        json!({"usergroups": groups.collect::<Vec<_>>()})
    })
}

/// `usergroups.users.list`: with the deactivated, as Slack lists them.
pub(super) fn group_users(shared: &Arc<Shared>, args: &Args) -> Answer {
    let id = args.needed("usergroup", "no_such_subteam")?;
    shared.read(|model| {
        let group = model.team.groups.iter().find(|group| group.id == id);
        let group = group.ok_or_else(|| ApiError::new("no_such_subteam"))?;
        Ok(json!({"users": group.users}))
    })
}
