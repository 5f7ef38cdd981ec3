//! What the app asked of the stand-in.

use jiff::Timestamp;
use serde_json::Value;

/// A Web API call that was received.
#[derive(Clone, Debug)]
pub struct Call {
    /// `chat.postMessage` and so on, or `response_url`.
    pub method: String,
    /// Its arguments, decoded.
    pub args: Value,
    /// The error it was answered with; none for `ok`.
    pub error: Option<String>,
    /// When it came.
    pub at: Timestamp,
}
