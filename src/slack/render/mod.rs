//! `chat` → Block Kit.
//!
//! What people typed is shown, never obeyed: in mrkdwn it is escaped and its formatting signs are
//! replaced by look-alikes, because Slack has no escape for them; longer words of others stand in
//! `rich_text`, where text is data. Everything is cut to Slack's [limits].

mod blocks;
mod chart;
mod form;
mod mrkdwn;
mod reply;
mod rich_text;

#[cfg(test)]
mod check;

pub use form::{modal, offers};
pub use reply::{home, to_command, to_page, to_submission};

use serde::Serialize;
use serde_json::Value;

use super::limits;
use crate::chat::{Mention, Message, Platform};

/// For whom a message is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// The workspace: its people are mentioned, all others named.
    pub team: &'a str,
}

impl Target<'_> {
    /// The account to mention, if the person has one here.
    fn account<'a>(&self, mention: &'a Mention) -> Option<&'a str> {
        mention
            .on(Platform::Slack, self.team)
            .map(|identity| identity.user.as_str())
            .filter(|user| is_id(user, &['U', 'W']))
    }
}

/// A message as the Web API takes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rendered {
    /// For notifications and screen readers. Never empty.
    pub text: String,
    /// The blocks that it shows.
    pub blocks: Vec<Value>,
}

impl Rendered {
    /// The text alone, for when Slack does not take the blocks.
    #[must_use]
    pub fn without_blocks(self) -> Self {
        Self {
            blocks: Vec::new(),
            ..self
        }
    }
}

/// Renders a message.
pub fn message(message: &Message, target: Target<'_>) -> Rendered {
    Rendered {
        text: fallback(message, target),
        blocks: blocks::blocks(message, target),
    }
}

/// The summary, without emphasis; the first thing shown, where there is no summary.
fn fallback(message: &Message, target: Target<'_>) -> String {
    let summary = mrkdwn::unmarked(&message.summary, target, limits::FALLBACK);
    if !limits::is_blank(&summary) {
        return summary;
    }
    message
        .parts
        .iter()
        .filter_map(blocks::essence)
        .map(|rich| mrkdwn::unmarked(&rich, target, limits::FALLBACK))
        .find(|text| !limits::is_blank(text))
        .unwrap_or_else(|| limits::ELLIPSIS.to_owned())
}

/// Whether `id` is shaped like an id of Slack's that begins with one of `kinds`.
fn is_id(id: &str, kinds: &[char]) -> bool {
    id.starts_with(kinds)
        && id.len() > 1
        && id
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
