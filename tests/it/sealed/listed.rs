//! What is sealed is on the list, and what is on the list is there.

use std::collections::BTreeSet;

use plaudit::sealed::Column;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::harness::TestDb;

/// Bytes that tell nothing without what they were made of: hashes.
const HASHES: [&str; 2] = ["invitation.code_hash", "reward_code.fingerprint"];

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
    let known: BTreeSet<String> = places.into_iter().chain(hashes).collect();
    assert_eq!(found, known);
}

#[tokio::test]
async fn keys_are_found_by_an_index_and_rows_by_their_own() {
    let db = TestDb::new().await;
    let mut tx = db.pool.begin().await.unwrap();
    for off in [
        "SET LOCAL enable_seqscan = off",
        "SET LOCAL enable_sort = off",
    ] {
        sqlx::query(off).execute(&mut *tx).await.unwrap();
    }
    for column in Column::ALL {
        let place = column.place();
        let (table, name, row, of) = (place.table, place.name, place.row, place.row_type);
        let any = if of == "uuid" {
            Uuid::nil().to_string()
        } else {
            "0".to_owned()
        };
        for (sql, index) in [
            (
                format!(
                    "EXPLAIN SELECT substring({name}, 1, 5) FROM {table} WHERE {name} IS NOT NULL \
                     ORDER BY 1 LIMIT 1"
                ),
                format!("{table}_{name}_head"),
            ),
            (
                format!(
                    "EXPLAIN UPDATE {table} SET {name} = '' WHERE workspace_id = gen_random_uuid() \
                     AND {row} = '{any}'::text::{of}"
                ),
                format!("{table}_pkey"),
            ),
        ] {
            let plan: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_all(&mut *tx)
                .await
                .unwrap();
            let plan = plan.join("\n");
            assert!(plan.contains(&index), "{column}: {plan}");
        }
    }
}
