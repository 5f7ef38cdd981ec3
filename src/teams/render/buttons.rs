//! Buttons → sets of actions.

use serde_json::{Value, json};

use super::card::{Setting, VERSION};
use super::literal::line;
use super::markdown::typed;
use crate::chat::{Button, Confirm};
use crate::teams::limits;

/// Rows of about equal length. Styles are left out, as Teams shows none.
pub(super) fn sets(buttons: &[Button], setting: Setting) -> Vec<Value> {
    let actions: Vec<Value> = buttons
        .iter()
        .filter_map(|button| action(button, setting))
        .collect();
    let rows = actions.len().div_ceil(limits::ROW).max(1);
    let length = actions.len().div_ceil(rows).max(1);
    actions
        .chunks(length)
        .map(|row| json!({ "type": "ActionSet", "actions": row }))
        .collect()
}

/// One button, unless it is nothing: a cut value would do something else.
pub(super) fn action(button: &Button, setting: Setting) -> Option<Value> {
    let long = limits::units(&button.action) + limits::units(&button.value);
    if button.action.is_empty() || long > limits::BUTTON_VALUE {
        return None;
    }
    let mut action = pressed(button, setting)?;
    let title = line(&button.label, limits::BUTTON);
    match &button.confirm {
        None => action["title"] = json!(title),
        Some(confirm) => {
            action["title"] = json!(line(&confirm.yes, limits::BUTTON));
            action = asked(&title, confirm, &action);
        }
    }
    Some(action)
}

fn pressed(button: &Button, setting: Setting) -> Option<Value> {
    let plaudit = json!({ "action": button.action, "value": button.value });
    match setting {
        Setting::Outgoing => None,
        // Without the inputs around it, which need not be right for it to be pressed.
        Setting::Dialog => Some(json!({
            "type": "Action.Submit",
            "associatedInputs": "none",
            "data": { "plaudit": plaudit },
        })),
        Setting::Posted if button.opens_form => Some(json!({
            "type": "Action.Submit",
            "data": { "msteams": { "type": "task/fetch" }, "plaudit": plaudit },
        })),
        Setting::Posted => {
            let data = json!({ "plaudit": plaudit });
            Some(json!({
                "type": "Action.Execute",
                "verb": button.action,
                "data": data,
                "fallback": {
                    "type": "Action.Submit",
                    "title": line(&button.label, limits::BUTTON),
                    "data": data,
                },
            }))
        }
    }
}

/// A card cannot ask by itself: the button unfolds the question with its yes, and pressing it
/// again folds both away, which is the no.
fn asked(title: &str, confirm: &Confirm, yes: &Value) -> Value {
    let question = [
        (&confirm.title, json!("bolder")),
        (&confirm.text, json!("default")),
    ]
    .into_iter()
    .map(|(text, weight)| (typed(text, limits::CONFIRM), weight))
    .filter(|(text, _)| !limits::is_blank(text))
    .map(|(text, weight)| json!({ "type": "TextBlock", "text": text, "weight": weight, "wrap": true }))
    .collect::<Vec<_>>();
    json!({
        "type": "Action.ShowCard",
        "title": title,
        "card": { "type": "AdaptiveCard", "version": VERSION, "body": question, "actions": [yes] },
    })
}
