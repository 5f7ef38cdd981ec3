//! What Teams takes, written down independently of whoever renders for Teams.
//!
//! A fault is refused. A note is something Teams would swallow, but not show as it was meant.

mod action;
mod activity;
mod card;
mod invoke;
mod mention;
mod schema;

use std::collections::BTreeSet;

use serde_json::Value;

pub(super) use activity::{Sent, activity};
pub(super) use invoke::{Judged, Shown, card_action, extension, search, task, webhook};

use super::model::Model;

/// Where a card stands decides which actions work there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    /// A message of the bot.
    Message,
    /// A dialog: `Action.Execute` does nothing there.
    Dialog,
    /// The answer of an outgoing webhook: nothing comes back from it.
    Webhook,
}

/// The faults that were found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) faults: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl Found {
    /// Everything, as complaints about `what`.
    pub(super) fn complaints<'a>(&'a self, what: &'a str) -> impl Iterator<Item = String> + 'a {
        let all = self.faults.iter().chain(&self.notes);
        all.map(move |fault| format!("{what}: {fault}"))
    }
}

/// One pass over one activity or card.
struct Check<'a> {
    model: &'a Model,
    surface: Surface,
    found: Found,
    ids: BTreeSet<String>,
    /// The texts in which mentions are shown as such.
    texts: Vec<String>,
    /// Inside of a fallback, which repeats what it stands for.
    in_fallback: bool,
}

impl<'a> Check<'a> {
    fn new(model: &'a Model, surface: Surface) -> Self {
        Self {
            model,
            surface,
            found: Found::default(),
            ids: BTreeSet::new(),
            texts: Vec::new(),
            in_fallback: false,
        }
    }

    fn fault(&mut self, what: &str, at: &str) {
        self.found.faults.push(format!("{what} at {at}"));
    }

    fn note(&mut self, what: &str, at: &str) {
        self.found.notes.push(format!("{what} at {at}"));
    }

    /// The items of an array; anything else is a fault.
    fn items<'b>(&mut self, value: &'b Value, at: &str) -> &'b [Value] {
        let Some(items) = value.as_array() else {
            self.fault("must be an array", at);
            return &[];
        };
        items
    }
}

#[cfg(test)]
mod tests;
