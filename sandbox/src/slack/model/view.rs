//! Modals and Home tabs.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A view that somebody has before them.
#[derive(Clone, Debug)]
pub struct View {
    /// `V…`.
    pub id: String,
    /// Who sees it.
    pub user: String,
    /// What the app sent: type, title, blocks and so on.
    pub given: Value,
    /// Changes with every update.
    pub hash: String,
    /// The first of its stack.
    pub root: String,
    /// The one below it.
    pub previous: Option<String>,
    /// The options that its lists were given so far, by block.
    pub offers: BTreeMap<String, Vec<Value>>,
}

impl View {
    /// Its blocks.
    pub fn blocks(&self) -> &[Value] {
        self.given["blocks"].as_array().map_or(&[], Vec::as_slice)
    }

    /// The name the app knows it by.
    pub fn callback_id(&self) -> &str {
        self.given["callback_id"].as_str().unwrap_or_default()
    }

    /// The title.
    pub fn title(&self) -> &str {
        self.given["title"]["text"].as_str().unwrap_or_default()
    }

    /// The block called `block_id`.
    pub fn block(&self, block_id: &str) -> Option<&Value> {
        self.blocks().iter().find(|b| b["block_id"] == block_id)
    }

    /// Its blocks as the client knows them: lists that are searched with the options they were given.
    pub fn known_blocks(&self) -> Vec<Value> {
        let mut blocks = self.blocks().to_vec();
        for block in &mut blocks {
            let offered = block["block_id"]
                .as_str()
                .and_then(|id| self.offers.get(id));
            let element = &mut block["element"];
            if !element["type"]
                .as_str()
                .is_some_and(|kind| kind.ends_with("external_select"))
            {
                continue;
            }
            let first = match (&element["initial_options"], &element["initial_option"]) {
                (Value::Array(chosen), _) => chosen.clone(),
                (_, Value::Object(chosen)) => vec![Value::Object(chosen.clone())],
                _ => Vec::new(),
            };
            element["options"] = first
                .iter()
                .chain(offered.into_iter().flatten())
                .cloned()
                .collect();
        }
        blocks
    }

    /// Everything a reader can see in it.
    pub fn shown(&self) -> String {
        super::message::shown(self.title(), self.blocks())
    }

    /// The object of `views.*` answers and of payloads, with what was filled in.
    pub fn to_json(&self, team: &str, app: (&str, &str), values: &Map<String, Value>) -> Value {
        let mut view = json!({
            "id": self.id, "team_id": team, "type": "modal", "blocks": [],
            "private_metadata": "", "callback_id": "", "state": {"values": values},
            "hash": self.hash, "title": {"type": "plain_text", "text": "View Title", "emoji": true},
            "clear_on_close": false, "notify_on_close": false, "close": null, "submit": null,
            "previous_view_id": self.previous, "root_view_id": self.root, "app_id": app.0,
            "external_id": "", "app_installed_team_id": team, "bot_id": app.1,
        });
        for (name, field) in self.given.as_object().into_iter().flatten() {
            view[name] = field.clone();
        }
        view
    }
}

/// Gives every block and every interactive element the id it lacks, as Slack does.
pub(super) fn name_blocks(blocks: &mut [Value], mut next: impl FnMut() -> String) {
    for block in blocks {
        if block.get("block_id").is_none() {
            block["block_id"] = json!(next());
        }
        for place in ["element", "accessory"] {
            if let Some(element) = block.get_mut(place) {
                name_element(element, &mut next);
            }
        }
        if block["type"] == "actions" {
            for element in block["elements"].as_array_mut().into_iter().flatten() {
                name_element(element, &mut next);
            }
        }
    }
}

fn name_element(element: &mut Value, next: &mut impl FnMut() -> String) {
    if element["type"] != "image" && element.get("action_id").is_none() {
        element["action_id"] = json!(next());
    }
}
