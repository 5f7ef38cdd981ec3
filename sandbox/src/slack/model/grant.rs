//! What Slack hands out for a short while: trigger ids and response URLs.

use jiff::{SignedDuration, Timestamp};

/// The right to open one modal.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The id.
    pub id: String,
    /// Whose modal.
    pub user: String,
    /// When it was handed out.
    pub at: Timestamp,
    /// Whether it was exchanged.
    pub used: bool,
}

impl Trigger {
    /// How long it is good for.
    pub const LIFE: SignedDuration = SignedDuration::from_secs(3);
}

/// The right to answer in a conversation, without a token.
#[derive(Clone, Debug)]
pub struct ResponseUrl {
    /// The path under the stand-in's address.
    pub path: String,
    /// Who acted.
    pub user: String,
    /// Where.
    pub channel: String,
    /// On what: the message acted upon.
    pub message: Option<String>,
    /// The thread it stands in.
    pub thread_ts: Option<String>,
    /// When it was handed out.
    pub at: Timestamp,
    /// How often it was used.
    pub uses: u8,
}

impl ResponseUrl {
    /// How often it may be used.
    pub const USES: u8 = 5;
    /// How long it is good for.
    pub const LIFE: SignedDuration = SignedDuration::from_mins(30);
}
