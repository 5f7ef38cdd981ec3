//! An Adaptive Card against the table.

use serde_json::{Map, Value};

use super::schema::{self, Kind, Property};
use super::{Check, Found, Surface};
use crate::teams::model::Model;

impl Check<'_> {
    /// A whole card: version, body, actions, and the people it mentions.
    pub(super) fn card(&mut self, card: &Value, at: &str) {
        let version = card["version"].as_str().unwrap_or_default();
        if !matches!(version, "1.0" | "1.1" | "1.2" | "1.3" | "1.4" | "1.5") {
            self.fault("version must be 1.0 to 1.5", at);
        }
        if card["fallbackText"].as_str().is_none_or(str::is_empty) {
            self.note("fallbackText is missing", at);
        }
        self.card_inside(card, at);
        self.refresh(&card["refresh"], &format!("{at}/refresh"));
        let texts = std::mem::take(&mut self.texts);
        let entities = &card["msteams"]["entities"];
        self.mentions(&texts, entities, &format!("{at}/msteams/entities"));
    }

    /// What a card that is shown within another has as well.
    pub(super) fn card_inside(&mut self, card: &Value, at: &str) {
        self.object(card, &[schema::CARD], at);
    }

    fn refresh(&mut self, refresh: &Value, at: &str) {
        if refresh.is_null() {
            return;
        }
        if refresh["action"]["type"] != "Action.Execute" {
            self.fault("refresh needs an Action.Execute", at);
        }
        if refresh["userIds"]
            .as_array()
            .is_some_and(|ids| ids.len() > 60)
        {
            self.fault("refresh takes at most 60 people", at);
        }
    }

    /// An object whose properties these tables describe.
    pub(super) fn object(&mut self, value: &Value, tables: &[&[Property]], at: &str) {
        let Some(fields) = value.as_object() else {
            return self.fault("must be an object", at);
        };
        let known = || tables.iter().flat_map(|table| table.iter());
        for Property(name, _, _) in known().filter(|Property(_, _, needed)| *needed) {
            if fields.get(*name).is_none_or(Value::is_null) {
                self.fault(&format!("{name} is missing"), at);
            }
        }
        for (name, field) in fields {
            // The first table that has it: an image's height is not that of every element.
            let Some(Property(_, kind, _)) = known().find(|property| property.0 == name) else {
                self.note(&format!("unknown property {name}"), at);
                continue;
            };
            self.property(field, *kind, &format!("{at}/{name}"));
        }
        self.id(fields, at);
    }

    fn id(&mut self, fields: &Map<String, Value>, at: &str) {
        if let Some(id) = fields.get("id").and_then(Value::as_str)
            && !self.in_fallback
        {
            if id.is_empty() {
                self.fault("id is empty", at);
            } else if !self.ids.insert(id.to_owned()) {
                self.fault(&format!("the id {id} is taken"), at);
            }
        }
    }

    fn property(&mut self, value: &Value, kind: Kind, at: &str) {
        match kind {
            Kind::Marked => {
                if let Some(text) = self.text(value, at)
                    && !self.in_fallback
                {
                    self.texts.push(text.to_owned());
                }
            }
            Kind::Text => {
                if self
                    .text(value, at)
                    .is_some_and(|text| text.contains("<at>"))
                {
                    self.fault("nobody can be mentioned", at);
                }
            }
            Kind::Number if !value.is_number() => self.fault("must be a number", at),
            Kind::Flag if !value.is_boolean() => self.fault("must be true or false", at),
            Kind::OneOf(words) => {
                let given = value.as_str().unwrap_or_default();
                if !words.iter().any(|word| word.eq_ignore_ascii_case(given)) {
                    self.fault(&format!("must be one of {}", words.join(", ")), at);
                }
            }
            Kind::Picture => self.picture(value, at),
            Kind::Elements => {
                for (index, item) in self.items(value, at).iter().enumerate() {
                    self.element(item, &format!("{at}/{index}"));
                }
            }
            Kind::Of(part) => {
                for (index, item) in self.items(value, at).iter().enumerate() {
                    let at = format!("{at}/{index}");
                    let given = item["type"].as_str().unwrap_or(part);
                    if given != part {
                        self.fault(&format!("must be a {part}"), &at);
                    }
                    self.object(item, &[schema::part(part), schema::COMMON], &at);
                }
            }
            Kind::SelectAction => self.select_action(value, at),
            Kind::Actions => self.actions(value, at),
            Kind::Number | Kind::Flag | Kind::Any => {}
        }
    }

    fn text<'b>(&mut self, value: &'b Value, at: &str) -> Option<&'b str> {
        let Some(text) = value.as_str() else {
            self.fault("must be a string", at);
            return None;
        };
        self.foreign_marks(text, at);
        Some(text)
    }

    fn picture(&mut self, value: &Value, at: &str) {
        let address = value.as_str().unwrap_or_default();
        let good = address.starts_with("data:image/")
            || url::Url::parse(address).is_ok_and(|url| {
                let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1"));
                url.scheme() == "https" || url.scheme() == "http" && local
            });
        if !good {
            self.fault("must be an https address", at);
        }
    }

    fn element(&mut self, element: &Value, at: &str) {
        let Some(kind) = element["type"].as_str() else {
            return self.fault("type is missing", at);
        };
        match schema::element(kind) {
            Some(table) if kind.starts_with("Input.") => {
                self.object(element, &[table, schema::INPUT, schema::COMMON], at);
                self.input(element, kind, at);
            }
            Some(table) => self.object(element, &[table, schema::COMMON], at),
            None if schema::is_chart(kind) && element["fallback"].is_object() => {}
            None if schema::is_chart(kind) => self.fault("a chart needs a fallback", at),
            None => self.fault(&format!("{kind} is not supported"), at),
        }
        let fallback = &element["fallback"];
        if fallback.is_object() {
            self.as_fallback(|check| check.element(fallback, &format!("{at}/fallback")));
        }
    }

    /// Looks at a fallback, where the ids and texts of what it stands for come again.
    pub(super) fn as_fallback(&mut self, look: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.in_fallback, true);
        look(self);
        self.in_fallback = before;
    }

    fn input(&mut self, input: &Value, kind: &str, at: &str) {
        if self.surface == Surface::Webhook {
            self.fault("nothing can be filled in", at);
        }
        if input["isRequired"] == true && input["errorMessage"].as_str().is_none_or(str::is_empty) {
            self.note("isRequired without an errorMessage", at);
        }
        if kind != "Input.ChoiceSet" {
            return;
        }
        let data = &input["choices.data"];
        let choices = input["choices"].as_array().map_or(&[][..], Vec::as_slice);
        if choices.is_empty() && data.is_null() {
            self.fault("there is nothing to choose from", at);
        }
        if !data.is_null() {
            // Teams itself answers about people; whatever else is called otherwise, the bot is asked.
            let dataset = data["dataset"].as_str().unwrap_or_default();
            let (people, _) = dataset.split_once('?').unwrap_or((dataset, ""));
            let theirs = dataset.starts_with("graph.microsoft.com/");
            if data["type"] != "Data.Query"
                || dataset.is_empty()
                || theirs && people != "graph.microsoft.com/users"
            {
                self.fault("unknown data", &format!("{at}/choices.data"));
            }
            if !theirs
                && input["style"]
                    .as_str()
                    .is_none_or(|style| !style.eq_ignore_ascii_case("filtered"))
            {
                self.note("only the filtered style is searched", at);
            }
        } else if let Some(value) = input["value"].as_str() {
            let several = input["isMultiSelect"] == true;
            let values = if several {
                value.split(',').collect()
            } else {
                vec![value]
            };
            for value in values.into_iter().filter(|value| !value.is_empty()) {
                if !choices.iter().any(|choice| choice["value"] == value) {
                    self.note(&format!("{value} is no choice"), at);
                }
            }
        }
    }
}

/// The faults of a card.
pub(super) fn card(model: &Model, card: &Value, surface: Surface) -> Found {
    let mut check = Check::new(model, surface);
    check.card(card, "card");
    check.found
}
