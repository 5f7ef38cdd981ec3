//! The chat page: its files, and what it asks of the stand-in.

mod acts;
mod state;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post};

use super::shared::Shared;
use crate::page::{self, File};

const FILES: &[File] = page::files![
    "teams.css",
    "card.css",
    "main.js",
    "actions.js",
    "card.js",
    "chats.js",
    "dialog.js",
    "inputs.js",
    "marks.js",
    "posts.js",
    "reactions.js",
    "sidebar.js",
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

#[cfg(test)]
mod tests;
