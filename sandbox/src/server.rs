//! The HTTP face of a stand-in.

use std::net::SocketAddr;

use anyhow::Context;
use axum::Router;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

/// A listener at `listen`, and its address as a URL with a slash at its end.
pub(crate) async fn bind(listen: SocketAddr) -> anyhow::Result<(TcpListener, String)> {
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let own_url = format!("http://{}/", listener.local_addr()?);
    Ok((listener, own_url))
}

/// Answers until the guard is dropped.
pub(crate) fn serve(listener: TcpListener, router: Router) -> DropGuard {
    let stop = CancellationToken::new();
    let stopped = stop.clone().cancelled_owned();
    let serve = axum::serve(listener, router);
    tokio::spawn(async move {
        // Dropping the server, and not draining it: the page's stream never ends by itself.
        tokio::select! {
            () = stopped => {}
            outcome = serve => if let Err(error) = outcome {
                tracing::error!(%error, "the stand-in stopped");
            }
        }
    });
    stop.drop_guard()
}
