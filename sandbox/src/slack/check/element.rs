//! Interactive elements.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Check;

/// Where an element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Accessory,
    Actions,
    Input,
}

impl Place {
    /// Whether an element of type `kind` may stand here.
    fn allows(self, kind: &str) -> bool {
        match kind {
            "image" => self == Self::Accessory,
            "button" | "overflow" => self != Self::Input,
            "plain_text_input" | "number_input" | "email_text_input" | "url_text_input" => {
                self == Self::Input
            }
            // An actions block takes selects of one, not of several.
            _ if kind.starts_with("multi_") => self != Self::Actions,
            _ => true,
        }
    }
}

impl Check {
    /// An element in its place; `ids` are the action ids of its block.
    pub(super) fn element(
        &mut self,
        element: &Value,
        place: Place,
        ids: &mut BTreeSet<String>,
        at: &str,
    ) {
        let Some(kind) = element["type"].as_str() else {
            return self.fault("missing required field: type", at);
        };
        if !place.allows(kind) {
            return self.fault(&format!("unsupported type: {kind}"), &format!("{at}/type"));
        }
        let fields = match kind {
            "image" => return self.image(element, at),
            "button" => self.button(element, at),
            "overflow" => self.overflow(element, at),
            "plain_text_input" => self.text_input(element, at),
            "number_input" => self.number_input(element, at),
            "static_select" | "multi_static_select" => self.static_select(element, kind, at),
            "users_select"
            | "multi_users_select"
            | "conversations_select"
            | "multi_conversations_select"
            | "channels_select"
            | "multi_channels_select" => self.other_select(element, kind, at),
            "external_select" | "multi_external_select" => self.external_select(element, kind, at),
            "checkboxes" | "radio_buttons" => self.boxes(element, kind, at),
            "datepicker" | "timepicker" | "datetimepicker" | "email_text_input"
            | "url_text_input" => element.as_object(),
            _ => {
                return self.fault(&format!("unsupported type: {kind}"), &format!("{at}/type"));
            }
        };
        let Some(fields) = fields else { return };
        if let Some(confirm) = fields.get("confirm") {
            self.confirm(confirm, &format!("{at}/confirm"));
        }
        if let Some(text) = fields.get("placeholder") {
            self.plain(text, (1, 150), &format!("{at}/placeholder"));
        }
        if let Some(id) = self.string(fields, "action_id", (1, 255), at)
            && !ids.insert(id.to_owned())
        {
            self.fault(&format!("action_id already exists: {id}"), at);
        }
    }

    fn button<'a>(&mut self, element: &'a Value, at: &str) -> Option<&'a Map<String, Value>> {
        let known = [
            "action_id",
            "value",
            "url",
            "style",
            "confirm",
            "accessibility_label",
        ];
        let button = self.object(element, &["type", "text"], &known, at)?;
        if let Some(text) = button.get("text") {
            self.plain(text, (1, 75), &format!("{at}/text"));
        }
        self.string(button, "value", (0, 2000), at);
        self.string(button, "accessibility_label", (1, 75), at);
        self.url(button, "url", at);
        self.style(button, at);
        Some(button)
    }

    fn overflow<'a>(&mut self, element: &'a Value, at: &str) -> Option<&'a Map<String, Value>> {
        let known = ["action_id", "confirm"];
        let menu = self.object(element, &["type", "options"], &known, at)?;
        if let Some(options) = menu.get("options") {
            self.options(options, (1, 5), true, &format!("{at}/options"));
        }
        Some(menu)
    }

    fn text_input<'a>(&mut self, element: &'a Value, at: &str) -> Option<&'a Map<String, Value>> {
        let known = [
            "action_id",
            "placeholder",
            "initial_value",
            "multiline",
            "min_length",
            "max_length",
            "dispatch_action_config",
            "focus_on_load",
        ];
        let input = self.object(element, &["type"], &known, at)?;
        self.boolean(input, "multiline", at);
        self.boolean(input, "focus_on_load", at);
        let most = self
            .length(input, "max_length", (1, 3000), at)
            .unwrap_or(3000);
        let least = self.length(input, "min_length", (0, 3000), at).unwrap_or(0);
        if least > most {
            self.fault("min_length must not exceed max_length", at);
        }
        self.string(input, "initial_value", (0, most), at);
        Some(input)
    }

    fn length(
        &mut self,
        object: &Map<String, Value>,
        name: &str,
        (least, most): (usize, usize),
        at: &str,
    ) -> Option<usize> {
        let value = object.get(name)?;
        let length = value.as_u64().and_then(|n| usize::try_from(n).ok());
        if length.is_none_or(|length| length < least || length > most) {
            self.fault(
                &format!("must be a number from {least} to {most}"),
                &format!("{at}/{name}"),
            );
        }
        length
    }

    fn number_input<'a>(&mut self, element: &'a Value, at: &str) -> Option<&'a Map<String, Value>> {
        let known = [
            "action_id",
            "placeholder",
            "initial_value",
            "min_value",
            "max_value",
            "dispatch_action_config",
            "focus_on_load",
        ];
        let needed = ["type", "is_decimal_allowed"];
        let input = self.object(element, &needed, &known, at)?;
        self.boolean(input, "is_decimal_allowed", at);
        // Numbers travel as strings, in both directions.
        let mut bounds = Vec::new();
        for name in ["min_value", "initial_value", "max_value"] {
            if let Some(text) = self.string(input, name, (1, 30), at) {
                match text.parse::<f64>() {
                    Ok(number) => bounds.push(number),
                    Err(_) => self.fault("must be a number", &format!("{at}/{name}")),
                }
            }
        }
        if !bounds.is_sorted() {
            self.fault("initial_value must lie between min_value and max_value", at);
        }
        Some(input)
    }

    fn static_select<'a>(
        &mut self,
        element: &'a Value,
        kind: &str,
        at: &str,
    ) -> Option<&'a Map<String, Value>> {
        let several = kind.starts_with("multi_");
        let initial = if several {
            "initial_options"
        } else {
            "initial_option"
        };
        let mut known = vec![
            "action_id",
            "placeholder",
            "options",
            "option_groups",
            "confirm",
            "focus_on_load",
            initial,
        ];
        if several {
            known.push("max_selected_items");
        }
        let select = self.object(element, &["type"], &known, at)?;
        match (select.get("options"), select.get("option_groups")) {
            (Some(options), None) => {
                self.options(options, (1, 100), false, &format!("{at}/options"));
            }
            (None, Some(groups)) => self.option_groups(groups, &format!("{at}/option_groups")),
            _ => self.fault("must have either options or option_groups", at),
        }
        self.initial(select, initial, at);
        Some(select)
    }

    /// Checks that what is chosen at first is among the options, word for word.
    fn initial(&mut self, select: &Map<String, Value>, name: &str, at: &str) {
        let Some(initial) = select.get(name) else {
            return;
        };
        let at = format!("{at}/{name}");
        let offered: Vec<&Value> = match (select.get("options"), select.get("option_groups")) {
            (Some(options), _) => options.as_array().into_iter().flatten().collect(),
            (_, Some(groups)) => groups
                .as_array()
                .into_iter()
                .flatten()
                .flat_map(|group| group["options"].as_array().into_iter().flatten())
                .collect(),
            _ => Vec::new(),
        };
        let chosen: Vec<&Value> = match initial {
            Value::Array(several) if several.is_empty() => {
                return self.fault("no fewer than 1 items allowed", &at);
            }
            Value::Array(several) => several.iter().collect(),
            one => vec![one],
        };
        if chosen.iter().any(|one| !offered.contains(one)) {
            self.fault("must be one of the provided options", &at);
        }
    }

    fn other_select<'a>(
        &mut self,
        element: &'a Value,
        kind: &str,
        at: &str,
    ) -> Option<&'a Map<String, Value>> {
        let what = kind
            .trim_start_matches("multi_")
            .trim_end_matches("s_select");
        let initial = if kind.starts_with("multi_") {
            format!("initial_{what}s")
        } else {
            format!("initial_{what}")
        };
        let known = [
            "action_id",
            "placeholder",
            "confirm",
            "focus_on_load",
            "max_selected_items",
            "default_to_current_conversation",
            "response_url_enabled",
            "filter",
            initial.as_str(),
        ];
        let select = self.object(element, &["type"], &known, at)?;
        let right = match select.get(&initial) {
            Some(Value::Array(ids)) => kind.starts_with("multi_") && !ids.is_empty(),
            Some(Value::String(id)) => !kind.starts_with("multi_") && !id.is_empty(),
            Some(_) => false,
            None => true,
        };
        if !right {
            self.fault("must name at least one", &format!("{at}/{initial}"));
        }
        Some(select)
    }

    /// A select whose options the app is asked for: what is chosen at first stands in it whole.
    fn external_select<'a>(
        &mut self,
        element: &'a Value,
        kind: &str,
        at: &str,
    ) -> Option<&'a Map<String, Value>> {
        let several = kind.starts_with("multi_");
        let initial = if several {
            "initial_options"
        } else {
            "initial_option"
        };
        let mut known = vec![
            "action_id",
            "placeholder",
            "confirm",
            "focus_on_load",
            "min_query_length",
            initial,
        ];
        if several {
            known.push("max_selected_items");
        }
        let select = self.object(element, &["type"], &known, at)?;
        if select
            .get("min_query_length")
            .is_some_and(|length| !length.is_u64())
        {
            self.fault("must be a whole number", &format!("{at}/min_query_length"));
        }
        match select.get(initial) {
            None => {}
            Some(chosen) if several => {
                self.options(chosen, (1, 100), false, &format!("{at}/{initial}"));
            }
            Some(chosen) => self.option(chosen, false, &format!("{at}/{initial}")),
        }
        Some(select)
    }

    fn boxes<'a>(
        &mut self,
        element: &'a Value,
        kind: &str,
        at: &str,
    ) -> Option<&'a Map<String, Value>> {
        let initial = if kind == "checkboxes" {
            "initial_options"
        } else {
            "initial_option"
        };
        let known = ["action_id", "confirm", "focus_on_load", initial];
        let boxes = self.object(element, &["type", "options"], &known, at)?;
        if let Some(options) = boxes.get("options") {
            self.options(options, (1, 10), false, &format!("{at}/options"));
        }
        self.initial(boxes, initial, at);
        Some(boxes)
    }
}
