//! What deliveries have in common, however they are signed: one header and a bounded body.

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use http_body_util::LengthLimitError;

use super::{Refused, Rejection};

/// The longest body. Activities with cards and forms take tens of kilobytes.
pub(super) const MOST: usize = 1024 * 1024;

/// The one `Authorization` header: of two, nobody could say which one counts.
pub(in crate::teams) fn authorization(headers: &HeaderMap) -> Result<&str, Refused> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next().ok_or(Refused::Missing)?;
    if values.next().is_some() {
        return Err(Refused::Malformed);
    }
    value.to_str().map_err(|_| Refused::Malformed)
}

/// What follows the scheme, whose case does not matter (RFC 9110).
pub(in crate::teams) fn credentials<'a>(
    authorization: &'a str,
    scheme: &str,
) -> Result<&'a str, Refused> {
    let (named, rest) = authorization.split_once(' ').ok_or(Refused::Malformed)?;
    if !named.eq_ignore_ascii_case(scheme) || rest.is_empty() {
        return Err(Refused::Malformed);
    }
    Ok(rest)
}

/// The whole body.
pub(in crate::teams) async fn read(body: Body) -> Result<Bytes, Rejection> {
    if body.size_hint().lower() > MOST as u64 {
        return Err(Rejection::TooLarge);
    }
    to_bytes(body, MOST).await.map_err(unread)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what map_err hands over"
)]
fn unread(error: axum::Error) -> Rejection {
    let too_large = std::error::Error::source(&error)
        .is_some_and(<dyn std::error::Error>::is::<LengthLimitError>);
    if too_large {
        Rejection::TooLarge
    } else {
        Rejection::Interrupted
    }
}
