//! A Slack that knows only its own team, and takes as long to answer as the real one.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use axum::extract::{Path, State};
use axum::{Json, Router, routing::post};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// How long a message takes to be posted. A stand-in that answers at once would let the outbox
/// send hundreds of times faster than it ever can.
const LATENCY: Duration = Duration::from_millis(100);

/// Starts it; it lives as long as the program.
pub(crate) async fn start() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .context("no free port for the stand-in Slack")?;
    let address = listener.local_addr()?;
    let router = Router::new()
        .route("/api/{method}", post(answer))
        .with_state(Arc::new(AtomicU64::new(1)));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

async fn answer(Path(method): Path<String>, State(count): State<Arc<AtomicU64>>) -> Json<Value> {
    Json(match method.as_str() {
        "auth.test" => json!({
            "ok": true, "team_id": "T0BENCH", "team": "Benchmark", "user_id": "U0BOT", "bot_id": "B0BOT",
        }),
        "users.list" => json!({ "ok": true, "members": [] }),
        "conversations.open" => json!({ "ok": true, "channel": { "id": "D0BENCH" } }),
        _ => {
            tokio::time::sleep(LATENCY).await;
            let ts = format!("{}.000000", count.fetch_add(1, Ordering::Relaxed));
            json!({ "ok": true, "channel": "C0BENCH", "ts": ts })
        }
    })
}
