//! The pictures of rewards that come with the server. Chats fetch them from here.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::rewards::catalog::picture;

/// A picture of one name is the same for as long as this release runs, and likely longer.
const FOR_A_DAY: &str = "public, max-age=86400";

/// Shows a picture.
pub(super) async fn show(Path(file): Path<String>) -> Response {
    match file.strip_suffix(".png").and_then(picture) {
        Some(picture) => {
            let headers = [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, FOR_A_DAY)];
            (headers, picture.png).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
