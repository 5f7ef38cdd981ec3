//! The parts of a message → a card.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::literal::line;
use super::markdown::{address, marked_up, typed};
use super::people::People;
use super::{Target, buttons, chart, runs, words};
use crate::chat::{Fact, Message, Part, Rich, Span};
use crate::secure_url::SecureUrl;
use crate::teams::limits::{self, ELLIPSIS, is_blank, weight};

/// The newest schema that Teams takes from bots.
pub(super) const VERSION: &str = "1.5";

/// Where a card is shown, which decides what its buttons can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In a conversation.
    Posted,
    /// In a dialog, where only plain submits come back and nobody is mentioned.
    Dialog,
    /// From an outgoing webhook, to which nothing comes back.
    Outgoing,
}

/// The card of a message, within Teams' limits: first the longest texts are cut, then the last
/// parts are folded into an ellipsis. Buttons stay.
pub(super) fn card(message: &Message, target: Target<'_>, setting: Setting) -> Value {
    let fallback = words::summary(message);
    let room = limits::CARD - weight(&shell(&[], &[], &fallback));
    let mut page = Page::new(message, target, setting, limits::TEXTS[0]);
    for longest in &limits::TEXTS[1..] {
        if page.weight() <= room {
            break;
        }
        page = Page::new(message, target, setting, *longest);
    }
    page.fold(room);
    shell(&page.body, &page.entities(), &fallback)
}

/// A card around its body.
pub(super) fn shell(body: &[Value], entities: &[Value], fallback: &str) -> Value {
    json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": VERSION,
        "fallbackText": fallback,
        "msteams": { "width": "Full", "entities": entities },
        "body": body,
    })
}

/// A picture; nothing where the address is none that Teams fetches from. A client on this machine
/// fetches from this machine, too.
fn image(url: &str, alt: &str) -> Option<Value> {
    let url = address(url).filter(|url| url.parse::<SecureUrl>().is_ok())?;
    Some(json!({
        "type": "Image",
        "url": url,
        "altText": line(alt, limits::ALT),
    }))
}

/// A paragraph, which is Markdown.
pub(super) fn text_block(text: &str) -> Value {
    json!({ "type": "TextBlock", "text": text, "wrap": true })
}

/// The text, or what stands for none where there must be one.
fn some(text: &str) -> &str {
    if is_blank(text) { ELLIPSIS } else { text }
}

/// Elements, from top to bottom.
pub(super) struct Page<'a> {
    people: People<'a>,
    setting: Setting,
    /// The longest text.
    longest: usize,
    body: Vec<Value>,
    /// Whether a rule comes before the next element.
    rule: bool,
}

impl<'a> Page<'a> {
    /// Nothing yet.
    pub(super) fn empty(target: Target<'a>, setting: Setting, longest: usize) -> Self {
        Self {
            people: People::new(target, setting != Setting::Dialog),
            setting,
            longest,
            body: Vec::new(),
            rule: false,
        }
    }

    fn new(message: &Message, target: Target<'a>, setting: Setting, longest: usize) -> Self {
        let mut page = Self::empty(target, setting, longest);
        for part in message.shown() {
            page.part(&part);
        }
        if page.body.is_empty() {
            page.text(&message.summary);
        }
        if page.body.is_empty() {
            page.push(text_block(ELLIPSIS));
        }
        page
    }

    /// At least one element.
    pub(super) fn finish(mut self) -> Vec<Value> {
        if self.body.is_empty() {
            self.push(text_block(ELLIPSIS));
        }
        self.body
    }

    pub(super) fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(text) => self.heading(text),
            Part::Text(rich) => {
                for block in self.blocks(rich, false) {
                    self.push(block);
                }
            }
            Part::Quote(rich) => self.quote(rich),
            Part::Facts(facts) => self.facts(facts),
            Part::Lines(lines) => self.lines(lines),
            Part::Note(rich) => {
                if let Some(mut note) = self.block(rich) {
                    note["size"] = json!("small");
                    note["isSubtle"] = json!(true);
                    self.push(note);
                }
            }
            Part::Divider => self.rule = true,
            Part::Buttons(list) => {
                for set in buttons::sets(list, self.setting) {
                    self.push(set);
                }
            }
            Part::Image { url, alt } => self.image(url, alt),
            Part::Chart(it) if it.points.is_empty() => {}
            Part::Chart(it) => {
                let picture = it.picture.as_ref().and_then(|url| image(url, &it.alt));
                self.push(chart::element(it, picture));
            }
            Part::Pictured { text, url, alt } => self.pictured(text, url, alt),
        }
    }

    pub(super) fn push(&mut self, mut element: Value) {
        if std::mem::take(&mut self.rule) && !self.body.is_empty() {
            element["separator"] = json!(true);
            element["spacing"] = json!("medium");
        }
        self.body.push(element);
    }

    fn block(&mut self, rich: &Rich) -> Option<Value> {
        let text = marked_up(rich, &mut self.people, self.longest);
        (!is_blank(&text)).then(|| text_block(&text))
    }

    /// Text that mentions nobody stands as it was typed where that matters: in a quote, and where
    /// something is to be copied.
    fn blocks(&mut self, rich: &Rich, quoted: bool) -> Vec<Value> {
        let verbatim = quoted || rich.0.iter().any(|span| matches!(span, Span::Code(_)));
        if verbatim && !self.people.meets(&rich.0) {
            runs::blocks(&rich.0, self.longest)
        } else {
            self.block(rich).into_iter().collect()
        }
    }

    fn text(&mut self, rich: &Rich) {
        if let Some(block) = self.block(rich) {
            self.push(block);
        }
    }

    fn heading(&mut self, text: &str) {
        let text = typed(text, limits::TITLE);
        if is_blank(&text) {
            return;
        }
        let size = if self.body.is_empty() {
            "large"
        } else {
            "medium"
        };
        let mut heading = text_block(&text);
        heading["style"] = json!("heading");
        heading["weight"] = json!("bolder");
        heading["size"] = json!(size);
        self.push(heading);
    }

    fn quote(&mut self, rich: &Rich) {
        let items = self.blocks(rich, true);
        if !items.is_empty() {
            self.push(json!({ "type": "Container", "style": "emphasis", "items": items }));
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        let facts: Vec<Value> = facts
            .iter()
            .map(|fact| {
                let value = marked_up(&fact.value, &mut self.people, self.longest);
                (typed(&fact.label, limits::TITLE), value)
            })
            .filter(|(label, value)| !is_blank(label) || !is_blank(value))
            .map(|(label, value)| json!({ "title": some(&label), "value": some(&value) }))
            .collect();
        if !facts.is_empty() {
            self.push(json!({ "type": "FactSet", "facts": facts }));
        }
    }

    fn lines(&mut self, lines: &[Rich]) {
        let mut spacing = "default";
        for line in lines {
            for mut block in self.blocks(line, false) {
                block["spacing"] = json!(spacing);
                spacing = "small";
                self.push(block);
            }
        }
    }

    fn image(&mut self, url: &str, alt: &str) {
        match image(url, alt) {
            Some(image) => self.push(image),
            None => self.text(&Rich::plain(alt)),
        }
    }

    fn pictured(&mut self, rich: &Rich, url: &str, alt: &str) {
        let text = self.blocks(rich, false);
        match image(url, alt) {
            Some(image) if text.is_empty() => self.push(image),
            Some(mut image) => {
                image["size"] = json!("medium");
                self.push(json!({
                    "type": "ColumnSet",
                    "columns": [
                        { "type": "Column", "width": "stretch", "items": text },
                        { "type": "Column", "width": "auto", "items": [image] },
                    ],
                }));
            }
            None => text.into_iter().for_each(|block| self.push(block)),
        }
    }

    /// What the body and all who are mentioned in it weigh.
    fn weight(&self) -> usize {
        weight(&json!([self.body, self.entities()]))
    }

    fn entities(&self) -> Vec<Value> {
        let people = self.people.in_json(&json!(self.body).to_string());
        people.into_iter().map(|(_, entity)| entity).collect()
    }

    /// Keeps what there is room for: the buttons first, then all else from the top.
    fn fold(&mut self, room: usize) {
        if self.weight() <= room {
            return;
        }
        let ellipsis = text_block(ELLIPSIS);
        let mut left = room.saturating_sub(weight(&ellipsis));
        let mut mentioned = HashSet::new();
        let mut fits = |element: &Value| {
            let people = self.people.in_json(&element.to_string());
            let new = people.iter().filter(|(tag, _)| !mentioned.contains(*tag));
            let cost = weight(element) + 2 + new.map(|(_, it)| weight(it) + 2).sum::<usize>();
            let rest = left.checked_sub(cost);
            if let Some(rest) = rest {
                left = rest;
                mentioned.extend(people.into_iter().map(|(tag, _)| tag.to_owned()));
            }
            rest.is_some()
        };
        let is_set = |element: &Value| element["type"] == "ActionSet";
        let mut kept: Vec<bool> = self
            .body
            .iter()
            .map(|element| is_set(element) && fits(element))
            .collect();
        let mut end = None;
        for (at, element) in self.body.iter().enumerate() {
            if is_set(element) {
                continue;
            }
            if !fits(element) {
                end = Some(at);
                break;
            }
            kept[at] = true;
        }
        let body = std::mem::take(&mut self.body);
        for (at, (element, kept)) in body.into_iter().zip(kept).enumerate() {
            if end == Some(at) {
                self.body.push(ellipsis.clone());
            }
            if kept {
                self.body.push(element);
            }
        }
    }
}
