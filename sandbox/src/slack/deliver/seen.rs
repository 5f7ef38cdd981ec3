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
    /// The body of the app's answer.
    pub body: String,
    /// What appeared: the message that answers a command, with its blocks' words.
    pub text: String,
    /// The ts of the message that was written.
    pub ts: Option<String>,
    /// What a list offered that was searched, as options.
    pub offers: Vec<Value>,
    /// What stands at the fields of a form that was not accepted.
    pub errors: BTreeMap<String, String>,
    /// What the client complains about, such as `operation_timeout`.
    pub failure: Option<String>,
}

impl Seen {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

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
            body: answer.body,
            failure: answer.failure.map(str::to_owned),
            ..Self::default()
        }
    }
}
