//! Teams' own strictness, for tests: what a card may be made of, and what its texts come to when a
//! Markdown reader that is not ours reads them.

use std::collections::HashSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

type Checked = Result<(), String>;

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(what()) }
}

/// Checks a whole activity.
pub(super) fn activity(it: &Value) -> Checked {
    let units = it.to_string().encode_utf16().count();
    ensure(2 * units <= 27_000, || format!("{units} units"))?;
    keys(it, &["type", "summary", "attachments"], &[])?;
    plain(&it["summary"], 1, 300)?;
    let attachments = list(&it["attachments"], 1)?;
    attached(&attachments[0])
}

/// Checks a dialog, whatever its size: the form within is as long as it was made.
pub(super) fn dialog(it: &Value) -> Checked {
    let value = &it["task"]["value"];
    ensure(it["task"]["type"] == "continue", || it.to_string())?;
    keys(value, &["title", "height", "width", "card"], &[])?;
    plain(&value["title"], 1, 100)?;
    attached(&value["card"])
}

fn attached(it: &Value) -> Checked {
    keys(it, &["contentType", "content"], &[])?;
    ensure(
        it["contentType"] == "application/vnd.microsoft.card.adaptive",
        || it.to_string(),
    )?;
    card(&it["content"])
}

fn card(it: &Value) -> Checked {
    let required = [
        "$schema",
        "type",
        "version",
        "fallbackText",
        "msteams",
        "body",
    ];
    keys(it, &required, &["actions"])?;
    ensure(
        it["type"] == "AdaptiveCard" && it["version"] == "1.5",
        || "not a card of 1.5".to_owned(),
    )?;
    plain(&it["fallbackText"], 1, 300)?;
    ensure(it["msteams"]["width"] == "Full", || "not wide".to_owned())?;
    let mut seen = Seen::default();
    for element in list(&it["body"], 10_000)? {
        seen.element(element)
            .map_err(|why| format!("{why} in {element}"))?;
    }
    if !it["actions"].is_null() {
        seen.actions(&it["actions"])?;
    }
    seen.entities(&it["msteams"]["entities"])
}

fn keys(it: &Value, required: &[&str], optional: &[&str]) -> Checked {
    let object = it.as_object().ok_or_else(|| format!("no object: {it}"))?;
    for key in required {
        ensure(object.contains_key(*key), || format!("no {key} in {it}"))?;
    }
    let known = |key: &String| [required, optional].concat().contains(&key.as_str());
    match object.keys().find(|key| !known(key)) {
        Some(key) => Err(format!("unknown {key} in {it}")),
        None => Ok(()),
    }
}

fn list(it: &Value, most: usize) -> Result<&Vec<Value>, String> {
    let list = it.as_array().ok_or_else(|| format!("no list: {it}"))?;
    ensure((1..=most).contains(&list.len()), || {
        format!("{} elements", list.len())
    })?;
    Ok(list)
}

/// Text of which nothing is taken for a mark, in at most `most` units.
fn plain(it: &Value, least: usize, most: usize) -> Checked {
    let text = it.as_str().ok_or_else(|| format!("no text: {it}"))?;
    let units = text.encode_utf16().count();
    ensure((least..=most).contains(&units), || {
        format!("{units} units, not {least} to {most}")
    })?;
    let lower = text.to_lowercase();
    for mark in ["<at", "</at", "{{", "&lt;", "&#", "&amp;"] {
        ensure(!lower.contains(mark), || format!("{mark} in {text:?}"))?;
    }
    Ok(())
}

fn point(it: &Value) -> Checked {
    keys(it, &["x", "y"], &["color"])?;
    ensure(it["y"].is_i64(), || format!("no number: {it}"))?;
    plain(&it["x"], 0, 100)
}

#[derive(Default)]
struct Seen {
    ids: HashSet<String>,
    tags: HashSet<String>,
}

impl Seen {
    fn element(&mut self, it: &Value) -> Checked {
        let around = ["separator", "spacing"];
        match it["type"].as_str().unwrap_or_default() {
            "TextBlock" => {
                let looks = ["size", "weight", "color", "isSubtle", "style"];
                keys(
                    it,
                    &["type", "text", "wrap"],
                    &[&around[..], &looks].concat(),
                )?;
                self.markdown(&it["text"])
            }
            "RichTextBlock" => {
                keys(it, &["type", "inlines"], &around)?;
                list(&it["inlines"], 1000)?.iter().try_for_each(run)
            }
            "Container" => {
                keys(it, &["type", "style", "items"], &around)?;
                let items = list(&it["items"], 10_000)?;
                items.iter().try_for_each(|item| self.element(item))
            }
            "FactSet" => {
                keys(it, &["type", "facts"], &around)?;
                for fact in list(&it["facts"], 1000)? {
                    keys(fact, &["title", "value"], &[])?;
                    self.markdown(&fact["value"])?;
                    self.markdown(&fact["title"])?;
                }
                Ok(())
            }
            "Image" => {
                keys(it, &["type", "url", "altText"], &around)?;
                let url = it["url"].as_str().unwrap_or_default();
                ensure(url.starts_with("https://"), || url.to_owned())?;
                plain(&it["altText"], 1, 300)
            }
            "Chart.VerticalBar" => {
                keys(it, &["type", "title", "data", "fallback"], &around)?;
                plain(&it["title"], 0, 300)?;
                list(&it["data"], 1000)?.iter().try_for_each(point)?;
                self.fallback(&it["fallback"])
            }
            "Chart.Line" => {
                keys(it, &["type", "title", "data", "fallback"], &around)?;
                plain(&it["title"], 0, 300)?;
                let values = list(&it["data"][0]["values"], 1000)?;
                values.iter().try_for_each(point)?;
                self.fallback(&it["fallback"])
            }
            "ActionSet" => {
                keys(it, &["type", "actions"], &around)?;
                self.actions(&it["actions"])
            }
            kind if kind.starts_with("Input.") => self.input(it),
            other => Err(format!("unknown element {other}")),
        }
    }

    fn actions(&mut self, it: &Value) -> Checked {
        for action in list(it, 6)? {
            plain(&action["title"], 1, 80)?;
            match action["type"].as_str().unwrap_or_default() {
                "Action.Execute" => {
                    keys(action, &["type", "title", "verb", "data", "fallback"], &[])?;
                    let fallback = &action["fallback"];
                    keys(fallback, &["type", "title", "data"], &[])?;
                    ensure(
                        fallback["type"] == "Action.Submit"
                            && fallback["data"] == action["data"]
                            && action["verb"] == action["data"]["plaudit"]["action"],
                        || format!("another fallback: {action}"),
                    )?;
                }
                "Action.Submit" => {
                    keys(action, &["type", "title", "data"], &["associatedInputs"])?;
                    let form = !action["data"]["plaudit"]["form"].is_null();
                    ensure(!form || action["associatedInputs"].is_null(), || {
                        format!("a form without its answers: {action}")
                    })?;
                }
                "Action.ShowCard" => {
                    keys(action, &["type", "title", "card"], &[])?;
                    let card = &action["card"];
                    keys(card, &["type", "version", "body", "actions"], &[])?;
                    let body = card["body"].as_array().ok_or("no body")?;
                    body.iter().try_for_each(|it| self.element(it))?;
                    self.actions(&card["actions"])?;
                }
                other => return Err(format!("unknown action {other}")),
            }
        }
        Ok(())
    }

    /// Checks what a client shows that does not know the element: nothing, or another element.
    fn fallback(&mut self, it: &Value) -> Checked {
        if it == "drop" {
            Ok(())
        } else {
            self.element(it)
        }
    }

    fn input(&mut self, it: &Value) -> Checked {
        let id = it["id"].as_str().unwrap_or_default().to_owned();
        ensure(!id.is_empty() && id != "plaudit", || "no id".to_owned())?;
        ensure(self.ids.insert(id), || "an id twice".to_owned())?;
        plain(&it["label"], 1, 500)?;
        plain(&it["errorMessage"], 1, 600)?;
        let common = ["type", "id", "label", "isRequired", "errorMessage"];
        match it["type"].as_str().unwrap_or_default() {
            "Input.Text" => {
                keys(
                    it,
                    &[&common[..], &["isMultiline", "maxLength"]].concat(),
                    &["value", "separator", "spacing"],
                )?;
                let max = it["maxLength"].as_u64().unwrap_or_default();
                ensure(max > 0, || "no room to type".to_owned())
            }
            "Input.Number" => {
                let optional = ["value", "separator", "spacing"];
                keys(it, &[&common[..], &["min", "max"]].concat(), &optional)?;
                ensure(it["value"].is_null() || it["value"].is_number(), || {
                    "no number".to_owned()
                })
            }
            "Input.ChoiceSet" => {
                let required = ["choices", "isMultiSelect", "style"];
                let optional = ["value", "choices.data", "wrap", "separator", "spacing"];
                keys(it, &[&common[..], &required].concat(), &optional)?;
                choices(it)
            }
            other => Err(format!("unknown input {other}")),
        }
    }

    /// Every tag has its entity, every entity its tag, and no two have one text.
    fn entities(&self, it: &Value) -> Checked {
        let mut said = HashSet::new();
        for entity in it.as_array().ok_or("no entities")? {
            keys(entity, &["type", "text", "mentioned"], &[])?;
            keys(&entity["mentioned"], &["id", "name"], &[])?;
            let text = entity["text"].as_str().unwrap_or_default().to_owned();
            ensure(said.insert(text), || "an entity twice".to_owned())?;
        }
        ensure(said == self.tags, || {
            format!("{said:?} are not {:?}", self.tags)
        })
    }

    /// Reads a text as Markdown: paragraphs with emphasis and links, and nothing else.
    fn markdown(&mut self, it: &Value) -> Checked {
        let text = it.as_str().ok_or("no text")?;
        ensure(!text.is_empty(), || "an empty text".to_owned())?;
        let mut rest = self.without_tags(text)?;
        while let Some(at) = rest.find("{{") {
            let end = rest[at..].find("}}").ok_or("an open macro")? + at;
            let macro_ = rest[at + 2..end].to_owned();
            let instant = macro_
                .strip_prefix("DATE(")
                .and_then(|it| it.strip_suffix(",SHORT)"))
                .or_else(|| macro_.strip_prefix("TIME(")?.strip_suffix(')'));
            let known = instant.is_some_and(|it| it.parse::<jiff::Timestamp>().is_ok());
            ensure(known, || format!("a macro of others: {macro_}"))?;
            rest.replace_range(at..end + 2, "x");
        }
        read(&rest).map(|_| ())
    }

    fn without_tags(&mut self, text: &str) -> Result<String, String> {
        let mut rest = text.to_owned();
        while let Some(at) = rest.find("<at>") {
            let end = rest[at..].find("</at>").ok_or("an open tag")? + at + "</at>".len();
            self.tags.insert(rest[at..end].to_owned());
            rest.replace_range(at..end, "x");
        }
        Ok(rest)
    }
}

/// What a reader sees of a Markdown text, lines ended by line feeds.
pub(super) fn read(text: &str) -> Result<String, String> {
    let mut seen = String::new();
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => seen.push_str(&text),
            Event::End(TagEnd::Paragraph) => seen.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let scheme = ["https://", "http://", "mailto:"];
                ensure(scheme.iter().any(|it| dest_url.starts_with(it)), || {
                    format!("a link to {dest_url}")
                })?;
            }
            Event::Start(Tag::Paragraph | Tag::Strong | Tag::Emphasis)
            | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            other => return Err(format!("{other:?} in {text:?}")),
        }
    }
    // Emphasis that was not understood would leave its signs.
    ensure(!seen.contains(['*', '`']), || {
        format!("a bare sign in {text:?}")
    })?;
    plain(&seen.clone().into(), 0, usize::MAX)?;
    Ok(seen)
}

fn run(it: &Value) -> Checked {
    keys(
        it,
        &["type", "text"],
        &["weight", "italic", "fontType", "selectAction"],
    )?;
    ensure(it["type"] == "TextRun", || it.to_string())?;
    plain(&it["text"], 1, 4000)
}

fn choices(it: &Value) -> Checked {
    let offers = it["choices"].as_array().ok_or("no choices")?;
    let chosen = it["value"].as_str().unwrap_or_default();
    if it["choices.data"].is_null() {
        ensure(!offers.is_empty(), || "nothing to choose".to_owned())?;
        let values: Vec<&str> = offers
            .iter()
            .filter_map(|it| it["value"].as_str())
            .collect();
        let distinct: HashSet<_> = values.iter().collect();
        ensure(distinct.len() == offers.len(), || {
            "a value twice".to_owned()
        })?;
        let several = it["isMultiSelect"] == true;
        let chosen: Vec<&str> = match chosen {
            "" => Vec::new(),
            one if !several => vec![one],
            many => many.split(',').collect(),
        };
        let known = chosen.iter().all(|it| values.contains(it));
        ensure(known, || format!("{chosen:?} is not offered"))?;
    }
    offers.iter().try_for_each(|it| plain(&it["title"], 1, 100))
}
