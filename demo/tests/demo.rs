//! The demo as it is run, beside a programme that people rely on.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, SystemTime};

use plaudit::chat::{Installation, Message, Place, PlaceKind, Platform, To};
use plaudit::clock::Clock;
use plaudit::database::private::{Options, Scratch, attach};
use plaudit::database::{connect, migrate};
use plaudit::outbox::{self, Letter};
use plaudit::workspace::{self, NewConnection};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// How long a demo may take on a machine that has other work.
const PATIENCE: Duration = Duration::from_secs(100);

/// A running demo. It is killed when this is dropped.
struct Demo {
    child: Child,
    said: String,
}

impl Demo {
    /// Starts one in a directory, and waits until it is ready.
    async fn start(directory: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit-demo"));
        let found = ["PATH", "PLAUDIT_PG_BIN"]
            .into_iter()
            .filter_map(|name| std::env::var_os(name).map(|value| (name, value)));
        command.env_clear().envs(found);
        for face in ["--page", "--teams-page", "--listen"] {
            command.args([face, "127.0.0.1:0"]);
        }
        let mut child = command
            .args(arguments)
            .envs(environment.iter().copied())
            .env("PLAUDIT_LOG", "warn")
            .current_dir(directory)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = async {
            loop {
                let line = lines.next_line().await.unwrap();
                let line = line.expect("it ended before it was ready");
                if line.starts_with("The demo is ready") {
                    return line;
                }
            }
        };
        let said = timeout(PATIENCE, ready).await.expect("it is ready in time");
        Self { child, said }
    }

    /// Ends it as Ctrl-C does.
    async fn stop(mut self) -> ExitStatus {
        let process = self.child.id().unwrap().to_string();
        let told = Command::new("kill").args(["-INT", &process]).status().await;
        assert!(told.unwrap().success());
        let ended = timeout(PATIENCE, self.child.wait()).await;
        ended.expect("it ends in time").unwrap()
    }
}

/// A programme with a team, and a letter that waits.
async fn programme(pool: &PgPool) {
    migrate(pool).await.unwrap();
    let clock = Clock::system();
    let mut tx = pool.begin().await.unwrap();
    let team = NewConnection {
        installation: Installation::new(Platform::Slack, "T0ACME00001"),
        name: "Acme".to_owned(),
        bot_user: "U0BOT000001".to_owned(),
        bot_id: None,
        founds: true,
    };
    let connected = workspace::connect(&mut tx, &clock, &team).await.unwrap();
    let connected = connected.unwrap();
    let place = Place {
        platform: Platform::Slack,
        team: team.installation.team,
        channel: "C0KUDOS0001".to_owned(),
        thread: None,
        kind: PlaceKind::Public,
        shared: false,
    };
    let letter = Letter::new(connected.workspace, To::Place(place), Message::default());
    outbox::enqueue(&mut tx, clock.now(), &[letter])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// What a demo would have changed.
async fn traces(pool: &PgPool) -> (i64, i64, i64, i64) {
    sqlx::query_as(
        "SELECT (SELECT count(*) FROM kudos), (SELECT count(*) FROM connection),
                (SELECT count(*) FROM ledger_transfer),
                (SELECT count(*) FROM outbox WHERE state = 'pending' AND attempts = 0)",
    )
    .fetch_one(pool)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_programme_is_left_alone_whatever_names_it() {
    let binaries = std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from);
    let server = Scratch::start(binaries).await.unwrap();
    let url = server.url();
    let pool = connect(server.connect_options(), 2).await.unwrap();
    programme(&pool).await;
    let before = traces(&pool).await;
    assert_eq!(before, (0, 1, 0, 1));

    let directory = TempDir::new().unwrap();
    let file = directory.path().join("url");
    std::fs::write(&file, &url).unwrap();
    let variables = [
        ("DATABASE_URL", url.as_str()),
        ("DATABASE_URL_FILE", file.to_str().unwrap()),
        ("PLAUDIT_DATA_DIR", "programme"),
        ("PLAUDIT_LISTEN", "for the programme alone"),
        ("PLAUDIT_OPERATOR_LISTEN", "for the programme alone"),
        ("SLACK_BOT_TOKEN", "xoxb-the-programme's"),
        ("PGDATABASE", "programme"),
        ("PGHOST", "programme"),
        ("PGUSER", "programme"),
    ];
    let lines = variables.map(|(name, value)| format!("{name}=\"{value}\"\n"));
    std::fs::write(directory.path().join(".env"), lines.concat()).unwrap();
    for environment in [&variables[..], &[]] {
        let demo = Demo::start(directory.path(), &[], environment).await;
        assert!(demo.said.contains("nothing of it stays"), "{}", demo.said);
        assert!(demo.stop().await.success());
        assert_eq!(traces(&pool).await, before);
    }
    let mut left: Vec<_> = std::fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, [".env", "url"]);
    pool.close().await;
    server.stop().await;
}

/// How many kudos a demo has kept.
async fn kept(directory: &Path) -> i64 {
    let options = Options::new(directory.join("demo-data"))
        .binaries(std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from));
    let attached = attach(&options).await.unwrap();
    let pool = connect(attached.connect_options(), 1).await.unwrap();
    let (kudos, ..) = traces(&pool).await;
    pool.close().await;
    attached.stop().await;
    kudos
}

#[tokio::test]
async fn what_is_kept_is_gone_on_with_until_it_is_old() {
    let directory = TempDir::new().unwrap();
    let run = async || {
        let demo = Demo::start(directory.path(), &["--keep", "1h"], &[]).await;
        assert!(demo.said.contains("stays in ./demo-data"), "{}", demo.said);
        assert!(demo.stop().await.success());
        kept(directory.path()).await
    };
    let first = run().await;
    // The past is given once, and each time what people say before the visitor's eyes: three gifts on
    // each platform, and one by somebody who joins in where the machine is quick. Nobody has spent
    // their allowance on the past, whatever the day of the month.
    assert!((84 + 6..=84 + 7).contains(&first), "{first}");
    let second = run().await;
    assert!((6..=7).contains(&(second - first)), "{first}, {second}");

    let made = directory.path().join("demo-data/postgres/PG_VERSION");
    let before = SystemTime::UNIX_EPOCH;
    let made = File::options().write(true).open(made).unwrap();
    made.set_modified(before).unwrap();
    let third = run().await;
    assert!((third - first).abs() <= 1, "{first}, {third}");
}
