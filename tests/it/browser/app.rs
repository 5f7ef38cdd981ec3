//! A small app that stands where Plaudit will: enough to try the page.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};

/// Where the app finds its Slack.
struct App {
    api: String,
    token: String,
    http: reqwest::Client,
}

/// Starts the app and returns its address.
#[expect(
    clippy::disallowed_methods,
    reason = "the test's app has a client of its own"
)]
pub(crate) async fn start(api: String, token: String) -> String {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let app = Arc::new(App { api, token, http });
    let router = Router::new()
        .route("/slack/commands", post(command))
        .route("/slack/events", post(event))
        .route("/slack/interactions", post(interaction))
        .with_state(app);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

impl App {
    async fn call(&self, method: &str, args: Value) {
        let request = self
            .http
            .post(format!("{}{method}", self.api))
            .bearer_auth(&self.token)
            .header("content-type", "application/json; charset=utf-8")
            .body(args.to_string());
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["ok"], true, "{method}: {answer}");
    }

    async fn announce(&self, channel: &str, giver: &str, whom: &str, why: &str) {
        self.call(
            "chat.postMessage",
            json!({"channel": channel, "text": "Kudos", "blocks": announcement(giver, whom, why, 0)}),
        )
        .await;
        let text = format!("<@{giver}> gave you 5 points: {why}");
        self.call("chat.postMessage", json!({"channel": whom, "text": text}))
            .await;
    }
}

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text})
}

fn announcement(giver: &str, whom: &str, why: &str, joined: usize) -> Value {
    json!([
        {"type": "section", "text": {"type": "mrkdwn",
            "text": format!(":tada: <@{giver}> gave *5 points* to <@{whom}> for `#teamwork`")}},
        {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [
            {"type": "text", "text": why}, {"type": "text", "text": " "},
            {"type": "emoji", "name": "rocket"}]}]},
        {"type": "context", "elements": [{"type": "mrkdwn",
            "text": format!("{joined} joined in · <!date^1794300000^{{date_short}} at {{time}}|then>")}]},
        {"type": "actions", "block_id": "acts", "elements": [
            {"type": "button", "action_id": "boost", "style": "primary", "value": format!("{giver} {whom}"),
             "text": plain(":clap: +1 from me")},
            {"type": "button", "action_id": "undo", "style": "danger", "text": plain("Undo"),
             "confirm": {"title": plain("Take it back?"), "text": plain("The points return."),
                         "confirm": plain("Undo"), "deny": plain("Keep"), "style": "danger"}}]},
    ])
}

fn modal(channel: &str) -> Value {
    let option = |text: &str| json!({"text": plain(text), "value": text});
    json!({
        "type": "modal", "callback_id": "give", "private_metadata": channel,
        "title": plain("Give kudos"), "submit": plain("Send"), "close": plain("Cancel"),
        "blocks": [
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "You have *95* of 100 points left. They reset on Monday."}]},
            {"type": "input", "block_id": "to", "label": plain("Who"), "element":
                {"type": "multi_users_select", "action_id": "a", "placeholder": plain("Choose people")}},
            {"type": "input", "block_id": "points", "label": plain("Points for each"), "element":
                {"type": "number_input", "action_id": "a", "is_decimal_allowed": false,
                 "min_value": "1", "max_value": "50", "initial_value": "5"}},
            {"type": "input", "block_id": "value", "optional": true, "label": plain("Value"), "element":
                {"type": "multi_static_select", "action_id": "a", "options": [option("teamwork"), option("customer"), option("innovation")]}},
            {"type": "input", "block_id": "why", "label": plain("What for"), "hint": plain("Everybody in the channel reads it."),
             "element": {"type": "plain_text_input", "action_id": "a", "multiline": true, "max_length": 500}},
            {"type": "input", "block_id": "who", "optional": true, "label": plain("Announce"), "element":
                {"type": "radio_buttons", "action_id": "a", "initial_option": option("in the channel"),
                 "options": [option("in the channel"), option("privately")]}},
        ],
    })
}

fn answer(value: &Value) -> Response {
    ([("content-type", "application/json")], value.to_string()).into_response()
}

fn field(body: &str, name: &str) -> String {
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(body).unwrap();
    let found = fields.into_iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value).unwrap_or_default()
}

async fn event(State(app): State<Arc<App>>, body: String) -> StatusCode {
    let event = serde_json::from_str::<Value>(&body).unwrap()["event"].take();
    if event["type"] == "app_home_opened" && event["tab"] == "home" {
        let view = json!({"type": "home", "blocks": [
            {"type": "header", "text": plain("Welcome home")},
            {"type": "actions", "elements": [
                {"type": "button", "action_id": "home", "text": plain("Refresh")}]}]});
        app.call(
            "views.publish",
            json!({"user_id": event["user"], "view": view}),
        )
        .await;
    }
    StatusCode::OK
}

async fn command(State(app): State<Arc<App>>, body: String) -> Response {
    let (text, channel, user) = (
        field(&body, "text"),
        field(&body, "channel_id"),
        field(&body, "user_id"),
    );
    if text.is_empty() {
        let view = json!({"trigger_id": field(&body, "trigger_id"), "view": modal(&channel)});
        app.call("views.open", view).await;
        return StatusCode::OK.into_response();
    }
    if text == "balance" {
        return answer(&json!({"text": "Balance", "blocks": [
            {"type": "header", "text": plain("Your points")},
            {"type": "section", "fields": [
                {"type": "mrkdwn", "text": "*Yours to redeem*\n120"},
                {"type": "mrkdwn", "text": "*Left to give*\n95 of 100"}]},
            {"type": "divider"},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "_Resets Mon 00:00 your time_"}]}]}));
    }
    let whom = text
        .split(['@', '|', '>'])
        .nth(1)
        .unwrap_or_default()
        .to_owned();
    let why = text.rsplit("for ").next().unwrap_or_default().to_owned();
    app.announce(&channel, &user, &whom, &why).await;
    answer(
        &json!({"text": format!("<@{whom}> got *5 points*. 95 left, resets Mon 00:00 your time.")}),
    )
}

async fn interaction(State(app): State<Arc<App>>, body: String) -> Response {
    let payload: Value = serde_json::from_str(&field(&body, "payload")).unwrap();
    let user = payload["user"]["id"].as_str().unwrap_or_default();
    match payload["type"].as_str() {
        Some("shortcut" | "message_action") => {
            let channel = payload["channel"]["id"].as_str().unwrap_or("C0KUDOS0001");
            let view = json!({"trigger_id": payload["trigger_id"], "view": modal(channel)});
            app.call("views.open", view).await;
        }
        Some("view_submission") => {
            let values = &payload["view"]["state"]["values"];
            let whom = &values["to"]["a"]["selected_users"];
            if whom
                .as_array()
                .is_some_and(|whom| whom.iter().any(|one| one == user))
            {
                return answer(&json!({"response_action": "errors",
                    "errors": {"to": "You cannot give to yourself."}}));
            }
            let why = values["why"]["a"]["value"].as_str().unwrap_or_default();
            let channel = payload["view"]["private_metadata"]
                .as_str()
                .unwrap_or_default();
            app.announce(channel, user, whom[0].as_str().unwrap_or_default(), why)
                .await;
        }
        Some("block_actions") => {
            let args = json!({
                "channel": payload["channel"]["id"], "ts": payload["message"]["ts"], "text": "Kudos",
                "blocks": announcement("U0SITI00001", "U0BUDI00002", "the launch", 1),
            });
            app.call("chat.update", args).await;
        }
        _ => {}
    }
    StatusCode::OK.into_response()
}
