//! A word in the database that nobody here knows opens no door: reading it fails.

use futures_util::TryStreamExt;
use plaudit::chat::{Door, Identity, Platform, Venue};
use plaudit::ids::WorkspaceId;
use plaudit::{kudos, people, workspace};
use sqlx::{AssertSqlSafe, Executor};

use crate::harness::{Plaudit, colleague};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

/// What is read of a column.
#[derive(Clone, Copy, Debug)]
enum Reading {
    Person,
    Account,
    Connections,
    Place,
    Kudos,
    Export,
}

/// Each column of words, as it is broken, and what reads it.
const COLUMNS: &[(&str, &str, Reading)] = &[
    ("member", "standing", Reading::Person),
    ("member", "role", Reading::Person),
    ("member", "locale", Reading::Person),
    ("member", "chosen_locale", Reading::Person),
    ("identity", "locale", Reading::Person),
    ("identity", "learned_locale", Reading::Person),
    ("identity", "standing", Reading::Account),
    ("identity", "locale", Reading::Account),
    ("connection", "platform", Reading::Connections),
    ("conversation", "kind", Reading::Place),
    ("kudos", "platform", Reading::Kudos),
    ("kudos", "place_kind", Reading::Kudos),
    ("kudos", "platform", Reading::Export),
    ("kudos", "source", Reading::Export),
];

/// Puts an unknown word into every row, past whatever forbids it.
async fn put(plaudit: &Plaudit, table: &str, column: &str) {
    let mut conn = plaudit.db.tampering().await;
    let checks: Vec<String> = sqlx::query_scalar(
        "SELECT conname::text FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'",
    )
    .bind(table)
    .fetch_all(&mut conn)
    .await
    .unwrap();
    for check in checks {
        let drop = format!("ALTER TABLE {table} DROP CONSTRAINT {check}");
        conn.execute(AssertSqlSafe(drop)).await.unwrap();
    }
    let change = format!("UPDATE {table} SET {column} = 'emperor'");
    let changed = conn.execute(AssertSqlSafe(change)).await.unwrap();
    assert!(changed.rows_affected() > 0, "{table} is empty");
}

async fn read(
    plaudit: &Plaudit,
    reading: Reading,
    workspace: WorkspaceId,
) -> Result<(), sqlx::Error> {
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let team = plaudit.sandbox.model().team.id.clone();
    let siti = Identity::new(Platform::Slack, &team, SITI);
    let place = format!("slack:{team}/{KUDOS}").parse().unwrap();
    match reading {
        Reading::Person => people::find(&mut conn, &siti).await.map(drop),
        Reading::Account => {
            let user = plaudit.sandbox.model().team.users[0].clone();
            let profile = colleague(siti, &user.name);
            let clock = &plaudit.clock;
            people::record_all(&mut conn, clock, workspace, &[profile]).await
        }
        Reading::Connections => workspace::connections(&mut conn, workspace).await.map(drop),
        Reading::Place => {
            let now = plaudit.clock.now();
            workspace::known_place(&mut conn, &place, now)
                .await
                .map(drop)
        }
        Reading::Kudos => {
            let id = sqlx::query_scalar("SELECT id FROM kudos LIMIT 1")
                .fetch_one(&mut *conn)
                .await?;
            kudos::find(&mut conn, workspace, id).await.map(drop)
        }
        Reading::Export => {
            let rows: Vec<_> = kudos::export(&mut *conn, workspace, None, None)
                .try_collect()
                .await?;
            assert!(!rows.is_empty());
            Ok(())
        }
    }
}

#[tokio::test]
async fn a_word_that_nobody_knows_is_an_error_in_each_column() {
    for (table, column, reading) in COLUMNS {
        let plaudit = Plaudit::start().await;
        let siti = plaudit.sandbox.as_user(SITI);
        siti.slash(KUDOS, "/kudos", "@budi +1 launch").await;
        siti.post(KUDOS, "@budi ++ launch").await;
        plaudit.quiet().await;
        let workspace = plaudit.workspace().await;
        let mut conn = plaudit.db.pool.acquire().await.unwrap();
        let team = plaudit.sandbox.model().team.id.clone();
        let told = Venue {
            place: format!("slack:{team}/{KUDOS}").parse().unwrap(),
            name: None,
            door: Door::Open,
        };
        workspace::record_place(&mut conn, &told, plaudit.clock.now())
            .await
            .unwrap();
        drop(conn);
        read(&plaudit, *reading, workspace).await.unwrap();
        put(&plaudit, table, column).await;
        let unread = read(&plaudit, *reading, workspace).await;
        let error = unread.expect_err(&format!("{table}.{column} is read as something else"));
        let said = plaudit::explained::explained(&error);
        assert!(!said.contains("emperor"), "{said}");
    }
}

#[tokio::test]
async fn whoever_has_an_unknown_standing_gives_nothing() {
    let plaudit = Plaudit::start().await;
    put(&plaudit, "member", "standing").await;
    plaudit.app().desk.directory.forget();
    let siti = plaudit.sandbox.as_user(SITI);
    let told = siti.slash(KUDOS, "/kudos", "@budi +1 launch").await;
    assert_eq!(told.status, Some(200), "{told:?}");
    assert!(!told.text.is_empty(), "{told:?}");
    assert_eq!(plaudit.points(BUDI).await, 0);
    let mut conn = plaudit.db.tampering().await;
    conn.execute("UPDATE member SET standing = 'member'")
        .await
        .unwrap();
    plaudit.finish().await;
}
