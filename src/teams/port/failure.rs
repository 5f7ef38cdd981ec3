//! Why something did not work, and what that means for whoever asked.

use crate::chat::{Installation, LookupError, SendError};
use crate::teams::api::ApiError;

/// Why something did not work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    #[error("Teams has not told yet where it is reached: nobody has written to the bot")]
    Unheard,
    #[error("the bot is not in the conversation")]
    Absent,
    #[error("the roster does not end")]
    Endless,
    #[error("{}", SendError::NoToken(.0.clone()))]
    NoToken(Installation),
    #[error("the person cannot be reached: {0}")]
    PersonGone(String),
    #[error("nobody has a home in Teams, and what they were sent of it is gone")]
    NoHome,
}

impl Failure {
    /// This failure as one of a person's conversation: whatever shuts it, there is no other.
    pub(super) fn of_a_person(self) -> Self {
        match self {
            Self::Absent | Self::Api(ApiError::NotThere { .. }) => {
                Self::PersonGone(self.to_string())
            }
            other => other,
        }
    }

    /// What it means for a message.
    pub(super) fn refusal(self) -> SendError {
        let reason = self.to_string();
        let later = |pause| SendError::Later {
            reason: reason.clone(),
            pause,
        };
        match self {
            Self::Api(ApiError::Limited { retry_after }) => later(Some(retry_after)),
            Self::Api(ApiError::Again { .. } | ApiError::Unavailable(_) | ApiError::Unreadable)
            | Self::Database(_)
            | Self::Unheard => later(None),
            Self::Api(ApiError::Revoked { .. }) => SendError::Revoked { reason },
            Self::NoToken(installation) => SendError::NoToken(installation),
            Self::PersonGone(_) => SendError::Refused {
                reason,
                person_gone: true,
            },
            Self::Api(_) | Self::Absent | Self::Endless | Self::NoHome => SendError::Refused {
                reason,
                person_gone: false,
            },
        }
    }

    /// What it means for a question.
    pub(super) fn silence(self) -> LookupError {
        let reason = self.to_string();
        let later = |pause| LookupError::Later {
            reason: reason.clone(),
            pause,
        };
        match self {
            Self::Api(ApiError::Limited { retry_after }) => later(Some(retry_after)),
            // Credentials may be replaced; what was asked is kept until then.
            Self::Api(ApiError::Revoked { .. } | ApiError::Unreadable) | Self::Database(_) => {
                later(None)
            }
            Self::NoToken(installation) => LookupError::NoToken(installation),
            Self::Api(error) if error.is_transient() => later(None),
            _ => LookupError::Unknown(reason),
        }
    }
}
