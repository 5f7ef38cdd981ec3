//! Migrations run on data, ask nothing of it that it may not have, and lead to the tables that the
//! queries were compiled against.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use plaudit::database::{MIGRATOR, migrate, pending_migrations};
use serde_json::Value;
use sqlx::{
    AssertSqlSafe, Column, Either, Executor, PgConnection, SqlSafeStr, Statement, TypeInfo,
};

use crate::harness::{TestDb, prove};

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// What a release leaves behind for the next: `tests/data/migrations/<version>.sql`.
fn data_after(version: i64) -> Option<String> {
    fs::read_to_string(path(&format!("tests/data/migrations/{version}.sql"))).ok()
}

async fn tables(conn: &mut PgConnection) -> BTreeSet<String> {
    let sql = "SELECT relname::text FROM pg_class
               WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_sqlx_migrations'";
    let names: Vec<String> = sqlx::query_scalar(sql).fetch_all(conn).await.unwrap();
    names.into_iter().collect()
}

#[tokio::test]
async fn each_migration_runs_on_what_the_one_before_left() {
    let db = TestDb::empty().await;
    let mut conn = db.pool.acquire().await.unwrap();
    for migration in MIGRATOR.iter() {
        let known = tables(&mut conn).await;
        // In a transaction, as it is applied.
        let mut tx = db.pool.begin().await.unwrap();
        let applied = tx.execute(migration.sql.clone()).await;
        applied.unwrap_or_else(|error| panic!("{}: {error}", migration.description));
        tx.commit().await.unwrap();
        let Some(data) = data_after(migration.version) else {
            continue;
        };
        let filled = sqlx::raw_sql(AssertSqlSafe(data)).execute(&mut *conn).await;
        filled.unwrap_or_else(|error| panic!("data after {}: {error}", migration.version));
        // So that whatever changes a table later meets a row in it.
        for table in tables(&mut conn).await.difference(&known) {
            let any = format!("SELECT EXISTS (SELECT FROM {table})");
            let any: bool = sqlx::query_scalar(AssertSqlSafe(any))
                .fetch_one(&mut *conn)
                .await
                .unwrap();
            assert!(
                any || table == "kudos_reversal",
                "tests/data/migrations/{}.sql leaves {table} empty",
                migration.version
            );
        }
    }
    prove(&mut conn).await;
}

#[tokio::test]
async fn replicas_that_start_together_migrate_once() {
    let db = TestDb::empty().await;
    let pending = async || {
        let mut conn = db.pool.acquire().await.unwrap();
        pending_migrations(&mut conn).await.unwrap()
    };
    assert_eq!(pending().await, MIGRATOR.iter().count());
    let together = [(); 3].map(|()| migrate(&db.pool));
    for outcome in futures_util::future::join_all(together).await {
        outcome.unwrap();
    }
    assert_eq!(pending().await, 0);
}

/// SQL without comments, as statements of single-spaced words in lower case.
fn statements(sql: &str) -> Vec<String> {
    let code: Vec<&str> = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect();
    let words = |statement: &str| statement.split_whitespace().collect::<Vec<_>>().join(" ");
    let code = code.join("\n").to_lowercase();
    code.split(';').map(words).collect()
}

/// Columns that old rows cannot fill: a replica of the release before would fail to write, and the
/// migration on any row at all.
fn demanding(sql: &str) -> Vec<String> {
    let mut found = Vec::new();
    for statement in statements(sql) {
        if !statement.starts_with("alter table") {
            continue;
        }
        let changes = statement
            .split(", add ")
            .flat_map(|part| part.split(" add "));
        for change in changes.skip(1) {
            let names_a_column = !change.starts_with("constraint");
            if names_a_column && change.contains("not null") && !change.contains("default") {
                found.push(change.to_owned());
            }
        }
    }
    found
}

#[test]
fn no_migration_demands_of_old_rows_what_they_cannot_have() {
    let refused = "ALTER TABLE member ADD COLUMN a text, ADD b int NOT NULL; -- DEFAULT 0";
    assert_eq!(demanding(refused), ["b int not null"]);
    let fine = "ALTER TABLE member ADD c int NOT NULL DEFAULT 0; CREATE TABLE t (d int NOT NULL)";
    assert_eq!(demanding(fine), Vec::<String>::new());
    for migration in MIGRATOR.iter() {
        let found = demanding(migration.sql.as_str());
        assert!(found.is_empty(), "{}: {found:?}", migration.description);
    }
}

/// `TextArray`, as the record of a query has it, is `TEXT[]` to the server.
fn as_server(recorded: &Value) -> String {
    let name = recorded.as_str().unwrap().to_uppercase();
    match name.strip_suffix("ARRAY") {
        Some(element) => format!("{element}[]"),
        None => name,
    }
}

/// Whether the database still takes a query as it was recorded, and what differs if not.
async fn differs(conn: &mut PgConnection, recorded: &Value) -> Option<String> {
    let sql = recorded["query"].as_str().unwrap().to_owned();
    let statement = match conn.prepare(AssertSqlSafe(sql).into_sql_str()).await {
        Ok(statement) => statement,
        Err(error) => return Some(error.to_string()),
    };
    let described = &recorded["describe"];
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let expected: Vec<(String, String)> = list(&described["columns"])
        .iter()
        .map(|column| {
            let name = column["name"].as_str().unwrap().to_owned();
            (name, as_server(&column["type_info"]))
        })
        .collect();
    let columns: Vec<(String, String)> = statement
        .columns()
        .iter()
        .map(|column| {
            (
                column.name().to_owned(),
                column.type_info().name().to_owned(),
            )
        })
        .collect();
    let recorded_types: Vec<String> = list(&described["parameters"]["Left"])
        .iter()
        .map(as_server)
        .collect();
    let types: Vec<String> = match statement.parameters() {
        Some(Either::Left(types)) => types.iter().map(|it| it.name().to_owned()).collect(),
        _ => Vec::new(),
    };
    let same = columns == expected && types == recorded_types;
    (!same).then(|| format!("{columns:?} of {types:?}, not {expected:?} of {recorded_types:?}"))
}

#[tokio::test]
async fn every_recorded_query_fits_the_migrated_tables() {
    let db = TestDb::new().await;
    let mut conn = db.pool.acquire().await.unwrap();
    let mut known = 0;
    for entry in fs::read_dir(path(".sqlx")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let recorded: Value = serde_json::from_str(&text).unwrap();
        let fault = differs(&mut conn, &recorded).await;
        assert_eq!(fault, None, "{}", recorded["query"]);
        known += 1;
    }
    assert!(known > 50, "only {known} queries are recorded");
}
