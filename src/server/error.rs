//! What a handler fails with, and what the sender learns of it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::desk::DeskError;
use crate::explained::explained;

/// A delivery that is not acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// It is signed, and yet not what the platform sends.
    #[error("malformed delivery: {0}")]
    Malformed(String),
    /// It is not done yet; the platform sends it again, and finds it done.
    #[error("not done yet")]
    Late,
    /// Nothing was recorded; the platform may send it again.
    #[error("not recorded")]
    NotRecorded(#[from] DeskError),
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        match &self {
            Self::Malformed(reason) => {
                tracing::warn!(reason, "a malformed delivery");
                StatusCode::BAD_REQUEST.into_response()
            }
            Self::Late => {
                tracing::warn!("a delivery takes too long to be acknowledged");
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
            Self::NotRecorded(error) => {
                tracing::error!(error = explained(error), "a delivery was not recorded");
                StatusCode::SERVICE_UNAVAILABLE.into_response()
            }
        }
    }
}
