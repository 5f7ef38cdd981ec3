//! What passed between the stand-in and the app.

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

/// One request to the app: a delivery or its repetition.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Its number, from 1.
    pub number: usize,
    /// What it was, such as `message` or `invoke task/fetch`.
    pub kind: String,
    /// Where it was sent.
    pub path: String,
    /// The bytes that were sent.
    pub body: String,
    /// 0 for the first attempt.
    pub retry: u8,
    /// When it left.
    pub at: Timestamp,
    /// The answer's status; none while it is under way or when there was none.
    pub status: Option<u16>,
    /// How long the answer took.
    pub millis: Option<u64>,
    /// Why there was no answer.
    pub failure: Option<String>,
}
