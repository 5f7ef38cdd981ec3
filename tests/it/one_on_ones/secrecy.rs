//! What two have written is in no row, letter, log, export or metric, and nobody else opens it.

use std::collections::BTreeMap;

use plaudit::chat::{Act, Answers};
use plaudit::desk::Kept;
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use serde_json::json;
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use super::scene::{ANA, BUDI, KUDOS, SITI};
use crate::harness::{Plaudit, Server, TestDb, eventually, plaudit};

/// Nobody else says this.
const WORDS: &str = "unmistakable-words-of-ours";

/// Every row of every table, as text.
async fn everything(pool: &sqlx::PgPool) -> String {
    let tables = "SELECT table_name::text FROM information_schema.tables
                  WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    let mut all = String::new();
    for table in tables {
        let rows = format!("SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t");
        let rows: String = sqlx::query_scalar(AssertSqlSafe(rows))
            .fetch_one(pool)
            .await
            .unwrap();
        all.push_str(&rows);
    }
    // Bytes are shown in hexadecimal.
    assert!(!all.contains(&hex::encode(WORDS)));
    all
}

#[tokio::test]
async fn what_was_written_and_told_stands_in_no_table() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let seen = plaudit
        .writes(
            ANA,
            [
                ("points", json!(format!("point {WORDS}"))),
                ("action", json!(format!("action {WORDS}"))),
                ("note", json!(format!("note {WORDS}"))),
            ],
        )
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let kept = plaudit.form_of(ANA).await;
    assert!(!kept.contains(WORDS), "{kept}");
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    for (who, count) in [(ANA, 1), (SITI, 1)] {
        assert_eq!(plaudit.times_told(who, &format!("point {WORDS}")), count);
    }
    let all = everything(&plaudit.db.pool).await;
    assert!(all.contains("one_on_one/") && !all.contains(WORDS));
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_else_opens_it_by_its_button() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    plaudit.writes(ANA, [("note", json!(WORDS))]).await;
    plaudit.form_of(ANA).await;
    // Budi has a list of his own, and presses the button of another one's 1:1.
    plaudit.reports(BUDI, Some(SITI)).await;
    plaudit.pair(BUDI).await;
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id::text FROM one_on_one ORDER BY note NULLS LAST")
            .fetch_all(&plaudit.db.pool)
            .await
            .unwrap();
    let theirs = pressed(&plaudit, BUDI, &ids[0]).await;
    assert!(
        !theirs.contains(WORDS) && theirs.contains("Keadaannya sudah berubah"),
        "{theirs}"
    );
    let own = pressed(&plaudit, BUDI, &ids[1]).await;
    assert!(
        own.contains("Siti Rahmawati") && !own.contains(WORDS),
        "{own}"
    );
    let anas = pressed(&plaudit, ANA, &ids[0]).await;
    assert!(anas.contains(WORDS), "{anas}");
    plaudit.finish().await;
}

#[tokio::test]
async fn what_takes_long_to_write_is_not_kept_meanwhile() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let written = Act::Submitted(Answers {
        form: "one_on_one.write".to_owned(),
        context: String::new(),
        values: [("points".to_owned(), vec![WORDS.to_owned()])].into(),
    });
    let desk = &plaudit.app().desk;
    let kept = desk.keep(&plaudit.does(ANA, written)).await.unwrap();
    assert!(kept.is_none(), "{kept:?}");
    // As others are.
    let asked = Act::Submitted(Answers {
        form: "one_on_one.ask".to_owned(),
        context: String::new(),
        values: BTreeMap::new(),
    });
    let kept = desk.keep(&plaudit.does(ANA, asked)).await.unwrap();
    let Some(Kept::Ours(ticket)) = kept else {
        panic!("{kept:?}");
    };
    desk.let_go(&ticket).await;
    plaudit.quiet().await;
    assert!(!everything(&plaudit.db.pool).await.contains(WORDS));
    plaudit.finish().await;
}

/// What somebody is shown who presses the button that opens a 1:1, whosever it is.
async fn pressed(plaudit: &Plaudit, who: &str, id: &str) -> String {
    let act = Act::Pressed {
        action: "one_on_one.open".to_owned(),
        value: id.to_owned(),
        message: None,
    };
    let inbound = plaudit.does(who, act);
    let handled = plaudit.app().desk.handle(inbound).await;
    format!("{:?}", handled.unwrap().reply())
}

#[tokio::test]
async fn the_real_program_logs_counts_and_exports_nothing_of_it() {
    let db = TestDb::new().await;
    let home = TempDir::new().unwrap();
    let sandbox = Sandbox::start(SandboxOptions::for_tests()).await.unwrap();
    let (url, token, api) = (db.url(), sandbox.bot_token().unwrap(), sandbox.api_url());
    let environment = [
        ("DATABASE_URL", url.as_str()),
        ("SLACK_SIGNING_SECRET", sandbox.signing_secret()),
        ("SLACK_BOT_TOKEN", &token),
        ("SLACK_API_URL", &api),
        ("PLAUDIT_ENCRYPTION_KEY", crate::harness::KEY),
        ("PLAUDIT_LOG", "trace"),
    ];
    let server = Server::start(home.path(), &environment).await;
    sandbox.connect(&server.url());
    let pair = "WITH two AS (
                  UPDATE member m SET manager_id = s.member_id FROM identity a, identity s
                  WHERE a.user_id = $1 AND s.user_id = $2 AND m.id = a.member_id
                  RETURNING m.workspace_id, m.id, m.manager_id)
                INSERT INTO one_on_one (workspace_id, id, manager_id, report_id, state, asked_by, asked_at, spec, first_day)
                SELECT workspace_id, gen_random_uuid(), manager_id, id, 'going', id, now(), 'weekly tue 09:00', current_date
                FROM two";
    let made = async || {
        let made = sqlx::query(pair).bind(ANA).bind(SITI).execute(&db.pool);
        made.await.unwrap().rows_affected()
    };
    eventually("both are known", made, |rows| *rows == 1).await;
    let ana = sandbox.as_user(ANA);
    assert!(ana.slash(KUDOS, "/kudos", "1on1").await.is_ok());
    let list = || async { sandbox.ephemerals(ANA).pop() };
    let list = eventually("she is shown it", list, Option::is_some)
        .await
        .unwrap();
    let seen = ana.press(&list.channel, &list.ts, "one_on_one.open").await;
    assert!(seen.is_ok(), "{seen:?}");
    let opened = || async { sandbox.modals(ANA).pop() };
    let form = eventually("a form opens", opened, Option::is_some)
        .await
        .unwrap();
    let seen = ana
        .submit(&form.id, [("points", json!(WORDS)), ("note", json!(WORDS))])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    assert!(!everything(&db.pool).await.contains(WORDS));
    assert!(!server.metrics().await.contains(WORDS));
    for command in [
        &["export", "kudos", "--format", "jsonl"][..],
        &["export", "balances", "--format", "jsonl"],
        &["audit"],
    ] {
        let ran = plaudit(home.path(), command, &environment).output();
        let ran = ran.await.unwrap();
        let out = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success(), "{ran:?}");
        assert!(!out.contains(WORDS) && !out.contains("one_on_one"), "{out}");
    }
    let (_, log) = server.stop().await;
    assert!(log.contains("TRACE") && !log.contains(WORDS), "{log}");
}
