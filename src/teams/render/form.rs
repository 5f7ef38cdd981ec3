//! A form → a dialog.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};

use super::card::{Page, Setting, shell, text_block};
use super::literal::line;
use super::markdown::typed;
use super::{Target, attachment, buttons};
use crate::chat::{Choice, Field, Form, Identity, Input, Item, LISTED, Message};
use crate::teams::inbound::Submission;
use crate::teams::limits::{self, cut, is_blank, units};

/// Renders a form as the body that opens it.
///
/// A question that offers no choice is left out, as is one for a conversation: no input of a card
/// knows the channels. So is one that could not be sent.
pub fn dialog(form: &Form, target: Target<'_>) -> Value {
    Asked {
        target,
        form,
        inputs: None,
        errors: &[],
    }
    .dialog()
}

/// The form again, with everything that was typed and a sentence at each field that must change.
pub(super) fn again(
    submission: &Submission,
    errors: &[(String, String)],
    target: Target<'_>,
) -> Value {
    Asked {
        target,
        form: &submission.form,
        inputs: Some(&submission.inputs),
        errors,
    }
    .dialog()
}

/// A message in a dialog.
pub(super) fn shown(said: &Message, title: &str, target: Target<'_>) -> Value {
    let card = super::card::card(said, target, Setting::Dialog);
    task(title, "medium", &card)
}

fn task(title: &str, height: &str, card: &Value) -> Value {
    json!({ "task": { "type": "continue", "value": {
        "title": line(title, limits::TITLE),
        "height": height,
        "width": "medium",
        "card": attachment(card),
    } } })
}

/// A form as it is asked.
struct Asked<'a> {
    target: Target<'a>,
    form: &'a Form,
    /// What was typed, once it was sent.
    inputs: Option<&'a BTreeMap<String, String>>,
    errors: &'a [(String, String)],
}

impl Asked<'_> {
    fn dialog(&self) -> Value {
        let form = self.form;
        let mut asked = HashSet::new();
        let mut page = Page::empty(self.target, Setting::Dialog, limits::TEXTS[0]);
        for item in &form.items {
            match item {
                Item::Show(part) => page.part(part),
                Item::Field(field) if form.submit.is_some() => {
                    if let Some(elements) = self.question(field) {
                        asked.insert(field.name.as_str());
                        for element in elements {
                            page.push(element);
                        }
                    }
                }
                Item::Field(_) => {}
            }
        }
        let stray = self
            .errors
            .iter()
            .filter(|(name, _)| !asked.contains(name.as_str()));
        let mut body: Vec<Value> = stray.filter_map(|(_, text)| wrong(text)).collect();
        body.extend(page.finish());
        let height = if body.len() > 6 { "large" } else { "medium" };
        let title = line(&form.title, limits::TITLE);
        let mut card = shell(&body, &[], &title);
        let actions = actions(form);
        if !actions.is_empty() {
            card["actions"] = json!(actions);
        }
        task(&form.title, height, &card)
    }

    /// The elements of a question: the fault of its answer, the input, and its hint.
    fn question(&self, field: &Field) -> Option<Vec<Value>> {
        let mut input = self.input(field)?;
        let label = line(&field.label, limits::LABEL);
        input["id"] = json!(field.name);
        input["label"] = json!(label);
        input["isRequired"] = json!(!field.optional);
        input["errorMessage"] = match field.input {
            Input::Number { min, max, .. } => json!(format!("{min}–{max}")),
            _ if self.form.missing.is_empty() => json!(label),
            _ => json!(line(&self.form.missing, limits::LABEL)),
        };
        let mine = self.errors.iter().filter(|(name, _)| *name == field.name);
        let mut elements: Vec<Value> = mine.filter_map(|(_, text)| wrong(text)).collect();
        elements.push(input);
        elements.extend(field.hint.as_deref().and_then(hint));
        Some(elements)
    }

    fn input(&self, field: &Field) -> Option<Value> {
        let typed = |initial: String| match self.inputs {
            Some(inputs) => inputs.get(&field.name).cloned().unwrap_or_default(),
            None => initial,
        };
        let (mut input, value) = match &field.input {
            Input::Place { .. } => return None,
            Input::People { initial } => {
                let ids: Vec<&str> = self.here(initial).collect();
                (people(), typed(ids.join(",")))
            }
            Input::Text {
                initial,
                multiline,
                max_chars,
            } => {
                let max = (*max_chars).clamp(1, limits::TYPED);
                let input =
                    json!({ "type": "Input.Text", "isMultiline": multiline, "maxLength": max });
                (input, typed(cut(initial, max)))
            }
            Input::Number { initial, min, max } => {
                let initial = initial.filter(|n| (min..=max).contains(&n));
                let mut input = json!({ "type": "Input.Number", "min": min, "max": max });
                let typed = typed(initial.map(|n| n.to_string()).unwrap_or_default());
                if let Ok(number) = typed.trim().parse::<serde_json::Number>() {
                    input["value"] = json!(number);
                }
                (input, String::new())
            }
            Input::Choice {
                options,
                initial,
                several,
            } => {
                let offered = offered(options, *several);
                if offered.is_empty() {
                    return None;
                }
                let chosen = offered.iter().filter(|it| initial.contains(&it.value));
                let most = if *several { usize::MAX } else { 1 };
                let chosen: Vec<&str> = chosen.take(most).map(|it| it.value.as_str()).collect();
                (choices(&offered, *several), typed(chosen.join(",")))
            }
            Input::Search { initial, several } => {
                let known = offered(initial, *several);
                let most = if *several { usize::MAX } else { 1 };
                let chosen: Vec<&str> = known
                    .iter()
                    .take(most)
                    .map(|it| it.value.as_str())
                    .collect();
                let value = typed(chosen.join(","));
                (self.search(field, &known, &value, *several), value)
            }
        };
        if !value.is_empty() {
            input["value"] = json!(value);
        }
        Some(input)
    }

    /// A list that Teams asks us to search. It shows by name what stands among its choices; the form
    /// and the question are named by the `dataset`, as nothing else of the card comes along.
    fn search(&self, field: &Field, known: &[&Choice], value: &str, several: bool) -> Value {
        let mut choices: Vec<Value> = known.iter().map(|it| choice(it)).collect();
        let chosen: Vec<&str> = if several {
            value.split(',').collect()
        } else {
            vec![value]
        };
        for value in chosen.into_iter().filter(|value| !value.is_empty()) {
            if !known.iter().any(|it| it.value == value) {
                choices.push(json!({ "title": line(value, limits::OPTION), "value": value }));
            }
        }
        json!({
            "type": "Input.ChoiceSet",
            "choices": choices,
            "choices.data": {
                "type": "Data.Query",
                "dataset": format!("{}/{}", self.form.id, field.name),
            },
            "isMultiSelect": several,
            "style": "filtered",
        })
    }

    /// The people whom the list of people can show: it knows no ids but those of the directory.
    fn here<'p>(&self, people: &'p [Identity]) -> impl Iterator<Item = &'p str> {
        people
            .iter()
            .filter(|it| self.target.has(it) && super::is_account(&it.user))
            .filter(|it| !it.user.starts_with("29:"))
            .map(|it| it.user.as_str())
    }
}

/// What sends the form, and what leads back: a dialog has no pages below it.
fn actions(form: &Form) -> Vec<Value> {
    let submit = form.submit.as_ref().map(|submit| {
        json!({
            "type": "Action.Submit",
            "title": line(submit, limits::BUTTON),
            "data": { "plaudit": { "form": form } },
        })
    });
    let back = form.back.as_ref();
    let back = back.and_then(|back| buttons::action(back, Setting::Dialog));
    submit.into_iter().chain(back).collect()
}

fn wrong(text: &str) -> Option<Value> {
    let mut block = small(text)?;
    block["color"] = json!("attention");
    block["weight"] = json!("bolder");
    Some(block)
}

fn hint(text: &str) -> Option<Value> {
    let mut block = small(text)?;
    block["isSubtle"] = json!(true);
    block["size"] = json!("small");
    block["spacing"] = json!("small");
    Some(block)
}

fn small(text: &str) -> Option<Value> {
    let text = typed(text, limits::LABEL);
    (!is_blank(&text)).then(|| text_block(&text))
}

/// Teams looks people up itself, and knows the names of those that are chosen at first.
fn people() -> Value {
    json!({
        "type": "Input.ChoiceSet",
        "choices": [],
        "choices.data": { "type": "Data.Query", "dataset": "graph.microsoft.com/users" },
        "isMultiSelect": true,
        "style": "filtered",
    })
}

/// What can be chosen. Several answers come back with commas between them, so a value that has one
/// itself would come back as two; a cut value would be another one: neither is offered.
fn offered(options: &[Choice], several: bool) -> Vec<&Choice> {
    let mut values = HashSet::new();
    options
        .iter()
        .filter(|it| !it.value.is_empty() && units(&it.value) <= limits::BUTTON_VALUE)
        .filter(|it| !(several && it.value.contains(',')))
        .filter(|it| values.insert(it.value.as_str()))
        .take(LISTED)
        .collect()
}

fn choice(choice: &Choice) -> Value {
    json!({ "title": line(&choice.label, limits::OPTION), "value": choice.value })
}

/// Answers a list that is searched.
pub fn offers(found: &[Choice]) -> Value {
    let results = offered(found, true).into_iter().take(limits::FOUND);
    json!({
        "type": "application/vnd.microsoft.search.searchResponse",
        "value": { "results": results.map(choice).collect::<Vec<_>>() },
    })
}

fn choices(offered: &[&Choice], several: bool) -> Value {
    let expanded = several && offered.len() <= limits::CHECKBOXES;
    let choices: Vec<Value> = offered.iter().map(|it| choice(it)).collect();
    json!({
        "type": "Input.ChoiceSet",
        "choices": choices,
        "isMultiSelect": several,
        "style": if expanded { "expanded" } else { "compact" },
        "wrap": true,
    })
}
