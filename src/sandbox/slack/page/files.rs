//! The page's files, built into the program.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

/// Only what the page brings itself, and pictures that a message shows.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data: https: http://127.0.0.1:* http://localhost:*; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) async fn index() -> Html<&'static str> {
    Html(include_str!("assets/index.html"))
}

pub(super) async fn missing() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// A file of the page: its name and its text.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("assets/", $name)))),*]
    };
}

const FILES: [(&str, &str); 17] = files![
    "base.css",
    "chat.css",
    "blocks.css",
    "icon.svg",
    "main.js",
    "store.js",
    "dom.js",
    "emoji.js",
    "mrkdwn.js",
    "blocks.js",
    "inputs.js",
    "modal.js",
    "sidebar.js",
    "messages.js",
    "composer.js",
    "hints.js",
    "drawer.js",
];

/// A file by its name.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let Some((_, text)) = FILES.iter().find(|(known, _)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        _ => "text/javascript; charset=utf-8",
    };
    ([(CONTENT_TYPE, kind)], *text).into_response()
}

/// Headers of every answer of the page.
pub(super) async fn guard(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        "x-content-type-options",
        HeaderValue::from_static("nosniff"),
    );
    response
}
