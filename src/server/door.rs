//! The door before the platforms' routes: how much may be unproven at once.
//!
//! Anybody can send a delivery that looks signed, and it has to be read before that is found out.
//! What is read meanwhile is bounded over all of them, so that no crowd fills the memory.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many deliveries may be unproven at once. Proving one takes microseconds once it is there.
const UNPROVEN: usize = 256;

/// The kilobytes that each may have: more than platforms send on ordinary days.
const ORDINARY: usize = 64;

/// The kilobytes that longer ones share: whoever sends many of them stands in their own way, and in
/// that of no ordinary delivery.
const SHARED: usize = 16 * 1024;

/// The longest body that is read, in kilobytes.
const LONGEST: usize = 1024;

/// How much more may be unproven. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Door {
    places: Arc<Semaphore>,
    shared: Arc<Semaphore>,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(UNPROVEN)),
            shared: Arc::new(Semaphore::new(SHARED)),
        }
    }
}

/// What a delivery takes up until it is proven. It goes with the request's head, which ends where the
/// proof does: the handler is given the body alone.
#[derive(Clone)]
struct Unproven {
    _taken: Arc<[OwnedSemaphorePermit; 2]>,
}

impl Door {
    fn admit(&self, request: &Request) -> Option<Unproven> {
        let length = request.headers().get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        // What does not say its length may become as long as any.
        let kilobytes = length.map_or(LONGEST, |bytes| bytes.div_ceil(1024).min(LONGEST));
        let beyond = u32::try_from(kilobytes.saturating_sub(ORDINARY)).ok()?;
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let shared = Arc::clone(&self.shared).try_acquire_many_owned(beyond);
        Some(Unproven {
            _taken: Arc::new([place, shared.ok()?]),
        })
    }
}

/// Lets a delivery in where there is room, and otherwise says so at once.
pub(super) async fn enter(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let Some(unproven) = door.admit(&request) else {
        metrics::counter!("plaudit_deliveries_turned_away_total").increment(1);
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    request.extensions_mut().insert(unproven);
    next.run(request).await
}
