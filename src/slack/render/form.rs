//! A form → a modal view.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Target;
use super::blocks::{Page, plain_text};
use crate::chat::{Choice, Field, Form, Identity, Input, Item, LISTED, Platform};
use crate::slack::limits::{self, cut, is_blank, units};

/// The one element of a question; `inbound` goes by the block's name.
const ANSWER: &str = "answer";

/// Renders a form. A question that offers no choice at all is left out, as Slack takes none; so is one
/// that could not be sent. The way back is Slack's own: a page that is closed uncovers the one below.
pub fn modal(form: &Form, target: Target<'_>) -> Value {
    let mut page = Page::new(target);
    for item in &form.items {
        match item {
            Item::Show(part) => page.part(part),
            Item::Field(field) if form.submit.is_some() => {
                if let Some(input) = input(field, target) {
                    page.push(input);
                }
            }
            Item::Field(_) => {}
        }
    }
    let mut view = json!({
        "type": "modal",
        "callback_id": form.id,
        "private_metadata": form.context,
        "title": plain_text(&form.title, limits::VIEW_TITLE),
        "close": plain_text(&form.cancel, limits::VIEW_TITLE),
        "blocks": page.finish(limits::VIEW_BLOCKS),
    });
    if let Some(submit) = &form.submit {
        view["submit"] = plain_text(submit, limits::VIEW_TITLE);
    }
    view
}

/// Answers a list that asks for its offers.
pub fn offers(found: &[Choice]) -> Value {
    json!({ "options": distinct(found).into_iter().map(option).collect::<Vec<_>>() })
}

fn input(field: &Field, target: Target<'_>) -> Option<Value> {
    let mut block = json!({
        "type": "input",
        "block_id": field.name,
        "label": plain_text(&field.label, limits::LABEL),
        "optional": field.optional,
        "element": element(&field.input, target)?,
    });
    if let Some(hint) = field.hint.as_deref().filter(|hint| !is_blank(hint)) {
        block["hint"] = plain_text(hint, limits::LABEL);
    }
    Some(block)
}

fn element(input: &Input, target: Target<'_>) -> Option<Value> {
    let mut element = match input {
        Input::People { initial } => people(initial, target),
        Input::Place { initial } => place(initial.as_deref()),
        Input::Text {
            initial,
            multiline,
            max_chars,
        } => text(initial, *multiline, *max_chars),
        Input::Number { initial, min, max } => number(*initial, *min, *max),
        Input::Choice {
            options,
            initial,
            several,
        } => choice(options, initial, *several)?,
        Input::Search { initial, several } => search(initial, *several),
    };
    element["action_id"] = json!(ANSWER);
    Some(element)
}

fn people(initial: &[Identity], target: Target<'_>) -> Value {
    let users: Vec<&str> = initial
        .iter()
        .filter(|it| it.platform == Platform::Slack && it.team == target.team)
        .map(|it| it.user.as_str())
        .collect();
    let mut element = json!({ "type": "multi_users_select" });
    if !users.is_empty() {
        element["initial_users"] = json!(users);
    }
    element
}

/// Channels that the person is in, or may join.
fn place(initial: Option<&str>) -> Value {
    let mut element = json!({
        "type": "conversations_select",
        "filter": { "include": ["public", "private"] },
    });
    if let Some(initial) = initial.filter(|id| super::is_id(id, &['C', 'G'])) {
        element["initial_conversation"] = json!(initial);
    }
    element
}

fn text(initial: &str, multiline: bool, max_chars: usize) -> Value {
    let max = max_chars.clamp(1, limits::TYPED);
    let mut element = json!({
        "type": "plain_text_input",
        "multiline": multiline,
        "max_length": max,
    });
    if !initial.is_empty() {
        element["initial_value"] = json!(cut(initial, max));
    }
    element
}

fn number(initial: Option<i64>, min: i64, max: i64) -> Value {
    // Slack writes numbers as strings, in both directions.
    let mut element = json!({
        "type": "number_input",
        "is_decimal_allowed": false,
        "min_value": min.to_string(),
        "max_value": max.to_string(),
    });
    if let Some(initial) = initial.filter(|n| (min..=max).contains(n)) {
        element["initial_value"] = json!(initial.to_string());
    }
    element
}

/// What can be offered. A cut value would be another one, so an offer with too long a value is not made;
/// nor is one that was made already, as Slack takes each value once.
fn distinct(choices: &[Choice]) -> Vec<&Choice> {
    let mut values = HashSet::new();
    choices
        .iter()
        .filter(|it| !it.value.is_empty() && units(&it.value) <= limits::OPTION_VALUE)
        .filter(|it| values.insert(it.value.as_str()))
        .take(LISTED)
        .collect()
}

/// A list whose offers Slack asks for, from the first letter on and before it.
fn search(initial: &[Choice], several: bool) -> Value {
    let chosen: Vec<Value> = distinct(initial).into_iter().map(option).collect();
    let kind = if several {
        "multi_external_select"
    } else {
        "external_select"
    };
    let mut element = json!({ "type": kind, "min_query_length": 0 });
    match chosen.first() {
        Some(first) if !several => element["initial_option"] = first.clone(),
        Some(_) => element["initial_options"] = json!(chosen),
        None => {}
    }
    element
}

fn choice(choices: &[Choice], initial: &[String], several: bool) -> Option<Value> {
    let offered = distinct(choices);
    if offered.is_empty() {
        return None;
    }
    let options: Vec<Value> = offered.iter().map(|it| option(it)).collect();
    let chosen: Vec<Value> = offered
        .iter()
        .filter(|it| initial.contains(&it.value))
        .map(|it| option(it))
        .collect();
    let kind = match (several, options.len() <= limits::CHECKBOXES) {
        (false, _) => "static_select",
        (true, true) => "checkboxes",
        (true, false) => "multi_static_select",
    };
    let mut element = json!({ "type": kind, "options": options });
    match chosen.first() {
        Some(first) if !several => element["initial_option"] = first.clone(),
        Some(_) => element["initial_options"] = json!(chosen),
        None => {}
    }
    Some(element)
}

fn option(choice: &Choice) -> Value {
    json!({ "text": plain_text(&choice.label, limits::OPTION), "value": choice.value })
}
