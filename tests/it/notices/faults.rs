//! Nothing is lost, nothing is told twice, and what cannot be told harms nobody.

use futures_util::future::join_all;
use plaudit::clock::Clock;
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use sqlx::{Executor, PgPool, Postgres, Transaction};

use super::{ANA, BUDI, KUDOS, LIAM, RIZKY, ZOE, read, told, writes};
use crate::harness::{Plaudit, Replica, TestDb, comes_to, count, eventually};

/// The deliveries that were not understood yet.
pub(super) const DEFERRED: &str = "SELECT count(*) FROM inbox WHERE state = 'pending'";

/// The letters that were not sent yet.
const UNSENT: &str = "SELECT count(*) FROM outbox WHERE state = 'pending'";

/// Holds somebody's row, so that nobody tells them anything. Gifts to them go on.
pub(super) async fn hold(pool: &PgPool, user: &str) -> Transaction<'static, Postgres> {
    let mut tx = pool.begin().await.unwrap();
    let sql = "SELECT FROM member m JOIN identity i ON i.member_id = m.id
               WHERE i.user_id = $1 FOR NO KEY UPDATE OF m";
    let held = sqlx::query(sql).bind(user).execute(&mut *tx).await;
    assert_eq!(held.unwrap().rows_affected(), 1);
    tx
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_not_told_before_a_crash_is_told_after_it() {
    let clock = Clock::system();
    let db = TestDb::new().await;
    let options = SandboxOptions::for_tests();
    let sandbox = Sandbox::start(options).await.unwrap();
    let replica = Replica::start_apart(&db, &sandbox, clock.clone()).await;
    sandbox.connect(&format!("http://{}/", replica.address));
    let held = hold(&db.pool, ZOE).await;
    let ts = writes(&sandbox, ZOE, KUDOS).await;
    sandbox.as_user(ANA).react(KUDOS, &ts, "clap").await;
    let due = "SELECT count(*) FROM notice_entry WHERE due_at IS NOT NULL";
    comes_to(&db.pool, 1, due).await;
    assert_eq!(count(&db.pool, "SELECT count(*) FROM kudos").await, 1);
    // One that is under way when the machine dies waits until its lease ends.
    comes_to(&db.pool, 0, UNSENT).await;
    replica.kill();
    // It ends by itself: until then it might still tell, and hold the letter that does.
    let gone = "SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'plaudit gifts'";
    comes_to(&db.pool, 0, gone).await;
    held.rollback().await.unwrap();
    assert!(told(&sandbox, ZOE).is_empty());

    let replica = Replica::start(&db, &sandbox, clock).await;
    comes_to(&db.pool, 0, due).await;
    comes_to(&db.pool, 0, UNSENT).await;
    let told = told(&sandbox, ZOE);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].shown().contains(ANA), "{told:?}");
    replica.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_replicas_tell_once() {
    let plaudit = Plaudit::start().await;
    let other = plaudit.beside().await;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    // Both have something to tell at once.
    let held = hold(&plaudit.db.pool, ZOE).await;
    let givers = [
        ANA,
        BUDI,
        RIZKY,
        LIAM,
        "U0FARID0007",
        "U0PRIYA0008",
        "U0DEWI00009",
        "U0HAKIM0010",
    ];
    let reactions = givers.map(|giver| {
        let giver = plaudit.sandbox.as_user(giver);
        let ts = &ts;
        async move { giver.react(KUDOS, ts, "clap").await }
    });
    join_all(reactions).await;
    comes_to(&plaudit.db.pool, 0, DEFERRED).await;
    held.rollback().await.unwrap();
    for desk in [&plaudit.app().desk, &other.app.desk] {
        desk.notices.wake();
    }
    plaudit.quiet().await;
    let read = read(&plaudit, ZOE);
    assert_eq!(read.len(), 1, "{read:?}");
    assert!(read[0].contains("8 points"), "{read:?}");
    assert_eq!(plaudit.points(ZOE).await, 8);
    other.stop().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn what_cannot_be_told_is_set_aside_and_harms_no_neighbour() {
    let plaudit = Plaudit::start().await;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    // Older than anything else, and of a kudos that nobody gave.
    sqlx::query(
        "INSERT INTO notice_entry (workspace_id, recipient, subject, kudos_id, at, due_at)
         SELECT m.workspace_id, m.id, 'message:bad', gen_random_uuid(), now() - interval '1 hour', now() - interval '1 hour'
         FROM member m JOIN identity i ON i.member_id = m.id WHERE i.user_id = $1",
    )
    .bind(ZOE)
    .execute(&plaudit.db.pool)
    .await
    .unwrap();
    plaudit.sandbox.as_user(ANA).react(KUDOS, &ts, "clap").await;
    plaudit.quiet().await;
    let read = read(&plaudit, ZOE);
    assert_eq!(read.len(), 1, "{read:?}");
    assert!(read[0].contains(ANA), "{read:?}");
    let aside = "SELECT count(*) FROM notice_entry
                 WHERE subject = 'message:bad' AND failures > 0 AND last_error IS NOT NULL AND due_at > at";
    assert_eq!(count(&plaudit.db.pool, aside).await, 1);
    let notices = "SELECT count(*) FROM notice WHERE subject = 'message:bad'";
    assert_eq!(
        count(&plaudit.db.pool, notices).await,
        0,
        "nothing is half told"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn what_panics_is_set_aside_and_harms_no_neighbour() {
    let plaudit = Plaudit::start().await;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    let bad = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    let held = hold(&plaudit.db.pool, ZOE).await;
    for giver in [ANA, BUDI] {
        plaudit
            .sandbox
            .as_user(giver)
            .react(KUDOS, &bad, "clap")
            .await;
    }
    comes_to(&plaudit.db.pool, 0, DEFERRED).await;
    // More points together than a number holds: the ledger gives nobody so many.
    let mut tampering = plaudit.db.tampering().await;
    tampering
        .execute("UPDATE kudos SET points = 9223372036854775807")
        .await
        .unwrap();
    held.rollback().await.unwrap();
    let aside =
        "SELECT count(*) FROM notice_entry WHERE failures > 0 AND last_error LIKE '%panicked%'";
    comes_to(&plaudit.db.pool, 2, aside).await;
    plaudit
        .sandbox
        .as_user(RIZKY)
        .react(KUDOS, &ts, "clap")
        .await;
    plaudit.quiet().await;
    let read = read(&plaudit, ZOE);
    assert_eq!(read.len(), 1, "{read:?}");
    assert!(read[0].contains(RIZKY), "{read:?}");
    // As it was, so that the books are right again.
    tampering
        .execute("UPDATE kudos SET points = 1")
        .await
        .unwrap();
    plaudit.finish().await;
}

/// The first of them to look is not the one that waits for it, with everybody waiting behind.
#[tokio::test]
async fn what_is_held_is_passed_over_and_told_once_it_is_free() {
    let plaudit = Plaudit::start().await;
    let pool = &plaudit.db.pool;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    let elsewhere = hold(pool, ZOE).await;
    plaudit.sandbox.as_user(ANA).react(KUDOS, &ts, "clap").await;
    let due = "SELECT count(*) FROM notice_entry WHERE due_at IS NOT NULL";
    comes_to(pool, 1, due).await;
    let mut held = pool.begin().await.unwrap();
    held.execute("SELECT FROM notice_entry FOR UPDATE")
        .await
        .unwrap();
    elsewhere.rollback().await.unwrap();
    let ts = writes(&plaudit.sandbox, LIAM, KUDOS).await;
    plaudit.sandbox.as_user(ANA).react(KUDOS, &ts, "clap").await;
    let of_liam = async || read(&plaudit, LIAM).len();
    eventually("Liam is told", of_liam, |many| *many == 1).await;
    assert!(read(&plaudit, ZOE).is_empty());
    assert_eq!(count(pool, due).await, 1);
    held.rollback().await.unwrap();
    let of_zoe = async || read(&plaudit, ZOE).len();
    eventually("Zoe is told", of_zoe, |many| *many == 1).await;
    plaudit.finish().await;
}
