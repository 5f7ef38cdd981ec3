//! What the app calls: the connector, the token endpoint, and the published keys.

mod activities;
mod conversations;
mod door;
mod error;
mod openid;
mod token;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::routing::{MethodFilter, MethodRouter, get, on, post};
use serde_json::Value;

use self::error::{Answer, ApiError};
use super::shared::Shared;

/// Every route the app knows.
pub(super) fn router() -> Router<Arc<Shared>> {
    let connector = Router::new()
        .route(
            "/v3/conversations",
            call(
                MethodFilter::POST,
                "createConversation",
                conversations::create,
            ),
        )
        .route(
            "/v3/conversations/{conversation}/activities",
            call(MethodFilter::POST, "sendToConversation", activities::send),
        )
        .route(
            "/v3/conversations/{conversation}/activities/{item}",
            call(MethodFilter::POST, "replyToActivity", activities::reply)
                .merge(call(
                    MethodFilter::PUT,
                    "updateActivity",
                    activities::update,
                ))
                .merge(call(
                    MethodFilter::DELETE,
                    "deleteActivity",
                    activities::delete,
                )),
        )
        .route(
            "/v3/conversations/{conversation}/pagedmembers",
            call(MethodFilter::GET, "getPagedMembers", conversations::members),
        )
        .route(
            "/v3/conversations/{conversation}/members/{item}",
            call(MethodFilter::GET, "getMember", conversations::member),
        )
        .route(
            "/v3/teams/{conversation}",
            call(MethodFilter::GET, "getTeam", conversations::team),
        )
        .route(
            "/v3/teams/{conversation}/conversations",
            call(
                MethodFilter::GET,
                "getTeamConversations",
                conversations::channels,
            ),
        )
        .fallback(door::unknown);
    Router::new()
        .nest("/teams", connector)
        .route("/login/{tenant}/oauth2/v2.0/token", post(token::give))
        .route(
            "/openid/.well-known/openidconfiguration",
            get(openid::metadata),
        )
        .route("/openid/.well-known/keys", get(openid::keys))
}

/// A request to the connector, decoded.
struct Request {
    operation: &'static str,
    /// The conversation or team in the path; empty where there is none.
    conversation: String,
    /// The message or member in the path; empty where there is none.
    item: String,
    query: BTreeMap<String, String>,
    /// The body as it came; the connector counts it.
    raw: String,
    /// The body as JSON; null where it is none.
    body: Value,
}

impl Request {
    fn is_targeted(&self) -> bool {
        let asked = self.query.get("isTargetedActivity");
        asked.is_some_and(|asked| asked.eq_ignore_ascii_case("true"))
    }
}

type Operation = fn(&Arc<Shared>, &Request) -> Answer;

/// A route that runs `operation` once the door has let the request in.
fn call(
    method: MethodFilter,
    name: &'static str,
    operation: Operation,
) -> MethodRouter<Arc<Shared>> {
    let handler = move |State(shared): State<Arc<Shared>>,
                        Path(mut path): Path<BTreeMap<String, String>>,
                        Query(query): Query<BTreeMap<String, String>>,
                        headers: HeaderMap,
                        body: Bytes| async move {
        let raw = String::from_utf8_lossy(&body).into_owned();
        let request = Request {
            operation: name,
            conversation: path.remove("conversation").unwrap_or_default(),
            item: path.remove("item").unwrap_or_default(),
            query,
            body: serde_json::from_str(&raw).unwrap_or_default(),
            raw,
        };
        door::enter(&shared, &headers, request, operation).await
    };
    on(method, handler)
}
