//! Modals and Home tabs as a whole.

use serde_json::Value;

use super::{Check, Surface};

/// The faults of a view; none when Slack would take it.
pub(crate) fn view(view: &Value) -> Vec<String> {
    let surface = match view["type"].as_str() {
        Some("modal") => Surface::Modal,
        Some("home") => Surface::Home,
        _ => return vec!["[ERROR] unsupported type [json-pointer:/view/type]".to_owned()],
    };
    let mut check = Check::new(surface);
    check.view(view);
    check.faults
}

impl Check {
    fn view(&mut self, view: &Value) {
        let at = "/view";
        let modal = self.surface == Surface::Modal;
        let needed: &[&str] = if modal {
            &["type", "blocks", "title"]
        } else {
            &["type", "blocks"]
        };
        let mut known = vec!["private_metadata", "callback_id", "external_id"];
        if modal {
            known.extend([
                "close",
                "submit",
                "clear_on_close",
                "notify_on_close",
                "submit_disabled",
            ]);
        }
        let Some(fields) = self.object(view, needed, &known, at) else {
            return;
        };
        for name in ["title", "close", "submit"] {
            if let Some(text) = fields.get(name) {
                self.plain(text, (1, 24), &format!("{at}/{name}"));
            }
        }
        self.string(fields, "private_metadata", (0, 3000), at);
        self.string(fields, "callback_id", (0, 255), at);
        self.string(fields, "external_id", (0, 255), at);
        self.boolean(fields, "clear_on_close", at);
        self.boolean(fields, "notify_on_close", at);
        let blocks = &view["blocks"];
        if let Some(list) = blocks.as_array() {
            if modal && list.is_empty() {
                self.fault("no fewer than 1 items allowed", "/view/blocks");
            }
            let inputs = list.iter().any(|block| block["type"] == "input");
            if modal && inputs && !fields.contains_key("submit") {
                self.fault("missing required field: submit", at);
            }
            let focused = list
                .iter()
                .filter(|block| block["element"]["focus_on_load"] == true);
            if focused.count() > 1 {
                self.fault("only one element may have focus_on_load", "/view/blocks");
            }
        }
        self.blocks(blocks, "/view/blocks");
    }
}
