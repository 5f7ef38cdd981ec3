//! The client against an HTTP server that answers as Slack is recorded to.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap as Headers, StatusCode, Uri};
use axum::response::{IntoResponse, Response as Answer};
use serde_json::json;

use super::*;
use crate::chat::PlaceKind;
use crate::slack::fixture;
use crate::slack::render::Rendered;

#[derive(Clone)]
struct Stage {
    status: StatusCode,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<u8>,
    /// Path, authorisation, content type and body of each request.
    seen: Arc<Mutex<Vec<[String; 4]>>>,
}

impl Stage {
    fn new(body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: Vec::new(),
            body: body.into(),
            seen: Arc::default(),
        }
    }

    async fn api(&self) -> SlackApi {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/api", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        SlackApi::new(client(), base.parse().unwrap())
    }

    fn seen(&self) -> [String; 4] {
        self.seen.lock().unwrap().last().unwrap().clone()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no app to take a client from"
)]
fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

async fn answer(State(stage): State<Stage>, uri: Uri, headers: Headers, body: Bytes) -> Answer {
    let header = |name: &str| {
        let value = headers.get(name).map(|value| value.to_str().unwrap());
        value.unwrap_or_default().to_owned()
    };
    let body = String::from_utf8(body.to_vec()).unwrap();
    let request = [
        uri.path().to_owned(),
        header("authorization"),
        header("content-type"),
        body,
    ];
    stage.seen.lock().unwrap().push(request);
    let mut response = (stage.status, stage.body).into_response();
    for (name, value) in stage.headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

fn token() -> SecretString {
    "xoxb-test".into()
}

fn said() -> Rendered {
    Rendered {
        text: "hi".to_owned(),
        blocks: vec![json!({ "type": "divider" })],
    }
}

/// The error of a call that is answered with `body`.
async fn refused(body: Value) -> ApiError {
    let api = Stage::new(body.to_string()).api().await;
    let post = Post {
        channel: "C1",
        thread: None,
        message: &said(),
    };
    api.chat_post_message(&token(), post).await.unwrap_err()
}

#[tokio::test]
async fn people_come_in_pages() {
    let stage = Stage::new(fixture("api_users_list_page1.json"));
    let page = stage.api().await.users_list(&token(), None).await.unwrap();
    assert_eq!(page.members.len(), 4);
    assert_eq!(page.next.as_deref(), Some("dXNlcjpmYWtlUGFnZTI="));
    let [path, authorization, content_type, body] = stage.seen();
    assert_eq!(path, "/api/users.list");
    assert_eq!(authorization, "Bearer xoxb-test");
    assert_eq!(content_type, "application/x-www-form-urlencoded");
    assert_eq!(body, "limit=200&include_locale=true");

    let stage = Stage::new(fixture("api_users_list_page2_last.json"));
    let api = stage.api().await;
    let page = api.users_list(&token(), Some("a=")).await.unwrap();
    assert_eq!(page.next, None);
    assert_eq!(stage.seen()[3], "limit=200&include_locale=true&cursor=a%3D");
}

#[tokio::test]
async fn members_of_a_channel_come_in_pages() {
    let stage = Stage::new(
        r#"{"ok":true,"members":["U1","U2"],"response_metadata":{"next_cursor":"bmV4dA=="}}"#,
    );
    let api = stage.api().await;
    let token = token();
    let page = api.conversations_members(&token, "C1", Some("a="));
    let page = page.await.unwrap();
    assert_eq!(page.members, ["U1", "U2"]);
    assert_eq!(page.next.as_deref(), Some("bmV4dA=="));
    let [path, .., body] = stage.seen();
    assert_eq!(path, "/api/conversations.members");
    assert_eq!(body, "channel=C1&limit=200&cursor=a%3D");
}

#[tokio::test]
async fn a_group_is_a_list_of_ids() {
    let api = Stage::new(fixture("api_usergroups_users_list.json"))
        .api()
        .await;
    let users = api.usergroups_users_list(&token(), "S1").await.unwrap();
    assert_eq!(users, ["U0BUDI00002", "U0AISYAH003", "U0GONE00007"]);
}

#[tokio::test]
async fn a_token_says_whose_it_is_and_what_it_may() {
    let mut stage =
        Stage::new(r#"{"ok":true,"team_id":"T1","team":"Kudos","user_id":"UB","bot_id":"B1"}"#);
    stage.headers = vec![("x-oauth-scopes", "commands, chat:write")];
    let it = stage.api().await.auth_test(&token()).await.unwrap();
    assert_eq!(it.scopes, ["commands", "chat:write"]);
}

#[tokio::test]
async fn a_message_is_sent_as_json_into_its_thread() {
    let stage = Stage::new(r#"{"ok":true,"channel":"C1","ts":"1.2"}"#);
    let api = stage.api().await;
    let message = said();
    let post = Post {
        channel: "C1",
        thread: Some("1.0"),
        message: &message,
    };
    let posted = api.chat_post_message(&token(), post).await.unwrap();
    assert_eq!(posted.ts, "1.2");
    let [path, _, content_type, body] = stage.seen();
    assert_eq!(path, "/api/chat.postMessage");
    assert_eq!(content_type, "application/json; charset=utf-8");
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["thread_ts"], "1.0");
    assert_eq!(body["blocks"][0]["type"], "divider");
    api.chat_post_ephemeral(&token(), "U1", post).await.unwrap();
    assert!(stage.seen()[3].contains(r#""user":"U1""#));
    api.chat_update(&token(), "C1", "1.2", &message)
        .await
        .unwrap();
    assert_eq!(stage.seen()[0], "/api/chat.update");
    api.views_open(&token(), "t", &json!({})).await.unwrap();
    assert_eq!(stage.seen()[0], "/api/views.open");
}

#[tokio::test]
async fn only_the_very_message_is_found() {
    let stage = Stage::new(r#"{"ok":true,"messages":[{"ts":"1.0"},{"ts":"2.0","user":"U1"}]}"#);
    let api = stage.api().await;
    let found = api.conversations_replies(&token(), "C1", "2.0").await;
    assert_eq!(found.unwrap().unwrap().user.as_deref(), Some("U1"));
    let found = api.conversations_history(&token(), "C1", "3.0").await;
    assert!(found.unwrap().is_none());
    let api = Stage::new(r#"{"ok":false,"error":"thread_not_found"}"#)
        .api()
        .await;
    let found = api.conversations_replies(&token(), "C1", "2.0").await;
    assert!(found.unwrap().is_none());
}

#[tokio::test]
async fn conversations_say_what_they_are() {
    let stage = Stage::new(r#"{"ok":true,"channel":{"id":"C1","is_private":true}}"#);
    let api = stage.api().await;
    let channel = api.conversations_info(&token(), "C1").await.unwrap();
    assert_eq!(channel.kind(), PlaceKind::Private);
    assert_eq!(api.conversations_open(&token(), "U1").await.unwrap(), "C1");
    assert_eq!(stage.seen()[3], r#"{"users":"U1"}"#);
}

#[tokio::test]
async fn a_limit_says_for_how_long() {
    let mut stage = Stage::new(fixture("api_error_ratelimited.json"));
    stage.status = StatusCode::TOO_MANY_REQUESTS;
    stage.headers = vec![("retry-after", "7")];
    let error = stage.api().await.auth_test(&token()).await.unwrap_err();
    let retry_after = Duration::from_secs(7);
    assert_eq!(error, ApiError::Limited { retry_after });
    assert!(error.is_transient());
    let unnamed = refused(json!({ "ok": false, "error": "ratelimited" })).await;
    assert!(matches!(unnamed, ApiError::Limited { .. }));
}

#[tokio::test]
async fn errors_are_sorted_by_what_to_do() {
    let sorted = |code: &str| refused(json!({ "ok": false, "error": code }));
    assert!(matches!(
        sorted("token_revoked").await,
        ApiError::Revoked { .. }
    ));
    assert!(matches!(
        sorted("is_archived").await,
        ApiError::ChannelGone { .. }
    ));
    assert!(matches!(
        sorted("restricted_action_read_only_channel").await,
        ApiError::ChannelGone { .. }
    ));
    assert!(matches!(
        sorted("not_in_channel").await,
        ApiError::NotInChannel { .. }
    ));
    assert!(matches!(
        sorted("cannot_dm_bot").await,
        ApiError::UserGone { .. }
    ));
    assert!(matches!(
        sorted("msg_too_long").await,
        ApiError::TooLong { .. }
    ));
    assert!(matches!(
        sorted("trigger_expired").await,
        ApiError::TriggerExpired { .. }
    ));
    assert!(sorted("internal_error").await.is_transient());
    let code = "missing_scope".to_owned();
    assert_eq!(sorted("missing_scope").await, ApiError::Other { code });
    let detail = "[ERROR] /blocks/0".to_owned();
    let body = json!({
        "ok": false,
        "error": "invalid_blocks",
        "response_metadata": { "messages": [detail] },
    });
    assert_eq!(refused(body).await, ApiError::BadBlocks { detail });
}

#[tokio::test]
async fn what_is_not_slack_is_told_apart() {
    let mut stage = Stage::new("<html>");
    let api = stage.api().await;
    assert_eq!(api.auth_test(&token()).await, Err(ApiError::Unreadable));
    stage.status = StatusCode::BAD_GATEWAY;
    let error = stage.api().await.auth_test(&token()).await.unwrap_err();
    assert!(error.is_transient());
    stage.status = StatusCode::NOT_FOUND;
    let error = stage.api().await.auth_test(&token()).await.unwrap_err();
    assert!(matches!(error, ApiError::Other { .. }));
    let nowhere = SlackApi::new(client(), "http://127.0.0.1:1/".parse().unwrap());
    let error = nowhere.auth_test(&token()).await.unwrap_err();
    assert_eq!(error, ApiError::Unavailable("no connection".to_owned()));
}

#[tokio::test]
async fn an_endless_answer_is_not_read() {
    let api = Stage::new(vec![b' '; MOST + 1]).api().await;
    assert_eq!(api.auth_test(&token()).await, Err(ApiError::Unreadable));
}
