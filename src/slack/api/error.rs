//! What goes wrong, by what is to be done about it.

use std::time::Duration;

use reqwest::header::HeaderMap;
use serde::Deserialize;

use crate::calling::{Unread, retry_after, unreached};

/// Why a call did nothing. Each variant asks for something else.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// Too many calls of this method for this workspace: pause both.
    #[error("rate limited for {} s", retry_after.as_secs())]
    Limited {
        /// How long Slack asks to be left alone.
        retry_after: Duration,
    },
    /// The token or the installation is dead.
    #[error("Slack does not take the token: {code}")]
    Revoked {
        /// Slack's word for it.
        code: String,
    },
    /// The conversation cannot be written to by anyone like us.
    #[error("the conversation is gone: {code}")]
    ChannelGone {
        /// Slack's word for it.
        code: String,
    },
    /// The bot, or the person a private message is for, has to be invited first.
    #[error("not in the conversation: {code}")]
    NotInChannel {
        /// Slack's word for it.
        code: String,
    },
    /// The person cannot be reached.
    #[error("the person is gone: {code}")]
    UserGone {
        /// Slack's word for it.
        code: String,
    },
    /// Our blocks are wrong, which is our mistake: the text alone may still be sent.
    #[error("Slack does not take the blocks: {detail}")]
    BadBlocks {
        /// Where, as Slack says.
        detail: String,
    },
    /// Our message is too long, which is our mistake, too.
    #[error("Slack does not take as much: {code}")]
    TooLong {
        /// Slack's word for it.
        code: String,
    },
    /// The moment in which a form could be opened has passed.
    #[error("too late to open a form: {code}")]
    TriggerExpired {
        /// Slack's word for it.
        code: String,
    },
    /// Anything else that Slack refuses.
    #[error("Slack refuses: {code}")]
    Other {
        /// Slack's word for it.
        code: String,
    },
    /// Slack was not reached, or is unwell. Whether it did as asked is not known.
    #[error("Slack is not available: {0}")]
    Unavailable(String),
    /// The answer is not one of the Web API.
    #[error("Slack's answer cannot be read")]
    Unreadable,
}

impl ApiError {
    /// For how long Slack asks to be left alone.
    pub const fn pause(&self) -> Option<Duration> {
        match self {
            Self::Limited { retry_after } => Some(*retry_after),
            _ => None,
        }
    }

    /// Whether the same call may succeed later.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Limited { .. } | Self::Unavailable(_))
    }

    /// A failure below HTTP.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "it is what map_err hands over"
    )]
    pub(super) fn unreached(error: reqwest::Error) -> Self {
        Self::Unavailable(unreached(&error).to_owned())
    }

    pub(super) fn limited(headers: &HeaderMap) -> Self {
        Self::Limited {
            retry_after: retry_after(headers),
        }
    }
}

impl From<Unread> for ApiError {
    fn from(error: Unread) -> Self {
        match error {
            Unread::Broken(error) => Self::unreached(error),
            Unread::TooLong => Self::Unreadable,
        }
    }
}

/// How an answer begins: status 200 says nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Verdict {
    pub(super) ok: bool,
    error: Option<String>,
    response_metadata: Option<Metadata>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    messages: Option<Vec<String>>,
}

impl Verdict {
    pub(super) fn into_error(self, headers: &HeaderMap) -> ApiError {
        let code = self.error.unwrap_or_else(|| "no reason given".to_owned());
        match code.as_str() {
            "ratelimited" | "rate_limited" => ApiError::limited(headers),
            "account_inactive"
            | "app_uninstalled"
            | "invalid_auth"
            | "not_authed"
            | "org_login_required"
            | "team_access_not_granted"
            | "token_expired"
            | "token_revoked" => ApiError::Revoked { code },
            "channel_not_found" | "is_archived" => ApiError::ChannelGone { code },
            _ if code.starts_with("restricted_action") => ApiError::ChannelGone { code },
            "not_in_channel" | "user_not_in_channel" => ApiError::NotInChannel { code },
            "cannot_dm_bot"
            | "messages_tab_disabled"
            | "user_disabled"
            | "user_not_found"
            | "user_not_visible"
            | "users_not_found" => ApiError::UserGone { code },
            "invalid_arguments" | "invalid_blocks" | "invalid_blocks_format" => {
                let messages = self.response_metadata.and_then(|it| it.messages);
                let detail = messages.unwrap_or_default().join("; ");
                ApiError::BadBlocks { detail }
            }
            "msg_blocks_too_long" | "msg_too_long" | "view_too_large" => ApiError::TooLong { code },
            "exchanged_trigger_id"
            | "expired_trigger_id"
            | "invalid_trigger_id"
            | "trigger_exchanged"
            | "trigger_expired" => ApiError::TriggerExpired { code },
            "fatal_error"
            | "internal_error"
            | "request_timeout"
            | "service_unavailable"
            | "team_added_to_org" => ApiError::Unavailable(code),
            _ => ApiError::Other { code },
        }
    }
}
