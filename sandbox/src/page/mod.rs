//! What the chat pages of all stand-ins share: how files are served, and the files themselves.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use futures_util::{Stream, stream};
use tokio::sync::watch;

/// A file of a page: its name and its text.
pub(super) type File = (&'static str, &'static str);

/// Files of the folder `assets` beside the caller, built into the program.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("assets/", $name)))),*]
    };
}
pub(super) use files;

/// What every page brings, whatever the platform.
const SHARED: &[File] = files![
    "base.css",
    "chat.css",
    "icon.svg",
    "composer.js",
    "dom.js",
    "drawer.js",
    "emoji.js",
    "frame.js",
    "hints.js",
    "people.js",
    "picker.js",
    "store.js",
    "stream.js",
];

/// Only what the page brings itself, and pictures that a message shows.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data: https: http://127.0.0.1:* http://localhost:*; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The routes of a page that do not depend on the platform: itself and its files.
pub(super) fn router<S>(index: &'static str, own: &'static [File]) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route("/", get(async move || Html(index)))
        .route(
            "/assets/{name}",
            get(async move |Path(name): Path<String>| asset(own, &name)),
        )
}

/// A file by its name.
fn asset(own: &[File], name: &str) -> Response {
    let mut files = own.iter().chain(SHARED);
    let Some((_, text)) = files.find(|(known, _)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        _ => "text/javascript; charset=utf-8",
    };
    ([(CONTENT_TYPE, kind)], *text).into_response()
}

pub(super) async fn missing() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// One server-sent event for every change; the page then asks for the state.
pub(super) fn changes(
    changes: watch::Receiver<u64>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold(changes, |mut changes| async move {
        changes.changed().await.ok()?;
        let version = *changes.borrow_and_update();
        Some((Ok(Event::default().data(version.to_string())), changes))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// Headers of every answer of a page.
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
