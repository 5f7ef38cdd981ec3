//! The command line, run as its users run it.

use crate::harness::TestDb;

#[tokio::test]
async fn the_harness_hands_out_empty_migrated_databases() {
    let db = TestDb::new().await;
    let other = TestDb::new().await;
    let empty: i64 = sqlx::query_scalar("SELECT count(*) FROM workspace")
        .fetch_one(&db.pool)
        .await
        .unwrap();
    assert_eq!(empty, 0);
    drop(db.tampering().await);
    drop(other);
}
