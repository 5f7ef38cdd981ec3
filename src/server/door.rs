//! The door before the platforms' routes: how much may be unproven at once.
//!
//! Anybody can send a delivery that looks signed, and it has to be read before that is found out.
//! What is read meanwhile is bounded over all of them, so that no crowd fills the memory. Whoever
//! sends slowly is listened to only while nobody else needs the room.

use std::future::pending;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::{CancellationToken, DropGuard};

/// How many deliveries may be unproven at once. Proving one takes microseconds once it is there.
const UNPROVEN: usize = 256;

/// The kilobytes that each may have: more than platforms send on ordinary days.
const ORDINARY: usize = 64;

/// The kilobytes that longer ones share: whoever sends many of them stands in their own way, and in
/// that of no ordinary delivery.
const SHARED: usize = 16 * 1024;

/// The longest body that is read, in kilobytes.
const LONGEST: usize = 1024;

/// How long a delivery may be unproven while others find no room: platforms send theirs at once.
const SLOW: Duration = Duration::from_secs(1);

/// How long to wait for the room that the slow ones leave.
const CLEARING: Duration = Duration::from_millis(200);

/// How much more may be unproven. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Door {
    places: Arc<Semaphore>,
    shared: Arc<Semaphore>,
    /// Tells the slow ones that somebody finds no room.
    full: Arc<Notify>,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(UNPROVEN)),
            shared: Arc::new(Semaphore::new(SHARED)),
            full: Arc::default(),
        }
    }
}

/// What a delivery takes up until it is proven. It goes with the request's head, which ends where the
/// proof does: the handler is given the body alone.
#[derive(Clone)]
struct Unproven {
    _taken: Arc<(Taken, DropGuard)>,
}

type Taken = (OwnedSemaphorePermit, OwnedSemaphorePermit);

/// How many kilobytes a delivery may have beyond the ordinary.
fn beyond(request: &Request) -> u32 {
    let length = request.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    // What does not say its length may become as long as any.
    let kilobytes = length.map_or(LONGEST, |bytes| bytes.div_ceil(1024).min(LONGEST));
    u32::try_from(kilobytes.saturating_sub(ORDINARY)).unwrap_or(u32::MAX)
}

impl Door {
    /// Room for a delivery, once others have left it where there is none at first.
    async fn admit(&self, beyond: u32) -> Option<Taken> {
        if let Some(taken) = self.take(beyond) {
            return Some(taken);
        }
        self.full.notify_waiters();
        let room = async {
            let place = Arc::clone(&self.places).acquire_owned().await.ok()?;
            let shared = Arc::clone(&self.shared).acquire_many_owned(beyond).await;
            Some((place, shared.ok()?))
        };
        tokio::time::timeout(CLEARING, room).await.ok()?
    }

    fn take(&self, beyond: u32) -> Option<Taken> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let shared = Arc::clone(&self.shared).try_acquire_many_owned(beyond);
        Some((place, shared.ok()?))
    }

    /// Returns once a delivery has been unproven for too long while somebody finds no room.
    async fn is_in_the_way(&self, proven: CancellationToken) {
        let slow = async {
            tokio::time::sleep(SLOW).await;
            self.full.notified().await;
        };
        if proven.run_until_cancelled(slow).await.is_none() {
            pending::<()>().await;
        }
    }
}

/// Lets a delivery in where there is room, and otherwise says that there is none.
pub(super) async fn enter(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    if let Some(taken) = door.admit(beyond(&request)).await {
        let proven = CancellationToken::new();
        request.extensions_mut().insert(Unproven {
            _taken: Arc::new((taken, proven.clone().drop_guard())),
        });
        let answer = pin!(next.run(request));
        tokio::select! {
            answer = answer => return answer,
            () = door.is_in_the_way(proven) => {}
        }
    }
    metrics::counter!("plaudit_deliveries_turned_away_total").increment(1);
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
