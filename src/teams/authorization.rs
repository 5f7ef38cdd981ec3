//! The one header that vouches for a delivery, however it is signed.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use super::verify::Refused;

/// The one `Authorization` header: of two, nobody could say which one counts.
pub(super) fn authorization(headers: &HeaderMap) -> Result<&str, Refused> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next().ok_or(Refused::Missing)?;
    if values.next().is_some() {
        return Err(Refused::Malformed);
    }
    value.to_str().map_err(|_| Refused::Malformed)
}

/// What follows the scheme, whose case does not matter (RFC 9110).
pub(super) fn credentials<'a>(authorization: &'a str, scheme: &str) -> Result<&'a str, Refused> {
    let (named, rest) = authorization.split_once(' ').ok_or(Refused::Malformed)?;
    if !named.eq_ignore_ascii_case(scheme) || rest.is_empty() {
        return Err(Refused::Malformed);
    }
    Ok(rest)
}
