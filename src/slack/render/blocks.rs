//! The parts of a message → blocks.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::mrkdwn::{address, marked_up};
use super::{Target, chart, rich_text};
use crate::chat::{Button, Chart, Fact, Message, Part, Rich, Span, Style};
use crate::slack::limits::{self, ELLIPSIS, cut, is_blank, units};

/// The blocks of a message: at least one, and what does not fit folded into an ellipsis.
pub(super) fn blocks(message: &Message, target: Target<'_>) -> Vec<Value> {
    let mut page = Page::new(target);
    for part in message.shown() {
        page.part(&part);
    }
    if page.blocks.is_empty() {
        page.section(&message.summary);
    }
    page.finish(limits::BLOCKS)
}

/// The blocks of a view, which takes more of them than a message.
pub(super) fn view(message: &Message, target: Target<'_>) -> Vec<Value> {
    let mut page = Page::new(target);
    for part in message.shown() {
        page.part(&part);
    }
    page.finish(limits::VIEW_BLOCKS)
}

/// What a part says, for a message without a summary.
pub(super) fn essence(part: &Part) -> Option<Rich> {
    match part {
        Part::Heading(text) => Some(Rich::plain(text)),
        Part::Text(rich)
        | Part::Quote(rich)
        | Part::Note(rich)
        | Part::Pictured { text: rich, .. } => Some(rich.clone()),
        Part::Facts(facts) => facts.first().map(fact),
        Part::Lines(lines) => lines.first().cloned(),
        Part::Image { alt, .. } => Some(Rich::plain(alt)),
        Part::Chart(chart) => Some(Rich::plain(&chart.alt)),
        Part::Divider | Part::Buttons(_) => None,
    }
}

/// A paragraph of our own wording.
pub(super) fn section(text: &str) -> Value {
    json!({ "type": "section", "text": mrkdwn(text) })
}

/// Text without any markup, of at least one character.
pub(super) fn plain_text(text: &str, max: usize) -> Value {
    let text = if is_blank(text) { ELLIPSIS } else { text };
    json!({ "type": "plain_text", "text": cut(text, max), "emoji": true })
}

fn context(text: &str) -> Value {
    json!({ "type": "context", "elements": [mrkdwn(text)] })
}

fn mrkdwn(text: &str) -> Value {
    json!({ "type": "mrkdwn", "text": text })
}

fn fact(fact: &Fact) -> Rich {
    [Span::Bold(fact.label.clone()), Span::Text("\n".to_owned())]
        .into_iter()
        .chain(fact.value.0.iter().cloned())
        .collect()
}

/// Blocks, from top to bottom.
pub(super) struct Page<'a> {
    target: Target<'a>,
    blocks: Vec<Value>,
    /// How often each action was given a name already.
    actions: HashMap<String, usize>,
    /// How many charts Slack draws in it already.
    charts: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(target: Target<'a>) -> Self {
        Self {
            target,
            blocks: Vec::new(),
            actions: HashMap::new(),
            charts: 0,
        }
    }

    pub(super) fn push(&mut self, block: Value) {
        self.blocks.push(block);
    }

    /// At least one block, and `most` of them.
    pub(super) fn finish(mut self, most: usize) -> Vec<Value> {
        if self.blocks.is_empty() {
            self.blocks.push(section(ELLIPSIS));
        }
        if self.blocks.len() > most {
            self.blocks.truncate(most - 1);
            self.blocks.push(context(ELLIPSIS));
        }
        self.blocks
    }

    pub(super) fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(text) if is_blank(text) => {}
            Part::Heading(text) => self.blocks.push(json!({
                "type": "header",
                "text": plain_text(text, limits::HEADER),
            })),
            Part::Text(rich) => self.section(rich),
            Part::Quote(rich) => self.blocks.extend(rich_text::quote(rich, self.target)),
            Part::Facts(facts) => self.facts(facts),
            Part::Lines(lines) => self.lines(lines),
            Part::Note(rich) => {
                let text = marked_up(rich, self.target, limits::CONTEXT);
                if !is_blank(&text) {
                    self.blocks.push(context(&text));
                }
            }
            Part::Divider => self.blocks.push(json!({ "type": "divider" })),
            Part::Buttons(buttons) => self.buttons(buttons),
            Part::Image { url, alt } => self.image(url, alt),
            Part::Chart(it) => self.chart(it),
            Part::Pictured { text, url, alt } => self.pictured(text, url, alt),
        }
    }

    fn section(&mut self, rich: &Rich) {
        let text = marked_up(rich, self.target, limits::SECTION);
        if !is_blank(&text) {
            self.blocks.push(section(&text));
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        let fields: Vec<Value> = facts
            .iter()
            .map(|it| marked_up(&fact(it), self.target, limits::FIELD))
            .filter(|text| !is_blank(text))
            .map(|text| mrkdwn(&text))
            .collect();
        for fields in fields.chunks(limits::FIELDS) {
            self.blocks
                .push(json!({ "type": "section", "fields": fields }));
        }
    }

    /// As many lines to a section as it holds, none broken.
    fn lines(&mut self, lines: &[Rich]) {
        let mut text = String::new();
        for line in lines {
            let line = marked_up(line, self.target, limits::SECTION);
            if !text.is_empty() && units(&text) + 1 + units(&line) > limits::SECTION {
                self.paragraph(&text);
                text.clear();
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line);
        }
        self.paragraph(&text);
    }

    fn paragraph(&mut self, text: &str) {
        if !is_blank(text) {
            self.blocks.push(section(text));
        }
    }

    /// Rows of about equal length.
    fn buttons(&mut self, buttons: &[Button]) {
        let elements: Vec<Value> = buttons
            .iter()
            .filter_map(|button| self.button(button))
            .collect();
        let rows = elements.len().div_ceil(limits::ROW).max(1);
        let length = elements.len().div_ceil(rows).max(1);
        for row in elements.chunks(length) {
            self.blocks
                .push(json!({ "type": "actions", "elements": row }));
        }
    }

    /// A button whose action or value does not fit is left out: a cut one would do something else.
    fn button(&mut self, button: &Button) -> Option<Value> {
        if units(&button.value) > limits::BUTTON_VALUE {
            return None;
        }
        let action = self.unique(&button.action)?;
        let mut element = json!({
            "type": "button",
            "action_id": action,
            "text": plain_text(&button.label, limits::BUTTON),
            "value": button.value,
        });
        match button.style {
            Style::Plain => {}
            Style::Primary => element["style"] = json!("primary"),
            Style::Danger => element["style"] = json!("danger"),
        }
        if let Some(confirm) = &button.confirm {
            element["confirm"] = json!({
                "title": plain_text(&confirm.title, limits::CONFIRM_TITLE),
                "text": plain_text(&confirm.text, limits::CONFIRM_TEXT),
                "confirm": plain_text(&confirm.yes, limits::CONFIRM_BUTTON),
                "deny": plain_text(&confirm.no, limits::CONFIRM_BUTTON),
            });
        }
        Some(element)
    }

    /// A name for the action that no other button of the message has. What is added comes off in
    /// `inbound`, so a name that looks as if something had been added gets something, too.
    fn unique(&mut self, action: &str) -> Option<String> {
        let n = self.actions.entry(action.to_owned()).or_default();
        let id = if *n == 0 && !action.contains('#') {
            action.to_owned()
        } else {
            format!("{action}#{n}")
        };
        *n += 1;
        (!action.is_empty() && units(&id) <= limits::ID).then_some(id)
    }

    fn image(&mut self, url: &str, alt: &str) {
        match image(url, alt) {
            Some(image) => self.blocks.push(image),
            None => self.section(&Rich::plain(alt)),
        }
    }

    /// Drawn by Slack, where it does that, else a picture. Without either, the text beside it has to do.
    fn chart(&mut self, it: &Chart) {
        let drawn = it.drawn_by_slack && self.charts < limits::CHARTS;
        if let Some(block) = drawn.then(|| chart::block(it)).flatten() {
            self.charts += 1;
            self.blocks.push(block);
        } else if let Some(url) = &it.picture {
            self.image(url, &it.alt);
        }
    }

    fn pictured(&mut self, rich: &Rich, url: &str, alt: &str) {
        let text = marked_up(rich, self.target, limits::SECTION);
        if is_blank(&text) {
            return self.image(url, alt);
        }
        let mut block = section(&text);
        if let Some(image) = image(url, alt) {
            block["accessory"] = image;
        }
        self.blocks.push(block);
    }
}

/// A picture, a block or an element alike; nothing where the address is none.
fn image(url: &str, alt: &str) -> Option<Value> {
    let url = address(url).filter(|url| url.starts_with("http"))?;
    let alt = if is_blank(alt) { ELLIPSIS } else { alt };
    Some(json!({
        "type": "image",
        "image_url": url,
        "alt_text": cut(alt, limits::ALT),
    }))
}
