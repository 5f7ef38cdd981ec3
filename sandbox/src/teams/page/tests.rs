//! The page as a browser asks for it, over real HTTP, before a small app of the test's own.

use axum::Json;
use axum::Router;
use axum::routing::post;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::clock::{Clock, Hand};
use crate::teams::{KUDOS, Sandbox, SandboxOptions, client};

const SITI: &str = "5f0c2d1e-0000-4000-8000-000000000051";

/// A stand-in with a page, and an app that answers what is invoked with what it was sent.
async fn stand_in() -> Sandbox {
    let options = SandboxOptions {
        elsewhere: Some("http://127.0.0.1:8070/".to_owned()),
        ..SandboxOptions::for_tests()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let echo = async |Json(activity): Json<Value>| match activity["name"].as_str() {
        Some("adaptiveCard/action") => Json(json!({
            "statusCode": 200, "type": "application/vnd.microsoft.activity.message",
            "value": activity["value"]["action"]["data"].to_string(),
        })),
        Some(_) => {
            Json(json!({"task": {"type": "message", "value": activity["value"].to_string()}}))
        }
        None => Json(Value::Null),
    };
    let app = Router::new().route("/teams/messages", post(echo));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    sandbox.connect(&format!("http://{}/", listener.local_addr().unwrap()));
    tokio::spawn(async move { axum::serve(listener, app).await });
    sandbox
}

async fn get(sandbox: &Sandbox, path: &str) -> reqwest::Response {
    let url = format!("{}{path}", sandbox.page_url());
    client("test").unwrap().get(url).send().await.unwrap()
}

async fn act(sandbox: &Sandbox, act: Value) -> Value {
    let url = format!("{}sandbox/act", sandbox.page_url());
    let answer = client("test")
        .unwrap()
        .post(url)
        .json(&act)
        .send()
        .await
        .unwrap();
    answer.json().await.unwrap()
}

#[tokio::test]
async fn the_page_brings_everything_itself() {
    let sandbox = stand_in().await;
    let index = get(&sandbox, "").await;
    let policy = &index.headers()["content-security-policy"];
    assert!(policy.to_str().unwrap().contains("'none'"));
    let html = index.text().await.unwrap();
    assert!(!html.contains("//") && !html.contains("<style") && !html.contains("onclick"));
    let mut wanted: Vec<String> = html
        .split('"')
        .filter(|word| word.starts_with("assets/"))
        .map(str::to_owned)
        .collect();
    let mut seen = 0;
    // What a script imports is served as well.
    while let Some(path) = wanted.get(seen).cloned() {
        let answer = get(&sandbox, &path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let text = answer.text().await.unwrap();
        for import in text.split("from \"./").skip(1) {
            let path = format!("assets/{}", import.split('"').next().unwrap());
            if !wanted.contains(&path) {
                wanted.push(path);
            }
        }
        seen += 1;
    }
    assert!(seen > 20, "{wanted:?}");
    assert_eq!(get(&sandbox, "assets/../mod.rs").await.status(), 404);
}

#[tokio::test]
async fn everybody_sees_what_is_theirs() {
    let sandbox = stand_in().await;
    let said = sandbox.as_user("budi").say(KUDOS, "@Plaudit <b>").await;
    let state: Value = get(&sandbox, &format!("sandbox/state?user={SITI}"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(state["elsewhere"], "http://127.0.0.1:8070/");
    assert_eq!(state["people"].as_array().unwrap().len(), 17);
    let kudos = |state: &Value| {
        let channels = state["channels"].as_array().unwrap();
        channels.iter().find(|it| it["id"] == KUDOS).cloned()
    };
    let message = kudos(&state).unwrap()["messages"][0].clone();
    assert_eq!(json!(said.message), message["ts"]);
    assert_eq!(message["summary"], "Plaudit &lt;b&gt;");
    let nobody: Value = get(&sandbox, "sandbox/state").await.json().await.unwrap();
    assert_eq!(kudos(&nobody), None);
}

#[tokio::test]
async fn the_very_button_that_was_clicked_is_pressed() {
    let sandbox = stand_in().await;
    let button =
        |value: u8| json!({"type": "Action.Execute", "title": "Undo", "data": {"of": value}});
    let card = json!({
        "type": "AdaptiveCard", "version": "1.5",
        "body": [{"type": "Input.Text", "id": "why", "value": "as it was"}],
        "actions": [button(1), button(2)],
    });
    let message = sandbox.change(|model| {
        let from = model.app.mri();
        model.add_message(KUDOS, &from, "", Clock::system().now(), |it| {
            it.cards.push(card);
        })
    });
    let press = json!({
        "user": SITI, "act": "press", "conversation": KUDOS, "message": message.id,
        "action": button(2), "inputs": {"why": ""},
    });
    let seen = act(&sandbox, press).await;
    assert_eq!(seen["text"], r#"{"of":2,"why":""}"#, "{seen}");
}

#[tokio::test]
async fn a_slash_and_the_name_of_the_bot_speak_to_it_alone() {
    let sandbox = stand_in().await;
    for (text, private) in [("/Plaudit balance", true), ("/Plauditbalance", false)] {
        let say = json!({"user": SITI, "act": "say", "conversation": KUDOS, "text": text});
        let seen = act(&sandbox, say).await;
        let model = sandbox.model();
        let said = model
            .message(KUDOS, seen["message"].as_str().unwrap())
            .unwrap();
        assert_eq!(said.visible_to.is_some(), private, "{text}");
    }
    let install = json!({"user": SITI, "act": "install"});
    assert_eq!(act(&sandbox, install).await["failure"], Value::Null);
    assert!(sandbox.model().personal(SITI).is_some());
}

#[tokio::test]
async fn a_visitor_moves_the_clock_on_where_it_may_be() {
    let machine = stand_in().await;
    let moved = async |sandbox: &Sandbox, hours: i64| {
        let url = format!("{}sandbox/clock", sandbox.page_url());
        let by = json!({ "hours": hours });
        let answer = client("test").unwrap().post(url).json(&by).send().await;
        answer.unwrap().status().as_u16()
    };
    let shown = async |sandbox: &Sandbox| -> Value {
        let state = get(sandbox, "sandbox/state?user=").await;
        state.json::<Value>().await.unwrap()["clock"].clone()
    };
    assert_eq!(moved(&machine, 1).await, 404, "the machine's is left alone");
    assert_eq!(shown(&machine).await, Value::Null);

    let hand = Hand::at("2026-11-28T12:00:00Z");
    let moving = hand.clone();
    let options = SandboxOptions {
        clock: hand.clock().moved_by(move |by| moving.advance(by)),
        ..SandboxOptions::for_tests()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    assert_eq!(shown(&sandbox).await, "2026-11-28T12:00:00Z");
    for (hours, status) in [(24, 204), (0, 404), (-1, 404), (24 * 93, 404)] {
        assert_eq!(moved(&sandbox, hours).await, status, "{hours}");
    }
    assert_eq!(shown(&sandbox).await, "2026-11-29T12:00:00Z");
}
