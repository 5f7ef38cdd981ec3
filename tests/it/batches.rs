//! Gifts in batches: many at once, from several replicas, into the same accounts.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures_util::future::join_all;
use plaudit::kudos::{self, Batcher, Gift, NotRecorded, Outcome, Undo, Undone};
use plaudit::settings::Settings;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sqlx::PgPool;
use tokio::time::sleep;
use uuid::Uuid;

use crate::harness::{Books, TestDb, batcher, holds, prove};

/// One act of giving, which may be delivered several times.
#[derive(Clone)]
struct Act {
    books: Books,
    key: String,
    giver: usize,
    to: Vec<usize>,
    points: i64,
}

impl Act {
    fn delivered(&self) -> Gift {
        self.books
            .gift(&self.key, self.giver, &self.to, self.points)
    }

    /// Somebody of eight gives to one whom everybody thanks, or to a few others.
    fn any(chance: &mut StdRng, books: &Books, key: String) -> Self {
        let giver = chance.random_range(1..8);
        let to = if chance.random_bool(0.7) {
            vec![0]
        } else {
            let others = (0..8).filter(|member| *member != giver);
            others.filter(|_| chance.random_bool(0.3)).collect()
        };
        Self {
            books: books.clone(),
            key,
            giver,
            to: if to.is_empty() { vec![0] } else { to },
            points: chance.random_range(1..4),
        }
    }
}

async fn companies(db: &TestDb, allowance: i64) -> Vec<Books> {
    let mut companies = Vec::new();
    for team in ["T1", "T2", "T3"] {
        let mut books = Books::open(db, team, 8).await;
        books.allowance.points = allowance;
        companies.push(books);
    }
    companies
}

async fn count(pool: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

/// No balance below zero, nobody over their allowance, no deadlock, and the proof.
async fn sound(db: &TestDb, allowance: i64) {
    let below = "SELECT count(*) FROM ledger_account WHERE balance < 0 OR overdraft";
    assert_eq!(count(&db.pool, below).await, 0);
    let most = "SELECT coalesce(max(granted), 0) FROM ledger_account WHERE kind = 'allowance'";
    assert_eq!(count(&db.pool, most).await, allowance);
    let over = "SELECT count(*) FROM ledger_account a
                WHERE kind = 'allowance' AND balance <> granted - (
                  SELECT coalesce(sum(k.points), 0) FROM kudos k JOIN kudos_recipient r
                    ON r.workspace_id = k.workspace_id AND r.kudos_id = k.id
                  WHERE k.workspace_id = a.workspace_id AND k.giver = a.owner
                    AND NOT EXISTS (SELECT FROM kudos_reversal v
                                    WHERE v.workspace_id = k.workspace_id AND v.kudos_id = k.id))";
    assert_eq!(count(&db.pool, over).await, 0);
    let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    assert_eq!(count(&db.pool, deadlocks).await, 0);
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

/// Takes back what somebody gave last, as a command does beside the batches.
async fn undo_last(pool: &PgPool, books: &Books, giver: usize) -> bool {
    let mut tx = pool.begin().await.unwrap();
    let (workspace, by) = (books.workspace, books.members[giver]);
    let last = kudos::last_given(&mut tx, workspace, by).await.unwrap();
    let Some(last) = last else { return false };
    let ask = Undo {
        workspace,
        kudos: last.id,
        by,
        admin: false,
        overdraft: false,
    };
    let settings = Settings::default();
    let undone = kudos::undo(&mut tx, &books.clock, &settings, ask).await;
    if !matches!(undone.unwrap(), Undone::Done(_)) {
        return false;
    }
    tx.commit().await.unwrap();
    true
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_replicas_record_each_act_once_and_nobody_overspends() {
    const ALLOWANCE: i64 = 60;
    let db = TestDb::new().await;
    let companies = companies(&db, ALLOWANCE).await;
    let replicas = [batcher(&db), batcher(&db)];
    let mut chance = StdRng::seed_from_u64(20_261_121);

    let mut deliveries = Vec::new();
    for number in 0..600 {
        let books = &companies[chance.random_range(0..3)];
        let act = Act::any(&mut chance, books, format!("key {number}"));
        for _ in 0..chance.random_range(1..=3) {
            deliveries.insert(chance.random_range(0..=deliveries.len()), act.clone());
        }
        // Another's act under the same key, which shares no lock with it.
        if number % 20 == 0 {
            deliveries.push(Act {
                giver: act.giver % 7 + 1,
                to: vec![0],
                ..act
            });
        }
    }
    let given: Vec<_> = deliveries
        .into_iter()
        .map(|act| {
            let replica = replicas[chance.random_range(0..2)].clone();
            let pause = Duration::from_micros(chance.random_range(0..300_000));
            tokio::spawn(async move {
                sleep(pause).await;
                let outcome = replica.give(act.delivered()).await;
                ((act.books.workspace, act.key), outcome)
            })
        })
        .collect();
    let undone: Vec<_> = (0..60)
        .map(|turn| {
            let (pool, books) = (db.pool.clone(), companies[turn % 3].clone());
            tokio::spawn(async move {
                sleep(Duration::from_millis(turn as u64 * 6)).await;
                undo_last(&pool, &books, 1 + turn % 7).await
            })
        })
        .collect();

    let mut outcomes: BTreeMap<(Uuid, String), Vec<Outcome>> = BTreeMap::new();
    for outcome in join_all(given).await {
        let (key, outcome) = outcome.unwrap();
        outcomes.entry(key).or_default().push(outcome.unwrap());
    }
    let mut recorded = 0;
    for (key, told) in &outcomes {
        let firsts = told.iter().filter(|it| matches!(it, Outcome::Given { .. }));
        let firsts = firsts.count();
        assert!(firsts <= 1, "{key:?}: {told:?}");
        assert!(
            firsts == 1 || !told.contains(&Outcome::AlreadyGiven),
            "{key:?}: {told:?}"
        );
        recorded += i64::try_from(firsts).unwrap();
    }
    assert_eq!(
        count(&db.pool, "SELECT count(*) FROM kudos").await,
        recorded
    );
    assert_eq!(
        count(&db.pool, "SELECT count(*) FROM delivery").await,
        recorded
    );
    assert!(
        outcomes
            .values()
            .flatten()
            .any(|it| matches!(it, Outcome::Short { .. }))
    );
    let reversals: Vec<bool> = join_all(undone)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert!(reversals.contains(&true));
    sound(&db, ALLOWANCE).await;
}

/// Holds a member's account, so that what comes meanwhile waits.
async fn hold(
    db: &TestDb,
    books: &Books,
    member: usize,
) -> sqlx::Transaction<'static, sqlx::Postgres> {
    let mut tx = db.pool.begin().await.unwrap();
    sqlx::query("SELECT FROM ledger_account WHERE owner = $1 FOR UPDATE")
        .bind(books.members[member])
        .execute(&mut *tx)
        .await
        .unwrap();
    tx
}

/// Waits until a batch waits for an account that is held.
async fn until_waiting(db: &TestDb) {
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                   AND application_name = 'plaudit gifts' AND wait_event_type = 'Lock'";
    while count(&db.pool, waiting).await == 0 {
        sleep(Duration::from_millis(5)).await;
    }
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
    let release = async {
        sleep(Duration::from_millis(20)).await;
        held.rollback().await.unwrap();
    };
    let (outcomes, ()) = tokio::join!(together, release);
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

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_batch_whose_connection_is_killed_loses_and_doubles_nothing() {
    let db = TestDb::new().await;
    let companies = companies(&db, 10_000).await;
    let batcher = batcher(&db);
    let killing = tokio::spawn({
        let pool = db.pool.clone();
        async move {
            let kill = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND application_name = 'plaudit gifts'";
            loop {
                count(&pool, kill).await;
                sleep(Duration::from_millis(100)).await;
            }
        }
    });
    let mut chance = StdRng::seed_from_u64(7);
    let acts: Vec<Act> = (0..900)
        .map(|number| Act::any(&mut chance, &companies[number % 3], format!("key {number}")))
        .collect();
    let attempts = acts.iter().cloned().map(|act| {
        let batcher = batcher.clone();
        let pause = Duration::from_micros(chance.random_range(0..1_000_000));
        tokio::spawn(async move {
            sleep(pause).await;
            // As the platform does, or the person who was told that nothing was recorded.
            let mut failures = 0_u32;
            while let Err(error) = batcher.give(act.delivered()).await {
                assert_eq!(error, NotRecorded::Database);
                failures += 1;
                sleep(Duration::from_millis(5)).await;
            }
            failures
        })
    });
    for attempt in join_all(attempts.collect::<Vec<_>>()).await {
        attempt.unwrap();
    }
    killing.abort();
    let _ = killing.await;

    let keys: BTreeSet<_> = acts
        .iter()
        .map(|act| (act.books.workspace, &act.key))
        .collect();
    let recorded = i64::try_from(keys.len()).unwrap();
    assert_eq!(
        count(&db.pool, "SELECT count(*) FROM kudos").await,
        recorded
    );
    sound(&db, 10_000).await;
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
    let queued: Vec<_> = (0..ROOM).map(|number| spawn(number.to_string())).collect();
    let refused: Vec<_> = (0..9)
        .map(|number| spawn(format!("late {number}")))
        .collect();
    // Nothing moves, and yet this answer does not wait.
    for outcome in join_all(refused).await {
        assert_eq!(outcome.unwrap(), Err(NotRecorded::Busy));
    }
    held.rollback().await.unwrap();

    assert!(slow.await.unwrap().is_ok());
    for outcome in join_all(queued).await {
        assert!(matches!(outcome.unwrap(), Ok(Outcome::Given { .. })));
    }
    let expected = i64::try_from(ROOM).unwrap() + 2;
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
    let (batcher, recorder) = Batcher::start(
        &db.options(),
        books.clock.clone(),
        plaudit::outbox::Bell::default(),
    );
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
    tokio::time::timeout(Duration::from_secs(5), recorder)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(holds(&db, &books.points_of(1)).await, 50);
}
