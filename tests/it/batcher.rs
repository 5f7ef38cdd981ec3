//! One batcher: what waits together, what does not fit, and how it ends.

use futures_util::future::join_all;
use plaudit::attempt::Failure;
use plaudit::kudos::{Batcher, NotRecorded, Outcome};
use plaudit::outbox::Wakeup;

use crate::harness::{Books, TestDb, batcher, count, hold, holds, prove, record, until};

/// Waits until a batch waits for an account that is held.
async fn until_waiting(db: &TestDb) {
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                   AND application_name = 'plaudit gifts' AND wait_event_type = 'Lock'";
    until("a batch waits", async || count(&db.pool, waiting).await > 0).await;
}

#[tokio::test]
async fn a_gift_that_is_short_does_not_harm_its_batch() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 4).await;
    let batcher = batcher(&db);
    batcher.give(books.gift("first", 0, &[1], 1)).await.unwrap();

    let held = hold(&db, &books, 0).await;
    let first = tokio::spawn({
        let (batcher, gift) = (batcher.clone(), books.gift("slow", 0, &[1], 1));
        async move { batcher.give(gift).await }
    });
    until_waiting(&db).await;
    // These wait together, and so are one batch.
    let together = join_all([
        batcher.give(books.gift("a", 0, &[1, 2], 20)),
        batcher.give(books.gift("b", 0, &[1, 2, 3], 20)),
        batcher.give(books.gift("c", 0, &[3], 50)),
        batcher.give(books.gift("a", 0, &[1, 2], 20)),
        batcher.give(books.gift("d", 2, &[3], 7)),
    ]);
    // They are handed in before the account is let go.
    let (outcomes, released) = tokio::join!(biased; together, held.rollback());
    released.unwrap();
    assert_eq!(first.await.unwrap(), Ok(Outcome::Given { left: 98 }));
    assert_eq!(
        outcomes,
        [
            Ok(Outcome::Given { left: 58 }),
            Ok(Outcome::Short { left: 58 }),
            Ok(Outcome::Given { left: 8 }),
            Ok(Outcome::AlreadyGiven),
            Ok(Outcome::Given { left: 93 }),
        ]
    );
    let commits = "SELECT count(DISTINCT xmin::text) FROM kudos";
    assert_eq!(count(&db.pool, commits).await, 3);
    assert_eq!(holds(&db, &books.points_of(3)).await, 57);
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

/// On this test's one thread, tasks are first run in the order in which they were spawned.
#[tokio::test]
async fn a_full_queue_is_said_at_once_and_what_it_took_is_recorded() {
    const ROOM: usize = 4_096;
    let db = TestDb::new().await;
    let mut books = Books::open(&db, "T1", 2).await;
    books.allowance.points = 100_000;
    let batcher = batcher(&db);
    batcher.give(books.gift("first", 0, &[1], 1)).await.unwrap();
    let spawn = |key: String| {
        let (batcher, gift) = (batcher.clone(), books.gift(&key, 0, &[1], 1));
        tokio::spawn(async move { batcher.give(gift).await })
    };

    let held = hold(&db, &books, 0).await;
    let slow = spawn("slow".to_owned());
    until_waiting(&db).await;
    let queued: Vec<_> = (1..ROOM).map(|number| spawn(number.to_string())).collect();
    let refused: Vec<_> = (0..9)
        .map(|number| spawn(format!("late {number}")))
        .collect();
    // Nothing moves, and yet this answer does not wait.
    for outcome in join_all(refused).await {
        assert_eq!(outcome.unwrap(), Err(Failure::NotDone(NotRecorded::Busy)));
    }
    held.rollback().await.unwrap();

    assert!(slow.await.unwrap().is_ok());
    for outcome in join_all(queued).await {
        assert!(matches!(outcome.unwrap(), Ok(Outcome::Given { .. })));
    }
    let expected = i64::try_from(ROOM).unwrap() + 1;
    assert_eq!(holds(&db, &books.points_of(1)).await, expected);
    assert_eq!(
        count(&db.pool, "SELECT count(*) FROM kudos").await,
        expected
    );
}

#[tokio::test]
async fn the_recorder_ends_with_its_last_handle_and_everything_recorded() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 2).await;
    let (batcher, lanes) = Batcher::new(&db.options(), &books.clock, &Wakeup::default());
    let recording = record(lanes);
    let waiting: Vec<_> = (0..50)
        .map(|number| {
            let (batcher, gift) = (
                batcher.clone(),
                books.gift(&format!("{number}"), 0, &[1], 1),
            );
            tokio::spawn(async move { batcher.give(gift).await })
        })
        .collect();
    drop(batcher);
    for outcome in join_all(waiting).await {
        outcome.unwrap().unwrap();
    }
    recording.join_all().await;
    assert_eq!(holds(&db, &books.points_of(1)).await, 50);
}
