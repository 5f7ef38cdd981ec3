//! Why Slack did not do as asked, and what that means for whoever asked.

use crate::chat::{Installation, LookupError, SendError};
use crate::explained::explained;
use crate::slack::api::ApiError;

/// Why something is not done with our token.
pub(super) enum NotOurs {
    /// It is another installation's.
    Token(Installation),
    /// Slack does not say whose it is.
    Unsaid(ApiError),
}

impl From<NotOurs> for SendError {
    fn from(not_ours: NotOurs) -> Self {
        match not_ours {
            NotOurs::Token(installation) => Self::NoToken(installation),
            NotOurs::Unsaid(error) => {
                let (reason, pause) = (explained(&error), error.pause());
                Self::Later { reason, pause }
            }
        }
    }
}

impl From<NotOurs> for LookupError {
    fn from(not_ours: NotOurs) -> Self {
        match not_ours {
            NotOurs::Token(installation) => Self::NoToken(installation),
            NotOurs::Unsaid(error) => {
                let (reason, pause) = (explained(&error), error.pause());
                Self::Later { reason, pause }
            }
        }
    }
}

/// Why a message was not sent.
pub(super) enum Failure {
    Api(ApiError),
    Unopened,
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl Failure {
    pub(super) fn refusal(self) -> SendError {
        match self {
            Self::Api(error) => refusal(error),
            Self::Unopened => SendError::Unopened,
        }
    }
}

/// What an error means for a message.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what map_err hands over"
)]
pub(super) fn refusal(error: ApiError) -> SendError {
    let reason = explained(&error);
    match error {
        ApiError::Limited { retry_after } => SendError::Later {
            reason,
            pause: Some(retry_after),
        },
        ApiError::Unavailable(_) | ApiError::Unreadable => SendError::Later {
            reason,
            pause: None,
        },
        ApiError::Revoked { .. } => SendError::Revoked { reason },
        ApiError::UserGone { .. } => SendError::Refused {
            reason,
            person_gone: true,
        },
        _ => SendError::Refused {
            reason,
            person_gone: false,
        },
    }
}

/// What an error means for a question.
pub(super) fn silence(error: ApiError) -> LookupError {
    let reason = explained(&error);
    let later = |pause| LookupError::Later {
        reason: reason.clone(),
        pause,
    };
    match error {
        ApiError::Limited { retry_after } => later(Some(retry_after)),
        // A token that is gone may be replaced; what was asked is kept until then.
        ApiError::Revoked { .. } | ApiError::Unreadable => later(None),
        error if error.is_transient() => later(None),
        _ => LookupError::Unknown(reason),
    }
}
