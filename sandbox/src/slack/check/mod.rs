//! Block Kit's rules, written down independently of whoever renders blocks for Slack.
//!
//! Faults are worded as Slack words them: `[ERROR] … [json-pointer:/blocks/0/text]`.

mod block;
mod chart;
mod element;
mod object;
mod rich_text;
mod view;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub(super) use view::view;

/// Where blocks stand decides which may stand there and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    /// A message: 50 blocks.
    Message,
    /// A modal: 100.
    Modal,
    /// A Home tab: 100.
    Home,
}

/// The faults of `blocks`; none when Slack would take them.
pub(super) fn blocks(blocks: &Value, surface: Surface) -> Vec<String> {
    let mut check = Check::new(surface);
    check.blocks(blocks, "/blocks");
    check.faults
}

/// The faults of what a list was answered that asked for its options: at most 100, or groups of them.
pub(super) fn offers(answer: &Value) -> Vec<String> {
    let mut check = Check::new(Surface::Modal);
    match (answer.get("options"), answer.get("option_groups")) {
        (Some(options), None) => check.options(options, (0, 100), false, "/options"),
        (None, Some(groups)) => check.option_groups(groups, "/option_groups"),
        _ => check.fault("must have either options or option_groups", ""),
    }
    check.faults
}

/// One pass over one set of blocks.
struct Check {
    surface: Surface,
    faults: Vec<String>,
    block_ids: BTreeSet<String>,
}

impl Check {
    fn new(surface: Surface) -> Self {
        Self {
            surface,
            faults: Vec::new(),
            block_ids: BTreeSet::new(),
        }
    }

    fn fault(&mut self, what: &str, at: &str) {
        self.faults
            .push(format!("[ERROR] {what} [json-pointer:{at}]"));
    }

    fn blocks(&mut self, blocks: &Value, at: &str) {
        let Some(blocks) = blocks.as_array() else {
            return self.fault("must be an array", at);
        };
        let most = if self.surface == Surface::Message {
            50
        } else {
            100
        };
        self.count(blocks.len(), 0, most, at);
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, &format!("{at}/{index}"));
        }
    }

    /// Reports too few or too many items.
    fn count(&mut self, count: usize, least: usize, most: usize, at: &str) {
        if count < least {
            self.fault(&format!("no fewer than {least} items allowed"), at);
        }
        if count > most {
            self.fault(&format!("no more than {most} items allowed"), at);
        }
    }

    /// An object with no other fields than `known` and with all of `needed`.
    fn object<'a>(
        &mut self,
        value: &'a Value,
        needed: &[&str],
        known: &[&str],
        at: &str,
    ) -> Option<&'a Map<String, Value>> {
        let Some(object) = value.as_object() else {
            self.fault("must be an object", at);
            return None;
        };
        for name in needed {
            if !object.contains_key(*name) {
                self.fault(&format!("missing required field: {name}"), at);
            }
        }
        for name in object.keys() {
            if !needed.contains(&name.as_str()) && !known.contains(&name.as_str()) {
                self.fault(&format!("invalid additional property: {name}"), at);
            }
        }
        Some(object)
    }

    /// The string `name` of `object`, of `least` to `most` characters; absent is no fault here.
    fn string<'a>(
        &mut self,
        object: &'a Map<String, Value>,
        name: &str,
        (least, most): (usize, usize),
        at: &str,
    ) -> Option<&'a str> {
        let value = object.get(name)?;
        let at = format!("{at}/{name}");
        let Some(text) = value.as_str() else {
            self.fault("must be a string", &at);
            return None;
        };
        let length = text.chars().count();
        if length < least {
            self.fault(&format!("must be more than {} characters", least - 1), &at);
        }
        if length > most {
            self.fault(&format!("must be less than {} characters", most + 1), &at);
        }
        Some(text)
    }

    fn boolean(&mut self, object: &Map<String, Value>, name: &str, at: &str) {
        if object.get(name).is_some_and(|value| !value.is_boolean()) {
            self.fault("must be a boolean", &format!("{at}/{name}"));
        }
    }

    fn url(&mut self, object: &Map<String, Value>, name: &str, at: &str) {
        let Some(url) = self.string(object, name, (1, 3000), at) else {
            return;
        };
        let good = url::Url::parse(url)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto" | "slack"));
        if !good {
            self.fault("must be a valid URL", &format!("{at}/{name}"));
        }
    }
}

#[cfg(test)]
mod tests;
