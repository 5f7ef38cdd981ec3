//! The client against an HTTP server that answers as Teams does, and hands out tokens.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap as Headers, Method as Verb, StatusCode, Uri};
use axum::response::{IntoResponse, Response as Answer};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::*;
use crate::teams::fixture;

const TENANT: &str = "5f0c2d1e-0000-4000-8000-00000000a001";
const CHANNEL: &str = "19:fakeKudosChan00000000000000000002@thread.tacv2";

/// A request as it came.
#[derive(Clone, Debug)]
struct Seen {
    line: String,
    authorization: String,
    body: String,
}

impl Seen {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

type Reply = (u16, Vec<(&'static str, String)>, Vec<u8>);

/// The answers: of the connector in order, the last for good; of the sign-in always alike.
#[derive(Clone)]
struct Stage {
    replies: Arc<Mutex<VecDeque<Reply>>>,
    sign_in: Arc<Mutex<(u16, Value)>>,
    seen: Arc<Mutex<Vec<Seen>>>,
    signed_in: Arc<Mutex<Vec<Seen>>>,
    clock: Clock,
}

impl Stage {
    fn new(replies: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let replies = replies
            .into_iter()
            .map(|(status, body)| (status, Vec::new(), body.to_string().into_bytes()));
        Self {
            replies: Arc::new(Mutex::new(replies.collect())),
            sign_in: Arc::new(Mutex::new((200, json!({ "expires_in": 3599 })))),
            seen: Arc::default(),
            signed_in: Arc::default(),
            clock: Clock::set_to(Timestamp::UNIX_EPOCH),
        }
    }

    fn answering(body: impl Into<Vec<u8>>) -> Self {
        let stage = Self::new([]);
        stage.reply(200, &[], body.into());
        stage
    }

    fn reply(&self, status: u16, headers: &[(&'static str, String)], body: Vec<u8>) {
        let reply = (status, headers.to_vec(), body);
        self.replies.lock().unwrap().push_back(reply);
    }

    /// How sign-ins end from now on.
    fn sign_ins(&self, status: u16, body: Value) {
        *self.sign_in.lock().unwrap() = (status, body);
    }

    async fn open(&self) -> Live {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(answer).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let bot = Bot {
            app_id: "app".to_owned(),
            password: "hush".into(),
            tenant: TENANT.to_owned(),
            login: format!("http://{address}/login").parse().unwrap(),
            issuer: "https://api.botframework.com".to_owned(),
            service_hosts: vec![address.to_string()],
        };
        Live {
            api: Connector::new(client(), self.clock.clone(), &bot),
            service_url: format!("http://{address}/apac/"),
        }
    }

    fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    fn last(&self) -> Seen {
        self.seen().pop().unwrap()
    }

    /// The tokens of the calls so far.
    fn tokens(&self) -> Vec<String> {
        self.seen().into_iter().map(|it| it.authorization).collect()
    }

    fn sign_in_count(&self) -> usize {
        self.signed_in.lock().unwrap().len()
    }
}

/// A client and the service it may call.
struct Live {
    api: Connector,
    service_url: String,
}

impl Live {
    fn at<'a>(&'a self, conversation: &'a str) -> At<'a> {
        At {
            service_url: &self.service_url,
            conversation,
        }
    }

    async fn send(&self) -> Result<Option<String>, ApiError> {
        self.api.send(self.at(CHANNEL), &said()).await
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test has no app to take a client from"
)]
fn client() -> Client {
    let no_redirects = reqwest::redirect::Policy::none();
    Client::builder()
        .no_proxy()
        .redirect(no_redirects)
        .build()
        .unwrap()
}

async fn answer(
    State(stage): State<Stage>,
    verb: Verb,
    uri: Uri,
    headers: Headers,
    body: Bytes,
) -> Answer {
    let authorization = headers.get("authorization");
    let seen = Seen {
        line: format!("{verb} {uri}"),
        authorization: authorization
            .map(|value| value.to_str().unwrap().to_owned())
            .unwrap_or_default(),
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    if uri.path().starts_with("/login") {
        let number = {
            let mut signed_in = stage.signed_in.lock().unwrap();
            signed_in.push(seen);
            signed_in.len()
        };
        // Long enough for a burst to arrive meanwhile.
        tokio::time::sleep(Duration::from_millis(50)).await;
        let (status, mut body) = stage.sign_in.lock().unwrap().clone();
        if status == 200 {
            body["access_token"] = json!(format!("token-{number}"));
        }
        return (StatusCode::from_u16(status).unwrap(), body.to_string()).into_response();
    }
    stage.seen.lock().unwrap().push(seen);
    let (status, headers, body) = {
        let mut replies = stage.replies.lock().unwrap();
        let reply = replies.pop_front().unwrap();
        if replies.is_empty() {
            replies.push_back(reply.clone());
        }
        reply
    };
    let mut response = (StatusCode::from_u16(status).unwrap(), body).into_response();
    for (name, value) in headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

fn said() -> Value {
    json!({ "type": "message", "text": "hi" })
}

fn good() -> (u16, Value) {
    (201, json!({ "id": "1794300600000" }))
}

fn refusal(status: u16, code: &str) -> (u16, Value) {
    let message = "Words that nobody should see in a log";
    (
        status,
        json!({ "error": { "code": code, "message": message } }),
    )
}

/// The error of a call that is answered so.
async fn refused(reply: (u16, Value)) -> ApiError {
    Stage::new([reply]).open().await.send().await.unwrap_err()
}

#[tokio::test]
async fn a_message_goes_to_its_conversation() {
    let stage = Stage::new([good()]);
    let live = stage.open().await;
    let thread = format!("{CHANNEL};messageid=1794300111222");
    let id = live.api.send(live.at(&thread), &said()).await.unwrap();
    assert_eq!(id.as_deref(), Some("1794300600000"));
    let seen = stage.last();
    assert_eq!(
        seen.line,
        "POST /apac/v3/conversations/19%3AfakeKudosChan00000000000000000002%40thread.tacv2%3Bmessageid%3D1794300111222/activities"
    );
    assert_eq!(seen.authorization, "Bearer token-1");
    assert_eq!(seen.json(), said());

    live.api
        .update(live.at("a:1"), "42", &said())
        .await
        .unwrap();
    let seen = stage.last();
    assert_eq!(seen.line, "PUT /apac/v3/conversations/a%3A1/activities/42");
    assert_eq!(seen.json()["id"], "42");
}

#[tokio::test]
async fn an_acknowledgement_may_be_empty() {
    let stage = Stage::answering("");
    assert_eq!(stage.open().await.send().await, Ok(None));
}

#[tokio::test]
async fn a_targeted_message_names_its_reader() {
    let stage = Stage::new([good()]);
    let live = stage.open().await;
    let recipient = Recipient {
        id: "29:siti".to_owned(),
        name: "Siti".to_owned(),
    };
    let at = live.at("19:x@thread.v2");
    live.api.whisper(at, &recipient, &said()).await.unwrap();
    let seen = stage.last();
    assert_eq!(
        seen.line,
        "POST /apac/v3/conversations/19%3Ax%40thread.v2/activities?isTargetedActivity=true"
    );
    let recipient = json!({ "id": "29:siti", "name": "Siti" });
    assert_eq!(seen.json()["recipient"], recipient);
    assert_eq!(seen.json()["text"], "hi");
}

#[tokio::test]
async fn conversations_are_opened_with_people_and_in_channels() {
    let stage = Stage::new([(201, json!({ "id": "a:new" }))]);
    let live = stage.open().await;
    let opened = live.api.open_personal(&live.service_url, TENANT, "aad");
    assert_eq!(opened.await.unwrap(), "a:new");
    let seen = stage.last();
    assert_eq!(seen.line, "POST /apac/v3/conversations");
    let body = seen.json();
    assert_eq!(body["bot"]["id"], "28:app");
    assert_eq!(body["members"], json!([{ "id": "aad" }]));
    assert_eq!(body["isGroup"], false);
    assert_eq!(body["tenantId"], TENANT);

    let thread = format!("{CHANNEL};messageid=7");
    for answer in [
        json!({ "id": thread, "activityId": "7" }),
        json!({ "id": thread }),
    ] {
        let stage = Stage::new([(201, answer)]);
        let live = stage.open().await;
        let message = said();
        let root = live.api.open_thread(live.at(CHANNEL), TENANT, &message);
        assert_eq!(root.await.unwrap().as_deref(), Some("7"));
        let body = stage.last().json();
        assert_eq!(body["channelData"]["channel"]["id"], CHANNEL);
        assert_eq!(body["activity"], said());
        assert_eq!(body["isGroup"], true);
    }
}

#[tokio::test]
async fn members_come_in_pages() {
    let stage = Stage::answering(fixture("api_conversation_members_page1.json"));
    let live = stage.open().await;
    let page = live.api.members(live.at("19:x"), None).await.unwrap();
    assert_eq!(page.members.len(), 2);
    assert_eq!(page.next.as_deref(), Some("ZmFrZUNvbnRpbnVhdGlvbg=="));
    let first = "GET /apac/v3/conversations/19%3Ax/pagedmembers?pageSize=500";
    assert_eq!(stage.last().line, first);

    let stage = Stage::new([(200, json!({ "members": [], "continuationToken": "" }))]);
    let live = stage.open().await;
    let page = live.api.members(live.at("19:x"), Some("a=")).await.unwrap();
    assert_eq!(page.next, None);
    assert_eq!(stage.last().line, format!("{first}&continuationToken=a%3D"));

    let stage = Stage::new([(
        200,
        json!({ "id": "29:a", "name": "Ana", "aadObjectId": "x" }),
    )]);
    let live = stage.open().await;
    let ana = live.api.member(live.at("19:x"), "x").await.unwrap();
    assert_eq!(ana.id, "29:a");
    assert_eq!(
        stage.last().line,
        "GET /apac/v3/conversations/19%3Ax/members/x"
    );
}

#[tokio::test]
async fn a_burst_signs_in_once() {
    let stage = Stage::new([good()]);
    let live = stage.open().await;
    let burst = (0..20).map(|_| live.send());
    for sent in futures_util::future::join_all(burst).await {
        sent.unwrap();
    }
    assert_eq!(stage.sign_in_count(), 1);
    let request = stage.signed_in.lock().unwrap()[0].clone();
    assert_eq!(
        request.line,
        format!("POST /login/{TENANT}/oauth2/v2.0/token")
    );
    let mut form: Vec<_> = url::form_urlencoded::parse(request.body.as_bytes()).collect();
    form.sort();
    let expected = [
        ("client_id", "app"),
        ("client_secret", "hush"),
        ("grant_type", "client_credentials"),
        ("scope", "https://api.botframework.com/.default"),
    ];
    assert!(
        form.iter().map(|(k, v)| (&**k, &**v)).eq(expected),
        "{form:?}"
    );
}

#[tokio::test]
async fn a_burst_that_is_refused_signs_in_once() {
    let stage = Stage::new([good()]);
    stage.sign_ins(
        401,
        json!({ "error": "invalid_client", "error_codes": [7_000_215], "error_description": "AADSTS7000215: hush" }),
    );
    let live = stage.open().await;
    let burst = (0..5).map(|_| live.send());
    for sent in futures_util::future::join_all(burst).await {
        let code = "invalid_client AADSTS7000215".to_owned();
        assert_eq!(sent, Err(ApiError::Revoked { code }));
    }
    assert_eq!(stage.sign_in_count(), 1);
    assert_eq!(stage.seen().len(), 0);
}

#[tokio::test]
async fn a_sign_in_that_is_down_is_tried_again() {
    let stage = Stage::new([good()]);
    let live = stage.open().await;
    for (status, body) in [
        (503, json!({})),
        (429, json!({ "error": "temporarily_unavailable" })),
        (404, json!("<html>")),
    ] {
        stage.sign_ins(status, body);
        let error = live.api.sign_in().await.unwrap_err();
        assert!(error.is_transient(), "{error:?}");
    }
    stage.sign_ins(200, json!({ "expires_in": "3599" }));
    live.api.sign_in().await.unwrap();
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let stage = Stage::new([good()]);
    let live = stage.open().await;
    let minutes = |count| stage.clock.advance(SignedDuration::from_mins(count));
    live.send().await.unwrap();
    minutes(54);
    live.send().await.unwrap();
    minutes(1);
    // Four minutes before its end, one call fetches another; the rest of them do not wait for it.
    let burst = (0..5).map(|_| live.send());
    futures_util::future::join_all(burst).await;
    live.send().await.unwrap();
    assert_eq!(stage.sign_in_count(), 2);
    let tokens = stage.tokens();
    assert_eq!(tokens[1], "Bearer token-1");
    assert_eq!(
        tokens[2..]
            .iter()
            .filter(|it| *it == "Bearer token-1")
            .count(),
        4
    );
    assert_eq!(tokens.last().unwrap(), "Bearer token-2");
}

#[tokio::test]
async fn the_old_token_serves_while_there_is_no_new_one() {
    let stage = Stage::new([good()]);
    let live = stage.open().await;
    live.send().await.unwrap();
    stage.sign_ins(500, json!({}));
    stage.clock.advance(SignedDuration::from_mins(56));
    live.send().await.unwrap();
    live.send().await.unwrap();
    assert_eq!(
        stage.sign_in_count(),
        2,
        "no call waits for a sign-in that is down"
    );
    stage.clock.advance(SignedDuration::from_mins(1));
    live.send().await.unwrap();
    assert_eq!(stage.sign_in_count(), 3);
    assert!(stage.tokens().iter().all(|token| token == "Bearer token-1"));
    // Once it has ended, nothing is sent without another.
    stage.clock.advance(SignedDuration::from_mins(5));
    assert!(live.send().await.unwrap_err().is_transient());
    assert_eq!(stage.seen().len(), 4);
    stage.sign_ins(200, json!({ "expires_in": 3599 }));
    live.send().await.unwrap();
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let stage = Stage::new([refusal(401, "Unauthorized"), good()]);
    let live = stage.open().await;
    live.send().await.unwrap();
    assert_eq!(stage.tokens(), ["Bearer token-1", "Bearer token-2"]);

    let stage = Stage::new([refusal(401, "BotNotRegistered")]);
    let live = stage.open().await;
    let code = "BotNotRegistered".to_owned();
    assert_eq!(live.send().await, Err(ApiError::Revoked { code }));
    assert_eq!(stage.seen().len(), 2);
}

#[tokio::test]
async fn our_token_stays_with_those_who_may_see_it() {
    let stage = Stage::new([good()]);
    let live = stage.open().await;
    let port = live.service_url.rsplit(':').next().unwrap();
    for service_url in [
        format!("http://localhost:{port}"),
        format!("http://127.0.0.2:{port}"),
        format!("http://who@127.0.0.1:{port}"),
        "https://smba.trafficmanager.net.evil.com/".to_owned(),
    ] {
        let at = At {
            service_url: &service_url,
            conversation: "a:1",
        };
        let sent = live.api.send(at, &said()).await;
        assert_eq!(sent, Err(ApiError::Untrusted), "{service_url}");
    }
    assert_eq!((stage.seen().len(), stage.sign_in_count()), (0, 0));
}

#[tokio::test]
async fn what_teams_asks_to_repeat_is_repeated_at_once() {
    let repeated = async |status| {
        let again = refusal(status, "PreconditionFailed");
        let stage = Stage::new([again.clone(), again.clone(), good()]);
        let started = Instant::now();
        stage.open().await.send().await.unwrap();
        assert_eq!(stage.seen().len(), 3);
        assert!(started.elapsed() < Duration::from_secs(2));
        let stage = Stage::new([again]);
        let error = stage.open().await.send().await.unwrap_err();
        assert_eq!(error, ApiError::Again { status });
        assert!(error.is_transient());
        assert_eq!(stage.seen().len(), 3);
    };
    futures_util::future::join_all([412, 502, 504].map(repeated)).await;
}

#[tokio::test]
async fn a_limit_says_for_how_long() {
    let throttled: Value = serde_json::from_slice(&fixture("api_error_throttled.json")).unwrap();
    let limited = async |retry_after: Option<&str>| {
        let stage = Stage::new([]);
        let headers: Vec<_> = retry_after
            .iter()
            .map(|value| ("retry-after", (*value).to_owned()))
            .collect();
        stage.reply(429, &headers, throttled["body"].to_string().into_bytes());
        let error = stage.open().await.send().await.unwrap_err();
        assert_eq!(stage.seen().len(), 1);
        error
    };
    let seconds = |count| ApiError::Limited {
        retry_after: Duration::from_secs(count),
    };
    let named = throttled["headers"]["Retry-After"].as_str();
    assert_eq!(limited(named).await, seconds(2));
    assert_eq!(limited(None).await, seconds(30));
    assert_eq!(limited(Some("soon")).await, seconds(30));
    assert_eq!(limited(Some("999999999")).await, seconds(3600));
}

#[tokio::test]
async fn errors_are_sorted_by_what_to_do() {
    let blocked: Value = serde_json::from_slice(&fixture("api_error_blocked.json")).unwrap();
    let blocked = refused((403, blocked["body"].clone())).await;
    let code = "MessageWritesBlocked".to_owned();
    assert_eq!(blocked, ApiError::NotThere { code });
    for (status, code) in [
        (403, "ConversationBlockedByUser"),
        (403, "BotNotInConversationRoster"),
        (403, "BotDisabledByAdmin"),
        (404, "ConversationNotFound"),
    ] {
        let error = refused(refusal(status, code)).await;
        assert!(matches!(error, ApiError::NotThere { .. }), "{error:?}");
    }
    for (status, code) in [
        (403, "ForbiddenOperationException"),
        (404, "ActivityNotFoundInConversation"),
    ] {
        let expected = ApiError::Refused {
            status,
            code: code.to_owned(),
        };
        assert_eq!(refused(refusal(status, code)).await, expected);
    }
    let code = "BadSyntax".to_owned();
    let bad = refused(refusal(400, "BadSyntax")).await;
    assert_eq!(bad, ApiError::BadMessage { code });
    let big = refused(refusal(413, "MessageSizeTooBig")).await;
    assert_eq!(big, ApiError::TooBig);
    assert!(
        refused(refusal(503, "ServiceUnavailable"))
            .await
            .is_transient()
    );
    assert!(refused(refusal(500, "ServiceError")).await.is_transient());
}

#[tokio::test]
async fn free_text_is_not_repeated() {
    for body in [
        json!({ "error": { "code": "The message 'hush' is bad" } }),
        json!({ "code": "hush".repeat(100) }),
        json!({ "message": "hush" }),
        json!("hush"),
        json!({ "error": "hush" }),
    ] {
        let error = refused((403, body)).await;
        assert_eq!(error.to_string(), "Teams refuses: 403 no reason given");
    }
    let plain = refused((403, json!({ "code": "Denied", "message": "hush" }))).await;
    assert_eq!(plain.to_string(), "Teams refuses: 403 Denied");
}

#[tokio::test]
async fn what_is_not_teams_is_told_apart() {
    let stage = Stage::answering("<html>");
    assert_eq!(stage.open().await.send().await, Err(ApiError::Unreadable));
    let stage = Stage::answering(vec![b' '; MOST + 1]);
    assert_eq!(stage.open().await.send().await, Err(ApiError::Unreadable));
    let stage = Stage::new([]);
    stage.reply(302, &[("location", "/elsewhere".to_owned())], Vec::new());
    let live = stage.open().await;
    let code = "no reason given".to_owned();
    let moved = live.api.member(live.at("a:1"), "29:a").await.unwrap_err();
    assert_eq!(moved, ApiError::Refused { status: 302, code });
    let mut live = Stage::new([good()]).open().await;
    live.api.sign_in().await.unwrap();
    live.api.hosts = Hosts::new(&["127.0.0.1:1".to_owned()]);
    live.service_url = "http://127.0.0.1:1/".to_owned();
    let nowhere = live.send().await.unwrap_err();
    assert_eq!(nowhere, ApiError::Unavailable("no connection".to_owned()));
}

#[test]
fn nothing_secret_is_shown() {
    let bot = Bot {
        app_id: "app".to_owned(),
        password: "hush".into(),
        tenant: TENANT.to_owned(),
        login: "https://login.example/".parse().unwrap(),
        issuer: String::new(),
        service_hosts: Vec::new(),
    };
    let api = Connector::new(client(), Clock::system(), &bot);
    assert!(!format!("{bot:?} {api:?}").contains("hush"));
}
