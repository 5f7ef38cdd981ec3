//! What goes wrong with one delivery is no other's trouble.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use plaudit::inbox;
use plaudit::queue::{self, Claims, End, Queue};

use super::scene::{Answer, OURS, Row, Scene};

#[tokio::test]
async fn a_delivery_that_nobody_can_read_is_set_aside_among_good_ones() {
    let scene = Scene::open().await;
    for number in 0..3 {
        scene.give(OURS, "UANA", &format!("UNEW{number}")).await;
    }
    // By the same person, and before the others.
    scene
        .tamper(
            "UPDATE inbox SET inbound = jsonb_set(inbound, '{act}', '{\"danced\": \"a secret\"}')
             WHERE id = (SELECT min(id) FROM inbox)",
        )
        .await;
    let worker = scene.hire();
    let rows = scene.until(|rows| rows[1..].iter().all(Row::done)).await;
    assert_eq!(
        (rows[0].state.as_str(), rows[0].attempts),
        ("unreadable", 1)
    );
    let reason = rows[0].error.as_deref().unwrap();
    assert!(!reason.contains("secret"), "{reason}");
    assert_eq!(scene.given().await, 2);
    let mut conn = scene.db.pool.acquire().await.unwrap();
    let listed = queue::unsettled(&mut conn, Queue::Inbox, scene.workspace);
    assert_eq!(listed.await.unwrap().len(), 1);
    worker.stop().await;
}

#[tokio::test]
async fn a_delivery_of_a_newer_format_waits_for_a_replica_that_knows_it() {
    let scene = Scene::open().await;
    scene.give(OURS, "UANA", "UNEW").await;
    scene.give(OURS, "UANA", "UOTHER").await;
    scene
        .tamper("UPDATE inbox SET format = format + 1 WHERE id = (SELECT min(id) FROM inbox)")
        .await;
    let worker = scene.hire();
    let rows = scene.until(|rows| rows[1].done()).await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    scene
        .tamper("UPDATE inbox SET format = format - 1 WHERE state = 'pending'")
        .await;
    scene.pass(0);
    scene.until(|rows| rows[0].done()).await;
    worker.stop().await;
}

#[tokio::test]
async fn what_the_release_before_defers_is_understood() {
    let scene = Scene::open().await;
    scene.give(OURS, "UANA", "UNEW").await;
    scene.give(OURS, "UANA", "UOTHER").await;
    scene
        .tamper(
            "WITH put AS (DELETE FROM inbox RETURNING *)
             INSERT INTO inbox (workspace_id, inbound, created_at, available_at)
             SELECT workspace_id, inbound - 'installation', created_at, available_at FROM put",
        )
        .await;
    let worker = scene.hire();
    scene.until(|rows| rows.iter().all(Row::done)).await;
    assert_eq!(scene.given().await, 2);
    worker.stop().await;
}

#[tokio::test]
async fn a_late_hand_changes_nothing() {
    let scene = Scene::open().await;
    scene.give(OURS, "UANA", "UNEW").await;
    let claims = Claims::beside(&scene.db.pool);
    let claim = async || {
        let now = scene.clock.now();
        let claimed = inbox::claim(&claims, now, 8, 4, &BTreeMap::new()).await;
        claimed.unwrap()
    };
    let first = claim().await.remove(0);
    assert!(claim().await.is_empty());
    scene.pass(61);
    let second = claim().await.remove(0);
    let mut conn = scene.db.pool.acquire().await.unwrap();
    let now = scene.clock.now();
    let late = first
        .ticket
        .settle(&mut conn, now, End::Dead, Some("late"))
        .await;
    assert!(!late.unwrap());
    let late = first.ticket.postpone(&mut conn, now, "late", true).await;
    assert!(!late.unwrap());
    first.ticket.release(&mut conn, now).await.unwrap();
    let rows = scene.rows().await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 2));
    assert_eq!(
        (
            rows[0].wait(&scene.clock).as_secs(),
            rows[0].error.as_deref()
        ),
        (60, None)
    );
    let done = second.ticket.settle(&mut conn, now, End::Done, None).await;
    assert!(done.unwrap());
    let again = second.ticket.settle(&mut conn, now, End::Dead, None).await;
    assert!(!again.unwrap());
    assert!(scene.rows().await[0].done());
}

#[tokio::test]
async fn a_panic_is_one_deliverys_own_and_whoever_waits_is_told() {
    let scene = Scene::open().await;
    scene.oracle.answer("UBOOM", Answer::Panic);
    scene.give(OURS, "UANA", "UBOOM").await;
    scene.give(OURS, "UANA", "UNEW").await;
    let worker = scene.hire();
    let rows = scene.until(|rows| rows[1].done()).await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("dead", 1));
    assert!(
        rows[0].error.as_ref().unwrap().contains("panicked"),
        "{rows:?}"
    );
    let told: Vec<String> =
        sqlx::query_scalar("SELECT letter::text FROM outbox WHERE lane = 'slack:T1/UANA'")
            .fetch_all(&scene.db.pool)
            .await
            .unwrap();
    assert!(
        told.iter().any(|it| it.contains("before you try again")),
        "{told:?}"
    );
    worker.stop().await;
}

#[tokio::test]
async fn a_stop_waits_a_moment_and_gives_back_what_hangs() {
    let scene = Scene::open().await;
    scene.oracle.answer("USLOW", Answer::Silence);
    scene.give(OURS, "UANA", "USLOW").await;
    let worker = scene.hire();
    scene.asked_for("USLOW", 1).await;
    let begun = Instant::now();
    worker.stop().await;
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
    let rows = scene.rows().await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    assert!(rows[0].wait(&scene.clock).is_zero());
    // Another one takes it up at once.
    scene.oracle.speak();
    let worker = scene.hire();
    scene.until(|rows| rows[0].done()).await;
    worker.stop().await;
}
