//! Dialogs, which Teams calls task modules.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Where a dialog was opened from, which decides how it is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A button of a card: `task/submit`.
    Card {
        /// The message with the card.
        message: String,
    },
    /// A message extension: `composeExtension/submitAction`.
    Extension {
        /// Its command.
        command: String,
        /// The message it was used on; none in the compose box.
        message: Option<String>,
    },
}

/// A dialog that somebody has before them.
#[derive(Clone, Debug)]
pub struct Dialog {
    /// The conversation it was opened in.
    pub conversation: String,
    /// Where it was opened from.
    pub origin: Origin,
    /// What stands above it.
    pub title: String,
    /// The Adaptive Card in it.
    pub card: Value,
    /// What was filled in so far, by input id.
    pub filled: Map<String, Value>,
    /// What its lists were offered so far, by input id.
    pub offers: BTreeMap<String, Vec<Value>>,
    /// Counts changes, so that a client redraws only what changed.
    pub revision: u64,
}

impl Dialog {
    /// Everything a reader can see in it.
    pub fn shown(&self) -> String {
        super::shown(&self.title, std::slice::from_ref(&self.card))
    }
}
