//! Processes that end in the middle, and several at once: nothing is lost, and nobody gets two.

use std::sync::Arc;

use jiff::SignedDuration;
use plaudit::ids::RedemptionId;
use plaudit::rewards::{Asks, State};
use plaudit_sandbox::slack::Sandbox;
use tempfile::TempDir;
use tokio::sync::Notify;

use super::scene::{BUDI, Scene};
use crate::harness::{KEY, Replica, Server, comes_to, count, eventually};
use plaudit_sandbox::webhook::{Receiver, Say};

/// A process that can be killed, in place of the scene's own.
async fn mortal(scene: &Scene) -> Replica {
    scene.plaudit.app().stop.cancel();
    let sandbox: &Sandbox = &scene.plaudit.sandbox;
    Replica::start_apart(&scene.plaudit.db, sandbox, scene.plaudit.clock.clone()).await
}

/// Its claim ends by itself.
fn let_go(scene: &Scene) {
    scene.plaudit.clock.advance(SignedDuration::from_secs(61));
}

#[track_caller]
fn one_key(receiver: &Receiver, id: RedemptionId) -> usize {
    let calls = receiver.calls();
    for call in &calls {
        assert_eq!((&call.id, call.genuine), (&id.to_string(), true));
    }
    calls.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_between_the_call_and_its_record_is_taken_up_under_the_same_key() {
    let scene = Scene::open().await;
    let first = mortal(&scene).await;
    // It was taken there, and the answer finds nobody any more.
    let receiver = Receiver::start([Say::Hang, Say::code("SAME")])
        .await
        .unwrap();
    let item = scene.by_service(&receiver, Asks::Nothing).await;
    let id = scene.redeem(item, None).await;
    receiver.called(1).await;
    first.kill();
    assert_eq!(scene.redemption(id).await.state, State::Fulfilling);
    let second = scene.beside(|_| ()).await;
    let_go(&scene);
    scene.until(id, State::Fulfilled).await;
    assert_eq!(one_key(&receiver, id), 2);
    assert_eq!(scene.code(id).await.as_deref(), Some("SAME"));
    assert_eq!(scene.times_told(BUDI, "SAME").await, 1);
    second.stop().await;
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_kill_nobody_says_that_it_failed_who_does_not_know() {
    let scene = Scene::open().await;
    let first = mortal(&scene).await;
    let receiver = Receiver::start([Say::Hang, Say::Answer(503, String::new())])
        .await
        .unwrap();
    let item = scene.by_service(&receiver, Asks::Nothing).await;
    let id = scene.redeem(item, None).await;
    receiver.called(1).await;
    first.kill();
    let second = scene.beside(|_| ()).await;
    let_go(&scene);
    scene.until(id, State::Unknown).await;
    scene.plaudit.clock.advance(SignedDuration::from_hours(73));
    scene.delivered().await;
    assert_eq!(scene.redemption(id).await.state, State::Unknown);
    one_key(&receiver, id);
    second.stop().await;
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_while_the_record_waits_loses_no_code() {
    let scene = Scene::open().await;
    let first = mortal(&scene).await;
    let item = scene.by_codes("KEPT").await;
    // The record of the first one waits for somebody who holds the accounts, and dies.
    let mut holding = scene.plaudit.db.pool.begin().await.unwrap();
    let held = "SELECT FROM ledger_account WHERE kind IN ('reserve', 'redeemed') FOR UPDATE";
    let id = scene.redeem(item, None).await;
    sqlx::query(held).execute(&mut *holding).await.unwrap();
    let claimed =
        "SELECT count(*) FROM fulfilment WHERE lease IS NOT NULL OR settled_at IS NOT NULL";
    comes_to(&scene.plaudit.db.pool, 1, claimed).await;
    first.kill();
    holding.rollback().await.unwrap();
    let second = scene.beside(|_| ()).await;
    let_go(&scene);
    scene.until(id, State::Fulfilled).await;
    assert_eq!(scene.code(id).await.as_deref(), Some("KEPT"));
    let given = "SELECT count(*) FROM reward_code WHERE redemption_id IS NOT NULL";
    assert_eq!(count(&scene.plaudit.db.pool, given).await, 1);
    assert_eq!(scene.times_told(BUDI, "KEPT").await, 1);
    second.stop().await;
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_back_late_and_who_took_over_deliver_once() {
    let scene = Scene::open().await;
    let other = scene.beside(|_| ()).await;
    // The first call is answered once the second one is there: the claim has ended meanwhile.
    let answered = Arc::new(Notify::new());
    let slow = Say::Held(Arc::clone(&answered), r#"{"code":"DEDUPED"}"#.to_owned());
    let receiver = Receiver::start([slow, Say::code("DEDUPED")]).await.unwrap();
    let item = scene.by_service(&receiver, Asks::Nothing).await;
    let id = scene.redeem(item, None).await;
    receiver.called(1).await;
    let_go(&scene);
    receiver.called(2).await;
    answered.notify_one();
    scene.until(id, State::Fulfilled).await;
    scene.delivered().await;
    assert_eq!(one_key(&receiver, id), 2);
    assert_eq!(scene.times_told(BUDI, "DEDUPED").await, 1);
    assert_eq!(
        scene.steps(id).await,
        "requested approved fulfilling fulfilled"
    );
    other.stop().await;
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_call_for_each_order_once() {
    let scene = Scene::open().await;
    let other = scene.beside(|_| ()).await;
    let receiver = Receiver::start([Say::code("EACH")]).await.unwrap();
    let item = scene.by_service(&receiver, Asks::Nothing).await;
    let mut redeemed = Vec::new();
    for _ in 0..10 {
        redeemed.push(scene.redeem(item, None).await);
    }
    for id in &redeemed {
        scene.until(*id, State::Fulfilled).await;
    }
    let mut called: Vec<String> = receiver.calls().into_iter().map(|it| it.id).collect();
    let mut expected: Vec<String> = redeemed.iter().map(ToString::to_string).collect();
    called.sort();
    expected.sort();
    assert_eq!(called, expected);
    other.stop().await;
    scene.finish().await;
}

#[tokio::test]
async fn who_is_told_to_stop_lets_go_and_another_goes_on() {
    let scene = Scene::open().await;
    scene.plaudit.app().stop.cancel();
    let receiver = Receiver::start([Say::Hang, Say::code("NEXT")])
        .await
        .unwrap();
    let item = scene.by_service(&receiver, Asks::Nothing).await;
    let first = scene.beside(|_| ()).await;
    let id = scene.redeem(item, None).await;
    receiver.called(1).await;
    first.stop().await;
    let second = scene.beside(|_| ()).await;
    let_go(&scene);
    scene.until(id, State::Fulfilled).await;
    assert_eq!(one_key(&receiver, id), 2);
    second.stop().await;
    scene.finish().await;
}

/// The program itself, on the scene's database.
pub(super) async fn program(
    scene: &Scene,
    directory: &TempDir,
    account: &[(&str, String)],
) -> Server {
    let sandbox = &scene.plaudit.sandbox;
    let environment = [
        ("DATABASE_URL", scene.plaudit.db.url()),
        ("SLACK_SIGNING_SECRET", sandbox.signing_secret().to_owned()),
        ("SLACK_BOT_TOKEN", sandbox.bot_token().unwrap()),
        ("SLACK_API_URL", sandbox.api_url()),
        ("PLAUDIT_ENCRYPTION_KEY", KEY.to_owned()),
        ("PLAUDIT_FULFILMENT_PRIVATE", "true".to_owned()),
    ];
    let all = environment.iter().chain(account);
    let all: Vec<_> = all.map(|(name, value)| (*name, value.as_str())).collect();
    Server::start(directory.path(), &all).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_program_had_under_way_when_it_was_killed_the_next_one_ends() {
    let scene = Scene::open().await;
    scene.plaudit.app().stop.cancel();
    let directory = TempDir::new().unwrap();
    let first = program(&scene, &directory, &[]).await;
    let receiver = Receiver::start([Say::Hang, Say::code("SURVIVED")])
        .await
        .unwrap();
    let mug = scene.by_service(&receiver, Asks::Nothing).await;
    let coffee = scene.by_codes("LOCAL").await;
    let id = scene.redeem(mug, None).await;
    receiver.called(1).await;
    first.kill().await;
    let local = scene.redeem(coffee, None).await;
    // As once its lease is over.
    sqlx::query("UPDATE fulfilment SET available_at = created_at")
        .execute(&scene.plaudit.db.pool)
        .await
        .unwrap();
    let second = program(&scene, &directory, &[]).await;
    for (id, code) in [(id, "SURVIVED"), (local, "LOCAL")] {
        scene.until(id, State::Fulfilled).await;
        assert_eq!(scene.code(id).await.as_deref(), Some(code));
        assert_eq!(scene.times_told(BUDI, code).await, 1);
    }
    assert_eq!(one_key(&receiver, id), 2);
    for line in [
        r#"plaudit_fulfilments_total{outcome="delivered"} 1"#,
        r#"plaudit_fulfilments_total{outcome="code"} 1"#,
        r#"plaudit_queue_depth{queue="fulfilment",weight="interactive"} 0"#,
        r#"plaudit_queue_oldest_seconds{queue="fulfilment",weight="interactive"} 0"#,
        r#"plaudit_queue_set_aside{queue="fulfilment"} 0"#,
    ] {
        let shown = |metrics: &String| metrics.contains(line);
        eventually(line, async || second.metrics().await, shown).await;
    }
    let (status, log) = second.stop().await;
    assert!(status.success());
    for secret in ["SURVIVED", "LOCAL", "whsec_"] {
        assert!(!log.contains(secret), "{log}");
    }
    scene.finish().await;
}
