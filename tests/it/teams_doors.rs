//! The ways in for Teams: what is set up is open, and takes what makes sense.

use plaudit::clock::Clock;
use plaudit_sandbox::teams::{KUDOS, SandboxOptions};
use serde_json::Value;

use crate::harness::Plaudit;
use crate::harness::slack::post;
use crate::harness::teams::{BUDI, gift, replaying, sample_bytes};
use crate::harness::webhook::WEBHOOK;

const MESSAGES: &str = "/teams/messages";

#[tokio::test]
async fn what_is_no_activity_is_refused_kindly() {
    let plaudit = replaying().await;
    let before = plaudit.traces().await;
    let good = plaudit.teams().token_with(&Value::Null);
    let bearer = format!("Bearer {good}");
    let headers = [("authorization", bearer.as_str())];
    let long = " ".repeat(1024 * 1024 + 1);
    for (body, status) in [
        ("", 400),
        ("null", 400),
        ("[]", 400),
        ("{", 400),
        ("{}", 403),
        (&long, 413),
    ] {
        let answer = post(&plaudit.url(MESSAGES), &headers, body.into()).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (status, ""),
            "{body:.10}"
        );
    }
    // Signed and ours, but not enough in it to be acted upon.
    for without in [
        "/id",
        "/from",
        "/conversation/id",
        "/text",
        "/type",
        "/entities",
    ] {
        let mut activity = gift(&plaudit);
        *activity.pointer_mut(without).unwrap() = Value::Null;
        let seen = plaudit.teams().send_activity(activity).await;
        assert_eq!(
            (seen.status, &seen.body),
            (Some(200), &Value::Null),
            "{without}"
        );
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.traces().await.kudos, before.kudos);
    plaudit.finish().await;
}

/// The ways in that are open: the status of an unsigned delivery on each.
async fn ways_in(plaudit: &Plaudit) -> [u16; 2] {
    let mut statuses = [0; 2];
    for (status, path) in statuses.iter_mut().zip([MESSAGES, WEBHOOK]) {
        let body = sample_bytes("outgoing_webhook_message.json");
        *status = post(&plaudit.url(path), &[], body).await.status;
    }
    statuses
}

#[tokio::test]
async fn only_what_is_set_up_is_open() {
    let off = Plaudit::start().await;
    assert_eq!(ways_in(&off).await, [404, 404]);
    off.finish().await;
    let webhook = Plaudit::start_on_teams(Clock::system(), SandboxOptions::for_tests(), |it| {
        it.bot = None;
    })
    .await;
    assert_eq!(ways_in(&webhook).await, [404, 401]);
    // A good token opens nothing where there is no bot.
    let seen = webhook
        .teams()
        .as_user("siti")
        .say(KUDOS, "@Plaudit @Budi Santoso +1 hai")
        .await;
    assert_eq!((seen.status, &seen.body), (Some(404), &Value::Null));
    assert_eq!(webhook.points(BUDI).await, 0);
    webhook.finish().await;
    let bot = Plaudit::start_on_teams(Clock::system(), SandboxOptions::for_tests(), |it| {
        it.webhook = None;
    })
    .await;
    assert_eq!(ways_in(&bot).await, [401, 404]);
    let seen = bot
        .teams()
        .call_webhook("siti", KUDOS, "@Budi Santoso +1 hai")
        .await;
    assert_eq!(seen.status, Some(404));
    assert_eq!(bot.points(BUDI).await, 0);
    bot.finish().await;
}
