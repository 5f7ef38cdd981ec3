//! Exactly once: retries, twins, double clicks, and messages that are no gifts.

use futures_util::future::join_all;
use plaudit_sandbox::slack::{Fault, Seen};
use serde_json::{Value, json};

use crate::harness::Plaudit;
use crate::harness::slack::{Answer, sample, sample_event};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";
const GENERAL: &str = "C0GENERAL01";

#[tokio::test]
async fn an_event_that_comes_ten_times_gives_once() {
    let plaudit = Plaudit::start().await;
    let envelope = sample_event("event_message_file_share.json");
    let answers = join_all((0..10).map(|_| plaudit.event(&envelope))).await;
    assert!(answers.iter().all(Answer::is_empty), "{answers:?}");
    plaudit.quiet().await;
    assert!(plaudit.event(&envelope).await.is_empty());
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    assert_eq!(plaudit.sandbox.ephemerals(SITI).len(), 1);
    assert_eq!(plaudit.sandbox.dm_with_bot(BUDI).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn twins_give_once_in_any_order() {
    let plaudit = Plaudit::start().await;
    for round in 0..3 {
        let ts = format!("179430020{round}.000100");
        let mention = json!({
            "type": "app_mention", "user": SITI, "channel": GENERAL, "ts": ts, "event_ts": ts,
            "text": "<@U0FAKEBOT01> <@U0BUDI00002> +2 untuk rilis",
        });
        let mut message = mention.clone();
        message["type"] = json!("message");
        message["channel_type"] = json!("channel");
        let [mention, message] = [envelope(mention), envelope(message)];
        match round {
            0 => {
                assert!(plaudit.event(&mention).await.is_empty());
                assert!(plaudit.event(&message).await.is_empty());
            }
            1 => {
                assert!(plaudit.event(&message).await.is_empty());
                assert!(plaudit.event(&mention).await.is_empty());
            }
            _ => {
                let both = [&mention, &message, &mention, &message];
                let answers = join_all(both.map(|event| plaudit.event(event))).await;
                assert!(answers.iter().all(Answer::is_empty));
            }
        }
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 2 * (round + 1), "round {round}");
    }
    assert_eq!(plaudit.sandbox.ephemerals(SITI).len(), 3);
    plaudit.finish().await;
}

/// An event in an envelope of its own.
fn envelope(event: Value) -> Value {
    let mut envelope = sample_event("event_message_im.json");
    envelope["event_id"] = json!(format!("Ev{}", uuid::Uuid::new_v4().simple()));
    envelope["event"] = event;
    envelope
}

#[tokio::test]
async fn a_command_repeated_gives_once_and_says_so_kindly() {
    let plaudit = Plaudit::start().await;
    let body = sample("slash_kudos_single.form");
    let first = plaudit.deliver("/slack/commands", body.clone()).await;
    let again = plaudit.deliver("/slack/commands", body.clone()).await;
    assert_eq!((first.status, again.status), (200, 200));
    let text = again.json()["text"].as_str().unwrap().to_owned();
    assert!(text.contains("tidak dihitung dua kali"), "{text}");
    let at_once = join_all((0..5).map(|_| plaudit.deliver("/slack/commands", body.clone()))).await;
    assert!(at_once.iter().all(|answer| answer.status == 200));
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_repeated_undo_takes_back_one_kudos() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "@budi +1 satu").await;
    siti.slash(KUDOS, "/kudos", "@budi +2 dua").await;
    let undone = siti.slash(KUDOS, "/kudos", "batal").await;
    assert!(undone.is_ok() && !undone.text.is_empty(), "{undone:?}");
    let deliveries = plaudit.sandbox.deliveries();
    let mut commands = deliveries.iter().filter(|it| it.path == "/slack/commands");
    let number = commands.next_back().unwrap().number;
    let again = plaudit.sandbox.redeliver(number).await;
    assert_eq!(again.status, Some(200));
    assert!(!again.body.is_empty(), "a person waits for an answer");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_edit_gives_nothing_and_takes_nothing() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let said = siti.post(KUDOS, "@plaudit @budi +2 untuk rilis").await;
    plaudit.quiet().await;
    let ts = said.ts.unwrap();
    siti.edit(KUDOS, &ts, "@plaudit @budi +5 untuk rilis besar")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);

    // The bot's name added afterwards is an edit as well: it asks.
    let plain = siti.post(KUDOS, "terima kasih @budi +3").await.ts.unwrap();
    siti.edit(KUDOS, &plain, "@plaudit terima kasih @budi +3")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.standing().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_deleted_message_takes_back_what_it_gave_only() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let first = siti.post(KUDOS, "@budi ++").await.ts.unwrap();
    let second = siti.post(KUDOS, "@budi +++ dan @ana").await.ts.unwrap();
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    siti.delete(KUDOS, &second).await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    assert_eq!(plaudit.points(ANA).await, 0);
    // Late, it stays given.
    plaudit.set("kudos.undo_minutes", "0").await;
    siti.delete(KUDOS, &first).await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_nobody_typed_gives_nothing() {
    let plaudit = Plaudit::start().await;
    let say = |more: Value| {
        let mut event = json!({
            "type": "message", "channel": KUDOS, "channel_type": "channel", "user": SITI,
            "ts": "1794300300.000100", "event_ts": "1794300300.000100",
            "text": "<@U0BUDI00002> ++ untuk rilis",
        });
        for (name, value) in more.as_object().unwrap() {
            event[name] = value.clone();
        }
        event
    };
    for more in [
        json!({"subtype": "bot_message", "bot_id": "B0OTHERBOT1", "user": null}),
        json!({"bot_id": "B0OTHERBOT1"}),
        json!({"bot_id": "B0FAKEBOT01", "user": "U0FAKEBOT01"}),
        json!({"user": "U0FAKEBOT01"}),
        json!({"user": "USLACKBOT"}),
        json!({"edited": {"user": SITI, "ts": "1794300301.000100"}}),
        json!({"hidden": true}),
        json!({"subtype": "channel_topic"}),
        json!({"subtype": "me_message_of_the_future"}),
        json!({"type": "app_mention", "bot_id": "B0OTHERBOT1"}),
        json!({"type": "app_mention", "edited": {"user": SITI, "ts": "1.0"}}),
    ] {
        let seen: Seen = plaudit.sandbox.send_event(say(more.clone())).await;
        assert_eq!(seen.status, Some(200), "{more}");
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 0, "{more}");
    }
    plaudit.finish().await;
}

/// Slack does not answer: what was recorded stays recorded, and is said once it does.
#[tokio::test]
async fn nothing_is_lost_or_said_twice_while_slack_is_unwell() {
    let plaudit = Plaudit::start().await;
    plaudit
        .sandbox
        .fail("chat.postMessage", Fault::RateLimited(1), 1);
    plaudit.sandbox.fail("chat.postMessage", Fault::Broken, 1);
    plaudit.sandbox.fail(
        "conversations.open",
        Fault::Error("internal_error".into()),
        1,
    );
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "@budi +5 untuk rilis").await;
    assert!(seen.is_ok() && seen.text.contains('5'), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.sandbox.messages(KUDOS).len(), 1);
    assert_eq!(plaudit.sandbox.dm_with_bot(BUDI).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_message_deleted_before_we_heard_of_it_gives_nothing() {
    let plaudit = Plaudit::start().await;
    let sandbox = &plaudit.sandbox;
    for (kind, said) in [
        ("message", "<@U0BUDI00002> ++ for the launch"),
        (
            "app_mention",
            "<@U0PLAUDIT01> <@U0BUDI00002> +3 for the launch",
        ),
    ] {
        let ts = if kind == "message" {
            "1794300200.000100"
        } else {
            "1794300200.000200"
        };
        let deleted = json!({
            "type": "message", "subtype": "message_deleted", "channel": KUDOS, "channel_type": "channel",
            "deleted_ts": ts, "ts": "1794300300.000100", "event_ts": "1794300300.000100",
            "previous_message": {"type": "message", "user": SITI, "text": said, "ts": ts},
        });
        sandbox.send_event(deleted).await;
        plaudit.quiet().await;
        let event = json!({
            "type": kind, "user": SITI, "channel": KUDOS, "channel_type": "channel",
            "text": said, "ts": ts, "event_ts": ts,
        });
        let seen = sandbox.send_event(event).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        plaudit.quiet().await;
        assert_eq!(plaudit.standing().await, 0, "{kind}");
    }
    assert!(sandbox.messages(KUDOS).iter().all(|it| !it.by_app));
    plaudit.finish().await;
}
