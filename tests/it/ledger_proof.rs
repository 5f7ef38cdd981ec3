//! The proof finds whatever was changed behind the ledger's back, and names the row.

use plaudit::kudos::{self, Undo, Undone};
use plaudit::ledger::{self, Fault};
use plaudit::policy::Role;
use plaudit::settings::Settings;
use sqlx::{AssertSqlSafe, Executor};

use crate::harness::{Books, TestDb, acting, batcher, holds, prove};

/// Two gifts that stand and one that was undone; then what `sql` does, and what the proof says.
async fn after(sql: &str) -> (String, Books, TestDb) {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 3).await;
    let batcher = batcher(&db);
    for (key, points) in [("k1", 5), ("k2", 3), ("k3", 1)] {
        let gift = books.gift(key, 0, &[1], points);
        batcher.give(gift).await.unwrap();
    }
    let mut tx = db.pool.begin().await.unwrap();
    let last = sqlx::query_scalar("SELECT id FROM kudos WHERE points = 1")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    let by = acting(books.members[0], Role::Member);
    let ask = Undo {
        workspace: books.workspace,
        kudos: last,
        by: &by,
        overdraft: false,
        keys: &[],
    };
    let undone = kudos::undo(&mut tx, &books.clock, &Settings::default(), ask).await;
    assert!(matches!(undone.unwrap(), Undone::Done { .. }));
    tx.commit().await.unwrap();
    let mut conn = db.pool.acquire().await.unwrap();
    prove(&mut conn).await;

    let mut tampering = db.tampering().await;
    let changed = tampering.execute(AssertSqlSafe(sql)).await.unwrap();
    assert!(changed.rows_affected() > 0, "{sql} changed nothing");
    let in_ledger = ledger::verify(&mut conn).await.unwrap().fault;
    let in_gifts = kudos::verify_gifts(&mut conn).await.unwrap();
    let faults: Vec<String> = [in_ledger, in_gifts]
        .iter()
        .map(|fault| fault.as_ref().map_or(String::new(), Fault::to_string))
        .collect();
    (faults.join(" | "), books, db)
}

async fn says(sql: &str, ledger: &str, gifts: &str) {
    let (faults, _, _db) = after(sql).await;
    let (in_ledger, in_gifts) = faults.split_once(" | ").unwrap();
    for (said, expected) in [(in_ledger, ledger), (in_gifts, gifts)] {
        assert_eq!(said.is_empty(), expected.is_empty(), "{sql}: {faults}");
        assert!(said.contains(expected), "{sql}: {faults}");
    }
}

#[tokio::test]
async fn a_wrong_balance_is_named_with_what_it_should_be() {
    let sql = "UPDATE ledger_account SET balance = balance + 1 WHERE kind = 'points'";
    let (faults, books, db) = after(sql).await;
    assert_eq!(holds(&db, &books.points_of(1)).await, 9);
    let id: i64 = sqlx::query_scalar("SELECT id FROM ledger_account WHERE kind = 'points'")
        .fetch_one(&db.pool)
        .await
        .unwrap();
    let row = format!("ledger_account {}/{id} (points): holds 9", books.workspace);
    assert!(faults.starts_with(&row), "{faults}");
    assert!(faults.contains("come to 8 at version 4"), "{faults}");
}

#[tokio::test]
async fn missing_transfers_are_found() {
    // In the middle of a history, at its end, and with a history altogether.
    let middle = "DELETE FROM ledger_transfer WHERE kind = 'gift' AND amount = 3";
    says(middle, "its entries come to version 3", "has no transfer").await;
    let end = "DELETE FROM ledger_transfer WHERE kind = 'gift_reversal'";
    says(end, "(allowance): holds 92 at version 5", "not moved back").await;
    says("DELETE FROM ledger_transfer", "holds", "has no transfer").await;
}

#[tokio::test]
async fn forked_and_forged_histories_are_found() {
    // Two entries at one version of the allowance: one in, one out.
    let forked = "UPDATE ledger_transfer SET from_version = 1 WHERE kind = 'gift' AND amount = 5";
    says(forked, "ledger_transfer", "").await;
    let amount = "UPDATE ledger_transfer SET amount = 50 WHERE kind = 'gift' AND amount = 5";
    says(amount, "entries come to", "not what its transfer moved").await;
    // From somebody's points as if they were issued.
    let nowhere = "UPDATE ledger_transfer SET from_version = NULL, from_balance = NULL
                   WHERE kind = 'gift_reversal'";
    says(nowhere, "says version None", "").await;
    let more = "INSERT INTO ledger_transfer
                SELECT workspace_id, gen_random_uuid(), posted_at, kind, source, amount, from_account,
                       99, 0, to_account, 99, 0
                FROM ledger_transfer WHERE kind = 'gift' LIMIT 1";
    says(more, "says version Some(99)", "moves points of no kudos").await;
}

#[tokio::test]
async fn orphans_are_found() {
    let account = "DELETE FROM ledger_account WHERE kind = 'points'";
    says(
        account,
        "which does not exist",
        "not what its transfer moved",
    )
    .await;
    let recipient = "DELETE FROM kudos_recipient";
    says(recipient, "", "moves points of no kudos").await;
    let kudos = "DELETE FROM kudos";
    says(kudos, "", "belongs to no kudos").await;
    let invented = "INSERT INTO kudos_recipient
                    SELECT workspace_id, id, giver, gen_random_uuid() FROM kudos";
    says(invented, "", "has no transfer").await;
}

#[tokio::test]
async fn rewritten_kudos_are_found() {
    let points = "UPDATE kudos SET points = 9 WHERE points = 5";
    says(points, "", "not what its transfer moved").await;
    let giver = "UPDATE kudos SET giver = (SELECT max(id::text)::uuid FROM member)";
    says(giver, "", "not what its transfer moved").await;
    let undone = "INSERT INTO kudos_reversal
                  SELECT workspace_id, id, now(), giver FROM kudos WHERE points = 5";
    says(undone, "", "was undone, but not moved back").await;
    let restored = "DELETE FROM kudos_reversal";
    says(restored, "", "was moved back, but not undone").await;
}
