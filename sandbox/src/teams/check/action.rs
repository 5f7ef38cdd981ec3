//! Actions: which may stand where, and what they need.

use serde_json::Value;

use super::{Check, Surface, schema};

/// Teams shows no more.
const MOST: usize = 6;

impl Check<'_> {
    pub(super) fn actions(&mut self, actions: &Value, at: &str) {
        let actions = self.items(actions, at);
        if actions.len() > MOST {
            self.fault(&format!("no more than {MOST} actions"), at);
        }
        for (index, action) in actions.iter().enumerate() {
            let at = format!("{at}/{index}");
            if action["title"].as_str().is_none_or(str::is_empty) {
                self.fault("title is missing", &at);
            }
            self.action(action, &at);
        }
    }

    /// An action that takes the place of a click.
    pub(super) fn select_action(&mut self, action: &Value, at: &str) {
        if action["type"] == "Action.ShowCard" {
            return self.fault("Action.ShowCard cannot be a selectAction", at);
        }
        self.action(action, at);
    }

    fn action(&mut self, action: &Value, at: &str) {
        let kind = action["type"].as_str().unwrap_or_default();
        let Some(table) = schema::action(kind) else {
            return self.fault(&format!("unknown action {kind}"), at);
        };
        self.object(action, &[table, schema::ACTION], at);
        if action["style"]
            .as_str()
            .is_some_and(|style| style != "default")
        {
            self.note("styles of actions are not supported", at);
        }
        match (kind, self.surface) {
            ("Action.OpenUrl", _) => self.link(&action["url"], at),
            ("Action.ToggleVisibility", _) => {}
            (_, Surface::Webhook) => self.fault("only Action.OpenUrl works", at),
            ("Action.Execute", Surface::Dialog) => {
                self.fault("Action.Execute does nothing in a dialog", at);
            }
            ("Action.Execute", _) if action["verb"].as_str().is_none_or(str::is_empty) => {
                self.fault("verb is missing", at);
            }
            ("Action.Execute" | "Action.Submit", _) => {
                if !matches!(action["data"], Value::Null | Value::Object(_)) {
                    self.note("data that is no object gets no inputs", at);
                }
            }
            _ => self.card_inside(&action["card"], &format!("{at}/card")),
        }
        let fallback = &action["fallback"];
        if fallback.is_object() {
            self.as_fallback(|check| check.action(fallback, &format!("{at}/fallback")));
        }
    }

    pub(super) fn link(&mut self, link: &Value, at: &str) {
        let good = link.as_str().is_some_and(|link| {
            url::Url::parse(link)
                .is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto" | "tel"))
        });
        if !good {
            self.fault("must be an address", at);
        }
    }
}
