//! Posting: whatever is asked of the book, the sums hold.

use std::collections::BTreeMap;

use plaudit::clock::Clock;
use plaudit::ids::WorkspaceId;
use plaudit::ledger::{self, Account, AccountKind, Book, Refused, Transfer, TransferKind};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use sqlx::PgConnection;
use tokio::runtime::Runtime;

use crate::harness::{Books, TestDb, holds, prove};

/// Where points come from and go to in these tests: the number of the account.
const ACCOUNTS: usize = 7;

fn account(books: &Books, number: usize) -> Account {
    match number {
        0 => Account::issuance(books.workspace),
        1..=3 => books.allowance_of(number - 1),
        4..=5 => books.points_of(number - 4),
        _ => Account {
            workspace: books.workspace,
            kind: AccountKind::Redeemed,
            owner: books.workspace.into(),
            period: None,
        },
    }
}

fn transfer(books: &Books, from: usize, to: usize, amount: i64) -> Transfer {
    Transfer {
        id: books.clock.new_id(),
        at: books.clock.now(),
        kind: TransferKind::Grant,
        source: "test".into(),
        amount,
        from: account(books, from),
        to: account(books, to),
        overdraft: false,
    }
}

/// One movement: from, to, how many, and whether an administrator insists.
type Move = (usize, usize, i64, bool);

/// What is written in one transaction: groups that stand or fall alone.
#[derive(Clone, Debug)]
struct Page {
    groups: Vec<Vec<Move>>,
    commits: bool,
}

fn moves() -> impl Strategy<Value = Move> {
    let amount = prop_oneof![8 => 1..40_i64, 1 => Just(i64::MAX)];
    let insists = prop::bool::weighted(0.1);
    // More comes from issuance than by equal chance, or everybody would be poor.
    let from = prop_oneof![1 => Just(0), 2 => 0..ACCOUNTS];
    (from, 1..ACCOUNTS, amount, insists)
        .prop_map(|(from, step, amount, insists)| (from, (from + step) % ACCOUNTS, amount, insists))
}

fn pages() -> impl Strategy<Value = Vec<Page>> {
    let groups = prop::collection::vec(prop::collection::vec(moves(), 1..4), 1..5);
    let page =
        (groups, prop::bool::weighted(0.8)).prop_map(|(groups, commits)| Page { groups, commits });
    prop::collection::vec(page, 1..8)
}

/// What every account should hold, and how much of it was issued, worked out without the house's
/// help.
type Expected = BTreeMap<usize, (i64, i64)>;

/// All of the group, or nothing.
fn expect(state: &Expected, group: &[Move]) -> Option<Expected> {
    let mut after = state.clone();
    for (from, to, amount, insists) in group {
        for (side, by) in [(*from, -*amount), (*to, *amount)] {
            if side == 0 {
                continue;
            }
            let (held, issued) = after.entry(side).or_default();
            *held = held.checked_add(by)?;
            if *from == 0 {
                *issued = issued.checked_add(by)?;
            }
            if by < 0 && *held < 0 && !insists {
                return None;
            }
        }
    }
    Some(after)
}

async fn play(db: &TestDb, books: &Books, pages: &[Page]) -> Result<(), TestCaseError> {
    let mut expected = Expected::new();
    for page in pages {
        let mut tx = db.pool.begin().await.unwrap();
        let named = (0..ACCOUNTS).map(|number| account(books, number));
        let mut book = Book::open(&mut tx, named).await.unwrap();
        let mut written = expected.clone();
        for group in &page.groups {
            let transfers = group.iter().map(|(from, to, amount, insists)| Transfer {
                overdraft: *insists,
                ..transfer(books, *from, *to, *amount)
            });
            let posted = book.post(transfers.collect());
            let after = expect(&written, group);
            prop_assert_eq!(posted.is_ok(), after.is_some(), "{:?}", posted);
            written = after.unwrap_or(written);
            for (number, (held, _)) in &written {
                prop_assert_eq!(book.balance(&account(books, *number)), *held);
            }
        }
        book.close(&mut tx).await.unwrap();
        if page.commits {
            tx.commit().await.unwrap();
            expected = written;
        } else {
            tx.rollback().await.unwrap();
        }
        for number in 1..ACCOUNTS {
            let held = holds(db, &account(books, number)).await;
            let (should, _) = expected.get(&number).copied().unwrap_or_default();
            prop_assert_eq!(held, should);
        }
    }
    Ok(())
}

/// What all entries of a workspace come to.
async fn sum(conn: &mut PgConnection, books: &Books) -> i64 {
    let sum = "SELECT coalesce(sum(amount), 0)::bigint FROM ledger_entry WHERE workspace_id = $1";
    sqlx::query_scalar(sum)
        .bind(books.workspace)
        .fetch_one(conn)
        .await
        .unwrap()
}

#[test]
fn random_postings_come_to_what_they_should_and_to_zero() {
    let runtime = Runtime::new().unwrap();
    let db = runtime.block_on(TestDb::new());
    let config = ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(pages in pages())| {
        runtime.block_on(async {
            let team: WorkspaceId = Clock::system().new_id();
            let team = team.to_string();
            let books = Books::open(&db, &team, 3).await;
            play(&db, &books, &pages).await?;
            let mut conn = db.pool.acquire().await.unwrap();
            prop_assert_eq!(sum(&mut conn, &books).await, 0);
            prop_assert_eq!(ledger::verify(&mut conn).await.unwrap().fault, None);
            Ok(())
        })?;
    });
}

async fn post(db: &TestDb, books: &Books, transfers: Vec<Transfer>) -> sqlx::Result<bool> {
    let mut tx = db.pool.begin().await?;
    let named = (0..ACCOUNTS).map(|number| account(books, number));
    let mut book = Book::open(&mut tx, named).await?;
    let posted = book.post(transfers).is_ok();
    book.close(&mut tx).await?;
    tx.commit().await?;
    Ok(posted)
}

#[tokio::test]
async fn the_same_transfer_never_posts_twice() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 3).await;
    let grant = transfer(&books, 0, 4, 7);
    assert!(post(&db, &books, vec![grant.clone()]).await.unwrap());
    let again = post(&db, &books, vec![grant]).await.unwrap_err();
    let again = again.into_database_error().unwrap();
    assert_eq!(again.constraint(), Some("ledger_transfer_pkey"));
    assert_eq!(holds(&db, &books.points_of(0)).await, 7);
}

#[tokio::test]
async fn a_debt_that_was_allowed_once_is_not_allowed_again() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 3).await;
    let insisted = Transfer {
        overdraft: true,
        ..transfer(&books, 4, 6, 5)
    };
    assert!(post(&db, &books, vec![insisted]).await.unwrap());
    assert_eq!(holds(&db, &books.points_of(0)).await, -5);

    let more = vec![transfer(&books, 4, 6, 1)];
    assert!(!post(&db, &books, more.clone()).await.unwrap());
    // Paid back, the account is guarded like any other: by the book, and by the database.
    let paid = vec![transfer(&books, 0, 4, 5)];
    assert!(post(&db, &books, paid).await.unwrap());
    assert!(!post(&db, &books, more).await.unwrap());
    let guarded = "SELECT count(*) FROM ledger_account WHERE overdraft";
    let open: i64 = sqlx::query_scalar(guarded)
        .fetch_one(&db.pool)
        .await
        .unwrap();
    assert_eq!(open, 0);
}

#[tokio::test]
async fn a_refused_group_says_what_was_missing_and_leaves_no_trace() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 3).await;
    assert!(
        post(&db, &books, vec![transfer(&books, 0, 4, 3)])
            .await
            .unwrap()
    );
    let mut tx = db.pool.begin().await.unwrap();
    let named = [0, 4, 5, 6].map(|number| account(&books, number));
    let mut book = Book::open(&mut tx, named).await.unwrap();
    let group = vec![transfer(&books, 4, 5, 2), transfer(&books, 4, 6, 2)];
    assert_eq!(
        book.post(group),
        Err(Refused::Short {
            account: books.points_of(0),
            available: 1,
            needed: 2
        })
    );
    assert_eq!(book.balance(&books.points_of(0)), 3);
    book.close(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(holds(&db, &books.points_of(1)).await, 0);
}

/// Everybody sends to everybody, each pair in its own order: whoever locks as they please meets a
/// deadlock here.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn crossing_transfers_wait_for_each_other_in_order() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 3).await;
    let rich = (1..=5).map(|number| transfer(&books, 0, number, 1_000));
    assert!(post(&db, &books, rich.collect()).await.unwrap());
    let tasks = (0..40).map(|turn| {
        let (books, pool) = (books.clone(), db.pool.clone());
        tokio::spawn(async move {
            let (from, to) = (1 + turn % 5, 1 + (turn + 1 + turn / 5 % 4) % 5);
            let mut tx = pool.begin().await?;
            let pair = [account(&books, from), account(&books, to)];
            let mut book = Book::open(&mut tx, pair).await?;
            book.post(vec![transfer(&books, from, to, 1)]).unwrap();
            book.close(&mut tx).await?;
            tx.commit().await
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
    let mut conn = db.pool.acquire().await.unwrap();
    assert_eq!(sum(&mut conn, &books).await, 0);
    prove(&mut conn).await;
}

#[tokio::test]
#[should_panic = "no entry found"]
async fn a_balance_that_the_book_does_not_hold_is_the_callers_mistake() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 2).await;
    let mut tx = db.pool.begin().await.unwrap();
    let book = Book::open(&mut tx, [books.points_of(0)]).await.unwrap();
    book.balance(&books.points_of(1));
}
