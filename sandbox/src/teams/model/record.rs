//! What the app asked of the stand-in.

use jiff::Timestamp;
use serde_json::Value;

/// A request that was received.
#[derive(Clone, Debug)]
pub struct Call {
    /// `sendToConversation` and so on, as the connector names its operations, or `token`.
    pub operation: String,
    /// The conversation or team in the path, decoded; empty where there is none.
    pub conversation: String,
    /// The message or member in the path, decoded; empty where there is none.
    pub item: String,
    /// Whether it asked for a targeted message.
    pub targeted: bool,
    /// The body; null where there is none, or none that can be read. No secrets.
    pub body: Value,
    /// The status it was answered with.
    pub status: u16,
    /// The error it was answered with.
    pub error: Option<String>,
    /// When it came.
    pub at: Timestamp,
}
