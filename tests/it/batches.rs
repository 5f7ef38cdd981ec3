//! Gifts in batches: many at once, from several replicas, into the same accounts.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures_util::future::join_all;
use plaudit::attempt::Failure;
use plaudit::chat::Proof;
use plaudit::ids::WorkspaceId;
use plaudit::kudos::{self, Gift, NotRecorded, Outcome, Undo, Undone};
use plaudit::policy::Role;
use plaudit::settings::Settings;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sqlx::PgPool;
use tokio::time::sleep;

use crate::harness::{Books, TestDb, acting, batcher, count, prove};

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
    let last = kudos::last_given(&mut tx, workspace, by, Proof::Person)
        .await
        .unwrap();
    let Some(last) = last else { return false };
    let by = acting(by, Role::Member);
    let ask = Undo {
        workspace,
        kudos: last.id,
        by: &by,
        overdraft: false,
        keys: &[],
    };
    let settings = Settings::default();
    let undone = kudos::undo(&mut tx, &books.clock, &settings, ask).await;
    if !matches!(undone.unwrap(), Undone::Done { .. }) {
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

    let mut outcomes: BTreeMap<(WorkspaceId, String), Vec<Outcome>> = BTreeMap::new();
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
                let (Failure::NotDone(why) | Failure::Unknown(why)) = error;
                assert_eq!(why, NotRecorded::Database);
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
