//! Services that call back: who is believed, and what it comes to.

use jiff::SignedDuration;
use plaudit::ids::RedemptionId;
use plaudit::letters::RewardLetters;
use plaudit::policy::Actor;
use plaudit::rewards::{self, Advance, Asks, State, Step};

use super::scene::{BUDI, SITI, Scene};
use crate::harness::slack::post;
use plaudit_sandbox::webhook::{Receiver, Say};

const DONE: &str = r#"{"status":"fulfilled","code":"CALLED-1","reference":"R-1"}"#;

/// A redemption whose service says that it calls back.
async fn pending() -> (Scene, Receiver, RedemptionId) {
    let scene = Scene::open().await;
    let pending = r#"{"status":"pending","reference":"R-0"}"#;
    let receiver = Receiver::start([Say::Answer(200, pending.to_owned())])
        .await
        .unwrap();
    let item = scene.by_service(&receiver, Asks::Nothing).await;
    let id = scene.redeem(item, None).await;
    // No time passes meanwhile: its day begins when it says so.
    receiver.called(1).await;
    scene.recorded().await;
    (scene, receiver, id)
}

/// An admin lets something happen.
async fn advance(scene: &Scene, id: RedemptionId, step: Step) {
    let teller = RewardLetters::new(scene.settings().await);
    let ask = Advance::new(scene.workspace, id, step, &Actor::Operator);
    let mut tx = scene.plaudit.db.pool.begin().await.unwrap();
    rewards::advance(&mut tx, &scene.plaudit.clock, ask, &teller)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_call_completes_what_was_to_come_later() {
    let (scene, receiver, id) = pending().await;
    let noted = scene.redemption(id).await.provider_reference;
    assert_eq!(noted.as_deref(), Some("R-0"));
    let first = scene.call_back(id, DONE).await;
    assert_eq!((first.status, first.body.as_str()), (204, ""));
    let done = scene.redemption(id).await;
    assert_eq!(done.state, State::Fulfilled);
    assert_eq!(done.provider_reference.as_deref(), Some("R-1"));
    assert_eq!(scene.code(id).await.as_deref(), Some("CALLED-1"));
    assert_eq!(scene.times_told(BUDI, "CALLED-1").await, 1);
    // Sent again it is the same, now and later; another one comes too late.
    scene.plaudit.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(scene.call_back(id, DONE).await.status, 204);
    let other = DONE.replace("CALLED-1", "CALLED-2");
    let late = scene.call_back(id, &other).await;
    assert_eq!(
        (late.status, late.body.as_str()),
        (409, r#"{"state":"fulfilled"}"#)
    );
    let failed = scene.call_back(id, r#"{"status":"failed"}"#).await;
    assert_eq!(failed.status, 409);
    assert_eq!(scene.code(id).await.as_deref(), Some("CALLED-1"));
    assert_eq!(scene.times_told(BUDI, "CALLED").await, 1);
    assert_eq!(receiver.calls().len(), 1);
    scene.finish().await;
}

#[tokio::test]
async fn a_call_that_is_lost_is_asked_for_once_a_day() {
    let (scene, receiver, id) = pending().await;
    receiver.say([
        Say::Answer(503, String::new()),
        Say::Answer(202, String::new()),
        Say::code("FOUND"),
    ]);
    let begun = scene.plaudit.clock.now();
    scene.until(id, State::Fulfilled).await;
    let waited = scene.plaudit.clock.now().duration_since(begun);
    assert!((70..74).contains(&waited.as_hours()), "{waited:?}");
    assert_eq!(receiver.calls().len(), 4);
    assert_eq!(scene.code(id).await.as_deref(), Some("FOUND"));
    assert_eq!(
        scene.times_told(SITI, "mug").await,
        0,
        "nobody was bothered"
    );
    scene.finish().await;
}

#[tokio::test]
async fn a_call_that_never_comes_is_left_to_admins() {
    let (scene, _receiver, id) = pending().await;
    scene.until(id, State::Unknown).await;
    scene.delivered().await;
    assert_eq!(scene.times_told(SITI, "is not known").await, 1);
    // It may come all the same.
    assert_eq!(scene.call_back(id, DONE).await.status, 204);
    assert_eq!(scene.redemption(id).await.state, State::Fulfilled);
    scene.finish().await;
}

#[tokio::test]
async fn a_call_may_say_that_it_failed() {
    let (scene, _receiver, id) = pending().await;
    let said = r#"{"status":"failed","reason":"out of print"}"#;
    assert_eq!(scene.call_back(id, said).await.status, 204);
    let failed = scene.redemption(id).await;
    assert_eq!(failed.state, State::Failed);
    assert_eq!(failed.reason.as_deref(), Some("out of print"));
    assert_eq!(scene.times_told(SITI, "out of print").await, 1);
    assert_eq!(scene.call_back(id, said).await.status, 204);
    assert_eq!(scene.times_told(SITI, "out of print").await, 1);
    // Who failed may succeed after all.
    assert_eq!(scene.call_back(id, DONE).await.status, 204);
    assert_eq!(scene.redemption(id).await.state, State::Fulfilled);
    scene.finish().await;
}

#[tokio::test]
async fn nobody_else_is_believed_and_nobody_learns_why() {
    let (scene, receiver, id) = pending().await;
    let now = scene.plaudit.clock.now().as_second();
    let own = id.to_string();
    let other: RedemptionId = scene.plaudit.clock.new_id();
    let item = scene.by_service_as("cap", &receiver, Asks::Nothing).await;
    let second = scene.redeem(item, None).await;
    scene.until(second, State::Fulfilling).await;
    let refused = [
        // Signed for another redemption, which the same service delivers.
        scene.call_back_as(id, &second.to_string(), now, DONE).await,
        // There is none.
        scene
            .call_back_as(other, &other.to_string(), now, DONE)
            .await,
        // Too old, and of the future.
        scene.call_back_as(id, &own, now - 301, DONE).await,
        scene.call_back_as(id, &own, now + 301, DONE).await,
        post(
            &scene.plaudit.url(&format!("/fulfilment/{id}")),
            &[],
            DONE.into(),
        )
        .await,
        forged(&scene, &own, now).await,
        post(&scene.plaudit.url("/fulfilment/anything"), &[], DONE.into()).await,
    ];
    for answer in refused {
        assert_eq!((answer.status, answer.body.as_str()), (401, ""));
    }
    assert_eq!(scene.redemption(id).await.state, State::Fulfilling);
    assert_eq!(scene.code(id).await, None);
    scene.finish().await;
}

/// A call that is signed by somebody who does not know the secret.
async fn forged(scene: &Scene, id: &str, now: i64) -> crate::harness::slack::Answer {
    let at = now.to_string();
    let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let headers = [
        ("webhook-id", id),
        ("webhook-timestamp", at.as_str()),
        ("webhook-signature", signature),
    ];
    let url = scene.plaudit.url(&format!("/fulfilment/{id}"));
    post(&url, &headers, DONE.into()).await
}

#[tokio::test]
async fn what_makes_no_sense_changes_nothing() {
    let (scene, _receiver, id) = pending().await;
    for nonsense in [
        "",
        "OK",
        "{}",
        r#"{"status":"pending"}"#,
        r#"{"status":"fulfilled","code":7}"#,
        r#"{"status":"fulfilled","code":"A\u0000B"}"#,
    ] {
        let answer = scene.call_back(id, nonsense).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (400, ""),
            "{nonsense}"
        );
    }
    let long = format!(
        r#"{{"status":"failed","reason":"{}"}}"#,
        "x".repeat(64 * 1024)
    );
    assert_eq!(scene.call_back(id, &long).await.status, 413);
    assert_eq!(scene.redemption(id).await.state, State::Fulfilling);
    scene.finish().await;
}

#[tokio::test]
async fn what_comes_after_the_points_went_back_is_not_passed_on() {
    let (scene, _receiver, id) = pending().await;
    advance(&scene, id, Step::Fail).await;
    advance(&scene, id, Step::Refund).await;
    assert_eq!(scene.plaudit.points(BUDI).await, 100);
    for _ in 0..2 {
        let late = scene.call_back(id, DONE).await;
        assert_eq!(
            (late.status, late.body.as_str()),
            (409, r#"{"state":"refunded"}"#)
        );
    }
    assert_eq!(scene.redemption(id).await.state, State::Refunded);
    assert_eq!(scene.code(id).await, None);
    assert_eq!(scene.times_told(BUDI, "CALLED").await, 0);
    assert_eq!(scene.times_told(SITI, "was delivered after all").await, 1);
    assert_eq!(scene.times_told(SITI, "CALLED").await, 0);
    assert_eq!(scene.plaudit.points(BUDI).await, 100);
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_at_once_deliver_once() {
    let (scene, _receiver, id) = pending().await;
    let bodies: Vec<String> = (0..8)
        .map(|number| DONE.replace("CALLED-1", &format!("CALLED-{}", number % 4)))
        .collect();
    let calls = bodies.iter().map(|body| scene.call_back(id, body));
    let answers = futures_util::future::join_all(calls).await;
    let taken = answers.iter().filter(|it| it.status == 204).count();
    let ended = answers.iter().filter(|it| it.status == 409).count();
    // One code was the first; it may have been sent twice.
    assert_eq!((taken, ended), (2, 6), "{answers:?}");
    let code = scene.code(id).await.unwrap();
    assert_eq!(scene.times_told(BUDI, &code).await, 1);
    assert_eq!(scene.times_told(BUDI, "CALLED").await, 1);
    scene.finish().await;
}
