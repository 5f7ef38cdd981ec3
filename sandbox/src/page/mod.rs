//! What the chat pages of all stand-ins share: how files are served, and the files themselves.

use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use futures_util::{Stream, stream};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::standin::StandIn;

/// A file of a page: its name and its text.
pub(crate) type File = (&'static str, &'static str);

/// Files of the folder `assets` beside the caller, built into the program.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("assets/", $name)))),*]
    };
}
pub(crate) use files;

/// What every page is, but for what stands in braces.
const INDEX: &str = include_str!("assets/index.html");

/// What every page brings, whatever the platform.
const SHARED: &[File] = files![
    "base.css",
    "chat.css",
    "icon.svg",
    "chart.js",
    "clock.js",
    "composer.js",
    "dom.js",
    "drawer.js",
    "emoji.js",
    "frame.js",
    "hints.js",
    "language.js",
    "people.js",
    "picker.js",
    "store.js",
    "stream.js",
];

/// Only what the page brings itself, and pictures that a message shows.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data: https: http://127.0.0.1:* http://localhost:*; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a platform's page has of its own.
pub(crate) struct Page {
    /// Its files. All styles among them are used, in their order.
    pub(crate) files: &'static [File],
    /// What stands above the conversations.
    pub(crate) above: &'static str,
    /// What stands below the messages.
    pub(crate) below: &'static str,
}

/// The routes of a page; none where it is not to be served.
pub(crate) fn router<S, M>(
    shared: &S,
    page: &'static Page,
    state: MethodRouter<Arc<S>>,
    act: MethodRouter<Arc<S>>,
) -> Router<Arc<S>>
where
    S: Deref<Target = StandIn<M>> + Send + Sync + 'static,
    M: Send + 'static,
{
    if !shared.page {
        return Router::new();
    }
    let index = page.html();
    Router::new()
        .route("/", get(move || async move { Html(index) }))
        .route(
            "/assets/{name}",
            get(async move |Path(name): Path<String>| asset(page.files, &name)),
        )
        .route("/sandbox/state", state)
        .route("/sandbox/changes", get(changes::<S, M>))
        .route("/sandbox/act", act)
        .route("/sandbox/clock", post(move_clock::<S, M>))
        .fallback(missing)
        .layer(map_response(guard))
}

impl Page {
    fn html(&self) -> String {
        let kind = |name: &'static str| name.rsplit('.').next();
        let styles = self
            .files
            .iter()
            .filter(|(name, _)| kind(name) == Some("css"));
        let styles = styles.fold(String::new(), |all, (name, _)| {
            all + "<link rel=\"stylesheet\" href=\"assets/" + name + "\">\n"
        });
        INDEX
            .replace("{styles}", &styles)
            .replace("{above}", self.above)
            .replace("{below}", self.below)
    }
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

async fn missing() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// One server-sent event for every change; the page then asks for the state.
async fn changes<S, M>(
    State(shared): State<Arc<S>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>>
where
    S: Deref<Target = StandIn<M>> + Send + Sync + 'static,
    M: Send + 'static,
{
    let stream = stream::unfold(shared.changes(), |mut changes| async move {
        changes.changed().await.ok()?;
        let version = *changes.borrow_and_update();
        Some((Ok(Event::default().data(version.to_string())), changes))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// How the clock of a stand-in is moved.
#[derive(Debug, Deserialize)]
struct Move {
    hours: i64,
}

/// The furthest that it is moved at once, in hours: a quarter.
const FURTHEST: i64 = 24 * 92;

async fn move_clock<S, M>(State(shared): State<Arc<S>>, Json(by): Json<Move>) -> StatusCode
where
    S: Deref<Target = StandIn<M>> + Send + Sync + 'static,
    M: Send + 'static,
{
    let standin: &StandIn<M> = &shared;
    if !standin.clock.moves() || !(1..=FURTHEST).contains(&by.hours) {
        return StatusCode::NOT_FOUND;
    }
    standin.clock.move_on(SignedDuration::from_hours(by.hours));
    // The page shows another time.
    standin.change(|_| ());
    StatusCode::NO_CONTENT
}

/// What a page shows of the time: nothing where it is that of the machine.
pub(crate) fn clock<M>(standin: &StandIn<M>) -> Value {
    let shown = standin
        .clock
        .moves()
        .then(|| standin.clock.now().to_string());
    json!(shown)
}

/// Headers of every answer of a page.
async fn guard(mut response: Response) -> Response {
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
