//! The one shape of every refusal.

use serde_json::{Value, json};

/// What a method answers.
pub(super) type Answer<T = Value> = Result<T, ApiError>;

/// `{"ok":false,"error":…}`, perhaps with more.
#[derive(Debug)]
pub(super) struct ApiError {
    pub(super) code: String,
    pub(super) more: Value,
}

impl ApiError {
    pub(super) fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            more: json!({}),
        }
    }

    /// A refusal that names every fault, as `invalid_blocks` does.
    pub(super) fn with_faults(code: &str, faults: &[String]) -> Self {
        Self {
            code: code.to_owned(),
            more: json!({"errors": faults, "response_metadata": {"messages": faults}}),
        }
    }
}
