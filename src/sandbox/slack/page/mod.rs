//! The chat page: its files, and what it asks of the stand-in.

mod acts;
mod files;
mod state;

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::{Stream, stream};

use super::shared::Shared;

/// The page's routes; none when it is not to be served.
pub(super) fn router(shared: &Shared) -> Router<Arc<Shared>> {
    if !shared.page {
        return Router::new();
    }
    Router::new()
        .route("/", get(files::index))
        .route("/assets/{name}", get(files::asset))
        .route("/sandbox/state", get(state::state))
        .route("/sandbox/changes", get(changes))
        .route("/sandbox/act", post(acts::act))
        .fallback(files::missing)
        .layer(axum::middleware::map_response(files::guard))
}

/// One server-sent event for every change; the page then asks for the state.
async fn changes(
    State(shared): State<Arc<Shared>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = shared.changes();
    let stream = stream::unfold(changes, |mut changes| async move {
        changes.changed().await.ok()?;
        let version = *changes.borrow_and_update();
        Some((Ok(Event::default().data(version.to_string())), changes))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// JSON that says how an act went.
type Outcome = Json<super::Seen>;
