//! A release on the schema of another one.

use std::process::Stdio;

use plaudit::database::archive;
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};

use super::programme::{Ran, plaudit};
use crate::harness::TestDb;

/// A database that a newer release migrated, which says which releases still work on it.
async fn newer(oldest: &str) -> TestDb {
    let db = TestDb::new().await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (29991231235959, 'come later', true, '', 0)",
    )
    .execute(&db.pool)
    .await
    .unwrap();
    sqlx::query("UPDATE schema_release SET oldest = $1")
        .bind(oldest)
        .execute(&db.pool)
        .await
        .unwrap();
    db
}

async fn run(db: &TestDb, args: &[&str]) -> Ran {
    plaudit(&db.url(), args).output().await.unwrap().into()
}

/// Starts a server, and returns what it logs until it serves or ends.
async fn serve(db: &TestDb) -> Vec<Value> {
    let mut serve = plaudit(&db.url(), &["serve", "--listen", "127.0.0.1:0"]);
    serve
        .env("PLAUDIT_LOG", "info")
        .env("PLAUDIT_LOG_FORMAT", "json")
        .env("PLAUDIT_OPERATOR_LISTEN", "none");
    let mut server = serve.stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
    let mut said = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let line = serde_json::from_str(&line).unwrap_or(Value::String(line));
        let listens = line["address"].is_string();
        said.push(line);
        if listens {
            break;
        }
    }
    server.kill().await.unwrap();
    said
}

#[tokio::test]
async fn the_release_before_starts_on_a_schema_that_lets_it() {
    let db = newer(env!("CARGO_PKG_VERSION")).await;
    let said = serve(&db).await;
    assert!(said.last().unwrap()["address"].is_string(), "{said:?}");
    let ran = run(&db, &["doctor"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let says = "warn  migrations: all applied, and 1 of a newer release";
    assert!(ran.out.contains(says), "{ran:?}");
    assert!(ran.out.contains("ok    ledger"), "{ran:?}");
    assert_eq!(run(&db, &["ledger", "verify"]).await.code, 0);
    assert_eq!(run(&db, &["migrate"]).await.code, 0);
}

#[tokio::test]
async fn a_release_that_was_left_behind_says_so() {
    let db = newer("99.2.0").await;
    let says = "start Plaudit 99.2.0 or later";
    let said = serve(&db).await;
    assert!(said.last().unwrap().to_string().contains(says), "{said:?}");
    for command in [
        &["migrate"][..],
        &["ledger", "verify"],
        &["export", "kudos"],
    ] {
        let ran = run(&db, command).await;
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
    }
    let ran = run(&db, &["doctor"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.contains("FAIL  migrations: ") && ran.out.contains(says),
        "{ran:?}"
    );
}

#[tokio::test]
async fn a_backup_of_a_newer_release_is_restored_where_that_lets_us_and_else_not_begun() {
    let dir = TempDir::new().unwrap();
    let ours = env!("CARGO_PKG_VERSION");
    for (oldest, code) in [("99.2.0", 1), (ours, 0)] {
        let file = dir.path().join(oldest);
        let file = file.to_str().unwrap();
        let ran = run(&newer(oldest).await, &["backup", file]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let into = TestDb::empty().await;
        let ran = run(&into, &["restore", file]).await;
        assert_eq!(ran.code, code, "{ran:?}");
        let mut conn = into.pool.acquire().await.unwrap();
        let untouched = archive::is_empty(&mut conn).await.unwrap();
        assert_eq!(untouched, code == 1, "{ran:?}");
        if untouched {
            let says = format!(
                "nothing was restored: {file} is of a newer release than Plaudit {ours}: restore it \
                 with the release that made it, or with Plaudit 99.2.0 or later"
            );
            assert!(ran.err.contains(&says), "{ran:?}");
        }
    }
}

#[tokio::test]
async fn a_restart_has_nothing_to_say_about_migrations() {
    let db = TestDb::new().await;
    for line in serve(&db).await {
        let line = line.to_string();
        assert!(!line.contains("_sqlx_migrations"), "{line}");
    }
}
