//! Mentions: every `<at>` has its entity, and every entity its `<at>`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Check;

impl Check<'_> {
    /// The mentions of a card. One text can stand for one account only.
    pub(super) fn mentions(&mut self, texts: &[String], entities: &Value, at: &str) {
        let mut named: BTreeMap<&str, &str> = BTreeMap::new();
        for (index, entity) in entities.as_array().into_iter().flatten().enumerate() {
            let at = format!("{at}/{index}");
            let Some((text, id)) = self.entity(entity, &at) else {
                continue;
            };
            if named.insert(text, id).is_some_and(|other| other != id) {
                self.fault(&format!("{text} stands for two accounts"), &at);
            }
            if !texts.iter().any(|written| written.contains(text)) {
                self.fault(&format!("{text} does not occur"), &at);
            }
        }
        for mention in texts.iter().flat_map(|text| written(text)) {
            if !named.contains_key(mention) {
                self.fault(&format!("{mention} has no entity"), at);
            }
        }
    }

    /// The mentions of a message's text, each of which has an entity of its own.
    pub(super) fn mentions_in_text(&mut self, text: &str, entities: &Value) {
        let mut left: Vec<&str> = written(text).collect();
        let entities = entities.as_array().into_iter().flatten();
        for (index, entity) in entities.enumerate() {
            let at = format!("entities/{index}");
            if entity["type"] != "mention" {
                continue;
            }
            let Some((text, id)) = self.entity(entity, &at) else {
                continue;
            };
            if !id.starts_with("29:") && !id.starts_with("28:") {
                self.fault("mentioned.id must be the id of an account in Teams", &at);
            }
            match left.iter().position(|written| *written == text) {
                Some(found) => drop(left.remove(found)),
                None => self.fault(&format!("{text} does not occur"), &at),
            }
        }
        for mention in left {
            self.fault(&format!("{mention} has no entity"), "text");
        }
    }

    /// The text and the id of a mention.
    fn entity<'b>(&mut self, entity: &'b Value, at: &str) -> Option<(&'b str, &'b str)> {
        let text = entity["text"].as_str().unwrap_or_default();
        let id = entity["mentioned"]["id"].as_str().unwrap_or_default();
        let name = entity["mentioned"]["name"].as_str().unwrap_or_default();
        if entity["type"] != "mention" || name.is_empty() || written(text).next() != Some(text) {
            self.fault("no mention with text, mentioned.id and mentioned.name", at);
            return None;
        }
        let known = id == self.model.app.mri()
            || self
                .model
                .company
                .users
                .iter()
                .any(|user| user.aad == id || user.mri == id);
        if !known {
            self.fault(&format!("nobody is called {id}"), at);
        }
        Some((text, id))
    }

    /// Marks that only another platform, or the program itself, understands.
    pub(super) fn foreign_marks(&mut self, text: &str, at: &str) {
        const MARKS: [&str; 7] = [
            "<@29:",
            "<@28:",
            "<@U",
            "<@teams:",
            "<@slack:",
            "<!here>",
            "<!subteam",
        ];
        if MARKS.iter().any(|mark| text.contains(mark)) {
            self.note("a mark that Teams does not know", at);
        }
    }
}

/// Every `<at>…</at>` of a text.
fn written(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("<at>").filter_map(move |(start, _)| {
        let length = text[start..].find("</at>")? + "</at>".len();
        Some(&text[start..start + length])
    })
}
