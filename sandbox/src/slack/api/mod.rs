//! The Web API: one door, and a file per family of methods.

mod args;
mod auth;
mod chat;
mod conversations;
mod door;
mod error;
mod page;
mod reactions;
mod response_url;
mod users;
mod views;

use std::sync::Arc;

use axum::Router;
use axum::routing::any;

use self::args::Args;
use self::error::{Answer, ApiError};
pub(super) use self::views::{put_on_top, replace};
use super::shared::Shared;

/// The routes of the Web API and of response URLs.
pub(super) fn router() -> Router<Arc<Shared>> {
    Router::new().route("/api/{method}", any(door::call)).route(
        "/hooks/{kind}/{team}/{number}/{secret}",
        axum::routing::post(response_url::answer),
    )
}

/// A method: what it needs and what it does.
struct Method {
    /// A scope that allows it; any one of them is enough, none means that every token may call.
    scopes: &'static [&'static str],
    /// Whether JSON bodies are read.
    writes: bool,
    run: fn(&Arc<Shared>, &Args) -> Answer,
}

const CHANNELS_READ: &[&str] = &["channels:read", "groups:read", "im:read", "mpim:read"];
const HISTORY: &[&str] = &[
    "channels:history",
    "groups:history",
    "im:history",
    "mpim:history",
];

/// Every method the stand-in knows.
fn method(name: &str) -> Option<Method> {
    let reads = |scopes, run| Method {
        scopes,
        writes: false,
        run,
    };
    let writes = |scopes, run| Method {
        scopes,
        writes: true,
        run,
    };
    Some(match name {
        "api.test" => writes(&[], |_, _| Ok(serde_json::json!({}))),
        "auth.test" => writes(&[], |shared, _| Ok(auth::test(shared))),
        "team.info" => reads(&["team:read"], |shared, _| Ok(auth::team_info(shared))),
        "users.list" => reads(&["users:read"], users::list),
        "users.info" => reads(&["users:read"], users::info),
        "users.profile.get" => reads(&["users.profile:read"], users::profile),
        "usergroups.list" => reads(&["usergroups:read"], |shared, args| {
            Ok(users::groups(shared, args))
        }),
        "usergroups.users.list" => reads(&["usergroups:read"], users::group_users),
        "conversations.info" => reads(CHANNELS_READ, conversations::info),
        "conversations.list" => reads(CHANNELS_READ, conversations::list),
        "conversations.members" => reads(CHANNELS_READ, conversations::members),
        "conversations.open" => writes(&["im:write"], conversations::open),
        "conversations.history" => reads(HISTORY, conversations::history),
        "conversations.replies" => reads(HISTORY, conversations::replies),
        "chat.postMessage" => writes(&["chat:write"], chat::post),
        "chat.postEphemeral" => writes(&["chat:write"], chat::post_ephemeral),
        "chat.update" => writes(&["chat:write"], chat::update),
        "chat.delete" => writes(&["chat:write"], chat::delete),
        "chat.getPermalink" => reads(&[], chat::permalink),
        "reactions.add" => writes(&["reactions:write"], reactions::add),
        "views.open" => writes(&[], views::open),
        "views.push" => writes(&[], views::push),
        "views.update" => writes(&[], views::update),
        "views.publish" => writes(&[], views::publish),
        _ => return None,
    })
}
