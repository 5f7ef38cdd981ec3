//! Composition objects: texts, options, confirmations, images.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Check;

impl Check {
    /// A text object of either kind.
    pub(super) fn text(&mut self, value: &Value, length: (usize, usize), at: &str) {
        let known: &[&str] = match value["type"].as_str() {
            Some("plain_text") => &["emoji"],
            Some("mrkdwn") => &["verbatim"],
            _ => return self.fault("must be a plain_text or mrkdwn object", at),
        };
        if let Some(text) = self.object(value, &["type", "text"], known, at) {
            self.string(text, "text", length, at);
            self.boolean(text, "emoji", at);
            self.boolean(text, "verbatim", at);
        }
    }

    /// A plain text object.
    pub(super) fn plain(&mut self, value: &Value, length: (usize, usize), at: &str) {
        if value["type"] == "plain_text" {
            self.text(value, length, at);
        } else {
            self.fault("must be a plain_text object", at);
        }
    }

    pub(super) fn confirm(&mut self, value: &Value, at: &str) {
        let needed = ["title", "text", "confirm", "deny"];
        let Some(confirm) = self.object(value, &needed, &["style"], at) else {
            return;
        };
        self.style(confirm, at);
        for (name, most) in [("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)] {
            if let Some(text) = confirm.get(name) {
                self.plain(text, (1, most), &format!("{at}/{name}"));
            }
        }
    }

    pub(super) fn style(&mut self, object: &Map<String, Value>, at: &str) {
        if object
            .get("style")
            .is_some_and(|style| style != "primary" && style != "danger")
        {
            self.fault("must be primary or danger", &format!("{at}/style"));
        }
    }

    /// The options of a select, a group of boxes or a menu. Their values must differ.
    pub(super) fn options(&mut self, options: &Value, count: (usize, usize), urls: bool, at: &str) {
        let mut values = BTreeSet::new();
        let options = self.array(options, count, at);
        for (index, option) in options.iter().enumerate() {
            let at = format!("{at}/{index}");
            self.option(option, urls, &at);
            if let Some(value) = option["value"].as_str()
                && !values.insert(value)
            {
                self.fault(&format!("duplicate option value: {value}"), &at);
            }
        }
    }

    /// One option.
    pub(super) fn option(&mut self, option: &Value, urls: bool, at: &str) {
        let known: &[&str] = if urls {
            &["description", "url"]
        } else {
            &["description"]
        };
        let Some(fields) = self.object(option, &["text", "value"], known, at) else {
            return;
        };
        self.string(fields, "value", (1, 150), at);
        self.url(fields, "url", at);
        for name in ["text", "description"] {
            if let Some(text) = fields.get(name) {
                self.text(text, (1, 75), &format!("{at}/{name}"));
            }
        }
    }

    /// Groups of options, instead of options.
    pub(super) fn option_groups(&mut self, groups: &Value, at: &str) {
        let groups = self.array(groups, (1, 100), at);
        for (index, group) in groups.iter().enumerate() {
            let at = format!("{at}/{index}");
            if let Some(fields) = self.object(group, &["label", "options"], &[], &at) {
                if let Some(label) = fields.get("label") {
                    self.plain(label, (1, 75), &format!("{at}/label"));
                }
                if let Some(options) = fields.get("options") {
                    self.options(options, (1, 100), false, &format!("{at}/options"));
                }
            }
        }
    }

    /// An image element.
    pub(super) fn image(&mut self, value: &Value, at: &str) {
        let known = ["image_url", "slack_file"];
        if let Some(image) = self.object(value, &["type", "alt_text"], &known, at) {
            self.image_source(image, at);
        }
    }

    /// What images of both kinds share.
    pub(super) fn image_source(&mut self, image: &Map<String, Value>, at: &str) {
        self.string(image, "alt_text", (1, 2000), at);
        self.url(image, "image_url", at);
        if image.contains_key("image_url") == image.contains_key("slack_file") {
            self.fault("must have either image_url or slack_file", at);
        }
    }
}
