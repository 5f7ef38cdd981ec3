//! Whatever the database does, whoever waits is answered in time, and told the rest once.

use std::time::Duration;

use futures_util::future::join_all;
use plaudit_sandbox::slack::Message;
use serde_json::json;
use sqlx::{Postgres, Transaction};
use tokio::time::Instant;

use crate::harness::{Plaudit, count, eventually};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

/// What platforms wait for, and the way there and back.
const PLATFORM: Duration = Duration::from_secs(3);

/// Holds every account there is.
async fn hold(plaudit: &Plaudit) -> Transaction<'static, Postgres> {
    let mut held = plaudit.db.pool.begin().await.unwrap();
    sqlx::query("SELECT FROM ledger_account FOR UPDATE")
        .execute(&mut *held)
        .await
        .unwrap();
    held
}

fn told(plaudit: &Plaudit, user: &str, words: &str) -> Vec<Message> {
    let mut told = plaudit.sandbox.ephemerals(user);
    told.retain(|it| it.shown().contains(words));
    told
}

#[tokio::test]
async fn a_command_that_takes_long_is_answered_in_time_and_once_more() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "@budi +1 first").await;
    let held = hold(&plaudit).await;
    let begun = Instant::now();
    let seen = ana.slash(KUDOS, "/kudos", "@budi +2 second").await;
    assert!(begun.elapsed() < PLATFORM);
    assert_eq!(seen.status, Some(200));
    assert!(seen.text.contains("still at it"), "{seen:?}");
    // An undo waits for the same account.
    let undone = ana.slash(KUDOS, "/kudos", "undo").await;
    assert!(undone.text.contains("still at it"), "{undone:?}");
    held.rollback().await.unwrap();
    for words in ["*2 points*", "took back"] {
        let answered = plaudit.sandbox.wait_for(|model| {
            let mut messages = model.messages.iter();
            let mine = |it: &&Message| it.visible_to.as_deref() == Some(ANA);
            messages
                .find(|it| mine(it) && it.shown().contains(words))
                .map(drop)
        });
        answered.await.unwrap();
    }
    plaudit.quiet().await;
    assert_eq!(told(&plaudit, ANA, "*2 points*").len(), 1);
    assert_eq!(told(&plaudit, ANA, "took back").len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_form_that_takes_long_is_answered_in_time_and_loses_nothing() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "@budi +1 pertama").await;
    siti.slash(KUDOS, "/kudos", "").await;
    let form = plaudit.sandbox.modals(SITI)[0].id.clone();
    let held = hold(&plaudit).await;
    let begun = Instant::now();
    let answers = [("to", json!([BUDI])), ("message", json!("cerita panjang"))];
    let seen = siti.submit(&form, answers).await;
    assert!(begun.elapsed() < PLATFORM);
    assert!(seen.failure.is_none(), "{seen:?}");
    held.rollback().await.unwrap();
    let answered = plaudit.sandbox.wait_for(|model| {
        let mut messages = model.messages.iter();
        messages.find(|it| it.shown().contains("98")).cloned()
    });
    answered.await.unwrap();
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_press_that_takes_long_and_fails_is_told_both() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    let given = ana.slash(KUDOS, "/kudos", "@budi +1 first").await;
    plaudit.quiet().await;
    let held = hold(&plaudit).await;
    let begun = Instant::now();
    let pressed = ana.press(KUDOS, &given.ts.unwrap(), "kudos.undo").await;
    assert!(begun.elapsed() < PLATFORM);
    assert_eq!(pressed.status, Some(200));
    let is_told = async |words: &str| {
        let told = async || told(&plaudit, ANA, words).len();
        eventually(words, told, |times| *times == 1).await;
    };
    is_told("still at it").await;
    let break_off = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event_type = 'Lock'";
    // It waits now and then, and not with a connection all the time.
    let broken_off = async || count(&plaudit.db.pool, break_off).await;
    eventually("it is broken off", broken_off, |times| *times == 1).await;
    is_told("nothing was recorded").await;
    held.rollback().await.unwrap();
    assert_eq!(plaudit.points(BUDI).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_event_that_takes_long_comes_again_and_gives_once() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "@budi +1 first").await;
    let held = hold(&plaudit).await;
    let begun = Instant::now();
    // Slack repeats it three times, each time no sooner than it gives up.
    let said = ana.post(KUDOS, "@budi ++ for the launch").await;
    assert!(begun.elapsed() < PLATFORM * 4);
    assert_eq!(said.status, Some(503));
    held.rollback().await.unwrap();
    plaudit.quiet().await;
    let given = async || plaudit.points(BUDI).await;
    eventually("it is given", given, |points| *points >= 2).await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_invoke_that_takes_long_is_answered_in_time_and_once_more() {
    let plaudit = Plaudit::start_at_noon().await;
    let kudos = plaudit_sandbox::teams::KUDOS;
    let liam = plaudit.teams().as_user("liam");
    liam.say(kudos, "@Plaudit @budi +1 for the launch").await;
    plaudit.hush().await;
    let card = plaudit.posted(kudos);
    let zoe = plaudit.teams().as_user("zoe");
    let held = hold(&plaudit).await;
    let begun = Instant::now();
    let pressed = zoe.press(&card, "+1").await;
    assert!(begun.elapsed() < PLATFORM);
    assert!(
        pressed.is_ok() && pressed.text.contains("still at it"),
        "{pressed:?}"
    );
    held.rollback().await.unwrap();
    let given = async || plaudit.points_of("budi").await;
    eventually("it is given", given, |points| *points >= 2).await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 2);
    plaudit.finish().await;
}

/// Whoever waits for what somebody holds does so without one of the few connections.
#[tokio::test]
async fn undos_that_wait_keep_nobody_else_waiting() {
    let plaudit = Plaudit::start().await;
    let givers = [
        SITI,
        BUDI,
        "U0ZOE000004",
        "U0RIZKY0006",
        "U0FARID0007",
        "U0PRIYA0008",
        "U0DEWI00009",
        "U0HAKIM0010",
        "U0LIAM00016",
    ];
    for giver in givers {
        let giver = plaudit.sandbox.as_user(giver);
        giver.slash(KUDOS, "/kudos", "@ana +1 first").await;
    }
    let held = hold(&plaudit).await;
    let undos = givers.map(|giver| {
        let giver = plaudit.sandbox.as_user(giver);
        async move { giver.slash(KUDOS, "/kudos", "undo").await }
    });
    let undone = join_all(undos).await;
    assert!(undone.iter().all(|it| it.ts.is_some()), "{undone:?}");
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana.slash(KUDOS, "/kudos", "balance").await;
    assert!(seen.text.contains("9 points"), "{seen:?}");
    held.rollback().await.unwrap();
    // And all of them are done once they may be.
    let left = async || plaudit.points(ANA).await;
    eventually("all are undone", left, |points| *points == 0).await;
    plaudit.quiet().await;
    plaudit.finish().await;
}
