//! The chat page: its files, and what it asks of the stand-in.

mod acts;
mod state;

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Json, Router};

use super::shared::Shared;
use crate::page::{self, Page};

const PAGE: &Page = &Page {
    files: page::files![
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
    ],
    above: "",
    below: "      <div class=\"home\" id=\"home\" hidden></div>\n",
};

/// The page's routes.
pub(super) fn router(shared: &Shared) -> Router<Arc<Shared>> {
    page::router(shared, PAGE, get(state::state), post(acts::act))
}

/// JSON that says how an act went.
type Outcome = Json<super::Seen>;
