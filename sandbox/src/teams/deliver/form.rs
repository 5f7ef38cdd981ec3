//! Inputs of a card: what they hold, what can be put into them, and what the client holds back.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::teams::model::Model;

/// Answers by input id, as the client sends them.
pub(crate) type Filled = Map<String, Value>;

/// An action, with the inputs that it sends along.
pub(super) struct Found<'a> {
    pub(super) action: &'a Value,
    pub(super) inputs: Vec<&'a Value>,
}

/// Which button is pressed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Which<'a> {
    /// The first whose title, verb or id this is.
    Called(&'a str),
    /// Exactly this one: two may be called the same.
    This(&'a Value),
    /// The first that sends what was filled in.
    Submit,
}

impl Which<'_> {
    fn means(self, action: &Value) -> bool {
        match self {
            Self::Called(label) => ["title", "verb", "id"]
                .iter()
                .any(|name| action[name] == label),
            Self::This(known) => action == known,
            Self::Submit => action["type"] == "Action.Submit",
        }
    }
}

/// The action that is meant. Cards that only show after a click are opened.
pub(super) fn action<'a>(card: &'a Value, which: Which<'_>) -> Option<Found<'a>> {
    find(card, &mut vec![card], which)
}

fn find<'a>(value: &'a Value, cards: &mut Vec<&'a Value>, which: Which<'_>) -> Option<Found<'a>> {
    let kind = value["type"].as_str().unwrap_or_default();
    if kind.starts_with("Action.") && kind != "Action.ShowCard" && which.means(value) {
        let inputs = cards.iter().flat_map(|card| inputs(card)).collect();
        return Some(Found {
            action: value,
            inputs,
        });
    }
    if kind == "Action.ShowCard" {
        cards.push(&value["card"]);
        let found = find(&value["card"], cards, which);
        cards.pop();
        return found;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find(item, cards, which)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "fallback" | "data" | "refresh"))
            .find_map(|(_, field)| find(field, cards, which)),
        _ => None,
    }
}

/// The inputs of a card, without those that only show after a click.
pub(super) fn inputs(card: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    collect(card, &mut found);
    found
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    let kind = value["type"].as_str().unwrap_or_default();
    if kind.starts_with("Input.") {
        found.push(value);
    }
    match value {
        _ if kind == "Action.ShowCard" => {}
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "fallback" | "data"))
            .for_each(|(_, field)| collect(field, found)),
        _ => {}
    }
}

/// What the client makes of `typed` in an input: choices may be named by value or title, those that were
/// `offered` by a search as well, people by `@name`. None where it cannot be put in.
pub(super) fn accepted(
    model: &Model,
    input: &Value,
    offered: &[Value],
    typed: &str,
) -> Option<String> {
    if input["type"] != "Input.ChoiceSet" || typed.is_empty() {
        return Some(typed.to_owned());
    }
    let several = input["isMultiSelect"] == true;
    let parts: Vec<&str> = if several {
        typed.split(',').collect()
    } else {
        vec![typed]
    };
    let dataset = input["choices.data"]["dataset"].as_str();
    let people = dataset.is_some_and(|data| data.starts_with("graph.microsoft.com/users"));
    let chosen = parts.into_iter().map(|part| {
        let part = part.trim();
        let choices = input["choices"].as_array().into_iter().flatten();
        let mut choices = choices.chain(offered).filter_map(|choice| {
            let value = choice["value"].as_str()?;
            (value == part || choice["title"] == part).then(|| value.to_owned())
        });
        choices.next().or_else(|| {
            let name = part.strip_prefix('@').unwrap_or(part);
            let users = &model.company.users;
            let user = users
                .iter()
                .find(|user| people && (user.is(name) || user.name == name))?;
            Some(user.aad.clone())
        })
    });
    let chosen: Option<Vec<String>> = chosen.collect();
    Some(chosen?.join(","))
}

/// What an input holds: what was filled in, or what stood there at first.
fn held(input: &Value, filled: &Filled) -> String {
    let id = input["id"].as_str().unwrap_or_default();
    let first = match &input["value"] {
        Value::String(text) => text.clone(),
        Value::Null if input["type"] == "Input.Toggle" => {
            input["valueOff"].as_str().unwrap_or("false").to_owned()
        }
        Value::Null => String::new(),
        other => other.to_string(),
    };
    match filled.get(id) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => first,
        Some(other) => other.to_string(),
    }
}

/// The data of an action with the inputs in it. What is left empty is left out, except for text.
pub(super) fn merged(found: &Found<'_>, filled: &Filled) -> Value {
    let mut data = match &found.action["data"] {
        Value::Null => json!({}),
        data => data.clone(),
    };
    if found.action["associatedInputs"] == "none" {
        return data;
    }
    if let Some(data) = data.as_object_mut() {
        for input in &found.inputs {
            let (Some(id), value) = (input["id"].as_str(), held(input, filled)) else {
                continue;
            };
            if !value.is_empty() || input["type"] == "Input.Text" {
                data.insert(id.to_owned(), json!(value));
            }
        }
    }
    data
}

/// What the client says at inputs before it sends anything.
pub(super) fn errors(found: &Found<'_>, filled: &Filled) -> BTreeMap<String, String> {
    if found.action["associatedInputs"] == "none" {
        return BTreeMap::new();
    }
    let wrong = found
        .inputs
        .iter()
        .filter(|input| is_wrong(input, &held(input, filled)));
    wrong
        .filter_map(|input| {
            let says = input["errorMessage"]
                .as_str()
                .unwrap_or("This field is not valid");
            Some((input["id"].as_str()?.to_owned(), says.to_owned()))
        })
        .collect()
}

fn is_wrong(input: &Value, value: &str) -> bool {
    if value.is_empty() || input["type"] == "Input.Toggle" && value == "false" {
        return input["isRequired"] == true;
    }
    match input["type"].as_str().unwrap_or_default() {
        "Input.Number" => {
            let bound = |name: &str| input[name].as_f64();
            value.parse::<f64>().map_or(true, |number| {
                bound("min").is_some_and(|least| number < least)
                    || bound("max").is_some_and(|most| number > most)
            })
        }
        "Input.Text" => {
            let length = u64::try_from(value.chars().count()).unwrap_or(u64::MAX);
            input["maxLength"]
                .as_u64()
                .is_some_and(|most| length > most)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::teams::model::{App, sample_company};

    fn card() -> Value {
        json!({"type": "AdaptiveCard", "body": [
            {"type": "Input.Text", "id": "why", "isRequired": true, "errorMessage": "Say why"},
            {"type": "Container", "items": [
                {"type": "Input.Number", "id": "points", "value": 3, "min": 1, "max": 5}]},
        ], "actions": [
            {"type": "Action.ShowCard", "title": "More", "card": {"body": [
                {"type": "Input.ChoiceSet", "id": "to", "isMultiSelect": true, "choices": [],
                 "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}}],
             "actions": [{"type": "Action.Submit", "title": "Deep", "data": {"a": 1}}]}},
            {"type": "Action.Submit", "title": "Send"},
        ]})
    }

    fn filled(pairs: &[(&str, &str)]) -> Filled {
        pairs
            .iter()
            .map(|(id, value)| ((*id).to_owned(), json!(value)))
            .collect()
    }

    #[test]
    fn an_action_sends_the_inputs_around_it() {
        let card = card();
        let send = action(&card, Which::Called("Send")).unwrap();
        assert_eq!(
            merged(&send, &filled(&[("why", "thanks")])),
            json!({"why": "thanks", "points": "3"})
        );
        let deep = action(&card, Which::Called("Deep")).unwrap();
        assert_eq!(
            merged(&deep, &filled(&[("to", "x,y")])),
            json!({"a": 1, "why": "", "points": "3", "to": "x,y"})
        );
    }

    #[test]
    fn the_client_holds_back_what_cannot_be_right() {
        let card = card();
        let send = action(&card, Which::Called("Send")).unwrap();
        let errors = errors(&send, &filled(&[("points", "6")]));
        assert_eq!(errors.keys().collect::<Vec<_>>(), ["points", "why"]);
        assert_eq!(errors["why"], "Say why");
    }

    #[test]
    fn people_are_picked_by_name() {
        let model = Model::new(sample_company(), App::default(), "t");
        let card = card();
        let deep = action(&card, Which::Called("Deep")).unwrap();
        let picker = deep
            .inputs
            .iter()
            .find(|input| input["id"] == "to")
            .unwrap();
        let chosen = accepted(&model, picker, &[], "@budi, @Zoë Müller-Ångström");
        assert_eq!(
            chosen.as_deref(),
            Some("5f0c2d1e-0000-4000-8000-000000000052,5f0c2d1e-0000-4000-8000-000000000054")
        );
        assert_eq!(accepted(&model, picker, &[], "@nobody"), None);
    }
}
