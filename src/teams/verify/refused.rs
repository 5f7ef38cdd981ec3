//! Why a delivery is refused. The sender learns the status and nothing else.

use axum::http::StatusCode;

use crate::keyring::NoKey;
use crate::proven::Refusal;

/// Why a delivery is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not signed.
    #[error("not signed")]
    Missing,
    /// Its token or hash is not written as Teams writes them.
    #[error("malformed authorisation")]
    Malformed,
    /// Its token is signed in a way that the issuer does not use.
    #[error("wrong algorithm")]
    Algorithm,
    /// Its token is signed with a key that the issuer does not announce.
    #[error("unknown key")]
    UnknownKey,
    /// Somebody else signed it, or it was altered.
    #[error("wrong signature")]
    Forged,
    /// Its token is of another issuer.
    #[error("wrong issuer")]
    Issuer,
    /// Its token is for another bot.
    #[error("wrong audience")]
    Audience,
    /// Its token is no longer valid, or does not say how long it is.
    #[error("expired")]
    Expired,
    /// Its token is not valid yet.
    #[error("not valid yet")]
    Early,
    /// The key may not sign for the channel that the activity names.
    #[error("the key is not endorsed for the channel")]
    Endorsement,
    /// The activity is of another channel than Teams.
    #[error("wrong channel")]
    Channel,
    /// The activity names another service than its token.
    #[error("wrong service address")]
    ServiceUrl,
    /// The activity is of a tenant that is not served, or of several.
    #[error("wrong tenant")]
    Tenant,
    /// The body is no activity.
    #[error("unreadable")]
    Unreadable,
    /// The issuer's keys cannot be had: not the delivery's fault, it may come again.
    #[error("no keys to check with")]
    NoKeys,
}

impl From<NoKey> for Refused {
    fn from(missing: NoKey) -> Self {
        match missing {
            NoKey::Unknown => Self::UnknownKey,
            NoKey::NoneAtAll => Self::NoKeys,
        }
    }
}

impl Refusal for Refused {
    fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Algorithm => "algorithm",
            Self::UnknownKey => "unknown_key",
            Self::Forged => "forged",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::Early => "early",
            Self::Endorsement => "endorsement",
            Self::Channel => "channel",
            Self::ServiceUrl => "service_url",
            Self::Tenant => "tenant",
            Self::Unreadable => "unreadable",
            Self::NoKeys => "no_keys",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Missing
            | Self::Malformed
            | Self::Algorithm
            | Self::UnknownKey
            | Self::Forged
            | Self::Issuer
            | Self::Audience
            | Self::Expired
            | Self::Early => StatusCode::UNAUTHORIZED,
            Self::Endorsement | Self::Channel | Self::ServiceUrl | Self::Tenant => {
                StatusCode::FORBIDDEN
            }
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::NoKeys => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}
