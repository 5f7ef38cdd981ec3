//! A message as the company keeps it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

/// A reaction with everybody who chose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// `like`, `heart`, … or an emoji's id such as `1f44f_clappinghands`.
    pub kind: String,
    /// Who chose it, in order, by Entra object id.
    pub users: Vec<String>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    /// Where it stands, without a thread.
    pub conversation: String,
    /// Its activity id.
    pub id: String,
    /// The first message of its thread; none for that one itself.
    pub root: Option<String>,
    /// Who wrote it: the Entra object id of a person, the MRI of a bot.
    pub from: String,
    /// Whether the app wrote it.
    pub by_app: bool,
    /// Text, where `<at>Name</at>` marks mentions.
    pub text: String,
    /// The entities of those mentions, in order.
    pub mentions: Vec<Value>,
    /// Adaptive Cards.
    pub cards: Vec<Value>,
    /// The card that a person sees instead of the first, since they pressed something on it.
    pub views: BTreeMap<String, Value>,
    /// Reactions, oldest first.
    pub reactions: Vec<Reaction>,
    /// The only one who sees it, by Entra object id.
    pub visible_to: Option<String>,
    /// Whether it asked for a banner in the activity feed.
    pub alert: bool,
    /// Whether it was edited.
    pub edited: bool,
    /// When it was written.
    pub at: Timestamp,
    /// Counts changes, so that a client redraws only what changed.
    pub revision: u64,
}

impl Message {
    /// Everything a reader can see in it.
    pub fn shown(&self) -> String {
        shown(&self.text, &self.cards)
    }

    /// The card that `aad` sees.
    pub fn card_for(&self, aad: &str) -> Option<&Value> {
        self.views.get(aad).or_else(|| self.cards.first())
    }

    /// The id that replies to it hang on.
    pub fn thread(&self) -> &str {
        self.root.as_deref().unwrap_or(&self.id)
    }
}

/// What a reader sees of `text` and `cards`.
pub fn shown(text: &str, cards: &[Value]) -> String {
    let mut lines = Vec::new();
    if !text.is_empty() {
        lines.push(text.to_owned());
    }
    for card in cards {
        collect(card, &mut lines);
    }
    lines.join("\n")
}

/// Gathers every string that a card puts before a reader's eyes.
fn collect(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, lines)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match (name.as_str(), field) {
                    (
                        "text" | "title" | "altText" | "label" | "placeholder" | "errorMessage"
                        | "value",
                        Value::String(text),
                    ) => lines.push(text.clone()),
                    // Of a choice, the title is read and the value is not.
                    ("choices", Value::Array(choices)) => {
                        let titles = choices.iter().filter_map(|choice| choice["title"].as_str());
                        lines.extend(titles.map(str::to_owned));
                    }
                    ("data" | "fallback" | "msteams" | "choices.data", _) => {}
                    (_, inner @ (Value::Array(_) | Value::Object(_))) => collect(inner, lines),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}
