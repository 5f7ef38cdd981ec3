//! What a person saw of what they did.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::wire::Answer;

/// The outcome of an act, from where the person sits.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Seen {
    /// The status of the app's answer; none when there was no answer or nothing was sent.
    pub status: Option<u16>,
    /// The body of the app's answer; null when it is empty or no JSON.
    pub body: Value,
    /// What appeared: the words of a card, a dialog or a message.
    pub text: String,
    /// The id of the message that was written.
    pub message: Option<String>,
    /// What a list offered that was searched, with title and value.
    pub offers: Vec<Value>,
    /// What stands at the fields of a form that the client did not send.
    pub errors: BTreeMap<String, String>,
    /// What the client complains about.
    pub failure: Option<String>,
}

impl Seen {
    /// Whether everything went well.
    pub fn is_ok(&self) -> bool {
        self.failure.is_none() && self.errors.is_empty()
    }

    /// Something the client itself refuses.
    pub(super) fn refused(failure: &str) -> Self {
        Self {
            failure: Some(failure.to_owned()),
            ..Self::default()
        }
    }
}

impl From<Answer> for Seen {
    fn from(answer: Answer) -> Self {
        Self {
            status: answer.status,
            body: answer.json(),
            failure: answer.failure.map(str::to_owned),
            ..Self::default()
        }
    }
}
