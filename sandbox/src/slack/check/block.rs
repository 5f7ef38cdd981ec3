//! Blocks: section, header, context, actions, divider, image, input, rich text.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::element::Place;
use super::{Check, Surface};

impl Check {
    pub(super) fn block(&mut self, block: &Value, at: &str) {
        match block["type"].as_str() {
            Some("section") => self.section(block, at),
            Some("header") => self.header(block, at),
            Some("context") => self.context(block, at),
            Some("actions") => self.actions(block, at),
            Some("divider") => {
                let known = self.object(block, &["type"], &["block_id"], at);
                self.block_id(known, at);
            }
            Some("image") => self.image_block(block, at),
            Some("data_visualization") if self.surface == Surface::Message => {
                self.chart(block, at);
            }
            Some("input") if self.surface == Surface::Message => {
                self.fault("input blocks are not allowed in messages", at);
            }
            Some("input") => self.input(block, at),
            Some("rich_text") => {
                let known = self.object(block, &["type", "elements"], &["block_id"], at);
                self.block_id(known, at);
                self.rich_text(&block["elements"], &format!("{at}/elements"));
            }
            Some(other) => {
                self.fault(&format!("unsupported type: {other}"), &format!("{at}/type"));
            }
            None => self.fault("missing required field: type", at),
        }
    }

    fn block_id(&mut self, block: Option<&Map<String, Value>>, at: &str) {
        let Some(id) = block.and_then(|block| self.string(block, "block_id", (1, 255), at)) else {
            return;
        };
        if !self.block_ids.insert(id.to_owned()) {
            self.fault(
                &format!("block_id already exists: {id}"),
                &format!("{at}/block_id"),
            );
        }
    }

    fn section(&mut self, block: &Value, at: &str) {
        let known = ["block_id", "text", "fields", "accessory", "expand"];
        let Some(section) = self.object(block, &["type"], &known, at) else {
            return;
        };
        self.block_id(Some(section), at);
        self.boolean(section, "expand", at);
        if let Some(text) = section.get("text") {
            self.text(text, (1, 3000), &format!("{at}/text"));
        }
        if let Some(fields) = section.get("fields") {
            let at = format!("{at}/fields");
            let fields = self.array(fields, (1, 10), &at);
            for (index, field) in fields.iter().enumerate() {
                self.text(field, (1, 2000), &format!("{at}/{index}"));
            }
        }
        if !section.contains_key("text") && !section.contains_key("fields") {
            self.fault("missing required field: text or fields", at);
        }
        if let Some(accessory) = section.get("accessory") {
            let mut ids = BTreeSet::new();
            self.element(
                accessory,
                Place::Accessory,
                &mut ids,
                &format!("{at}/accessory"),
            );
        }
    }

    fn header(&mut self, block: &Value, at: &str) {
        let known = self.object(block, &["type", "text"], &["block_id"], at);
        self.block_id(known, at);
        if let Some(text) = block.get("text") {
            self.plain(text, (1, 150), &format!("{at}/text"));
        }
    }

    fn context(&mut self, block: &Value, at: &str) {
        let known = self.object(block, &["type", "elements"], &["block_id"], at);
        self.block_id(known, at);
        let at = format!("{at}/elements");
        let elements = self.array(&block["elements"], (1, 10), &at);
        for (index, element) in elements.iter().enumerate() {
            let at = format!("{at}/{index}");
            if element["type"] == "image" {
                self.image(element, &at);
            } else {
                self.text(element, (1, 3000), &at);
            }
        }
    }

    fn actions(&mut self, block: &Value, at: &str) {
        let known = self.object(block, &["type", "elements"], &["block_id"], at);
        self.block_id(known, at);
        let at = format!("{at}/elements");
        let elements = self.array(&block["elements"], (1, 25), &at);
        let mut ids = BTreeSet::new();
        for (index, element) in elements.iter().enumerate() {
            self.element(element, Place::Actions, &mut ids, &format!("{at}/{index}"));
        }
    }

    fn image_block(&mut self, block: &Value, at: &str) {
        let known = ["block_id", "image_url", "slack_file", "title"];
        let image = self.object(block, &["type", "alt_text"], &known, at);
        self.block_id(image, at);
        if let Some(image) = image {
            self.image_source(image, at);
            if let Some(title) = image.get("title") {
                self.plain(title, (1, 2000), &format!("{at}/title"));
            }
        }
    }

    fn input(&mut self, block: &Value, at: &str) {
        let known = ["block_id", "hint", "optional", "dispatch_action"];
        let Some(input) = self.object(block, &["type", "label", "element"], &known, at) else {
            return;
        };
        self.block_id(Some(input), at);
        self.boolean(input, "optional", at);
        self.boolean(input, "dispatch_action", at);
        for name in ["label", "hint"] {
            if let Some(text) = input.get(name) {
                self.plain(text, (1, 2000), &format!("{at}/{name}"));
            }
        }
        if let Some(element) = input.get("element") {
            let mut ids = BTreeSet::new();
            self.element(element, Place::Input, &mut ids, &format!("{at}/element"));
        }
    }

    pub(super) fn array<'a>(
        &mut self,
        value: &'a Value,
        (least, most): (usize, usize),
        at: &str,
    ) -> &'a [Value] {
        let Some(items) = value.as_array() else {
            self.fault("must be an array", at);
            return &[];
        };
        self.count(items.len(), least, most, at);
        items
    }
}
