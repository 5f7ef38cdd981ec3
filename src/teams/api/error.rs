//! What goes wrong, by what is to be done about it.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::Deserialize;
use serde_json::Value;

use crate::calling::{Unread, retry_after, unreached};

/// Why a call did nothing. Each variant asks for something else.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// Too many calls: leave Teams alone for a while.
    #[error("rate limited for {} s", retry_after.as_secs())]
    Limited {
        /// How long Teams asks to be left alone.
        retry_after: Duration,
    },
    /// The bot's credentials are refused.
    #[error("the bot's credentials are refused: {code}")]
    Revoked {
        /// Microsoft's word for it.
        code: String,
    },
    /// The conversation is gone, or shut to the bot.
    #[error("the bot may not write there: {code}")]
    NotThere {
        /// Teams' word for it.
        code: String,
    },
    /// Our message is wrong, which is our mistake: the text alone may still be sent.
    #[error("Teams does not take the message: {code}")]
    BadMessage {
        /// Teams' word for it.
        code: String,
    },
    /// Our message is too long, which is our mistake, too.
    #[error("Teams does not take as much")]
    TooBig,
    /// Anything else that Teams refuses.
    #[error("Teams refuses: {status} {code}")]
    Refused {
        /// The status.
        status: u16,
        /// Teams' word for it.
        code: String,
    },
    /// Our token may not go where the service is said to be.
    #[error("the service is not one of Teams', nor named in TEAMS_SERVICE_HOSTS")]
    Untrusted,
    /// Teams asks for the same call again.
    #[error("Teams asks to try again: status {status}")]
    Again {
        /// The status.
        status: u16,
    },
    /// Teams was not reached, or is unwell. Whether it did as asked is not known.
    #[error("Teams is not available: {0}")]
    Unavailable(String),
    /// The answer is not one of the connector's.
    #[error("Teams' answer cannot be read")]
    Unreadable,
}

/// What Teams says where a conversation takes nothing from the bot until something changes there.
const SHUT: [&str; 6] = [
    "BotDisabledByAdmin",
    "BotNotInConversationRoster",
    "ConversationBlockedByUser",
    "ConversationNotFound",
    "MessageWritesBlocked",
    "UserBlocked",
];

impl ApiError {
    /// Whether the same call may succeed later.
    pub const fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Limited { .. } | Self::Again { .. } | Self::Unavailable(_)
        )
    }

    /// Whether Teams said no to this very call, and would say so again.
    pub const fn is_settled(&self) -> bool {
        matches!(
            self,
            Self::NotThere { .. } | Self::BadMessage { .. } | Self::Refused { .. }
        )
    }

    /// A failure below HTTP.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "it is what map_err hands over"
    )]
    pub(super) fn unreached(error: reqwest::Error) -> Self {
        Self::Unavailable(unreached(&error).to_owned())
    }

    /// What an answer that is no success means.
    pub(super) fn of(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let code = code(body).unwrap_or_else(|| "no reason given".to_owned());
        let shut = SHUT.contains(&code.as_str());
        match status.as_u16() {
            400 | 413 if code == "MessageSizeTooBig" => Self::TooBig,
            413 => Self::TooBig,
            400 => Self::BadMessage { code },
            401 => Self::Revoked { code },
            403 | 404 if shut => Self::NotThere { code },
            408 => Self::Unavailable("status 408".to_owned()),
            429 => Self::limited(headers),
            status @ (412 | 502 | 504) => Self::Again { status },
            500.. => Self::Unavailable(format!("status {status}")),
            status => Self::Refused { status, code },
        }
    }

    fn limited(headers: &HeaderMap) -> Self {
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

/// An error as the connector words it, of which there are several ways.
#[derive(Deserialize)]
struct Complaint {
    error: Option<Detail>,
    #[serde(flatten)]
    itself: Detail,
}

#[derive(Deserialize)]
struct Detail {
    code: Option<Value>,
    message: Option<String>,
}

impl Detail {
    /// The most precise word: some errors wrap another one, as JSON, in their message.
    fn code(&self) -> Option<String> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Wrapped {
            sub_code: String,
        }
        let wrapped = self
            .message
            .as_deref()
            .and_then(|message| serde_json::from_str::<Wrapped>(message).ok());
        let code = || self.code.as_ref()?.as_str().map(str::to_owned);
        wrapped.map(|it| it.sub_code).or_else(code)
    }
}

/// The word in an answer, if it is one: free text may hold anything and is not repeated.
fn code(body: &[u8]) -> Option<String> {
    let complaint: Complaint = serde_json::from_slice(body).ok()?;
    let code = complaint.error.as_ref().and_then(Detail::code);
    code.or_else(|| complaint.itself.code()).filter(|code| {
        !code.is_empty() && code.len() <= 64 && code.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}
