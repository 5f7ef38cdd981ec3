//! What the platform refuses, for now or for good.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use plaudit::chat::Receipt;
use plaudit::clock::Clock;
use plaudit::ids::ItemId;
use plaudit::subject::Subject;
use plaudit::{outbox, workspace};
use plaudit_sandbox::slack::Fault;
use sqlx::Executor;

use super::scene::{BUDI, GENERAL, KUDOS, Row, SITI, Scene, seconds};
use crate::harness::eventually;

#[tokio::test]
async fn each_wait_is_longer_than_the_one_before() {
    let scene = Scene::open().await;
    scene.sandbox.fail("chat.postMessage", Fault::Broken, 6);
    scene.put(&[scene.letter(KUDOS, "at last")]).await;
    let worker = scene.hire();
    for attempt in 1..=6 {
        let rows = scene
            .until(|rows| rows[0].attempts == attempt && rows[0].wait(&scene.clock) < seconds(59))
            .await;
        let least = SignedDuration::from_secs(1 << (attempt - 1));
        let wait = rows[0].wait(&scene.clock);
        assert!(least <= wait && wait <= least * 3 / 2, "{attempt}: {wait}");
        // Nothing before its time.
        scene.pass(wait - SignedDuration::from_micros(1));
        scene.look_round().await;
        assert_eq!(scene.rows().await[0].attempts, attempt);
        scene.pass(SignedDuration::from_micros(1));
    }
    scene.until(|rows| rows[0].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["at last"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_call_that_hangs_holds_up_nobody_else() {
    let scene = Scene::open_at(Clock::system()).await;
    let hang = Fault::Slow(Duration::from_mins(1));
    scene.sandbox.fail("chat.postMessage", hang, 1);
    let worker = scene.hire();
    scene.put(&[scene.letter(KUDOS, "slowly")]).await;
    scene.posts_come(1).await;
    let elsewhere = ["a", "b", "c"].map(|text| scene.letter(GENERAL, text));
    scene.put(&elsewhere).await;
    let rows = scene.until(|rows| rows[1..].iter().all(Row::sent)).await;
    assert!(!rows[0].sent());
    // Given up after its deadline, and tried again.
    let rows = scene.until(|rows| rows[0].sent()).await;
    assert_eq!(rows[0].attempts, 2);
    assert_eq!(scene.texts(KUDOS), ["slowly"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn what_may_not_have_arrived_is_said_again() {
    let scene = Scene::open().await;
    scene.sandbox.fail("chat.postMessage", Fault::LostAnswer, 1);
    let about = Subject::from("kudos:1");
    scene
        .put(&[scene.letter(KUDOS, "hello").about(about.clone())])
        .await;
    let worker = scene.hire();
    scene.until(|rows| rows[0].error.is_some()).await;
    scene.pass(seconds(2));
    scene.until(|rows| rows[0].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["hello", "hello"]);
    // The message that is known of can be changed.
    scene
        .put(&[scene.letter(KUDOS, "changed").about(about).as_update()])
        .await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["hello", "changed"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn where_the_channel_is_gone_the_giver_is_told() {
    let scene = Scene::open().await;
    scene.sandbox.change(|model| {
        let channels = &mut model.team.channels;
        let gone = channels.iter_mut().find(|it| it.id == KUDOS).unwrap();
        gone.archived = true;
    });
    let worker = scene.hire();
    let sorry = scene.letter_to(SITI, "not posted there");
    scene
        .put(&[scene.letter(KUDOS, "kudos").or_else(sorry)])
        .await;
    let rows = scene.until(|rows| rows.len() == 2 && rows[1].sent()).await;
    assert_eq!(rows[0].state, "refused");
    assert!(rows[0].error.as_ref().unwrap().contains("is_archived"));
    assert_eq!(rows[0].attempts, 1);
    let dm = scene.sandbox.dm_with_bot(SITI);
    assert_eq!(dm[0].text, "not posted there");
    // Seen by the operator, with its reason.
    let mut conn = scene.db.pool.acquire().await.unwrap();
    let unsent = outbox::undelivered(&mut conn, scene.workspace)
        .await
        .unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!(unsent[0].state, "refused");
    drop(conn);
    scene.close(worker).await;
}

#[tokio::test]
async fn who_cannot_be_reached_is_marked_until_they_can() {
    let scene = Scene::open().await;
    scene.know(BUDI).await;
    let leave = |gone: bool| {
        scene.sandbox.change(|model| {
            let users = &mut model.team.users;
            users.iter_mut().find(|it| it.id == BUDI).unwrap().deleted = gone;
        });
    };
    leave(true);
    let worker = scene.hire();
    scene.put(&[scene.letter_to(BUDI, "kudos")]).await;
    let rows = scene.until(|rows| rows[0].state == "refused").await;
    assert!(rows[0].error.as_ref().unwrap().contains("user_disabled"));
    let reason = unreachable_reason(&scene).await.unwrap();
    assert!(reason.contains("user_disabled"), "{reason}");

    leave(false);
    scene.put(&[scene.letter_to(BUDI, "back")]).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(unreachable_reason(&scene).await, None);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_revoked_token_keeps_the_letters_until_it_is_replaced() {
    let scene = Scene::open().await;
    let token = scene.sandbox.bot_token();
    let worker = scene.hire();
    scene.sandbox.change(|model| model.token = None);
    scene.put(&[scene.letter(KUDOS, "kept")]).await;
    let dead = scene.until_dead(true).await;
    assert!(dead.unwrap().contains("token_revoked"));
    // However long it takes.
    for _ in 0..20 {
        scene.pass(SignedDuration::from_mins(6));
        let calls = scene.sandbox.calls("chat.postMessage").len();
        scene.posts_come(calls + 1).await;
        let rows = scene
            .until(|rows| rows[0].wait(&scene.clock) > seconds(60))
            .await;
        assert_eq!(rows[0].attempts, 0);
    }
    scene.sandbox.change(|model| model.token = token);
    scene.connect().await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[0].sent()).await;
    assert_eq!(scene.until_dead(false).await, None);
    assert_eq!(scene.texts(KUDOS), ["kept"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn after_the_last_attempt_it_is_dead_until_an_operator_retries() {
    let scene = Scene::open().await;
    scene.sandbox.fail("chat.postMessage", Fault::Broken, 16);
    scene
        .put(&[scene.letter(KUDOS, "dead"), scene.letter(KUDOS, "next")])
        .await;
    let worker = scene.hire();
    for attempt in 1..16 {
        scene
            .until(|rows| rows[0].attempts == attempt && rows[0].wait(&scene.clock) != seconds(60))
            .await;
        scene.pass(SignedDuration::from_mins(15));
    }
    let rows = scene.until(|rows| rows[0].state == "dead").await;
    assert_eq!(rows[0].attempts, 16);
    // It no longer holds up what follows.
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["next"]);

    let mut conn = scene.db.pool.acquire().await.unwrap();
    let unsent = outbox::undelivered(&mut conn, scene.workspace)
        .await
        .unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!((unsent[0].state.as_str(), unsent[0].attempts), ("dead", 16));
    assert!(unsent[0].last_error.as_ref().unwrap().contains("500"));
    let other = [ItemId::new(unsent[0].id.value() + 1)];
    let now: Timestamp = scene.clock.now();
    for (ids, retried) in [(Some(other.as_slice()), 0), (None, 1)] {
        let done = outbox::retry(&mut conn, scene.workspace, ids, now).await;
        assert_eq!(done.unwrap(), retried);
    }
    drop(conn);
    scene.pass(seconds(1));
    scene.until(|rows| rows[0].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["next", "dead"]);
    scene.close(worker).await;
}

impl Scene {
    /// Waits until the connection is dead, or alive again; returns the reason.
    async fn until_dead(&self, dead: bool) -> Option<String> {
        let reason = async || {
            let mut conn = self.db.pool.acquire().await.unwrap();
            let all = workspace::connections(&mut conn, self.workspace).await;
            all.unwrap().remove(0).dead_reason
        };
        let what = "the connection changes";
        eventually(what, reason, |reason| reason.is_some() == dead).await
    }
}

async fn unreachable_reason(scene: &Scene) -> Option<String> {
    sqlx::query_scalar("SELECT unreachable_reason FROM identity WHERE user_id = $1")
        .bind(BUDI)
        .fetch_one(&scene.db.pool)
        .await
        .unwrap()
}

/// What no database keeps is taken out; and what it does not take all the same is given up, since it
/// would be sent again and again.
#[tokio::test]
async fn an_answer_that_cannot_be_recorded_repeats_nothing() {
    let scene = Scene::open().await;
    let port = scene.port();
    let (odd, wrong) = (port.hold("odd"), port.hold("wrong"));
    let worker = scene.hire_with(Arc::clone(&port));
    scene
        .put(&[
            scene.letter(KUDOS, "odd").about("kudos:1".into()),
            scene.letter(GENERAL, "wrong").about("kudos:2".into()),
        ])
        .await;
    let receipt = |message: &str| Receipt {
        channel: KUDOS.to_owned(),
        message: Some(message.to_owned()),
    };
    odd.send(Ok(receipt("1.1\u{0}"))).unwrap();
    let refuse = "ALTER TABLE posted_message ADD CHECK (message_id <> 'wrong')";
    scene.db.pool.execute(refuse).await.unwrap();
    wrong.send(Ok(receipt("wrong"))).unwrap();
    let rows = scene
        .until(|rows| rows.iter().all(|it| it.state != "pending"))
        .await;
    assert!(rows[0].sent(), "{rows:?}");
    assert_eq!(rows[1].state, "dead");
    let error = rows[1].error.as_deref().unwrap();
    assert!(error.contains("cannot be recorded"), "{error}");
    assert!(
        !error.contains("wrong"),
        "what was said stays out of it: {error}"
    );
    scene.close(worker).await;
}
