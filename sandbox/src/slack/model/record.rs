//! What passed between the stand-in and the app.

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

/// One request to the app: a delivery or its retry.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Its number, from 1.
    pub number: usize,
    /// What it was, such as `/kudos` or `event app_mention`.
    pub kind: String,
    /// Where it was sent.
    pub path: String,
    /// The bytes that were signed.
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
