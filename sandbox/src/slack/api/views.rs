//! Modals and Home tabs.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Answer, ApiError, Args};
use crate::slack::check;
use crate::slack::model::{Model, Trigger, View};
use crate::slack::shared::Shared;

/// Slack's limit of a view, in bytes of JSON.
const LARGEST: usize = 250_000;

/// The `view` argument, checked.
fn view(shared: &Shared, args: &Args, kind: &str) -> Answer<Value> {
    let view = args
        .json("view", "invalid_arguments")?
        .ok_or_else(|| ApiError::new("invalid_arguments"))?;
    if view["type"] != kind {
        return Err(ApiError::new("invalid_arguments"));
    }
    if view.to_string().len() > LARGEST {
        return Err(ApiError::new("view_too_large"));
    }
    let faults = check::view(&view);
    if faults.is_empty() {
        return Ok(view);
    }
    shared.complain(format!("invalid view: {}", faults.join("; ")));
    Err(ApiError::with_faults("invalid_arguments", &faults))
}

/// Exchanges a trigger id for the person who acted.
fn exchange(shared: &Shared, model: &mut Model, args: &Args) -> Answer<String> {
    let id = args.needed("trigger_id", "invalid_trigger_id")?;
    let now = shared.clock.now();
    let trigger = model.triggers.iter_mut().find(|trigger| trigger.id == id);
    let trigger = trigger.ok_or_else(|| ApiError::new("invalid_trigger_id"))?;
    if trigger.used {
        return Err(ApiError::new("trigger_exchanged"));
    }
    if now.duration_since(trigger.at) > Trigger::LIFE {
        return Err(ApiError::new("trigger_expired"));
    }
    trigger.used = true;
    Ok(trigger.user.clone())
}

fn shown(model: &Model, view: &View) -> Value {
    json!({"view": view.to_json(&model.team.id, model.app_ids(), &Map::new())})
}

/// Puts `given` on top of the stack of `user`.
pub(crate) fn put_on_top(model: &mut Model, user: &str, mut given: Value) -> View {
    if let Some(blocks) = given["blocks"].as_array_mut() {
        model.name(blocks);
    }
    let id = model.new_id("V");
    let below = model.modals_of(user).last().cloned();
    let view = View {
        hash: model.new_id("h"),
        user: user.to_owned(),
        root: below
            .as_ref()
            .map_or_else(|| id.clone(), |below| below.root.clone()),
        previous: below.map(|below| below.id),
        offers: BTreeMap::new(),
        given,
        id,
    };
    model.modals.push(view.clone());
    view
}

/// Replaces what `view` shows, in place.
pub(crate) fn replace(model: &mut Model, id: &str, mut given: Value) -> Option<View> {
    if let Some(blocks) = given["blocks"].as_array_mut() {
        model.name(blocks);
    }
    let hash = model.new_id("h");
    let open = model.modals.iter_mut().chain(model.homes.values_mut());
    let view = open.into_iter().find(|view| view.id == id)?;
    view.given = given;
    view.offers.clear();
    view.hash = hash;
    Some(view.clone())
}

/// `views.open`
pub(super) fn open(shared: &Arc<Shared>, args: &Args) -> Answer {
    let given = view(shared, args, "modal")?;
    shared.change(|model| {
        let external = given["external_id"].as_str().filter(|id| !id.is_empty());
        if external.is_some_and(|id| model.modals.iter().any(|v| v.given["external_id"] == id)) {
            return Err(ApiError::new("duplicate_external_id"));
        }
        let user = exchange(shared, model, args)?;
        // A person has one stack of modals: a new one takes the place of what was open.
        model.modals.retain(|view| view.user != user);
        let view = put_on_top(model, &user, given);
        Ok(shown(model, &view))
    })
}

/// `views.push`
pub(super) fn push(shared: &Arc<Shared>, args: &Args) -> Answer {
    let given = view(shared, args, "modal")?;
    shared.change(|model| {
        let user = exchange(shared, model, args)?;
        if model.modals_of(&user).count() >= 3 {
            return Err(ApiError::new("push_limit_reached"));
        }
        let view = put_on_top(model, &user, given);
        Ok(shown(model, &view))
    })
}

/// `views.update`
pub(super) fn update(shared: &Arc<Shared>, args: &Args) -> Answer {
    let given = view(shared, args, "modal")?;
    shared.change(|model| {
        let (id, external) = (args.text("view_id"), args.text("external_id"));
        let open = model.modals.iter().find(|view| {
            id.as_ref().is_some_and(|id| *id == view.id)
                || external
                    .as_ref()
                    .is_some_and(|id| view.given["external_id"] == *id)
        });
        let open = open.ok_or_else(|| ApiError::new("not_found"))?.clone();
        if args.text("hash").is_some_and(|hash| hash != open.hash) {
            return Err(ApiError::new("hash_conflict"));
        }
        let view = replace(model, &open.id, given).ok_or_else(|| ApiError::new("not_found"))?;
        Ok(shown(model, &view))
    })
}

/// `views.publish`
pub(super) fn publish(shared: &Arc<Shared>, args: &Args) -> Answer {
    let given = view(shared, args, "home")?;
    let user = args.needed("user_id", "invalid_arguments")?;
    shared.change(|model| {
        if model.user(&user).is_none_or(|user| user.deleted) {
            return Err(ApiError::new("user_not_found"));
        }
        let open = model.homes.get(&user).cloned();
        let stale = |home: &View| args.text("hash").is_some_and(|hash| hash != home.hash);
        if open.as_ref().is_some_and(stale) {
            return Err(ApiError::new("hash_conflict"));
        }
        let id = if let Some(home) = open {
            home.id
        } else {
            let id = model.new_id("V");
            let home = View {
                id: id.clone(),
                user: user.clone(),
                given: Value::Null,
                hash: String::new(),
                root: id.clone(),
                previous: None,
                offers: BTreeMap::new(),
            };
            model.homes.insert(user, home);
            id
        };
        let view = replace(model, &id, given).ok_or_else(|| ApiError::new("not_found"))?;
        Ok(shown(model, &view))
    })
}
