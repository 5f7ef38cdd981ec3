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

use super::office::{BUDI, GENERAL, KUDOS, Office, Row, SITI, seconds};
use crate::harness::eventually;

#[tokio::test]
async fn each_wait_is_longer_than_the_one_before() {
    let office = Office::open().await;
    office.sandbox.fail("chat.postMessage", Fault::Broken, 6);
    office.put(&[office.letter(KUDOS, "at last")]).await;
    let worker = office.hire();
    for attempt in 1..=6 {
        let rows = office
            .until(|rows| rows[0].attempts == attempt && rows[0].wait(&office.clock) < seconds(59))
            .await;
        let least = SignedDuration::from_secs(1 << (attempt - 1));
        let wait = rows[0].wait(&office.clock);
        assert!(least <= wait && wait <= least * 3 / 2, "{attempt}: {wait}");
        // Nothing before its time.
        office.pass(wait - SignedDuration::from_micros(1));
        office.look_round().await;
        assert_eq!(office.rows().await[0].attempts, attempt);
        office.pass(SignedDuration::from_micros(1));
    }
    office.until(|rows| rows[0].sent()).await;
    assert_eq!(office.texts(KUDOS), ["at last"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_call_that_hangs_holds_up_nobody_else() {
    let office = Office::open_at(Clock::system()).await;
    let hang = Fault::Slow(Duration::from_mins(1));
    office.sandbox.fail("chat.postMessage", hang, 1);
    let worker = office.hire();
    office.put(&[office.letter(KUDOS, "slowly")]).await;
    office.posts_come(1).await;
    let elsewhere = ["a", "b", "c"].map(|text| office.letter(GENERAL, text));
    office.put(&elsewhere).await;
    let rows = office.until(|rows| rows[1..].iter().all(Row::sent)).await;
    assert!(!rows[0].sent());
    // Given up after its deadline, and tried again.
    let rows = office.until(|rows| rows[0].sent()).await;
    assert_eq!(rows[0].attempts, 2);
    assert_eq!(office.texts(KUDOS), ["slowly"]);
    office.close(worker).await;
}

#[tokio::test]
async fn what_may_not_have_arrived_is_said_again() {
    let office = Office::open().await;
    office
        .sandbox
        .fail("chat.postMessage", Fault::LostAnswer, 1);
    let about = Subject::from("kudos:1");
    office
        .put(&[office.letter(KUDOS, "hello").about(about.clone())])
        .await;
    let worker = office.hire();
    office.until(|rows| rows[0].error.is_some()).await;
    office.pass(seconds(2));
    office.until(|rows| rows[0].sent()).await;
    assert_eq!(office.texts(KUDOS), ["hello", "hello"]);
    // The message that is known of can be changed.
    office
        .put(&[office.letter(KUDOS, "changed").about(about).as_update()])
        .await;
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.texts(KUDOS), ["hello", "changed"]);
    office.close(worker).await;
}

#[tokio::test]
async fn where_the_channel_is_gone_the_giver_is_told() {
    let office = Office::open().await;
    office.sandbox.change(|model| {
        let channels = &mut model.team.channels;
        let gone = channels.iter_mut().find(|it| it.id == KUDOS).unwrap();
        gone.archived = true;
    });
    let worker = office.hire();
    let sorry = office.letter_to(SITI, "not posted there");
    office
        .put(&[office.letter(KUDOS, "kudos").or_else(sorry)])
        .await;
    let rows = office.until(|rows| rows.len() == 2 && rows[1].sent()).await;
    assert_eq!(rows[0].state, "refused");
    assert!(rows[0].error.as_ref().unwrap().contains("is_archived"));
    assert_eq!(rows[0].attempts, 1);
    let dm = office.sandbox.dm_with_bot(SITI);
    assert_eq!(dm[0].text, "not posted there");
    // Seen by the operator, with its reason.
    let mut conn = office.db.pool.acquire().await.unwrap();
    let unsent = outbox::undelivered(&mut conn, office.workspace)
        .await
        .unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!(unsent[0].state, "refused");
    drop(conn);
    office.close(worker).await;
}

#[tokio::test]
async fn who_cannot_be_reached_is_marked_until_they_can() {
    let office = Office::open().await;
    office.know(BUDI).await;
    let leave = |gone: bool| {
        office.sandbox.change(|model| {
            let users = &mut model.team.users;
            users.iter_mut().find(|it| it.id == BUDI).unwrap().deleted = gone;
        });
    };
    leave(true);
    let worker = office.hire();
    office.put(&[office.letter_to(BUDI, "kudos")]).await;
    let rows = office.until(|rows| rows[0].state == "refused").await;
    assert!(rows[0].error.as_ref().unwrap().contains("user_disabled"));
    let reason = unreachable_reason(&office).await.unwrap();
    assert!(reason.contains("user_disabled"), "{reason}");

    leave(false);
    office.put(&[office.letter_to(BUDI, "back")]).await;
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(unreachable_reason(&office).await, None);
    office.close(worker).await;
}

#[tokio::test]
async fn a_revoked_token_keeps_the_letters_until_it_is_replaced() {
    let office = Office::open().await;
    let token = office.sandbox.bot_token();
    let worker = office.hire();
    office.sandbox.change(|model| model.token = None);
    office.put(&[office.letter(KUDOS, "kept")]).await;
    let dead = office.until_dead(true).await;
    assert!(dead.unwrap().contains("token_revoked"));
    // However long it takes.
    for _ in 0..20 {
        office.pass(SignedDuration::from_mins(6));
        let calls = office.sandbox.calls("chat.postMessage").len();
        office.posts_come(calls + 1).await;
        let rows = office
            .until(|rows| rows[0].wait(&office.clock) > seconds(60))
            .await;
        assert_eq!(rows[0].attempts, 0);
    }
    office.sandbox.change(|model| model.token = token);
    office.connect().await;
    office.pass(seconds(1));
    office.until(|rows| rows[0].sent()).await;
    assert_eq!(office.until_dead(false).await, None);
    assert_eq!(office.texts(KUDOS), ["kept"]);
    office.close(worker).await;
}

#[tokio::test]
async fn after_the_last_attempt_it_is_dead_until_an_operator_retries() {
    let office = Office::open().await;
    office.sandbox.fail("chat.postMessage", Fault::Broken, 16);
    office
        .put(&[office.letter(KUDOS, "dead"), office.letter(KUDOS, "next")])
        .await;
    let worker = office.hire();
    for attempt in 1..16 {
        office
            .until(|rows| rows[0].attempts == attempt && rows[0].wait(&office.clock) != seconds(60))
            .await;
        office.pass(SignedDuration::from_mins(15));
    }
    let rows = office.until(|rows| rows[0].state == "dead").await;
    assert_eq!(rows[0].attempts, 16);
    // It no longer holds up what follows.
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.texts(KUDOS), ["next"]);

    let mut conn = office.db.pool.acquire().await.unwrap();
    let unsent = outbox::undelivered(&mut conn, office.workspace)
        .await
        .unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!((unsent[0].state.as_str(), unsent[0].attempts), ("dead", 16));
    assert!(unsent[0].last_error.as_ref().unwrap().contains("500"));
    let other = [ItemId::new(unsent[0].id.value() + 1)];
    let now: Timestamp = office.clock.now();
    for (ids, retried) in [(Some(other.as_slice()), 0), (None, 1)] {
        let done = outbox::retry(&mut conn, office.workspace, ids, now).await;
        assert_eq!(done.unwrap(), retried);
    }
    drop(conn);
    office.pass(seconds(1));
    office.until(|rows| rows[0].sent()).await;
    assert_eq!(office.texts(KUDOS), ["next", "dead"]);
    office.close(worker).await;
}

impl Office {
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

async fn unreachable_reason(office: &Office) -> Option<String> {
    sqlx::query_scalar("SELECT unreachable_reason FROM identity WHERE user_id = $1")
        .bind(BUDI)
        .fetch_one(&office.db.pool)
        .await
        .unwrap()
}

/// What no database keeps is taken out; and what it does not take all the same is given up, since it
/// would be sent again and again.
#[tokio::test]
async fn an_answer_that_cannot_be_recorded_repeats_nothing() {
    let office = Office::open().await;
    let port = office.port();
    let (odd, wrong) = (port.hold("odd"), port.hold("wrong"));
    let worker = office.hire_with(Arc::clone(&port));
    office
        .put(&[
            office.letter(KUDOS, "odd").about("kudos:1".into()),
            office.letter(GENERAL, "wrong").about("kudos:2".into()),
        ])
        .await;
    let receipt = |message: &str| Receipt {
        channel: KUDOS.to_owned(),
        message: Some(message.to_owned()),
    };
    odd.send(Ok(receipt("1.1\u{0}"))).unwrap();
    let refuse = "ALTER TABLE posted_message ADD CHECK (message_id <> 'wrong')";
    office.db.pool.execute(refuse).await.unwrap();
    wrong.send(Ok(receipt("wrong"))).unwrap();
    let rows = office
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
    office.close(worker).await;
}
