//! The platforms' outages are their own: what is for the other one leaves.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::sandbox::{slack, teams};

use super::{LIAM, ON_SLACK, ON_TEAMS, ZOE};
use crate::harness::{Plaudit, until};

/// Plaudit on a clock that stands: what failed is not tried again until it moves.
async fn start() -> Plaudit {
    let now = "2026-11-18T08:00:00Z".parse().unwrap();
    Plaudit::start_on_both_at(Clock::set_to(now)).await
}

async fn waiting(plaudit: &Plaudit, platform: &str) -> i64 {
    sqlx::query_scalar(
        "SELECT count(*) FROM outbox WHERE state = 'pending' AND lane LIKE $1 || ':%'",
    )
    .bind(platform)
    .fetch_one(&plaudit.db.pool)
    .await
    .unwrap()
}

async fn give(plaudit: &Plaudit) {
    let zoe = plaudit.sandbox.as_user(ZOE.0);
    let seen = zoe.slash(ON_SLACK, "/kudos", "@liam +1 for this").await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    let zoe = plaudit.teams().as_user(ZOE.1);
    let seen = zoe
        .say(ON_TEAMS, "@Plaudit @Liam O’Connor +1 for that")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
}

/// Lets time pass, quickly, until something is so.
async fn in_time(plaudit: &Plaudit, what: &str, is_so: impl AsyncFn() -> bool) {
    until(what, async || {
        plaudit.clock.advance(SignedDuration::from_millis(50));
        is_so().await
    })
    .await;
}

#[tokio::test]
async fn without_slack_teams_goes_on() {
    let plaudit = start().await;
    plaudit
        .sandbox
        .fail("conversations.open", slack::Fault::Broken, 3);
    plaudit
        .sandbox
        .fail("chat.postMessage", slack::Fault::Broken, 3);
    give(&plaudit).await;
    in_time(&plaudit, "Teams goes on", async || {
        let told = plaudit.teams().direct(LIAM.1).len();
        told == 1
            && plaudit
                .teams()
                .messages(ON_TEAMS)
                .iter()
                .any(|it| it.by_app)
    })
    .await;
    assert_eq!(waiting(&plaudit, "slack").await, 2);
    assert!(plaudit.sandbox.messages(ON_SLACK).is_empty());

    in_time(&plaudit, "Slack is back", async || {
        waiting(&plaudit, "slack").await == 0
    })
    .await;
    assert_eq!(plaudit.sandbox.messages(ON_SLACK).len(), 1);
    assert_eq!(plaudit.sandbox.dm_with_bot(LIAM.0).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn without_teams_slack_goes_on() {
    let plaudit = start().await;
    for operation in [
        "sendToConversation",
        "replyToActivity",
        "createConversation",
    ] {
        let broken = teams::Fault::Broken(503);
        plaudit.teams().fail(operation, broken, 3);
    }
    give(&plaudit).await;
    in_time(&plaudit, "Slack goes on", async || {
        let told = plaudit.sandbox.dm_with_bot(LIAM.0).len();
        told == 1 && plaudit.sandbox.messages(ON_SLACK).len() == 1
    })
    .await;
    assert!(waiting(&plaudit, "teams").await >= 2);
    let posted = plaudit.teams().messages(ON_TEAMS);
    assert!(posted.iter().all(|it| !it.by_app));

    in_time(&plaudit, "Teams is back", async || {
        waiting(&plaudit, "teams").await == 0
    })
    .await;
    let posted = plaudit.teams().messages(ON_TEAMS);
    assert_eq!(posted.iter().filter(|it| it.by_app).count(), 1);
    assert_eq!(plaudit.teams().direct(LIAM.1).len(), 1);
    plaudit.finish().await;
}
