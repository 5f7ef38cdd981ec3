//! The stand-in against a small app of the test's own, over real HTTP both ways.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::*;
use crate::clock::Hand;
use crate::scene::{Received, TestApp};

const KUDOS: &str = "C0KUDOS0001";
const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";

impl Received {
    /// A form field.
    fn field(&self, name: &str) -> String {
        let fields: Vec<(String, String)> = serde_urlencoded::from_str(&self.body).unwrap();
        let found = fields.into_iter().find(|(field, _)| field == name);
        found.unwrap_or_else(|| panic!("{name} is missing")).1
    }

    fn payload(&self) -> Value {
        serde_json::from_str(&self.field("payload")).unwrap()
    }
}

/// A running stand-in with an app that answers as told.
struct Scene {
    sandbox: Sandbox,
    app: Arc<TestApp>,
    clock: Hand,
}

impl Scene {
    async fn new(answers: impl Fn(&Received) -> Response + Send + Sync + 'static) -> Self {
        let clock = Hand::at("2026-11-21T09:00:00Z");
        let mut options = SandboxOptions::for_tests();
        options.clock = clock.clock();
        options.ack_timeout = Duration::from_millis(300);
        let sandbox = Sandbox::start(options).await.unwrap();
        let (app, url) = TestApp::start(answers).await;
        sandbox.connect(&url);
        Self {
            sandbox,
            app,
            clock,
        }
    }

    async fn quiet() -> Self {
        Self::new(|_| StatusCode::OK.into_response()).await
    }

    fn received(&self) -> Vec<Received> {
        self.app.received()
    }

    async fn call(&self, method: &str, args: Value) -> Value {
        let response = client("test")
            .unwrap()
            .post(format!("{}{method}", self.sandbox.api_url()))
            .bearer_auth("xoxb-sandbox")
            .header("content-type", "application/json; charset=utf-8")
            .body(args.to_string())
            .send()
            .await
            .unwrap();
        response.json().await.unwrap()
    }

    async fn read(&self, method: &str, args: &[(&str, &str)]) -> Value {
        let request = client("test")
            .unwrap()
            .post(format!("{}{method}", self.sandbox.api_url()))
            .bearer_auth("xoxb-sandbox")
            .form(args);
        request.send().await.unwrap().json().await.unwrap()
    }
}

fn json_answer(value: &Value) -> Response {
    let kind = [("content-type", "application/json")];
    (kind, Bytes::from(value.to_string())).into_response()
}

fn modal() -> Value {
    json!({
        "type": "modal", "callback_id": "give",
        "title": {"type": "plain_text", "text": "Give kudos"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [
            {"type": "input", "block_id": "to", "label": {"type": "plain_text", "text": "To"},
             "element": {"type": "multi_users_select", "action_id": "a"}},
            {"type": "input", "block_id": "why", "optional": true,
             "label": {"type": "plain_text", "text": "Why"},
             "element": {"type": "plain_text_input", "action_id": "a"}},
        ],
    })
}

#[tokio::test]
async fn a_command_is_signed_escaped_and_answered() {
    let scene = Scene::new(|_| {
        json_answer(&json!({"response_type": "ephemeral", "text": "Budi got 5 points"}))
    })
    .await;
    let siti = scene.sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "@budi +5 for R&D").await;

    assert_eq!(
        (seen.status, seen.text.as_str()),
        (Some(200), "Budi got 5 points")
    );
    let whispered = scene.sandbox.ephemerals(SITI);
    assert_eq!(whispered.len(), 1);
    assert_eq!(scene.sandbox.messages(KUDOS).len(), 0);

    let received = &scene.received()[0];
    assert_eq!(received.path, "/slack/commands");
    assert_eq!(received.field("text"), "<@U0BUDI00002|budi> +5 for R&amp;D");
    assert_eq!(received.field("channel_name"), "kudos");
    assert_eq!(
        received.headers["x-slack-request-timestamp"],
        scene.clock.now().as_second().to_string().as_str()
    );
    assert!(
        received.headers["x-slack-signature"]
            .to_str()
            .unwrap()
            .starts_with("v0=")
    );
}

#[tokio::test]
async fn a_command_fails_as_slack_shows_it() {
    let scene = Scene::new(|received| match received.field("text").as_str() {
        "down" => StatusCode::BAD_GATEWAY.into_response(),
        "gone" => StatusCode::NOT_FOUND.into_response(),
        "plain" => "{\"text\": \"as it is\"}".into_response(),
        "bad" => json_answer(&json!({"text": "x", "blocks": [{"type": "poll"}]})),
        _ => StatusCode::OK.into_response(),
    })
    .await;
    let siti = scene.sandbox.as_user(SITI);
    for (text, failure) in [
        ("down", Some("dispatch_failed")),
        ("gone", Some("http_client_error")),
        ("bad", Some("invalid_command_response")),
        ("fine", None),
    ] {
        let seen = siti.slash(KUDOS, "/kudos", text).await;
        assert_eq!(seen.failure.as_deref(), failure, "{text}");
    }
    assert_eq!(scene.sandbox.complaints().len(), 1);
    let seen = siti.slash(KUDOS, "/kudos", "plain").await;
    assert_eq!(seen.text, "{\"text\": \"as it is\"}");
    assert!(siti.slash(KUDOS, "/nope", "").await.status.is_none());
}

#[tokio::test]
async fn a_mention_arrives_twice_under_two_event_ids() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user(SITI);
    let seen = siti.post(KUDOS, "@plaudit @budi +3 thanks :clap:").await;
    assert!(seen.is_ok(), "{seen:?}");
    let events: Vec<Value> = scene.received().iter().map(Received::json).collect();
    let mut kinds: Vec<&str> = events
        .iter()
        .filter_map(|e| e["event"]["type"].as_str())
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["app_mention", "message"]);
    assert_ne!(events[0]["event_id"], events[1]["event_id"]);
    assert_eq!(events[0]["event"]["ts"], events[1]["event"]["ts"]);
    assert_eq!(
        events[0]["event"]["text"],
        "<@U0FAKEBOT01> <@U0BUDI00002> +3 thanks :clap:"
    );

    siti.edit(KUDOS, seen.ts.as_deref().unwrap(), "@plaudit @budi +4")
        .await;
    let again: Vec<Value> = scene.received()[2..].iter().map(Received::json).collect();
    let mention = again
        .iter()
        .find(|e| e["event"]["type"] == "app_mention")
        .unwrap();
    assert!(mention["event"]["edited"].is_object());
    assert_eq!(again.len(), 2);
}

#[tokio::test]
async fn events_are_retried_with_the_same_id() {
    let scene = Scene::new(|received| {
        if received.headers.contains_key("x-slack-retry-num") {
            StatusCode::OK.into_response()
        } else {
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    })
    .await;
    let seen = scene.sandbox.as_user(SITI).post(KUDOS, "hello").await;
    assert_eq!(seen.status, Some(200));
    let received = scene.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].body, received[1].body);
    assert_eq!(received[1].headers["x-slack-retry-num"], "1");
    assert_eq!(received[1].headers["x-slack-retry-reason"], "http_error");
}

#[tokio::test]
async fn nothing_is_heard_where_the_bot_is_not() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user(SITI);
    siti.post("C0LEADERS01", "secret").await;
    assert!(scene.received().is_empty());
    let refused = scene.call(
        "chat.postMessage",
        json!({"channel": "C0LEADERS01", "text": "x"}),
    );
    assert_eq!(refused.await["error"], "channel_not_found");
    siti.invite_bot("C0LEADERS01").await;
    siti.post("C0LEADERS01", "no longer").await;
    let kinds: Vec<String> = scene
        .received()
        .iter()
        .map(|received| received.json()["event"]["type"].to_string())
        .collect();
    assert_eq!(kinds, ["\"member_joined_channel\"", "\"message\""]);
    let taken = scene.call(
        "chat.postMessage",
        json!({"channel": "C0LEADERS01", "text": "x"}),
    );
    assert_eq!(taken.await["ok"], true);
}

#[tokio::test]
async fn a_modal_opens_complains_and_closes() {
    let scene = Scene::new(|received| {
        if received.path != "/slack/interactions" {
            return StatusCode::OK.into_response();
        }
        let payload = received.payload();
        if payload["type"] != "view_submission" {
            return StatusCode::OK.into_response();
        }
        let why = &payload["view"]["state"]["values"]["why"]["a"]["value"];
        if why.is_null() {
            json_answer(&json!({"response_action": "errors", "errors": {"why": "Say why."}}))
        } else {
            StatusCode::OK.into_response()
        }
    })
    .await;
    let siti = scene.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "").await;
    let trigger = scene.received()[0].field("trigger_id");
    let args = json!({"trigger_id": trigger, "view": modal()});
    let opened = scene.call("views.open", args.clone()).await;
    assert_eq!(opened["ok"], true, "{opened}");
    assert_eq!(
        scene.call("views.open", args).await["error"],
        "trigger_exchanged"
    );

    let view = scene.sandbox.modals(SITI)[0].clone();
    // The client keeps back what is required and missing.
    let seen = siti.submit(&view.id, []).await;
    assert_eq!((seen.status, seen.errors.len()), (None, 1));
    let seen = siti.submit(&view.id, [("to", json!([BUDI]))]).await;
    assert_eq!(seen.errors["why"], "Say why.");
    assert_eq!(scene.sandbox.modals(SITI).len(), 1);
    let answers = [("to", json!([BUDI])), ("why", json!("launch"))];
    assert!(siti.submit(&view.id, answers).await.is_ok());
    assert!(scene.sandbox.modals(SITI).is_empty());
    assert_eq!(scene.sandbox.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_list_is_searched_as_one_types() {
    let option =
        |value: &str| json!({"text": {"type": "plain_text", "text": value}, "value": value});
    let scene = Scene::new(move |received| {
        if received.path != "/slack/options" {
            return StatusCode::OK.into_response();
        }
        let typed = received.payload()["value"].as_str().unwrap().to_owned();
        json_answer(&json!({"options": [option(&format!("{typed}work"))]}))
    })
    .await;
    let siti = scene.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "").await;
    let trigger = scene.received()[0].field("trigger_id");
    let list = |block: &str, element: &Value| {
        json!({"type": "input", "block_id": block, "optional": true, "element": element,
               "label": {"type": "plain_text", "text": block}})
    };
    let mut view = modal();
    view["blocks"] = json!([
        list(
            "many",
            &json!({"type": "multi_external_select", "action_id": "a", "min_query_length": 0,
                             "initial_options": [option("first")]})
        ),
        list("one", &json!({"type": "external_select", "action_id": "a"})),
    ]);
    let opened = scene.call("views.open", json!({"trigger_id": trigger, "view": view}));
    assert_eq!(opened.await["ok"], true);

    let id = scene.sandbox.modals(SITI)[0].id.clone();
    let seen = siti.search(&id, "many", "team").await;
    assert_eq!(seen.offers, [option("teamwork")]);
    let payload = scene.received().last().unwrap().payload();
    assert_eq!(payload["type"], "block_suggestion");
    assert_eq!(
        (&payload["block_id"], &payload["value"]),
        (&json!("many"), &json!("team"))
    );
    assert_eq!(payload["view"]["callback_id"], "give");
    let asked = scene.received().len();
    assert!(siti.search(&id, "one", "te").await.offers.is_empty());
    assert_eq!(
        scene.received().len(),
        asked,
        "less than three characters ask for nothing"
    );
    assert!(!siti.search(&id, "to", "team").await.is_ok());

    siti.submit(&id, [("many", json!(["first", "teamwork", "unheard"]))])
        .await;
    let sent = scene.received().last().unwrap().payload();
    let chosen = &sent["view"]["state"]["values"]["many"]["a"]["selected_options"];
    assert_eq!(
        *chosen,
        json!([option("first"), option("teamwork")]),
        "only what was offered"
    );
    assert_eq!(scene.sandbox.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_trigger_lives_three_seconds() {
    let scene = Scene::quiet().await;
    scene.sandbox.as_user(SITI).shortcut().await;
    let trigger = scene.received()[0].payload()["trigger_id"].clone();
    scene.clock.advance(SignedDuration::from_secs(4));
    let late = scene.call(
        "views.open",
        json!({"trigger_id": trigger, "view": modal()}),
    );
    assert_eq!(late.await["error"], "trigger_expired");
}

#[tokio::test]
async fn a_button_comes_back_with_its_message_and_a_response_url() {
    let scene = Scene::quiet().await;
    let blocks = json!([{"type": "actions", "block_id": "b", "elements": [
        {"type": "button", "action_id": "boost", "value": "k1",
         "text": {"type": "plain_text", "text": "+1"}}]}]);
    let posted = scene
        .call(
            "chat.postMessage",
            json!({"channel": KUDOS, "text": "x", "blocks": blocks}),
        )
        .await;
    let ts = posted["ts"].as_str().unwrap().to_owned();
    scene.sandbox.settled().await;
    let budi = scene.sandbox.as_user(BUDI);
    assert!(budi.press(KUDOS, &ts, "boost").await.is_ok());

    let payload = scene.received().last().unwrap().payload();
    assert_eq!(payload["actions"][0]["value"], "k1");
    assert_eq!(payload["message"]["ts"], ts.as_str());
    let url = payload["response_url"].as_str().unwrap();
    let answer = async |body: Value| {
        let post = client("test").unwrap().post(url).json(&body);
        post.send().await.unwrap().text().await.unwrap()
    };
    for _ in 0..4 {
        assert_eq!(answer(json!({"text": "done"})).await, "ok");
    }
    assert_eq!(
        answer(json!({"replace_original": true, "text": "changed"})).await,
        "ok"
    );
    assert_eq!(answer(json!({"text": "once more"})).await, "used_url");
    assert_eq!(scene.sandbox.ephemerals(BUDI).len(), 4);
    assert_eq!(scene.sandbox.messages(KUDOS)[0].text, "changed");
}

#[tokio::test]
async fn the_web_api_is_strict() {
    let scene = Scene::quiet().await;
    let url = format!("{}auth.test", scene.sandbox.api_url());
    let bare: Value = client("test")
        .unwrap()
        .post(&url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(bare["error"], "not_authed");
    let wrong = client("test").unwrap().post(&url).bearer_auth("xoxb-other");
    let wrong: Value = wrong.send().await.unwrap().json().await.unwrap();
    assert_eq!(wrong["error"], "invalid_auth");
    assert_eq!(
        scene.call("auth.test", json!({})).await["user_id"],
        "U0FAKEBOT01"
    );

    for (args, error) in [
        (json!({"channel": "C404", "text": "x"}), "channel_not_found"),
        (json!({"channel": KUDOS}), "no_text"),
        (
            json!({"channel": KUDOS, "text": "x".repeat(40_001)}),
            "msg_too_long",
        ),
        (
            json!({"channel": KUDOS, "text": "x", "blocks": [{"type": "poll"}]}),
            "invalid_blocks",
        ),
        (
            json!({"channel": KUDOS, "text": "x", "thread_ts": "1.1"}),
            "thread_not_found",
        ),
    ] {
        assert_eq!(scene.call("chat.postMessage", args).await["error"], error);
    }
    let outside = json!({"channel": "C0ENGINEER1", "user": SITI, "text": "x"});
    let outside = scene.call("chat.postEphemeral", outside).await;
    assert_eq!(outside["error"], "user_not_in_channel");
    // Methods that read take no JSON.
    assert_eq!(
        scene.call("users.info", json!({"user": SITI})).await["error"],
        "user_not_found"
    );
    assert_eq!(
        scene.read("users.info", &[("user", SITI)]).await["user"]["name"],
        "siti"
    );
    assert_eq!(
        scene.call("chat.nonsense", json!({})).await["error"],
        "unknown_method"
    );
}

#[tokio::test]
async fn lists_come_in_pages() {
    let scene = Scene::quiet().await;
    let mut cursor = String::new();
    let mut names = Vec::new();
    loop {
        let args = [
            ("limit", "7"),
            ("cursor", cursor.as_str()),
            ("include_locale", "true"),
        ];
        let page = scene.read("users.list", &args).await;
        let members = page["members"].as_array().unwrap();
        assert!(members.len() <= 7);
        names.extend(
            members
                .iter()
                .map(|user| user["name"].as_str().unwrap().to_owned()),
        );
        page["response_metadata"]["next_cursor"]
            .as_str()
            .unwrap()
            .clone_into(&mut cursor);
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!(names.len(), scene.sandbox.model().team.users.len());
}

#[tokio::test]
async fn faults_come_when_asked_for() {
    let scene = Scene::quiet().await;
    let post = || scene.call("chat.postMessage", json!({"channel": KUDOS, "text": "x"}));
    scene
        .sandbox
        .fail("chat.postMessage", Fault::RateLimited(2), 1);
    assert_eq!(post().await["error"], "ratelimited");
    scene.sandbox.fail(
        "chat.postMessage",
        Fault::Error("fatal_error".to_owned()),
        1,
    );
    assert_eq!(post().await["error"], "fatal_error");
    assert_eq!(post().await["ok"], true);
    scene.sandbox.pace(SignedDuration::from_secs(1));
    assert_eq!(post().await["ok"], true);
    assert_eq!(post().await["error"], "ratelimited");
    scene.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(post().await["ok"], true);
    let errors: Vec<_> = scene
        .sandbox
        .calls("chat.postMessage")
        .into_iter()
        .filter_map(|call| call.error)
        .collect();
    assert_eq!(errors, ["ratelimited", "fatal_error", "ratelimited"]);
}

#[tokio::test]
async fn the_token_dies_with_the_app() {
    let scene = Scene::quiet().await;
    scene.sandbox.uninstall().await;
    assert_eq!(
        scene.call("auth.test", json!({})).await["error"],
        "token_revoked"
    );
    assert_eq!(scene.received().len(), 2);
}

#[tokio::test]
async fn the_bot_hears_itself() {
    let scene = Scene::quiet().await;
    scene
        .call(
            "chat.postMessage",
            json!({"channel": SITI, "text": "hello"}),
        )
        .await;
    scene.sandbox.settled().await;
    let event = scene.received()[0].json();
    assert_eq!(event["event"]["bot_id"], "B0FAKEBOT01");
    assert_eq!(event["event"]["channel_type"], "im");
    let said = scene.sandbox.dm_with_bot(SITI);
    assert_eq!(said[0].text, "hello");
    let found = scene
        .sandbox
        .wait_for(|model| model.messages.first().map(|m| m.ts.clone()))
        .await;
    assert_eq!(found.unwrap(), said[0].ts);
}

#[tokio::test]
async fn reactions_are_told_once() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user(SITI);
    let ts = siti.post(KUDOS, "done").await.ts.unwrap();
    let budi = scene.sandbox.as_user(BUDI);
    budi.react(KUDOS, &ts, "clap").await;
    budi.react(KUDOS, &ts, "clap").await;
    budi.unreact(KUDOS, &ts, "clap").await;
    let kinds: Vec<Value> = scene
        .received()
        .iter()
        .map(|r| r.json()["event"]["type"].clone())
        .collect();
    assert_eq!(kinds, ["message", "reaction_added", "reaction_removed"]);
}

#[tokio::test]
async fn the_page_brings_everything_itself() {
    let scene = Scene::quiet().await;
    let get = async |path: &str| {
        let url = format!("{}{path}", scene.sandbox.page_url());
        client("test").unwrap().get(url).send().await.unwrap()
    };
    let index = get("").await;
    assert!(
        index.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("'none'")
    );
    let html = index.text().await.unwrap();
    assert!(!html.contains("//") && !html.contains("<style") && !html.contains("onclick"));
    for asset in html.split('"').filter(|word| word.starts_with("assets/")) {
        assert_eq!(get(asset).await.status(), 200, "{asset}");
    }
    let state: Value = get(&format!("sandbox/state?user={SITI}"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(state["people"].as_array().unwrap().len(), 24);
    assert_eq!(get("assets/../mod.rs").await.status(), 404);
}

#[tokio::test]
async fn newcomers_join_as_long_as_there_are_any() {
    let scene = Scene::quiet().await;
    let url = format!("{}sandbox/act", scene.sandbox.page_url());
    let join = async || -> Value {
        let act = json!({ "user": SITI, "act": "join" });
        let page = client("test").unwrap().post(&url).json(&act);
        page.send().await.unwrap().json().await.unwrap()
    };
    let before = scene.sandbox.model().team.users.len();
    for name in ["Intan Maharani", "Harith Danial", "Nora Lindqvist"] {
        assert_eq!(join().await["text"], name);
        let event = scene.received().last().unwrap().json();
        assert_eq!(event["event"]["type"], "team_join");
        assert_eq!(event["event"]["user"]["real_name"], name);
    }
    assert_ne!(join().await["failure"], Value::Null);
    let team = scene.sandbox.model().team.clone();
    assert_eq!(team.users.len(), before + 3);
    let ids: std::collections::BTreeSet<&str> =
        team.users.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), team.users.len());
    let kudos = team.channels.iter().find(|it| it.id == KUDOS).unwrap();
    assert!(kudos.has(&team.users.last().unwrap().id));
}

#[tokio::test]
async fn a_delivery_can_come_again() {
    let scene = Scene::quiet().await;
    scene
        .sandbox
        .as_user(SITI)
        .slash(KUDOS, "/kudos", "help")
        .await;
    scene.clock.advance(SignedDuration::from_secs(60));
    assert_eq!(scene.sandbox.redeliver(1).await.status, Some(200));
    let renamed =
        json!({"type": "channel_id_changed", "old_channel_id": "C1", "new_channel_id": "C2"});
    scene.sandbox.send_event(renamed).await;
    scene.sandbox.redeliver(3).await;
    let received = scene.received();
    assert_eq!(received[0].body, received[1].body);
    assert_ne!(
        received[0].headers["x-slack-signature"],
        received[1].headers["x-slack-signature"]
    );
    assert_eq!(
        received[2].json()["event_id"],
        received[3].json()["event_id"]
    );
    assert_eq!(received[3].headers["x-slack-retry-num"], "1");
}
