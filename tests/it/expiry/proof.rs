//! The proof finds whatever was changed behind the ledger's back, and names the row.

use plaudit::ledger::{self, Fault};
use plaudit::rewards::verify_expiry;
use sqlx::{AssertSqlSafe, Executor};

use super::scene::lasting;

/// Twelve points of which seven have expired; then what `sql` does, and what the proof says.
async fn says(sql: &str, expected: &str) {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 7).await;
    plaudit.comes("2026-01-20T02:00:00Z");
    plaudit.give("@budi", 5).await;
    plaudit.minute("2026-02-01T02:00:00Z").await;
    plaudit.minute("2026-03-03T02:00:00Z").await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    assert_eq!(ledger::verify(&mut conn).await.unwrap().fault, None);
    assert_eq!(verify_expiry(&mut conn).await.unwrap(), None);
    let mut tampering = plaudit.db.tampering().await;
    let changed = tampering.execute(AssertSqlSafe(sql)).await.unwrap();
    assert!(changed.rows_affected() > 0, "{sql} changed nothing");
    let fault = verify_expiry(&mut conn).await.unwrap();
    let said = fault.as_ref().map_or(String::new(), Fault::to_string);
    assert!(said.contains(expected), "{sql}: {said:?}");
}

#[tokio::test]
async fn an_expiry_without_its_transfer_is_found() {
    let more = "UPDATE expiry SET points = points + 1";
    says(more, "says that 8 points expired, and no transfer does").await;
    let another_day = "UPDATE expiry SET day = day + 1";
    says(another_day, "2026-03-04: says that 7 points expired").await;
    let somebody_else =
        "UPDATE expiry SET member_id = (SELECT m.id FROM member m WHERE m.id <> member_id LIMIT 1)";
    says(somebody_else, "and no transfer does").await;
}

#[tokio::test]
async fn points_that_expire_without_a_note_of_it_are_found() {
    says(
        "DELETE FROM expiry",
        "lets points expire of which no expiry is noted",
    )
    .await;
}

#[tokio::test]
async fn an_expiry_of_what_came_in_later_is_found() {
    let later = "UPDATE expiry SET received_before = '2026-01-01T00:00:00Z'";
    says(
        later,
        "left 5 points, but 12 had come in that were not to expire yet",
    )
    .await;
}
