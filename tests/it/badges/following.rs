//! Gifts leave what badges follow, whatever ends in between.

use plaudit::badges::{self, NewBadge};
use plaudit::clock::Clock;
use plaudit::policy::Actor;
use plaudit::settings::Settings;
use plaudit::{holidays, leaderboard};
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};

use super::{BUDI, KUDOS};
use crate::harness::{Books, Replica, TestDb, comes_to, count, until};

const FIRST: &str =
    "SELECT count(*) FROM badge_award WHERE badge IN ('first-given', 'first-received')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_between_gift_and_badge_loses_nothing() {
    let clock = Clock::system();
    let db = TestDb::new().await;
    db.with_badges().await;
    let sandbox = Sandbox::start(SandboxOptions::for_tests()).await.unwrap();
    let replica = Replica::start_apart(&db, &sandbox, clock.clone()).await;
    sandbox.connect(&format!("http://{}/", replica.address));
    // Nothing is folded meanwhile.
    let mut held = db.pool.begin().await.unwrap();
    let lock = "SELECT pg_advisory_xact_lock(hashtextextended('plaudit leaderboard fold', 0))";
    sqlx::query(lock).execute(&mut *held).await.unwrap();
    let seen = sandbox
        .as_user(BUDI)
        .slash(KUDOS, "/kudos", "@zoe +1 untuk ikon")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    comes_to(&db.pool, 1, "SELECT count(*) FROM kudos").await;
    replica.kill();
    held.rollback().await.unwrap();
    assert_eq!(count(&db.pool, FIRST).await, 0);

    let replica = Replica::start(&db, &sandbox, clock).await;
    replica.app.desk.prepare_badges().await.unwrap();
    let mut conn = db.pool.acquire().await.unwrap();
    until("both have their badge", async || {
        // Whoever was looked at when it started need not be left alone.
        let rested = "UPDATE badge_look SET due_at = '-infinity'";
        sqlx::query(rested).execute(&db.pool).await.unwrap();
        leaderboard::fold(&mut conn).await.unwrap();
        replica.app.desk.follow_badges().await.unwrap();
        count(&db.pool, FIRST).await == 2
    })
    .await;
    replica.stop().await;
}

/// Giving itself writes nothing for badges.
#[tokio::test]
async fn a_gift_writes_nothing_for_badges() {
    let plaudit = super::start().await;
    let held = plaudit.hold_folding().await;
    plaudit.follow_waiting().await;
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    let looks = "SELECT count(*) FROM badge_look";
    assert_eq!(count(&plaudit.db.pool, looks).await, 0);
    held.rollback().await.unwrap();
    plaudit.follow().await;
    assert_eq!(plaudit.awards(BUDI).await, ["first-given"]);
    plaudit.finish().await;
}

/// A look that began before a badge was made does not know it.
#[tokio::test]
async fn whoever_is_looked_at_as_a_badge_is_made_is_looked_at_again() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 1).await;
    let (workspace, clock) = (books.workspace, books.clock.clone());
    let due =
        "INSERT INTO badge_look (workspace_id, member_id) SELECT workspace_id, id FROM member";
    sqlx::query(due).execute(&db.pool).await.unwrap();

    let mut looking = db.pool.begin().await.unwrap();
    let claimed = badges::claim(&mut looking, clock.now()).await;
    let claimed = claimed.unwrap().unwrap();
    let holidays = holidays::all(&mut looking, workspace).await.unwrap();
    let settings = Settings::default();
    badges::look(&mut looking, clock.now(), &claimed, &settings, &holidays)
        .await
        .unwrap();
    let mut making = db.pool.begin().await.unwrap();
    let making = tokio::spawn(async move {
        let new = NewBadge {
            slug: "early".to_owned(),
            name: "Early".to_owned(),
            name_id: None,
            name_ms: None,
            picture: ":star:".parse().unwrap(),
            rule: "given 1".parse().unwrap(),
        };
        badges::define(&mut making, &clock, &Actor::Operator, workspace, &new)
            .await
            .unwrap();
        making.commit().await.unwrap();
    });
    let waiting = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    until("it waits, or is made", async || {
        making.is_finished() || count(&db.pool, waiting).await == 1
    })
    .await;
    looking.commit().await.unwrap();
    making.await.unwrap();
    assert_eq!(count(&db.pool, "SELECT count(*) FROM badge_look").await, 1);
}
