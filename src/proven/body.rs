//! The body of a delivery, read within bounds.

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use http_body_util::LengthLimitError;

use super::Rejection;

/// The longest body. Forms and cards with their state take tens of kilobytes.
pub const MOST: usize = 1024 * 1024;

/// The whole body.
pub(super) async fn read<R>(body: Body) -> Result<Bytes, Rejection<R>> {
    if body.size_hint().lower() > MOST as u64 {
        return Err(Rejection::TooLarge);
    }
    to_bytes(body, MOST).await.map_err(unread)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what map_err hands over"
)]
fn unread<R>(error: axum::Error) -> Rejection<R> {
    let too_large = std::error::Error::source(&error)
        .is_some_and(<dyn std::error::Error>::is::<LengthLimitError>);
    if too_large {
        Rejection::TooLarge
    } else {
        Rejection::Interrupted
    }
}
