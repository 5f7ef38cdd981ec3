//! What one gift does to its neighbours: held accounts, refused rows, panics, and crowds.

use futures_util::future::join_all;
use plaudit::attempt::Failure;
use plaudit::ids::MemberId;
use plaudit::kudos::{Batcher, Gift, Lane, NotRecorded, Outcome, Recorded};
use plaudit::outbox::Wakeup;
use tokio::task::{JoinHandle, JoinSet};

use crate::harness::{Books, TestDb, batcher, comes_to, count, hold, holds, prove};

fn give(batcher: &Batcher, gift: Gift) -> JoinHandle<Recorded> {
    let batcher = batcher.clone();
    tokio::spawn(async move { batcher.give(gift).await })
}

fn is_given(recorded: &Recorded) -> bool {
    matches!(recorded, Ok(Outcome::Given { .. }))
}

#[tokio::test]
async fn whoever_waits_for_a_held_account_keeps_nobody_else_waiting() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 30).await;
    let batcher = batcher(&db);
    batcher.give(books.gift("first", 1, &[0], 1)).await.unwrap();
    let held = hold(&db, &books, 0).await;
    // Twenty thank the one whose account is held, among twenty who thank others.
    let (mut stuck, mut free) = (Vec::new(), Vec::new());
    for number in 1..=20 {
        let gift = |name: &str, to| books.gift(&format!("{name} {number}"), number, &[to], 1);
        stuck.push(give(&batcher, gift("stuck", 0)));
        free.push(give(&batcher, gift("free", 25)));
    }
    for outcome in join_all(free).await {
        assert!(is_given(&outcome.unwrap()));
    }
    // Those that come now are not kept waiting either.
    let late = books.gift("late", 26, &[27], 1);
    assert!(is_given(&batcher.give(late).await));
    assert!(stuck.iter().all(|it| !it.is_finished()), "they wait");
    held.rollback().await.unwrap();
    for outcome in join_all(stuck).await {
        assert!(is_given(&outcome.unwrap()));
    }
    assert_eq!(holds(&db, &books.points_of(0)).await, 21);
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

#[tokio::test]
async fn a_row_held_elsewhere_keeps_only_its_own_gift_waiting() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 12).await;
    let batcher = batcher(&db);
    for member in 0..10 {
        let gift = books.gift(&format!("first {member}"), member, &[11], 1);
        batcher.give(gift).await.unwrap();
    }
    // No account: the member who gives.
    let mut held = db.pool.begin().await.unwrap();
    sqlx::query("SELECT FROM member WHERE id = $1 FOR UPDATE")
        .bind(books.members[10])
        .execute(&mut *held)
        .await
        .unwrap();
    let stuck = give(&batcher, books.gift("stuck", 10, &[0], 1));
    let others = (1..10).map(|n| give(&batcher, books.gift(&format!("{n}"), n, &[11], 1)));
    for outcome in join_all(others).await {
        assert!(is_given(&outcome.unwrap()));
    }
    assert!(!stuck.is_finished());
    held.rollback().await.unwrap();
    assert!(is_given(&stuck.await.unwrap()));
}

#[tokio::test]
async fn a_gift_that_is_refused_is_found_by_halves() {
    let db = TestDb::new().await;
    let mut books = Books::open(&db, "T1", 66).await;
    let batcher = batcher(&db);
    batcher.give(books.gift("first", 0, &[1], 1)).await.unwrap();
    // A member who does not exist.
    books.members.push(MemberId::nil());
    let gifts: Vec<_> = (0..64)
        .map(|giver| {
            let to = if giver == 37 { 66 } else { 65 };
            give(&batcher, books.gift(&format!("{giver}"), giver, &[to], 1))
        })
        .collect();
    for (giver, outcome) in join_all(gifts).await.into_iter().enumerate() {
        let outcome = outcome.unwrap();
        if giver == 37 {
            let refused = Failure::NotDone(NotRecorded::Database);
            assert_eq!(outcome, Err(refused));
        } else {
            assert!(is_given(&outcome), "{giver}: {outcome:?}");
        }
    }
    // 32, 16, 8, 4, 2 and 1 of its neighbours, the one before, and a few of the first, which did not wait for the
    // others.
    let commits = "SELECT count(DISTINCT xmin::text) FROM kudos";
    let commits = count(&db.pool, commits).await;
    assert!((6..=10).contains(&commits), "{commits}");
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

#[tokio::test]
async fn a_gift_that_panics_harms_nobody_else() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 8).await;
    let batcher = batcher(&db);
    let gifts = (0..6).map(|giver| {
        let mut gift = books.gift(&format!("{giver}"), giver, &[7], 1);
        if giver == 3 {
            gift.letters = Box::new(|_| panic!("nothing to say"));
        }
        give(&batcher, gift)
    });
    for (giver, outcome) in join_all(gifts.collect::<Vec<_>>())
        .await
        .into_iter()
        .enumerate()
    {
        assert_eq!(is_given(&outcome.unwrap()), giver != 3);
    }
    let after = batcher.give(books.gift("after", 3, &[7], 1)).await;
    assert!(is_given(&after));
    assert_eq!(holds(&db, &books.points_of(7)).await, 6);
}

#[tokio::test]
async fn a_crowd_is_given_to_and_keeps_nobody_waiting() {
    const CROWD: usize = 2_500;
    let db = TestDb::new().await;
    let mut books = Books::open(&db, "T1", 4).await;
    books.allowance.points = 10_000;
    let crowd: Vec<MemberId> = sqlx::query_scalar(
        "INSERT INTO member (workspace_id, id, name, standing, active)
         SELECT $1, gen_random_uuid(), 'Member ' || n, 'member', true FROM generate_series(1, $2) n
         RETURNING id",
    )
    .bind(books.workspace)
    .bind(i32::try_from(CROWD).unwrap())
    .fetch_all(&db.pool)
    .await
    .unwrap();
    books.members.extend(crowd);
    let batcher = batcher(&db);
    let everybody: Vec<usize> = (4..4 + CROWD).collect();
    let all = give(&batcher, books.gift("all", 0, &everybody, 1));
    let others = (0..50).map(|n| give(&batcher, books.gift(&format!("{n}"), 1, &[2], 1)));
    for outcome in join_all(others.collect::<Vec<_>>()).await {
        assert!(is_given(&outcome.unwrap()));
    }
    assert_eq!(all.await.unwrap(), Ok(Outcome::Given { left: 7_500 }));
    let recipients = "SELECT count(*) FROM kudos_recipient";
    assert_eq!(count(&db.pool, recipients).await, 2_550);
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

/// Whatever ended it: its supervisor runs it again, and only what it had in hand is not known.
#[tokio::test]
async fn a_lane_that_is_run_again_goes_on_with_what_waits() {
    let db = TestDb::new().await;
    let mut books = Books::open(&db, "T1", 400).await;
    books.allowance.points = 1_000;
    let (batcher, lanes) = Batcher::new(&db.options(), &books.clock, &Wakeup::default());
    let run = |lane: &Lane| tokio::spawn(lane.run());
    let crowd: Vec<usize> = (200..399).collect();
    for (number, lane) in lanes.iter().enumerate() {
        // All but one are well.
        let mut others = JoinSet::new();
        for other in lanes.iter().filter(|other| other.name != lane.name) {
            others.spawn(other.run());
        }
        let life = run(lane);
        let name = lane.name;
        // Each takes it to another lane.
        let held = hold(&db, &books, 0).await;
        let gifts = |when: &str| {
            let key = |kind: &str| format!("{name} {when} {kind}");
            [
                give(&batcher, books.gift(&key("plain"), 1 + number, &[100], 1)),
                give(&batcher, books.gift(&key("crowd"), 11 + number, &crowd, 1)),
                give(&batcher, books.gift(&key("held"), 21 + number, &[0], 1)),
            ]
        };
        let before = gifts("before");
        tokio::task::yield_now().await;
        life.abort();
        assert!(life.await.unwrap_err().is_cancelled());
        let after = gifts("after");
        let life = run(lane);
        held.rollback().await.unwrap();
        for outcome in join_all(before).await {
            let outcome = outcome.unwrap();
            let unknown = matches!(outcome, Err(Failure::Unknown(_)));
            assert!(is_given(&outcome) || unknown, "{name}: {outcome:?}");
        }
        for outcome in join_all(after).await {
            let outcome = outcome.unwrap();
            assert!(is_given(&outcome), "{name}: {outcome:?}");
        }
        life.abort();
        others.shutdown().await;
        while !life.is_finished() {
            tokio::task::yield_now().await;
        }
    }
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

/// On a connection that was opened while the tables were empty, and keeps its plans: foreign keys are
/// checked, and triggers look, by the index that is meant for it.
#[tokio::test]
async fn a_gift_costs_the_same_however_many_were_given() {
    const GIFTS: i64 = 4_000;
    let db = TestDb::new().await;
    let mut books = Books::open(&db, "T1", 40).await;
    books.allowance.points = 100_000;
    let batcher = batcher(&db);
    // The first ones make the plans, while there is nothing.
    for giver in 0..20 {
        let gift = books.gift(&format!("first {giver}"), giver, &[39], 1);
        batcher.give(gift).await.unwrap();
    }
    let gifts = (20..GIFTS).map(|number| {
        let giver = usize::try_from(number % 30).unwrap();
        let gift = books.gift(&format!("{number}"), giver, &[30 + giver % 10], 1);
        give(&batcher, gift)
    });
    for outcome in join_all(gifts.collect::<Vec<_>>()).await {
        assert!(is_given(&outcome.unwrap()));
    }
    // What a session counted is known to others once it ends.
    drop(batcher);
    let counted = "SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = 'kudos'";
    comes_to(&db.pool, GIFTS, counted).await;
    let read: Vec<(String, i64)> = sqlx::query_as(
        "SELECT relname::text || ', whole', seq_tup_read FROM pg_stat_user_tables
         WHERE seq_tup_read > $1 AND relname IN ('delivery', 'kudos', 'kudos_recipient', 'ledger_account',
                                                'ledger_transfer', 'tally_entry', 'outbox')
         UNION ALL
         SELECT relname || ', ' || indexrelname, idx_tup_read FROM pg_stat_user_indexes WHERE idx_tup_read > $1 * 25
         UNION ALL
         SELECT 'kudos_by_giver', idx_scan FROM pg_stat_user_indexes
         WHERE indexrelname = 'kudos_by_giver' AND idx_scan > $1 / 4",
    )
    .bind(GIFTS)
    .fetch_all(&db.pool)
    .await
    .unwrap();
    assert_eq!(read, [], "rows read, of a few per gift");
}

/// A row that is no account, and that many gifts need.
#[tokio::test]
async fn whoever_waits_for_a_held_member_keeps_nobody_else_waiting() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 40).await;
    let batcher = batcher(&db);
    for member in 0..40 {
        let gift = books.gift(&format!("first {member}"), member, &[(member + 1) % 40], 1);
        batcher.give(gift).await.unwrap();
    }
    let mut held = db.pool.begin().await.unwrap();
    sqlx::query("SELECT FROM member WHERE id = $1 FOR UPDATE")
        .bind(books.members[0])
        .execute(&mut *held)
        .await
        .unwrap();
    let stuck = (1..31).map(|number| {
        let gift = books.gift(&format!("stuck {number}"), 0, &[number], 1);
        give(&batcher, gift)
    });
    let stuck: Vec<_> = stuck.collect();
    // How often the batcher waits in vain for a lock, each time for a tenth of a second.
    let free = (0..60).map(|number| books.gift(&format!("free {number}"), 35, &[36], 1));
    for gift in free {
        assert!(is_given(&batcher.give(gift).await));
    }
    assert!(stuck.iter().all(|it| !it.is_finished()));
    held.rollback().await.unwrap();
    for outcome in join_all(stuck).await {
        assert!(is_given(&outcome.unwrap()));
    }
    // One each, and one from before.
    assert_eq!(holds(&db, &books.points_of(1)).await, 2);
}
