//! Who is mentioned in a card, and by which text.

use serde_json::{Value, json};

use super::Target;
use crate::chat::{Mention, Span};
use crate::teams::limits::{NAME, cut, is_blank};

/// The people of a card. Teams finds who is meant by the very text of `<at>…</at>`, so two people
/// of one name get different texts: the second is called "Ana (2)". An invisible difference would
/// not do, as a client that drops it would notify the wrong one.
pub(super) struct People<'a> {
    target: Target<'a>,
    /// Whether anyone is mentioned at all. A dialog is seen by one person and notifies nobody, and
    /// some clients show the bare tag there.
    mentions: bool,
    known: Vec<Known>,
}

struct Known {
    /// `<at>Ana</at>`.
    tag: String,
    account: String,
    name: String,
}

impl<'a> People<'a> {
    pub(super) fn new(target: Target<'a>, mentions: bool) -> Self {
        Self {
            target,
            mentions,
            known: Vec::new(),
        }
    }

    /// Whether anyone in the text will be mentioned.
    pub(super) fn meets(&self, spans: &[Span]) -> bool {
        spans
            .iter()
            .any(|span| matches!(span, Span::Person(it) if self.account(it).is_some()))
    }

    /// The text that mentions the person; nothing, if they can only be named.
    pub(super) fn tag(&mut self, mention: &Mention) -> Option<String> {
        let account = self.account(mention)?;
        let name = one_line(&mention.name);
        if let Some(known) = self
            .known
            .iter()
            .find(|it| it.account == account && it.name == name)
        {
            return Some(known.tag.clone());
        }
        let called = called(&name)?;
        let tag = (1..=self.known.len() + 1)
            .map(|n| match n {
                1 => format!("<at>{called}</at>"),
                _ => format!("<at>{called} ({n})</at>"),
            })
            .find(|tag| self.known.iter().all(|it| it.tag != *tag))?;
        self.known.push(Known {
            tag: tag.clone(),
            account: account.to_owned(),
            name,
        });
        Some(tag)
    }

    /// The entities of those whose tag stands in `json`, with their tags.
    pub(super) fn in_json(&self, json: &str) -> Vec<(&str, Value)> {
        self.known
            .iter()
            .filter(|it| json.contains(&it.tag))
            .map(|it| (it.tag.as_str(), it.entity()))
            .collect()
    }

    fn account<'m>(&self, mention: &'m Mention) -> Option<&'m str> {
        self.target.account(mention).filter(|_| self.mentions)
    }
}

impl Known {
    fn entity(&self) -> Value {
        json!({
            "type": "mention",
            "text": self.tag,
            "mentioned": { "id": self.account, "name": self.name },
        })
    }
}

fn one_line(name: &str) -> String {
    let line: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    cut(&line.join(" "), NAME)
}

/// The name without any sign that formats: within a tag nothing can be replaced or parted.
fn called(name: &str) -> Option<String> {
    let plain: String = name
        .chars()
        .map(|c| {
            if r#"\*_~`[]<>&{}#|""#.contains(c) {
                ' '
            } else {
                c
            }
        })
        .filter(|c| *c != '\u{feff}')
        .collect();
    Some(one_line(&plain)).filter(|name| !is_blank(name))
}
