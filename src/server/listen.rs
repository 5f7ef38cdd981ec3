//! Connections: how many there may be, how long they may say nothing, and their orderly end.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::explained::explained;

/// How many connections are open at once; for whoever comes then, the one that has asked nothing for
/// longest is closed. Proxies need tens, and a process may have a thousand files.
const CONNECTIONS: usize = 512;

/// How long a new connection may take to send the head of its first request.
const FIRST: Duration = Duration::from_secs(10);

/// How long a connection may take from one answer to the head of the next request. Proxies keep
/// theirs for up to two minutes, and must not send into one that closes. Where places are scarce, it
/// is not waited for.
const BETWEEN: Duration = Duration::from_mins(3);

/// The most that a head may take, in bytes, and so what is read of a body before it is asked for.
const BUFFER: usize = 64 * 1024;

/// How long to wait after a connection could not be accepted, as when there are too many open files.
const BREATH: Duration = Duration::from_secs(1);

/// Serves until `stop`, and then until what was begun is answered.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let room = Room::default();
    let mut open = JoinSet::new();
    loop {
        let next = async {
            let stream = accept(&listener).await;
            (stream, room.place().await)
        };
        let Some((stream, place)) = stop.run_until_cancelled(next).await else {
            break;
        };
        while open.try_join_next().is_some() {}
        let (router, stop, scarce) = (router.clone(), stop.clone(), Arc::clone(&room.scarce));
        open.spawn(async move {
            converse(stream, router, stop, &scarce).await;
            drop(place);
        });
    }
    // Who connects from here on goes elsewhere.
    drop(listener);
    while open.join_next().await.is_some() {}
}

/// The places for connections.
struct Room {
    places: Arc<Semaphore>,
    /// Tells whoever has asked nothing for longest that somebody finds no place.
    scarce: Arc<Notify>,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(CONNECTIONS)),
            scarce: Arc::default(),
        }
    }
}

impl Room {
    /// A place, once somebody leaves theirs where there is none. It is never closed.
    async fn place(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Some(place);
        }
        // Kept for the next who asks nothing, where everybody is busy.
        self.scarce.notify_one();
        Arc::clone(&self.places).acquire_owned().await.ok()
    }
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) if is_theirs(&error) => {}
            Err(error) => {
                tracing::error!(error = explained(&error), "no connection can be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// Whether a connection was gone before it was accepted.
fn is_theirs(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

/// One connection, from its first request to its last.
async fn converse(stream: TcpStream, router: Router, stop: CancellationToken, scarce: &Notify) {
    // Answers are short and awaited.
    let _ = stream.set_nodelay(true);
    let (state, mut seen) = watch::channel(State::New);
    let counted = Counted {
        router: TowerToHyperService::new(router),
        state,
    };
    let mut connection = pin!(
        http1::Builder::new()
            // Both what is begun and what never begins is watched here.
            .header_read_timeout(None)
            .max_buf_size(BUFFER)
            .serve_connection(TokioIo::new(stream), counted)
    );
    let patience = tokio::select! {
        // What a sender breaks off is no news.
        _ = &mut connection => return,
        () = silence(&mut seen, scarce) => FIRST,
        // The stop itself has an end.
        () = stop.cancelled() => Duration::MAX,
    };
    if *seen.borrow() != State::New {
        // An answer may still be on its way out.
        connection.as_mut().graceful_shutdown();
        let _ = tokio::time::timeout(patience, connection).await;
    }
}

/// What a connection is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// No request has come.
    New,
    /// A request is being answered.
    Answering,
    /// Every request that came has its answer.
    Answered,
}

/// Ends once the connection has been silent for too long, or asks nothing where places are scarce.
async fn silence(state: &mut watch::Receiver<State>, scarce: &Notify) {
    loop {
        let now = *state.borrow_and_update();
        let patience = match now {
            State::New => FIRST,
            State::Answered => BETWEEN,
            // How long that may take is the router's business.
            State::Answering => Duration::MAX,
        };
        tokio::select! {
            biased;
            changed = state.changed() => if changed.is_err() {
                return std::future::pending().await;
            },
            () = scarce.notified(), if now == State::Answered => return,
            () = tokio::time::sleep(patience) => return,
        }
    }
}

/// The router, telling when it answers.
struct Counted {
    router: TowerToHyperService<Router>,
    state: watch::Sender<State>,
}

impl Service<hyper::Request<Incoming>> for Counted {
    type Response = Response<Body>;
    type Error = std::convert::Infallible;
    type Future = std::pin::Pin<
        Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send + 'static>,
    >;

    fn call(&self, request: hyper::Request<Incoming>) -> Self::Future {
        let state = self.state.clone();
        let answer = self.router.call(request);
        Box::pin(async move {
            state.send_replace(State::Answering);
            let answer = answer.await;
            state.send_replace(State::Answered);
            answer
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn patience_depends_on_what_is_waited_for() {
        let (state, mut seen) = watch::channel(State::New);
        let scarce = Notify::new();
        let begun = tokio::time::Instant::now();
        silence(&mut seen, &scarce).await;
        assert_eq!(begun.elapsed(), FIRST);

        state.send_replace(State::Answering);
        let patience = tokio::time::timeout(BETWEEN * 2, silence(&mut seen, &scarce));
        assert!(patience.await.is_err(), "an answer takes what it takes");

        state.send_replace(State::Answered);
        let begun = tokio::time::Instant::now();
        silence(&mut seen, &scarce).await;
        assert_eq!(begun.elapsed(), BETWEEN);
    }

    #[tokio::test(start_paused = true)]
    async fn where_places_are_scarce_only_who_was_answered_leaves() {
        let scarce = Notify::new();
        let begun = tokio::time::Instant::now();
        for state in [State::New, State::Answering] {
            scarce.notify_one();
            let (_told, mut seen) = watch::channel(state);
            let silent = tokio::time::timeout(FIRST / 2, silence(&mut seen, &scarce));
            assert!(silent.await.is_err(), "{state:?}");
        }
        assert_eq!(begun.elapsed(), FIRST);
        let (_told, mut seen) = watch::channel(State::Answered);
        silence(&mut seen, &scarce).await;
        assert_eq!(begun.elapsed(), FIRST, "at once");
    }
}
