//! A Slack that knows only its own team, and takes as long to answer as the real one.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::{Json, Router, routing::post};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// How long a message takes to be posted. A stand-in that answers at once would let the outbox
/// send hundreds of times faster than it ever can.
const LATENCY: Duration = Duration::from_millis(100);

/// How many people a page of `users.list` shows.
const PAGE: u64 = 200;

/// The stand-in.
pub(crate) struct Slack {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    team: Arc<Team>,
}

#[derive(Default)]
struct Team {
    posted: AtomicU64,
    people: AtomicU64,
}

impl Slack {
    /// Starts it, with nobody in its team; it lives as long as the program.
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .context("no free port for the stand-in Slack")?;
        let address = listener.local_addr()?;
        let team = Arc::<Team>::default();
        let router = Router::new()
            .route("/api/{method}", post(answer))
            .with_state(Arc::clone(&team));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, team })
    }

    /// So many people are in its team from now on.
    pub(crate) fn employ(&self, people: u64) {
        self.team.people.store(people, Ordering::Relaxed);
    }
}

#[derive(Deserialize)]
struct Asked {
    cursor: Option<u64>,
}

async fn answer(
    Path(method): Path<String>,
    State(team): State<Arc<Team>>,
    body: Bytes,
) -> Json<Value> {
    Json(match method.as_str() {
        "auth.test" => json!({
            "ok": true, "team_id": "T0BENCH", "team": "Benchmark", "user_id": "U0BOT", "bot_id": "B0BOT",
        }),
        "users.list" => {
            let asked: Option<Asked> = serde_urlencoded::from_bytes(&body).ok();
            let before = asked.and_then(|asked| asked.cursor).unwrap_or(0);
            page(before, team.people.load(Ordering::Relaxed))
        }
        "conversations.open" => json!({ "ok": true, "channel": { "id": "D0BENCH" } }),
        _ => {
            tokio::time::sleep(LATENCY).await;
            let ts = format!("{}.000000", 1 + team.posted.fetch_add(1, Ordering::Relaxed));
            json!({ "ok": true, "channel": "C0BENCH", "ts": ts })
        }
    })
}

/// The people after the first `before`, of `all`.
fn page(before: u64, all: u64) -> Value {
    let last = all.min(before.saturating_add(PAGE));
    let members: Vec<Value> = (before + 1..=last).map(person).collect();
    let next = if last < all {
        last.to_string()
    } else {
        String::new()
    };
    json!({ "ok": true, "members": members, "response_metadata": { "next_cursor": next } })
}

/// Somebody, with as much of them as Slack tells.
fn person(number: u64) -> Value {
    let name = format!("Member {number}");
    let mut profile = json!({
        "title": "", "phone": "", "skype": "", "real_name": name, "real_name_normalized": name,
        "display_name": "", "display_name_normalized": "", "fields": null, "status_text": "",
        "status_emoji": "", "status_emoji_display_info": [], "status_expiration": 0, "avatar_hash": "fa00",
        "first_name": "Member", "last_name": number.to_string(), "email": format!("member{number}@example.com"),
        "status_text_canonical": "", "team": "T0BENCH",
    });
    for size in [24, 32, 48, 72, 192, 512] {
        let image = format!("https://avatars.slack-edge.com/2026-01-01/{number}_{size}.png");
        profile[format!("image_{size}")] = image.into();
    }
    json!({
        "id": format!("U{number:08}"), "team_id": "T0BENCH", "name": format!("member{number}"), "deleted": false,
        "color": "9f69e7", "real_name": name, "tz": "Asia/Jakarta", "tz_label": "Western Indonesia Time",
        "tz_offset": 25200, "locale": "id-ID", "updated": 1_794_300_000, "profile": profile,
        "is_admin": false, "is_owner": false, "is_primary_owner": false, "is_restricted": false,
        "is_ultra_restricted": false, "is_bot": false, "is_app_user": false, "is_email_confirmed": true,
        "who_can_share_contact_card": "EVERYONE",
    })
}
