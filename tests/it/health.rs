//! How the program starts, tells how it is, keeps secrets, and stops.

mod log;

use std::path::Path;
use std::time::Duration;

use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use sqlx::{Connection, Executor};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;

use crate::harness::{Plaudit, Server, TestDb, answers, eventually, get, plaudit as program};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

async fn sandbox() -> Sandbox {
    let options = SandboxOptions {
        signing_secret: "signing-secret-hush".to_owned(),
        bot_token: "xoxb-token-hush".to_owned(),
        ..SandboxOptions::for_tests()
    };
    Sandbox::start(options).await.unwrap()
}

#[tokio::test]
async fn a_server_counts_what_it_does_and_stops_when_told() {
    let (db, sandbox, dir) = (
        TestDb::new().await,
        sandbox().await,
        TempDir::new().unwrap(),
    );
    let server = Server::start(
        dir.path(),
        &[
            ("DATABASE_URL", &db.url()),
            ("SLACK_SIGNING_SECRET", sandbox.signing_secret()),
            ("SLACK_BOT_TOKEN", &sandbox.bot_token().unwrap()),
            ("SLACK_API_URL", &sandbox.api_url()),
        ],
    )
    .await;
    sandbox.connect(&server.url());
    assert_eq!(server.get("/healthz").await.0, 200);
    assert_eq!(server.get("/readyz").await.0, 200);
    assert_eq!(server.get("/nothing").await.0, 404);
    assert_eq!(server.get("/rewards/images/coffee.png").await.0, 200);
    assert_eq!(server.get("/rewards/images/nothing.png").await.0, 404);
    assert_eq!(server.get("/metrics").await.0, 404, "it is the operator's");

    let siti = sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "@budi +5 for the launch").await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    siti.post(KUDOS, "@budi ++ and again").await;
    let is_announced = |m: &plaudit_sandbox::slack::Model| {
        let by_app = m.messages.iter().filter(|it| it.by_app);
        (by_app.count() >= 4).then_some(())
    };
    sandbox.wait_for(is_announced).await.unwrap();
    // What waits is counted every few seconds.
    let metrics = eventually(
        "letters are counted",
        async || server.metrics().await,
        |it| {
            let counted = number(it, "plaudit_outbox_sends_total{") >= 4.0;
            counted && number(it, "plaudit_outbox_depth") == 0.0
        },
    )
    .await;
    for (name, least) in [
        (
            r#"plaudit_deliveries_total{platform="slack",kind="command",outcome="handled"}"#,
            1.0,
        ),
        (
            r#"plaudit_deliveries_total{platform="slack",kind="event",outcome="handled"}"#,
            1.0,
        ),
        ("plaudit_acknowledgement_seconds_count{", 2.0),
        ("plaudit_acknowledgement_seconds_bucket{", 1.0),
        (
            r#"plaudit_outbox_sends_total{platform="slack",outcome="sent"}"#,
            4.0,
        ),
        ("plaudit_ledger_posts_total{", 2.0),
        ("plaudit_outbox_depth", 0.0),
        ("plaudit_outbox_oldest_seconds", 0.0),
    ] {
        assert!(metrics.contains(name), "{name} is not in\n{metrics}");
        assert!(number(&metrics, name) >= least, "{name}\n{metrics}");
    }
    let (status, log) = server.stop().await;
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(!log.contains("ERROR") && !log.contains("WARN"), "{log}");
}

/// The sum over every line of the page that begins with `name`.
fn number(metrics: &str, name: &str) -> f64 {
    let lines = metrics.lines().filter(|line| line.starts_with(name));
    lines
        .filter_map(|line| line.rsplit_once(' ')?.1.parse::<f64>().ok())
        .sum()
}

#[tokio::test]
async fn readiness_follows_the_database() {
    let plaudit = Plaudit::start().await;
    let ready = plaudit.url("/readyz");
    assert_eq!(get(&ready).await.0, 200);

    let mut breaking = plaudit.db.tampering().await;
    breaking
        .execute("CREATE TABLE kept AS SELECT * FROM _sqlx_migrations")
        .await
        .unwrap();
    breaking
        .execute("DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM kept)")
        .await
        .unwrap();
    assert_eq!(
        answers(&ready, 503).await.trim(),
        "1 migrations are missing"
    );
    breaking
        .execute("INSERT INTO _sqlx_migrations SELECT * FROM kept ON CONFLICT DO NOTHING")
        .await
        .unwrap();
    answers(&ready, 200).await;
    breaking.close().await.unwrap();

    let mut outage = plaudit.db.outage().await;
    assert_eq!(
        answers(&ready, 503).await.trim(),
        "the database does not answer"
    );
    assert_eq!(get(&plaudit.url("/healthz")).await.0, 200);
    // A person is told that nothing was recorded; Slack is asked to come again.
    let siti = plaudit.sandbox.as_user(SITI);
    let told = siti.slash(KUDOS, "/kudos", "@budi +5 launch").await;
    assert_eq!(told.status, Some(200), "{told:?}");
    assert!(!told.text.is_empty(), "{told:?}");
    let event = siti.post(KUDOS, "@budi ++ launch").await;
    assert_eq!(event.status, Some(503), "{event:?}");

    outage.end().await;
    answers(&ready, 200).await;
    let given = siti.slash(KUDOS, "/kudos", "@budi +5 launch").await;
    assert_eq!(given.status, Some(200), "{given:?}");
    plaudit.quiet().await;
    assert!(plaudit.points(BUDI).await >= 5);
    plaudit.finish().await;
}

#[tokio::test]
async fn who_cannot_write_is_not_ready() {
    let plaudit = Plaudit::start().await;
    let ready = plaudit.url("/readyz");
    assert_eq!(answers(&ready, 200).await, "ready\n");
    // As after a failover: other connections, to a server that takes nothing.
    let mut other = plaudit.db.superuser().await;
    let set = |setting: &str| {
        format!(
            "DO $$ BEGIN
               EXECUTE format('ALTER DATABASE %I {setting}', current_database());
               PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = 'plaudit readiness';
             END $$"
        )
    };
    let read_only = set("SET default_transaction_read_only = on");
    other.execute(sqlx::AssertSqlSafe(read_only)).await.unwrap();
    assert_eq!(answers(&ready, 503).await, "the database is read-only\n");
    let writable = set("RESET default_transaction_read_only");
    other.execute(sqlx::AssertSqlSafe(writable)).await.unwrap();
    // Nobody needs to cut anything: it is asked over a new connection now and again.
    answers(&ready, 200).await;
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_asks_shares_one_answer_and_takes_nothing_from_who_works() {
    let plaudit = Plaudit::start().await;
    let ready = plaudit.url("/readyz");
    // Not even when all of the pool is at work.
    let mut working = Vec::new();
    while let Some(conn) = plaudit.app().pool.try_acquire() {
        working.push(conn);
    }
    assert_eq!(answers(&ready, 200).await, "ready\n");
    drop(working);

    let mut other = plaudit.db.superuser().await;
    let mut held = other.begin().await.unwrap();
    held.execute("LOCK TABLE _sqlx_migrations IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
    answers(&ready, 503).await;
    let asking = (0..48).map(|_| {
        let ready = ready.clone();
        async move { get(&ready).await }
    });
    let asked = tokio::spawn(futures_util::future::join_all(asking));
    let waiting = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND application_name = 'plaudit readiness'
                     AND wait_event_type = 'Lock'";
    let mut most = 0;
    while !asked.is_finished() {
        let now: i64 = sqlx::query_scalar(waiting)
            .fetch_one(&plaudit.db.pool)
            .await
            .unwrap();
        most = most.max(now);
    }
    for (status, _) in asked.await.unwrap() {
        assert_eq!(status, 503);
    }
    assert!(most <= 1, "{most} questions at once");
    held.rollback().await.unwrap();
    answers(&ready, 200).await;
    plaudit.finish().await;
}

#[tokio::test]
async fn half_a_configuration_is_refused_in_one_sentence() {
    for (environment, sentence) in [
        (
            vec![("SLACK_SIGNING_SECRET", "s3cret-hush")],
            "SLACK_BOT_TOKEN is not",
        ),
        (
            vec![("SLACK_BOT_TOKEN", "xoxb-hush")],
            "SLACK_SIGNING_SECRET is not",
        ),
        (
            vec![("DATABASE_URL", "nonsense-hush")],
            "DATABASE_URL: must be like",
        ),
        (
            vec![("SLACK_SIGNING_SECRET_FILE", "/nowhere/at/all")],
            "/nowhere/at/all named by SLACK_SIGNING_SECRET_FILE",
        ),
        (
            vec![
                ("SLACK_SIGNING_SECRET", "s3cret-hush"),
                ("SLACK_BOT_TOKEN", "xoxb-hush"),
                ("SLACK_API_URL", "http://slack.com/api/"),
            ],
            "SLACK_API_URL: must be https",
        ),
        (vec![("PLAUDIT_LOG", "plaudit=loud=er")], "PLAUDIT_LOG"),
    ] {
        let dir = TempDir::new().unwrap();
        let serve = program(dir.path(), &["serve"], &environment).output();
        let output = tokio::time::timeout(Duration::from_secs(10), serve);
        let output = output.await.unwrap().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(sentence), "{said}");
        assert!(!said.contains("hush"), "{said}");
        assert_eq!(said.trim().lines().count(), 1, "{said}");
        // Nothing was begun.
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}

#[tokio::test]
async fn an_operators_port_that_is_taken_is_not_passed_over() {
    let (db, dir) = (TestDb::new().await, TempDir::new().unwrap());
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let taken = taken.local_addr().map(|at| (at.to_string(), taken));
    let (address, _taken) = taken.unwrap();
    let database = db.url();
    let arguments = ["serve", "--listen", "127.0.0.1:0"];
    let environment = [
        ("DATABASE_URL", database.as_str()),
        ("PLAUDIT_OPERATOR_LISTEN", &address),
    ];
    let ran = program(dir.path(), &arguments, &environment).output().await;
    let ran = ran.unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    let sentence = format!("cannot listen on {address} (--operator-listen)");
    assert!(said.contains(&sentence), "{said}");

    // The usual one, which nobody asked for, may be another server's: it serves, and says what it
    // does not do. Somebody has it now, this test or another program.
    let _usual = TcpListener::bind("127.0.0.1:9464").await;
    let mut serve = program(dir.path(), &arguments, &environment[..1]);
    let mut server = serve.env_remove("PLAUDIT_OPERATOR_LISTEN").spawn().unwrap();
    let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
    let mut log = String::new();
    while !log.contains("serving address=") {
        let line = lines.next_line().await.unwrap();
        log.push_str(&line.unwrap_or_else(|| panic!("{log}")));
    }
    assert!(
        log.contains("cannot listen on 127.0.0.1:9464 (--operator-listen)"),
        "{log}"
    );
    server.kill().await.unwrap();
}

#[tokio::test]
async fn settings_come_from_a_file_and_secrets_from_files_of_their_own() {
    let (db, sandbox, dir) = (
        TestDb::new().await,
        sandbox().await,
        TempDir::new().unwrap(),
    );
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let lines = [
        (
            "DATABASE_URL_FILE",
            write("url", &format!("{}\n", db.url())),
        ),
        (
            "SLACK_SIGNING_SECRET_FILE",
            write("secret", sandbox.signing_secret()),
        ),
        (
            "SLACK_BOT_TOKEN_FILE",
            write("token", &sandbox.bot_token().unwrap()),
        ),
        ("SLACK_API_URL", "http://127.0.0.1:1/".to_owned()),
        ("PLAUDIT_LOG", "plaudit=debug".to_owned()),
    ];
    let lines = lines.map(|(name, value)| format!("{name}={value}\n"));
    write(".env", &lines.concat());
    // What the environment says counts for more.
    let api = sandbox.api_url();
    let server = Server::start(dir.path(), &[("SLACK_API_URL", &api)]).await;
    sandbox.connect(&server.url());
    let siti = sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "@budi +5 launch").await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    assert!(seen.text.contains("95"), "{seen:?}");
    let (status, log) = server.stop().await;
    assert_eq!(status.code(), Some(0), "{log}");
}

#[tokio::test]
async fn a_private_database_ends_with_its_server_and_keeps_its_data() {
    let (sandbox, dir) = (sandbox().await, TempDir::new().unwrap());
    let api = sandbox.api_url();
    let environment = [
        ("SLACK_SIGNING_SECRET", sandbox.signing_secret()),
        ("SLACK_BOT_TOKEN", "xoxb-token-hush"),
        ("SLACK_API_URL", &api),
    ];
    for left in ["95", "90"] {
        let server = Server::start(dir.path(), &environment).await;
        sandbox.connect(&server.url());
        assert_eq!(server.get("/readyz").await.0, 200);
        let siti = sandbox.as_user(SITI);
        let seen = siti.slash(KUDOS, "/kudos", "@budi +5 launch").await;
        assert!(seen.text.contains(left), "{seen:?}");
        assert!(!running_in(dir.path()).is_empty());
        let (status, log) = server.stop().await;
        assert_eq!(status.code(), Some(0), "{log}");
        assert_eq!(running_in(dir.path()), Vec::<String>::new());
    }
}

/// The command lines of processes that name this directory.
fn running_in(directory: &Path) -> Vec<String> {
    let directory = directory.canonicalize().unwrap().display().to_string();
    let processes = std::fs::read_dir("/proc").unwrap();
    processes
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("cmdline")).ok())
        .filter(|line| line.contains(&directory))
        .collect()
}
