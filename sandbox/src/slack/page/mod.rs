//! The chat page: its files, and what it asks of the stand-in.

mod acts;
mod state;

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};

use super::shared::Shared;
use crate::page::{self, File};

const FILES: &[File] = page::files![
    "slack.css",
    "blocks.css",
    "main.js",
    "channels.js",
    "mrkdwn.js",
    "blocks.js",
    "inputs.js",
    "modal.js",
    "sidebar.js",
    "messages.js",
    "suggest.js",
    "words.js",
];

/// The page's routes; none when it is not to be served.
pub(super) fn router(shared: &Shared) -> Router<Arc<Shared>> {
    if !shared.page {
        return Router::new();
    }
    page::router(include_str!("assets/index.html"), FILES)
        .route("/sandbox/state", get(state::state))
        .route("/sandbox/changes", get(changes))
        .route("/sandbox/act", post(acts::act))
        .fallback(page::missing)
        .layer(axum::middleware::map_response(page::guard))
}

async fn changes(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    page::changes(shared.changes())
}

/// JSON that says how an act went.
type Outcome = Json<super::Seen>;
