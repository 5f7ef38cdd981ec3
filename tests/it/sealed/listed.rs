//! What is sealed is on the list, and what is on the list is there.

use std::collections::BTreeSet;

use plaudit::sealed::Column;
use sqlx::AssertSqlSafe;

use crate::harness::TestDb;

/// Bytes that tell nothing without what they were made of: hashes.
const HASHES: [&str; 3] = [
    "home.shown",
    "invitation.code_hash",
    "reward_code.fingerprint",
];

/// What is sealed by a key of its own, and what anybody may know of that.
const BALLOTS: [&str; 1] = ["survey_invitation.ballots"];

#[tokio::test]
async fn every_column_of_bytes_is_sealed_or_a_hash() {
    let db = TestDb::new().await;
    let sql = "SELECT table_name || '.' || column_name FROM information_schema.columns
               WHERE table_schema = 'public' AND udt_name IN ('bytea', '_bytea')
                 AND table_name <> '_sqlx_migrations'";
    let found: Vec<String> = sqlx::query_scalar(sql).fetch_all(&db.pool).await.unwrap();
    let found: BTreeSet<String> = found.into_iter().collect();
    let places = Column::ALL.map(|it| format!("{}.{}", it.place().table, it.place().name));
    let prints = Column::ALL.iter().filter_map(|it| {
        let place = it.place();
        Some(format!("{}.{}", place.table, place.fingerprint?.name))
    });
    let hashes: BTreeSet<String> = HASHES.iter().map(ToString::to_string).collect();
    assert!(prints.collect::<BTreeSet<_>>().is_subset(&hashes));
    let ballots = BALLOTS.map(ToOwned::to_owned);
    let known: BTreeSet<String> = places.into_iter().chain(hashes).chain(ballots).collect();
    assert_eq!(found, known);
}

#[tokio::test]
async fn keys_are_found_by_an_index() {
    let db = TestDb::new().await;
    let mut tx = db.pool.begin().await.unwrap();
    // On tables this small, it would not be used otherwise.
    for off in [
        "SET LOCAL enable_seqscan = off",
        "SET LOCAL enable_sort = off",
    ] {
        sqlx::query(off).execute(&mut *tx).await.unwrap();
    }
    for column in Column::ALL {
        let (table, name) = (column.place().table, column.place().name);
        let sql = format!(
            "EXPLAIN SELECT substring({name}, 1, 5) FROM {table} WHERE {name} IS NOT NULL
             ORDER BY 1 LIMIT 1"
        );
        let plan = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut *tx);
        let plan: Vec<String> = plan.await.unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains(&format!("{table}_{name}_head")), "{plan}");
    }
}
