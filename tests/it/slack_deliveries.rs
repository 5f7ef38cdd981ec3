//! Deliveries of Slack that are not as they should be: forged, stale, broken, too large, unknown.

use std::time::Duration;

use plaudit::app::App;
use plaudit::config::{ServeSettings, SlackSettings};
use plaudit::server;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::harness::Plaudit;
use crate::harness::slack::{post, sample, sample_event, signature};

const COMMANDS: &str = "/slack/commands";
const EVENTS: &str = "/slack/events";
const INTERACTIONS: &str = "/slack/interactions";
const OPTIONS: &str = "/slack/options";
const BUDI: &str = "U0BUDI00002";

#[tokio::test]
async fn what_slack_did_not_sign_is_refused_without_a_word() {
    let plaudit = Plaudit::start().await;
    let body = sample("slash_kudos_single.form");
    let now = plaudit.clock.now().as_second();
    let right = signature(plaudit.sandbox.signing_secret(), now, &body);
    let forged = signature("another secret", now, &body);
    let altered = signature(plaudit.sandbox.signing_secret(), now, b"text=other");
    let now = now.to_string();
    let later = format!("+{now}");
    let refused: Vec<Vec<(&str, &str)>> = vec![
        vec![],
        vec![("x-slack-signature", &right)],
        vec![("x-slack-request-timestamp", &now)],
        pair(&now, &forged),
        pair(&now, &altered),
        pair(&now, ""),
        pair(&now, "v0="),
        pair(&now, right.trim_start_matches("v0=")),
        pair(&now, &right[..right.len() - 2]),
        pair("", &right),
        pair("yesterday", &right),
        pair(&later, &right),
    ];
    for path in [COMMANDS, EVENTS, INTERACTIONS, OPTIONS] {
        for headers in &refused {
            let answer = post(&plaudit.url(path), headers, body.clone()).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (401, ""),
                "{path} {headers:?}"
            );
        }
    }
    assert_eq!(plaudit.standing().await, 0);
    let answer = post(&plaudit.url(COMMANDS), &pair(&now, &right), body).await;
    assert_eq!(answer.status, 200);
    assert_eq!(plaudit.points(BUDI).await, 3);
    plaudit.quiet().await;
    plaudit.finish().await;
}

fn pair<'a>(at: &'a str, signed: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("x-slack-request-timestamp", at),
        ("x-slack-signature", signed),
    ]
}

#[tokio::test]
async fn a_delivery_counts_for_five_minutes() {
    let plaudit = Plaudit::start_at(plaudit::clock::Clock::set_to(
        "2026-11-10T08:50:00Z".parse().unwrap(),
    ))
    .await;
    let now = plaudit.clock.now().as_second();
    for (shift, status) in [(-301, 401), (301, 401), (-300, 200), (300, 200)] {
        let body = sample("slash_ssl_check.form");
        let answer = plaudit.deliver_at(now + shift, COMMANDS, body).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (status, ""),
            "{shift}"
        );
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn while_a_secret_is_rotated_both_count() {
    let plaudit = Plaudit::start().await;
    let slack = SlackSettings {
        signing: "the-old-one,the-new-one".parse().unwrap(),
        token: plaudit.sandbox.bot_token().unwrap().into(),
        api: plaudit.sandbox.api_url().parse().unwrap(),
    };
    let clock = plaudit.clock.clone();
    let (app, _lanes) = App::new(
        plaudit.db.pool.clone(),
        &plaudit.db.options(),
        clock,
        ServeSettings {
            slack: Some(slack),
            ..ServeSettings::default()
        },
    )
    .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}{COMMANDS}", listener.local_addr().unwrap());
    let stop = plaudit::app::Stop::default();
    let serving = tokio::spawn(server::serve(listener, server::router(app), stop.token()));
    let now = plaudit.clock.now().as_second();
    for (secret, status) in [
        ("the-old-one", 200),
        ("the-new-one", 200),
        ("the-next", 401),
    ] {
        let body = sample("slash_ssl_check.form");
        let signed = signature(secret, now, &body);
        let answer = post(&url, &pair(&now.to_string(), &signed), body).await;
        assert_eq!(answer.status, status, "{secret}");
    }
    serving.abort();
    plaudit.finish().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_malformed() {
    let plaudit = Plaudit::start().await;
    for (path, body) in [
        (EVENTS, ""),
        (EVENTS, "{"),
        (EVENTS, "[]"),
        (EVENTS, "\"text\""),
        (EVENTS, "payload=%7B%7D"),
        (INTERACTIONS, ""),
        (INTERACTIONS, "payload=%7B"),
        (INTERACTIONS, "payload=null"),
        (INTERACTIONS, "payload=%5B%5D"),
        (INTERACTIONS, "{\"type\":\"shortcut\"}"),
        (COMMANDS, ""),
        (COMMANDS, "{\"command\":\"/kudos\"}"),
        (COMMANDS, "command=/kudos&text=help"),
    ] {
        let answer = plaudit.deliver(path, body).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (400, ""),
            "{path} {body:?}"
        );
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn a_mebibyte_is_enough() {
    let plaudit = Plaudit::start().await;
    let filled = |length: usize| {
        let mut body = sample("slash_ssl_check.form");
        body.extend_from_slice(b"&text=");
        body.resize(length, b'a');
        body
    };
    let answer = plaudit.deliver(COMMANDS, filled(1024 * 1024)).await;
    assert_eq!(answer.status, 200);
    let answer = plaudit.deliver(COMMANDS, filled(1024 * 1024 + 1)).await;
    assert_eq!((answer.status, answer.body.as_str()), (413, ""));
    plaudit.finish().await;
}

#[tokio::test]
async fn there_is_nothing_elsewhere() {
    let plaudit = Plaudit::start().await;
    for path in ["/", "/slack", "/slack/command", "/admin", "/.env"] {
        let answer = plaudit.deliver(path, "").await;
        assert_eq!((answer.status, answer.body.as_str()), (404, ""), "{path}");
    }
    let client = plaudit::calling::client().unwrap();
    let got = client.get(plaudit.url(COMMANDS)).send().await.unwrap();
    assert_eq!(got.status(), 405);
    for (path, status) in [("/healthz", 200), ("/readyz", 200), ("/metrics", 404)] {
        let got = client.get(plaudit.url(path)).send().await.unwrap();
        assert_eq!(got.status(), status, "{path}");
    }
    plaudit.finish().await;
}

/// Whoever sends a byte now and then keeps no connection forever.
#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let plaudit = Plaudit::start().await;
    let address = plaudit.url("").trim_start_matches("http://").to_owned();
    let mut slow = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST {COMMANDS} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: 1000\r\n\r\ntext="
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(Duration::from_secs(30), slow.read_to_string(&mut answer))
        .await
        .expect("an end")
        .unwrap();
    let status = answer.split(' ').nth(1).unwrap_or_default();
    assert!(status.starts_with('4') || status == "503", "{answer}");
    // Others are served meanwhile and after.
    let answer = plaudit
        .deliver(COMMANDS, sample("slash_ssl_check.form"))
        .await;
    assert!(answer.is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_not_known_is_acknowledged() {
    let plaudit = Plaudit::start().await;
    let home = sample_event("event_message_im.json");
    let with = |event: serde_json::Value| {
        let mut envelope = home.clone();
        envelope["event_id"] = json!(format!("Ev{}", uuid::Uuid::new_v4().simple()));
        envelope["event"] = event;
        envelope
    };
    let channel = "C0GENERAL01";
    for envelope in [
        json!({"type": "app_rate_limited", "team_id": "T0FAKETEAM1", "minute_rate_limited": 1}),
        json!({"type": "something_new", "team_id": "T0FAKETEAM1"}),
        json!({"team_id": "T0FAKETEAM1"}),
        json!({}),
        with(json!({"type": "star_added", "user": BUDI})),
        with(json!(null)),
        with(json!({"type": "message", "channel": channel})),
        with(json!({"type": "message", "subtype": "huddle_thread", "channel": channel})),
        with(
            json!({"type": "reaction_added", "user": BUDI, "reaction": "clap",
                    "item": {"type": "file", "file": "F1"}}),
        ),
        with(json!({"type": "member_joined_channel", "user": BUDI, "channel": channel})),
    ] {
        let answer = plaudit.event(&envelope).await;
        assert!(answer.is_empty(), "{envelope} {answer:?}");
    }
    for payload in [
        json!({"type": "workflow_step_edit", "team": {"id": "T0FAKETEAM1"}}),
        json!({"type": "block_actions", "team": {"id": "T0FAKETEAM1"}, "user": {"id": BUDI}, "actions": []}),
        json!({"type": "shortcut", "callback_id": "of_another", "team": {"id": "T0FAKETEAM1"}}),
        json!({}),
    ] {
        let body = serde_urlencoded::to_string([("payload", payload.to_string())]).unwrap();
        let answer = plaudit.deliver(INTERACTIONS, body).await;
        assert!(answer.is_empty(), "{payload} {answer:?}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_team_that_is_not_connected_is_told_so() {
    let plaudit = Plaudit::start().await;
    let command = String::from_utf8(sample("slash_kudos_single.form")).unwrap();
    let answer = plaudit
        .deliver(COMMANDS, command.replace("T0FAKETEAM1", "T0ELSEWHERE"))
        .await;
    assert_eq!(answer.status, 200);
    let text = answer.json()["text"].as_str().unwrap().to_owned();
    assert!(text.contains("of any programme yet"), "{text}");

    let event = String::from_utf8(sample("event_message_channel_plusplus.json")).unwrap();
    let answer = plaudit
        .deliver(EVENTS, event.replace("T0FAKETEAM1", "T0ELSEWHERE"))
        .await;
    assert!(answer.is_empty(), "{answer:?}");
    let form = String::from_utf8(sample("view_submission_give_kudos.form")).unwrap();
    let answer = plaudit
        .deliver(INTERACTIONS, form.replace("T0FAKETEAM1", "T0ELSEWHERE"))
        .await;
    assert_eq!(answer.status, 200);
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}
