//! Sending and closing modals.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Seen;
use super::form::{self, Filled};
use super::interaction::{common, interact, seen};
use crate::slack::api::{put_on_top, replace};
use crate::slack::check;
use crate::slack::model::{Model, View};
use crate::slack::shared::Shared;

pub(super) fn open_view(model: &Model, user: &str, id: &str) -> Option<View> {
    model.modals_of(user).find(|view| view.id == id).cloned()
}

/// Sends a modal. What the client can see to be wrong is not sent.
pub(crate) async fn submit(shared: &Arc<Shared>, user: &str, id: &str, filled: &Filled) -> Seen {
    let _under_way = shared.under_way();
    let Some(view) = shared.read(|model| open_view(model, user, id)) else {
        return Seen::refused("the form is closed");
    };
    let blocks = view.known_blocks();
    let state = form::state(&blocks, filled);
    let errors = form::errors(&blocks, &state);
    if !errors.is_empty() {
        return Seen {
            errors,
            ..Seen::default()
        };
    }
    let payload = shared.change(|model| {
        let mut payload = common(model, shared, "view_submission", user);
        payload["view"] = view.to_json(&model.team.id, model.app_ids(), &state);
        payload["response_urls"] = json!([]);
        payload
    });
    let answer = interact(shared, "view_submission", &payload).await;
    let reply = answer.declared_json().unwrap_or_default();
    let empty = answer.body.trim().is_empty() || reply == json!({});
    let mut seen = seen(answer);
    if seen.failure.is_none() {
        let outcome = shared.change(|model| apply(model, &view, &reply, empty));
        match outcome {
            Ok(errors) => seen.errors.extend(errors),
            Err(complaint) => {
                shared.complain(format!("view_submission: {complaint}"));
                seen.failure = Some("We had some trouble connecting. Try again?".to_owned());
            }
        }
    }
    seen
}

type Errors = Vec<(String, String)>;

/// Does what the answer asks for.
fn apply(model: &mut Model, view: &View, reply: &Value, empty: bool) -> Result<Errors, String> {
    match reply["response_action"].as_str() {
        None if empty => {
            model.modals.retain(|open| open.id != view.id);
            Ok(Vec::new())
        }
        Some("clear") => {
            model.modals.retain(|open| open.user != view.user);
            Ok(Vec::new())
        }
        Some("errors") => errors(view, &reply["errors"]),
        Some(action @ ("update" | "push")) => {
            let given = reply["view"].clone();
            let faults = check::view(&given);
            if given["type"] != "modal" || !faults.is_empty() {
                return Err(faults.join("; "));
            }
            if action == "update" {
                replace(model, &view.id, given);
            } else if model.modals_of(&view.user).count() < 3 {
                put_on_top(model, &view.user, given);
            } else {
                return Err("push_limit_reached".to_owned());
            }
            Ok(Vec::new())
        }
        other => Err(format!("unknown response_action {other:?}: {reply}")),
    }
}

/// Errors may stand at input blocks only.
fn errors(view: &View, given: &Value) -> Result<Errors, String> {
    let given = given.as_object().filter(|given| !given.is_empty());
    let given = given.ok_or_else(|| "errors is empty".to_owned())?;
    let mut errors = Vec::new();
    for (block, text) in given {
        let input = view.block(block).is_some_and(|b| b["type"] == "input");
        match text.as_str() {
            Some(text) if input && !text.is_empty() => {
                errors.push((block.clone(), text.to_owned()));
            }
            _ => return Err(format!("an error at {block}, which is no input block")),
        }
    }
    Ok(errors)
}

/// Closes a modal: the top one by its button, or all of them by the cross.
pub(crate) async fn close(shared: &Arc<Shared>, user: &str, id: &str, all: bool) -> Seen {
    let _under_way = shared.under_way();
    let closed: Vec<View> = shared.change(|model| {
        let goes = |view: &View| view.user == user && (all || view.id == id);
        let closed = model
            .modals
            .iter()
            .filter(|view| goes(view))
            .cloned()
            .collect();
        model.modals.retain(|view| !goes(view));
        closed
    });
    let mut last = Seen::default();
    for view in closed
        .iter()
        .filter(|view| view.given["notify_on_close"] == true)
    {
        let payload = shared.change(|model| {
            let mut payload = common(model, shared, "view_closed", user);
            payload["view"] = view.to_json(&model.team.id, model.app_ids(), &Map::new());
            payload["is_cleared"] = json!(all);
            payload
        });
        last = seen(interact(shared, "view_closed", &payload).await);
    }
    last
}
