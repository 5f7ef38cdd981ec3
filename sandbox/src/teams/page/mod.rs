//! The chat page: its files, and what it asks of the stand-in.

mod acts;
mod state;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::shared::Shared;
use crate::page::{self, Page};

const PAGE: &Page = &Page {
    files: page::files![
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
    ],
    above: "<header class=\"titlebar\" id=\"titlebar\"></header>\n",
    below: "",
};

/// The page's routes.
pub(super) fn router(shared: &Shared) -> Router<Arc<Shared>> {
    page::router(shared, PAGE, get(state::state), post(acts::act))
}

#[cfg(test)]
mod tests;
