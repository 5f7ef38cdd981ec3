//! Elements that are filled in: what they hold at first, what Slack makes of an answer, and what
//! the client itself does not let through.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Answers by block id: a string, or a list of strings where several may be chosen.
pub(crate) type Filled = BTreeMap<String, Value>;

/// The element called `action_id` (within `block_id`, where given), with its block's id.
pub(super) fn element<'a>(
    blocks: &'a [Value],
    block_id: Option<&str>,
    action_id: &str,
) -> Option<(&'a str, &'a Value)> {
    blocks
        .iter()
        .filter(|block| block_id.is_none_or(|id| block["block_id"] == id))
        .find_map(|block| {
            let inside = [&block["element"], &block["accessory"]].into_iter();
            let listed = block["elements"].as_array().into_iter().flatten();
            let found = inside
                .chain(listed)
                .find(|element| element["action_id"] == action_id)?;
            Some((block["block_id"].as_str().unwrap_or_default(), found))
        })
}

/// `state.values` of a view: what was filled in, and what stood there at first.
pub(super) fn state(blocks: &[Value], filled: &Filled) -> Map<String, Value> {
    let mut values = Map::new();
    for block in blocks.iter().filter(|block| block["type"] == "input") {
        let (Some(block_id), element) = (block["block_id"].as_str(), &block["element"]) else {
            continue;
        };
        let action = element["action_id"].as_str().unwrap_or_default();
        let answer = answered(element, filled.get(block_id));
        values.insert(block_id.to_owned(), json!({action: answer}));
    }
    values
}

/// How Slack reports the answer to `element`; without one, what stood there at first.
pub(super) fn answered(element: &Value, given: Option<&Value>) -> Value {
    let kind = element["type"].as_str().unwrap_or_default();
    let (field, initial, options) = match kind {
        "static_select" | "external_select" | "radio_buttons" | "overflow" => {
            ("selected_option", "initial_option", true)
        }
        "multi_static_select" | "multi_external_select" | "checkboxes" => {
            ("selected_options", "initial_options", true)
        }
        "users_select" => ("selected_user", "initial_user", false),
        "multi_users_select" => ("selected_users", "initial_users", false),
        "conversations_select" => ("selected_conversation", "initial_conversation", false),
        "multi_conversations_select" => ("selected_conversations", "initial_conversations", false),
        "channels_select" => ("selected_channel", "initial_channel", false),
        "multi_channels_select" => ("selected_channels", "initial_channels", false),
        "datepicker" => ("selected_date", "initial_date", false),
        "timepicker" => ("selected_time", "initial_time", false),
        _ => ("value", "initial_value", false),
    };
    let several = field.ends_with('s');
    let empty = || if several { json!([]) } else { Value::Null };
    let value = match given {
        None => element.get(initial).cloned().unwrap_or_else(empty),
        Some(Value::Null) => empty(),
        Some(Value::String(text)) if text.is_empty() => empty(),
        Some(Value::Array(chosen)) if options => chosen
            .iter()
            .filter_map(|value| option(element, value))
            .collect(),
        Some(value) if options => option(element, value).unwrap_or_else(empty),
        Some(value) => value.clone(),
    };
    json!({"type": kind, field: value})
}

/// The option of `element` with this value, whole.
fn option(element: &Value, value: &Value) -> Option<Value> {
    let direct = element["options"].as_array().into_iter().flatten();
    let grouped = element["option_groups"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|group| group["options"].as_array().into_iter().flatten());
    direct
        .chain(grouped)
        .find(|option| option["value"] == *value)
        .cloned()
}

/// What the client says at fields before it sends anything.
pub(super) fn errors(blocks: &[Value], state: &Map<String, Value>) -> BTreeMap<String, String> {
    let mut errors = BTreeMap::new();
    for block in blocks.iter().filter(|block| block["type"] == "input") {
        let Some(block_id) = block["block_id"].as_str() else {
            continue;
        };
        let element = &block["element"];
        let action = element["action_id"].as_str().unwrap_or_default();
        let answer = &state[block_id][action];
        let optional = block["optional"] == true;
        if let Some(error) = error(element, answer, optional) {
            errors.insert(block_id.to_owned(), error);
        }
    }
    errors
}

fn error(element: &Value, answer: &Value, optional: bool) -> Option<String> {
    let mut held = answer
        .as_object()?
        .iter()
        .filter(|(name, _)| *name != "type")
        .map(|(_, value)| value);
    let value = held.next()?;
    let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    if empty {
        return (!optional).then(|| "Please complete this required field.".to_owned());
    }
    let text = value.as_str()?;
    if element["type"] == "number_input" {
        return number_error(element, text);
    }
    let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    if let Some(most) = element["max_length"].as_u64().filter(|most| length > *most) {
        return Some(format!("Please use {most} characters or fewer."));
    }
    let least = element["min_length"]
        .as_u64()
        .filter(|least| length < *least)?;
    Some(format!("Please use at least {least} characters."))
}

fn number_error(element: &Value, text: &str) -> Option<String> {
    let bound = |name: &str| {
        element[name]
            .as_str()
            .and_then(|text| text.parse::<f64>().ok())
    };
    let Ok(number) = text.parse::<f64>() else {
        return Some("Please enter a number.".to_owned());
    };
    if element["is_decimal_allowed"] != true && number.fract() != 0.0 {
        return Some("Please enter a whole number.".to_owned());
    }
    if let Some(least) = bound("min_value").filter(|least| number < *least) {
        return Some(format!("Please enter {least} or more."));
    }
    let most = bound("max_value").filter(|most| number > *most)?;
    Some(format!("Please enter {most} or less."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks() -> Vec<Value> {
        let option = |v: &str| json!({"text": {"type": "plain_text", "text": v}, "value": v});
        vec![
            json!({"type": "input", "block_id": "to", "element":
                {"type": "multi_users_select", "action_id": "a"}}),
            json!({"type": "input", "block_id": "points", "element":
                {"type": "number_input", "action_id": "a", "is_decimal_allowed": false,
                 "min_value": "1", "max_value": "50", "initial_value": "5"}}),
            json!({"type": "input", "block_id": "value", "optional": true, "element":
                {"type": "static_select", "action_id": "a", "options": [option("x"), option("y")]}}),
        ]
    }

    fn filled(pairs: &[(&str, Value)]) -> Filled {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), v.clone()))
            .collect()
    }

    #[test]
    fn reports_answers_as_slack_does() {
        let state = state(
            &blocks(),
            &filled(&[("to", json!(["U1"])), ("value", json!("y"))]),
        );
        assert_eq!(state["to"]["a"]["selected_users"], json!(["U1"]));
        assert_eq!(state["points"]["a"]["value"], "5");
        assert_eq!(state["value"]["a"]["selected_option"]["text"]["text"], "y");
        assert!(errors(&blocks(), &state).is_empty());
    }

    #[test]
    fn the_client_keeps_back_what_cannot_be_right() {
        let state = state(&blocks(), &filled(&[("points", json!("51"))]));
        let errors = errors(&blocks(), &state);
        assert_eq!(errors.keys().collect::<Vec<_>>(), ["points", "to"]);
    }

    #[test]
    fn nothing_chosen_is_null() {
        let state = state(&blocks(), &Filled::new());
        assert_eq!(state["value"]["a"]["selected_option"], Value::Null);
        assert_eq!(state["to"]["a"]["selected_users"], json!([]));
    }
}
