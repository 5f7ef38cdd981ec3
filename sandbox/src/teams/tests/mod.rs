//! The stand-in against a small app of the test's own, over real HTTP both ways.

mod connector;
mod deliveries;
mod invokes;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use reqwest::Method;
use serde_json::{Value, json};

use super::*;
use crate::clock::Hand;
use crate::scene::{Received, TestApp};

const APP: &str = "5f0c2d1e-0000-4000-8000-00000000b0b0";
const TENANT: &str = "5f0c2d1e-0000-4000-8000-00000000a001";
const BUDI: &str = "5f0c2d1e-0000-4000-8000-000000000052";

impl Received {
    fn authorization(&self) -> &str {
        self.headers["authorization"].to_str().unwrap()
    }
}

/// A running stand-in with an app that answers as told.
struct Scene {
    sandbox: Sandbox,
    app: Arc<TestApp>,
    clock: Hand,
}

impl Scene {
    async fn new(answers: impl Fn(&Value) -> Response + Send + Sync + 'static) -> Self {
        let clock = Hand::at("2026-11-21T09:00:00Z");
        let mut options = SandboxOptions::for_tests();
        options.clock = clock.clock();
        options.ack_timeout = Duration::from_millis(500);
        let sandbox = Sandbox::start(options).await.unwrap();
        let (app, url) = TestApp::start(move |it| answers(&it.json())).await;
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

    /// The last activity of this type, or with this name.
    fn last(&self, kind: &str) -> Value {
        let found = self
            .received()
            .iter()
            .rev()
            .map(Received::json)
            .find(|activity| activity["name"] == kind || activity["type"] == kind);
        found.unwrap_or_else(|| panic!("no {kind}"))
    }

    async fn token(&self, fields: &[(&str, &str)]) -> (u16, Value) {
        let url = format!("{}/{TENANT}/oauth2/v2.0/token", self.sandbox.login_url());
        let sent = client("test")
            .unwrap()
            .post(url)
            .form(fields)
            .send()
            .await
            .unwrap();
        (sent.status().as_u16(), sent.json().await.unwrap())
    }

    async fn good_token(&self) -> String {
        let (_, answer) = self.token(&CREDENTIALS).await;
        answer["access_token"].as_str().unwrap().to_owned()
    }

    async fn call(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let token = self.good_token().await;
        self.call_with(&token, method, path, body).await
    }

    async fn call_with(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: &Value,
    ) -> (u16, Value) {
        let url = format!("{}v3/{path}", self.sandbox.service_url());
        let mut request = client("test")
            .unwrap()
            .request(method, url)
            .bearer_auth(token);
        if !body.is_null() {
            request = request.json(body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    /// Posts to a conversation, and returns the message's id.
    async fn post(&self, conversation: &str, activity: &Value) -> String {
        let path = format!("conversations/{}/activities", encoded(conversation));
        let (status, answer) = self.call(Method::POST, &path, activity).await;
        assert_eq!(status, 201, "{answer}");
        answer["id"].as_str().unwrap().to_owned()
    }

    fn message(&self, conversation: &str, id: &str) -> Message {
        self.sandbox
            .model()
            .message(conversation, id)
            .unwrap()
            .clone()
    }

    fn no_complaints(&self) {
        assert_eq!(self.sandbox.complaints(), Vec::<String>::new());
    }
}

const CREDENTIALS: [(&str, &str); 4] = [
    ("grant_type", "client_credentials"),
    ("client_id", APP),
    ("client_secret", "sandbox-app-password"),
    ("scope", "https://api.botframework.com/.default"),
];

fn encoded(text: &str) -> String {
    text.replace(':', "%3A")
        .replace('@', "%40")
        .replace(';', "%3B")
        .replace('=', "%3D")
}

fn says(text: &str) -> Value {
    json!({"type": "message", "text": text})
}

fn with_card(body: &Value, actions: &Value) -> Value {
    json!({"type": "message", "attachments": [attachment(body, actions)]})
}

fn attachment(body: &Value, actions: &Value) -> Value {
    json!({
        "contentType": "application/vnd.microsoft.card.adaptive",
        "content": {
            "type": "AdaptiveCard", "version": "1.5", "fallbackText": "words", "body": body,
            "actions": actions,
        },
    })
}

fn dialog(body: &Value) -> Value {
    let actions = json!([{"type": "Action.Submit", "title": "Send", "data": {"form": "give"}}]);
    json!({"task": {"type": "continue", "value": {
        "title": "Give kudos", "height": "medium", "card": attachment(body, &actions),
    }}})
}

fn answer(value: &Value) -> Response {
    axum::Json(value.clone()).into_response()
}

/// Every path of keys in a value; the items of an array count as one. What the app put into a card
/// itself is not looked into.
fn shape(value: &Value) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    gather(value, "", &mut paths);
    paths
}

fn gather(value: &Value, at: &str, paths: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let at = format!("{at}/{name}");
                paths.insert(at.clone());
                if name != "data" {
                    gather(field, &at, paths);
                }
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| gather(item, &format!("{at}[]"), paths)),
        _ => {}
    }
}

fn recorded(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/teams/");
    serde_json::from_slice(&std::fs::read(format!("{folder}{name}.json")).unwrap()).unwrap()
}

fn same_shape(name: &str, ours: &Value) {
    assert_eq!(shape(ours), shape(&recorded(name)), "{name}");
}
