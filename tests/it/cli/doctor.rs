//! `plaudit doctor`

use std::net::SocketAddr;
use std::process::Stdio;

use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::programme::{Programme, Ran, plaudit};
use crate::harness::TestDb;

#[tokio::test]
async fn the_doctor_says_what_is_off() {
    let db = TestDb::new().await;
    let output = plaudit(&db.url(), &["doctor"]).output().await;
    let ran = Ran::from(output.unwrap());
    assert_eq!(ran.code, 0, "{ran:?}");
    for line in [
        "ok    database: PostgreSQL 1",
        "ok    migrations: all applied",
        "off   Slack: neither",
        "off   Teams: neither",
        "warn  platforms: nobody can reach it",
        "warn  public address: PLAUDIT_PUBLIC_URL is not set",
        "ok    ledger: 0 accounts",
    ] {
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }
}

#[tokio::test]
async fn the_doctor_finds_the_server_at_its_public_address() {
    let db = TestDb::new().await;
    let mut serve = plaudit(&db.url(), &["serve", "--listen", "127.0.0.1:0"]);
    serve
        .env("PLAUDIT_LOG", "info")
        .env("PLAUDIT_LOG_FORMAT", "json");
    let mut server = serve.stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap()).lines();
    let address = loop {
        let line: Value = serde_json::from_str(&log.next_line().await.unwrap().unwrap()).unwrap();
        if let Some(address) = line["address"].as_str() {
            break format!("http://{address}");
        }
    };

    let examine = async |address: &str| {
        let doctor = plaudit(&db.url(), &["doctor", "--public-url", address]).output();
        Ran::from(doctor.await.unwrap())
    };
    let ran = examine(&address).await;
    let found = format!("warn  public address: {address}/ leads here, but from this machine alone");
    assert!(ran.out.contains(&found), "{ran:?}");
    assert_eq!(ran.code, 0);
    // There is nothing below that path.
    let ran = examine(&format!("{address}/elsewhere")).await;
    assert!(ran.out.contains("answers with 404 Not Found"), "{ran:?}");
    assert_eq!(ran.code, 1);
    server.kill().await.unwrap();
}

#[tokio::test]
async fn the_doctor_finds_a_slack_configured_by_half_and_no_database() {
    let nowhere = "postgres://plaudit@127.0.0.1:1/plaudit";
    let mut doctor = plaudit(nowhere, &["doctor", "--public-url", "http://x.example"]);
    doctor.env("SLACK_BOT_TOKEN", "xoxb-1");
    doctor.env("PLAUDIT_OPERATOR_LISTEN", "0.0.0.0:9464");
    let ran = Ran::from(doctor.output().await.unwrap());
    assert_eq!(ran.code, 1);
    for line in [
        "FAIL  database: ",
        "FAIL  Slack: SLACK_BOT_TOKEN is set, but SLACK_SIGNING_SECRET is not",
        "FAIL  public address: http://x.example/ is not https",
        "warn  metrics: `plaudit serve` shows them at http://0.0.0.0:9464/metrics, for whoever reaches it",
    ] {
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }
    assert!(!ran.out.contains("ledger"), "{ran:?}");
}

/// The address of a server that does not encrypt: it answers "N" to whoever asks for it.
async fn without_tls() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut asked, _)) = listener.accept().await {
            let mut request = [0; 8];
            let _ = asked.read_exact(&mut request).await;
            let _ = asked.write_all(b"N").await;
        }
    });
    address
}

#[tokio::test]
async fn the_doctor_says_what_keeps_it_from_the_database() {
    let db = TestDb::new().await;
    let there = db.url();
    let more = if there.contains('?') { '&' } else { '?' };
    let unencrypted = without_tls().await;
    for (url, says, mend) in [
        (
            "postgres://plaudit@127.0.0.1:1/plaudit".to_owned(),
            "the database does not answer: error communicating with database: Connection refused",
            "Start PostgreSQL",
        ),
        (
            there.replace("plaudit@", "stranger@"),
            "the database refuses the connection: the database says 28",
            "Create the role that DATABASE_URL names",
        ),
        (
            there.replace("/test_", "/no_test_"),
            "the database refuses the connection: the database says 3D000",
            "Create the database",
        ),
        (
            format!("{there}{more}options=-c%20role%3Dstranger"),
            "the database refuses the connection: the database says 22023",
            "by its options",
        ),
        (
            format!("postgres://plaudit@{unencrypted}/plaudit?sslmode=require"),
            "the connection to the database cannot be encrypted as DATABASE_URL asks",
            "sslmode=disable",
        ),
        (
            format!("postgres://plaudit@{unencrypted}/plaudit?sslmode=requrie"),
            "DATABASE_URL: sslmode is disable, allow",
            "Correct it",
        ),
        (
            "mysql://plaudit@127.0.0.1/plaudit".to_owned(),
            "DATABASE_URL: must be like postgres://user:password@host/database",
            "Correct it",
        ),
    ] {
        let output = plaudit(&url, &["doctor"]).output().await;
        let ran = Ran::from(output.unwrap());
        assert_eq!(ran.code, 1, "{ran:?}");
        let found: Vec<&str> = ran.out.lines().take(2).collect();
        assert!(
            found[0].starts_with(&format!("FAIL  database: {says}")),
            "{ran:?}"
        );
        assert!(found[1].contains(mend), "{ran:?}");
    }
}

#[tokio::test]
async fn what_is_no_address_is_told_with_an_example() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let db = TestDb::new().await;
    for (args, code, says) in [
        (
            &["doctor", "--public-url", "plaudit.example.com"][..],
            2,
            "must be an address such as https://",
        ),
        (
            &["manifest", "slack", "--url", "plaudit.example.com:443"],
            2,
            "must be an address such as https://",
        ),
        (
            &["serve", "--listen", "localhost:8098"],
            2,
            "must be a number and a port such as 127.0.0.1:8080",
        ),
        (&["serve", "--listen", &taken], 1, "(--listen)"),
    ] {
        let ran = Ran::from(plaudit(&db.url(), args).output().await.unwrap());
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
    }
}

#[tokio::test]
async fn the_doctor_tries_token_scopes_and_clock() {
    let programme = Programme::new().await;
    programme.give(1, "thanks").await;
    programme.lose_a_letter().await;
    let sandbox = Sandbox::start(SandboxOptions {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        ..SandboxOptions::for_tests()
    })
    .await
    .unwrap();
    let team = sandbox.model().team.id.clone();
    let examine = async |token: &str| {
        let mut doctor = plaudit(&programme.db.url(), &["doctor"]);
        doctor
            .env("SLACK_SIGNING_SECRET", sandbox.signing_secret())
            .env("SLACK_BOT_TOKEN", token)
            .env("SLACK_API_URL", sandbox.api_url());
        Ran::from(doctor.output().await.unwrap())
    };

    let ran = examine(&sandbox.bot_token().unwrap()).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.out.contains("signing secret"), "{ran:?}");
    for line in [
        format!("({team})"),
        "ok    Slack: configured".into(),
        "ok    Slack scopes: all granted".into(),
        "ok    metrics: `plaudit serve` shows them at http://127.0.0.1:9464/metrics, on this machine alone".into(),
        "ok    clock: agrees with Slack's".into(),
        format!("warn  connection: the team {team} is of no programme yet"),
        "ok    people: 2 of Acme are known".into(),
        "warn  outbox: 1 messages of Acme did not arrive".into(),
        "ok    ledger: 3 accounts, 2 transfers".into(),
    ] {
        assert!(ran.out.contains(&line), "{line} is missing: {ran:?}");
    }

    // What is not shaped as Slack's is said to be, whatever comes of it.
    for (secret, token, line) in [
        (
            "hush",
            "xoxb-1",
            "warn  Slack signing secret: it is not 32 hexadecimal digits",
        ),
        (
            sandbox.signing_secret(),
            "xoxp-1",
            "FAIL  Slack token: SLACK_BOT_TOKEN begins with xoxp-, as the token of a person does",
        ),
        (
            sandbox.signing_secret(),
            "xapp-1",
            "FAIL  Slack token: SLACK_BOT_TOKEN begins with xapp-, as the token of an app does",
        ),
        (
            sandbox.signing_secret(),
            "b0t",
            "warn  Slack token: SLACK_BOT_TOKEN does not begin with xoxb-",
        ),
    ] {
        let mut doctor = plaudit(&programme.db.url(), &["doctor"]);
        doctor
            .env("SLACK_SIGNING_SECRET", secret)
            .env("SLACK_BOT_TOKEN", token)
            .env("SLACK_API_URL", sandbox.api_url());
        let ran = Ran::from(doctor.output().await.unwrap());
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }

    sandbox.change(|model| model.team.app.scopes.retain(|scope| scope != "chat:write"));
    let ran = examine(&sandbox.bot_token().unwrap()).await;
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("the token lacks chat:write\n"), "{ran:?}");

    let ran = examine("xoxb-wrong").await;
    assert_eq!(ran.code, 1);
    for line in [
        "FAIL  Slack token: Slack does not take the token: invalid_auth",
        "Copy the bot token anew",
    ] {
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }
    assert!(!ran.out.contains("xoxb-wrong"), "{ran:?}");

    let token = sandbox.bot_token().unwrap();
    sandbox.uninstall().await;
    let ran = examine(&token).await;
    assert!(
        ran.out.contains("Install the app into the workspace again"),
        "{ran:?}"
    );
}

#[tokio::test]
async fn the_doctor_tells_a_name_that_nobody_knows_from_a_network_that_is_away() {
    let db = TestDb::new().await;
    for (address, advice) in [
        // Nobody will ever have that name (RFC 6761).
        (
            "https://slack.invalid/api/",
            "no address for slack.invalid: correct SLACK_API_URL",
        ),
        (
            "http://127.0.0.1:1/api/",
            "reach http://127.0.0.1:1/api/ (SLACK_API_URL)",
        ),
    ] {
        let mut doctor = plaudit(&db.url(), &["doctor"]);
        doctor
            .env("SLACK_SIGNING_SECRET", "secret")
            .env("SLACK_BOT_TOKEN", "xoxb-1")
            .env("SLACK_API_URL", address);
        let ran = Ran::from(doctor.output().await.unwrap());
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains(advice), "{advice} is missing: {ran:?}");
    }
}

#[tokio::test]
async fn the_doctor_misses_an_admin() {
    let programme = Programme::new().await;
    for (role, line) in [
        ("admin", "ok    admins: 1 of Acme"),
        ("member", "warn  admins: Acme has none"),
    ] {
        let one = "UPDATE member SET role = $1 WHERE id = (SELECT min(id::text)::uuid FROM member)";
        let changed = sqlx::query(one)
            .bind(role)
            .execute(&programme.db.pool)
            .await;
        assert_eq!(changed.unwrap().rows_affected(), 1);
        let ran = programme.run(&["doctor"]).await;
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }
}

#[tokio::test]
async fn the_doctor_shows_what_should_recur_and_does_not() {
    let programme = Programme::new().await;
    for (key, value) in [
        ("leaderboard.channel", "C1"),
        ("leaderboard.schedule", "weekly"),
    ] {
        let ran = programme.run(&["settings", "set", key, value]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let ran = programme.run(&["doctor"]).await;
    assert!(!ran.out.contains("schedule"), "{ran:?}");
    sqlx::query("UPDATE schedule_due SET failures = 3, last_error = 'the database failed'")
        .execute(&programme.db.pool)
        .await
        .unwrap();
    let ran = programme.run(&["doctor"]).await;
    let line =
        "warn  schedule: leaderboard of Acme in UTC is due and failed 3 times: the database failed";
    assert!(ran.out.contains(line), "{ran:?}");
}

#[tokio::test]
async fn the_doctor_shows_reactions_that_could_not_be_told() {
    let programme = Programme::new().await;
    let ran = programme.run(&["doctor"]).await;
    assert!(!ran.out.contains("notices"), "{ran:?}");
    sqlx::query(
        "INSERT INTO notice_entry (workspace_id, recipient, subject, kudos_id, at, due_at, failures, last_error)
         SELECT id, id, 'message:1', id, now(), now(), 2, 'no rows' FROM workspace",
    )
    .execute(&programme.db.pool)
    .await
    .unwrap();
    let ran = programme.run(&["doctor"]).await;
    let line = "warn  notices: 1 of the reactions in Acme could not be told: no rows";
    assert!(ran.out.contains(line), "{ran:?}");
}
