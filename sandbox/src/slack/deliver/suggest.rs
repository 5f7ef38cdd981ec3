//! Lists that are searched as one types.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Seen;
use super::interaction::{ask, common, seen};
use super::modal::open_view;
use crate::slack::check;
use crate::slack::shared::Shared;

/// So many characters are typed before Slack asks, where the app names no other number.
const SHORTEST: u64 = 3;

/// Types into a list of an open modal. What the app offers is in [`Seen::offers`].
pub(crate) async fn suggest(
    shared: &Arc<Shared>,
    user: &str,
    (view_id, block_id): (&str, &str),
    typed: &str,
) -> Seen {
    let _under_way = shared.under_way();
    let payload = shared.change(|model| {
        let view = open_view(model, user, view_id)?;
        let element = &view.block(block_id)?["element"];
        if !element["type"].as_str()?.ends_with("external_select") {
            return None;
        }
        let shortest = element["min_query_length"].as_u64().unwrap_or(SHORTEST);
        let length = u64::try_from(typed.chars().count()).unwrap_or(u64::MAX);
        if length < shortest {
            return Some(None);
        }
        let action = element["action_id"].clone();
        let mut payload = common(model, shared, "block_suggestion", user);
        if let Some(fields) = payload.as_object_mut() {
            // It opens nothing.
            fields.remove("trigger_id");
        }
        payload["container"] = json!({"type": "view", "view_id": view_id});
        payload["view"] = view.to_json(&model.team.id, model.app_ids(), &Map::new());
        payload["block_id"] = json!(block_id);
        payload["action_id"] = action;
        payload["value"] = json!(typed);
        Some(Some(payload))
    });
    let payload = match payload {
        Some(Some(payload)) => payload,
        Some(None) => return Seen::default(),
        None => return Seen::refused("there is no such list"),
    };
    let answer = ask(shared, "block_suggestion", "/slack/options", &payload).await;
    let offered = answer.declared_json().unwrap_or_default();
    let mut seen = seen(answer);
    if seen.failure.is_some() {
        return seen;
    }
    let faults = check::offers(&offered);
    if !faults.is_empty() {
        shared.complain(format!("block_suggestion: {}", faults.join("; ")));
        return seen;
    }
    seen.offers = options(&offered);
    shared.change(|model| {
        let mut open = model.modals.iter_mut();
        if let Some(view) = open.find(|view| view.id == view_id) {
            let known = view.offers.entry(block_id.to_owned()).or_default();
            known.extend(seen.offers.iter().cloned());
        }
    });
    seen
}

/// Options, grouped or not.
fn options(answer: &Value) -> Vec<Value> {
    let listed = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let grouped = listed(&answer["option_groups"]).into_iter();
    let grouped = grouped.flat_map(|group| listed(&group["options"]));
    listed(&answer["options"])
        .into_iter()
        .chain(grouped)
        .collect()
}
