//! The command line, run as its users run it.

use std::net::SocketAddr;
use std::process::{Output, Stdio};

use jiff::tz::TimeZone;
use plaudit::chat::{Identity, Place, PlaceKind, Platform, Profile, Standing};
use plaudit::clock::Clock;
use plaudit::kudos::{Allowance, Batcher, Gift, Outcome, Source};
use plaudit::outbox::{self, Bell, Letter};
use plaudit::sandbox::{Sandbox, SandboxOptions};
use plaudit::settings::Settings;
use plaudit::workspace::{self, NewConnection};
use plaudit::{chat, people};
use serde_json::{Value, json};
use sqlx::Executor;
use tokio::process::Command;
use uuid::Uuid;

use crate::harness::TestDb;

/// A programme with two people.
struct Programme {
    db: TestDb,
    clock: Clock,
    workspace: Uuid,
    siti: Uuid,
    budi: Uuid,
}

/// What a command did.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// The only line of data, as JSON.
    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{self:?}");
        serde_json::from_str(&self.out).unwrap()
    }

    /// Header and records of a table.
    fn csv(&self) -> (String, Vec<csv::StringRecord>) {
        assert_eq!(self.code, 0, "{self:?}");
        let header = self.out.lines().next().unwrap().to_owned();
        let mut reader = csv::Reader::from_reader(self.out.as_bytes());
        (header, reader.records().map(Result::unwrap).collect())
    }
}

/// The command, away from the settings of whoever runs the tests.
fn plaudit(database: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
    command
        .args(args)
        .env_clear()
        .env("DATABASE_URL", database)
        .env("PLAUDIT_LOG", "warn")
        .current_dir("/")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

impl Programme {
    async fn new() -> Self {
        let db = TestDb::new().await;
        let clock = Clock::system();
        let mut conn = db.pool.acquire().await.unwrap();
        let team = NewConnection {
            platform: Platform::Slack,
            team: "T1".into(),
            name: "Acme".into(),
            bot_user: "UBOT".into(),
            bot_id: None,
        };
        let connected = workspace::connect(&mut conn, &clock, &team).await.unwrap();
        let workspace = connected.workspace;
        let mut ids = Vec::new();
        for (user, name) in [("U1", "Siti"), ("U2", "=Budi")] {
            let person = Profile {
                identity: Identity::new(Platform::Slack, "T1", user),
                name: name.into(),
                email: None,
                locale: None,
                time_zone: None,
                standing: Standing::Member,
                active: true,
                admin: false,
            };
            let id = people::record(&mut conn, &clock, workspace, &person).await;
            ids.push(id.unwrap());
        }
        drop(conn);
        Self {
            db,
            clock,
            workspace,
            siti: ids[0],
            budi: ids[1],
        }
    }

    async fn run(&self, args: &[&str]) -> Ran {
        let output = plaudit(&self.db.url(), args).output().await;
        output.unwrap().into()
    }

    /// Siti thanks Budi.
    async fn give(&self, points: i64, message: &str) -> Uuid {
        let (batcher, recorder) =
            Batcher::start(&self.db.options(), self.clock.clone(), Bell::default());
        let at = self.clock.now();
        let id = self.clock.new_id();
        let gift = Gift {
            id,
            workspace: self.workspace,
            at,
            day: at.to_zoned(TimeZone::UTC).date(),
            giver: self.siti,
            recipients: vec![self.budi],
            points,
            values: vec!["teamwork".into(), "customer".into()],
            message: message.into(),
            source: Source::Command,
            place: channel(),
            message_id: None,
            boosted: None,
            allowance: Allowance::at(at, &Settings::default()),
            keys: vec![id.to_string()],
            letters: Box::new(|_| Vec::new()),
        };
        let outcome = batcher.give(gift).await.unwrap();
        assert!(matches!(outcome, Outcome::Given { .. }), "{outcome:?}");
        drop(batcher);
        recorder.await.unwrap();
        id
    }

    /// A message that nobody could deliver. Returns its number.
    async fn lose_a_letter(&self) -> i64 {
        let letter = Letter::new(
            self.workspace,
            chat::To::Place(channel()),
            chat::Message::default(),
        );
        let mut conn = self.db.pool.acquire().await.unwrap();
        outbox::enqueue(&mut conn, self.clock.now(), &[letter])
            .await
            .unwrap();
        sqlx::query_scalar(
            "UPDATE outbox SET state = 'dead', attempts = 8, last_error = 'channel_not_found'
             RETURNING id",
        )
        .fetch_one(&mut *conn)
        .await
        .unwrap()
    }
}

fn channel() -> Place {
    Place {
        platform: Platform::Slack,
        team: "T1".into(),
        channel: "C1".into(),
        thread: None,
        kind: PlaceKind::Public,
        shared: false,
    }
}

#[tokio::test]
async fn kudos_are_exported_by_recipient() {
    let programme = Programme::new().await;
    let id = programme.give(5, "=HYPERLINK(\"x\")\nfor <@U2>").await;

    let row = programme.run(&["export", "kudos"]).await.json();
    let given_at = row["given_at"].as_str().unwrap();
    assert!(given_at.ends_with('Z'), "{given_at}");
    assert_eq!(
        row,
        json!({
            "id": id, "given_at": given_at, "platform": "slack", "place": "slack:T1/C1",
            "giver": "slack:T1/U1", "recipient": "slack:T1/U2", "points": 5,
            "values": ["teamwork", "customer"], "message": "=HYPERLINK(\"x\")\nfor <@U2>",
            "source": "command", "reversed_at": null,
        })
    );

    let ran = programme.run(&["export", "kudos", "--format", "csv"]).await;
    let (header, rows) = ran.csv();
    assert_eq!(
        header,
        "id,given_at,platform,place,giver,recipient,points,values,message,source,reversed_at"
    );
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][7], "teamwork;customer");
    assert_eq!(&rows[0][8], "'=HYPERLINK(\"x\")\nfor <@U2>");
    assert_eq!(&rows[0][10], "");
}

#[tokio::test]
async fn balances_are_exported_by_name() {
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;

    let ran = programme
        .run(&["export", "balances", "--format", "csv"])
        .await;
    let (header, rows) = ran.csv();
    assert_eq!(
        header,
        "member,name,identities,points,allowance_left,allowance_resets_at"
    );
    let shown: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().take(5).collect())
        .collect();
    let (siti, budi) = (programme.siti.to_string(), programme.budi.to_string());
    assert_eq!(
        shown,
        [
            [budi.as_str(), "'=Budi", "slack:T1/U2", "5", "100"],
            [siti.as_str(), "Siti", "slack:T1/U1", "0", "95"],
        ]
    );
    assert!(rows[0][5].ends_with("-01T00:00:00Z"), "{}", &rows[0][5]);
}

#[tokio::test]
async fn the_ledger_is_exported_entry_by_entry() {
    let programme = Programme::new().await;
    let kudos = programme.give(5, "thanks").await;

    let ran = programme
        .run(&["export", "ledger", "--format", "csv"])
        .await;
    let (header, rows) = ran.csv();
    assert_eq!(
        header,
        "transfer,posted_at,kind,account,owner,amount,balance_after,source"
    );
    // The allowance is granted, then given.
    let about: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row[2].to_owned(),
                row[3].to_owned(),
                row[5].to_owned(),
                row[6].to_owned(),
            )
        })
        .collect();
    let of = |kind: &str, account: &str, amount: &str, after: &str| {
        (
            kind.to_owned(),
            account.to_owned(),
            amount.to_owned(),
            after.to_owned(),
        )
    };
    assert!(
        about.contains(&of("gift", "allowance", "-5", "95")),
        "{about:?}"
    );
    assert!(about.contains(&of("gift", "points", "5", "5")), "{about:?}");
    assert_eq!(rows.len(), 4, "{about:?}");
    let sum: i64 = rows.iter().map(|row| row[5].parse::<i64>().unwrap()).sum();
    assert_eq!(sum, 0);
    let gift = rows.iter().find(|row| &row[3] == "points").unwrap();
    assert_eq!(&gift[4], programme.budi.to_string());
    assert_eq!(&gift[7], format!("kudos:{kudos}"));
}

#[tokio::test]
async fn a_reader_that_goes_away_is_no_failure() {
    let programme = Programme::new().await;
    programme.give(1, "thanks").await;
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut export = plaudit(&programme.db.url(), &["export", "kudos"]);
    let child = export
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let output = child.wait_with_output().await.unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[tokio::test]
async fn settings_are_read_back_as_they_were_set_and_audited() {
    let programme = Programme::new().await;
    let ran = programme.run(&["settings", "get"]).await;
    assert!(ran.out.contains("allowance.points = 100\n"), "{ran:?}");

    let ran = programme
        .run(&["settings", "set", "allowance.points", "60"])
        .await;
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    let ran = programme
        .run(&["settings", "get", "allowance.points"])
        .await;
    assert_eq!((ran.code, ran.out.as_str()), (0, "60\n"));

    let audited: (String, String, Value) =
        sqlx::query_as("SELECT actor, action, detail FROM audit_log")
            .fetch_one(&programme.db.pool)
            .await
            .unwrap();
    let detail = json!({"key": "allowance.points", "before": "100", "after": "60"});
    assert_eq!(audited, ("operator".into(), "setting.set".into(), detail));
}

#[tokio::test]
async fn settings_that_make_no_sense_are_refused_as_usage() {
    let programme = Programme::new().await;
    let ran = programme
        .run(&["settings", "set", "allowance.point", "60"])
        .await;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("did you mean allowance.points?"),
        "{ran:?}"
    );
    let ran = programme
        .run(&["settings", "set", "allowance.points", "-5"])
        .await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("whole number, 0 or more"), "{ran:?}");
    let ran = programme.run(&["settings", "get", "nonsense"]).await;
    assert_eq!(ran.code, 2);
    let set: i64 = sqlx::query_scalar("SELECT count(*) FROM setting")
        .fetch_one(&programme.db.pool)
        .await
        .unwrap();
    assert_eq!(set, 0);
}

#[tokio::test]
async fn a_command_without_workspace_says_where_one_comes_from() {
    let db = TestDb::new().await;
    let output = plaudit(&db.url(), &["export", "kudos"]).output().await;
    let ran = Ran::from(output.unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("there is no workspace yet"), "{ran:?}");
}

#[tokio::test]
async fn a_ledger_is_proven_until_somebody_tampers_with_it() {
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;
    let ran = programme.run(&["ledger", "verify"]).await;
    let proven = "3 accounts, 2 transfers: every balance follows from its entries\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, proven), "{ran:?}");
    let json = programme
        .run(&["ledger", "verify", "--format", "json"])
        .await
        .json();
    assert_eq!(json, json!({"accounts": 3, "transfers": 2, "fault": null}));

    let mut tampering = programme.db.tampering().await;
    tampering
        .execute("UPDATE ledger_account SET balance = balance + 1 WHERE kind = 'points'")
        .await
        .unwrap();
    let ran = programme.run(&["ledger", "verify"]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("ledger_account "), "{ran:?}");
    let ran = programme
        .run(&["ledger", "verify", "--format", "json"])
        .await;
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("\"fault\":{"), "{ran:?}");
}

#[tokio::test]
async fn a_kudos_without_transfer_is_found() {
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;
    let mut tampering = programme.db.tampering().await;
    tampering
        .execute("UPDATE kudos_recipient SET transfer_id = gen_random_uuid()")
        .await
        .unwrap();
    let ran = programme.run(&["ledger", "verify"]).await;
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("gift "), "{ran:?}");
}

#[tokio::test]
async fn lost_letters_are_listed_and_tried_again() {
    let programme = Programme::new().await;
    let number = programme.lose_a_letter().await;

    let ran = programme.run(&["outbox", "list"]).await;
    assert!(
        ran.out.contains("dead") && ran.out.contains("channel_not_found"),
        "{ran:?}"
    );
    let row = programme
        .run(&["outbox", "list", "--format", "jsonl"])
        .await
        .json();
    assert_eq!((&row["id"], &row["attempts"]), (&json!(number), &json!(8)));

    let ran = programme.run(&["outbox", "retry"]).await;
    assert_eq!(ran.code, 2, "{ran:?}");
    let ran = programme
        .run(&["outbox", "retry", &number.to_string()])
        .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let row = programme
        .run(&["outbox", "list", "--format", "jsonl"])
        .await
        .json();
    assert_eq!(
        (&row["state"], &row["attempts"]),
        (&json!("pending"), &json!(0))
    );
    // It is on its way: there is nothing to try again.
    let ran = programme
        .run(&["outbox", "retry", &number.to_string()])
        .await;
    assert_eq!(ran.code, 1, "{ran:?}");
    let ran = programme.run(&["outbox", "retry", "--all"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn the_manifest_needs_no_database() {
    let manifest = ["manifest", "slack", "--url", "https://kudos.example.com"];
    let output = plaudit("postgres://nowhere/", &manifest).output().await;
    let ran = Ran::from(output.unwrap());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out
            .contains("\"https://kudos.example.com/slack/events\"")
    );
    assert!(ran.err.contains("https://api.slack.com/apps?new_app=1"));

    let link = [&manifest[..], &["--link"]].concat();
    let output = plaudit("postgres://nowhere/", &link).output().await;
    let ran = Ran::from(output.unwrap());
    assert_eq!(ran.out.lines().count(), 1);
    assert!(ran.out.starts_with("https://api.slack.com/apps?new_app=1"));
    assert_eq!(ran.err, "");

    let output = plaudit("postgres://nowhere/", &manifest[..2])
        .output()
        .await;
    assert_eq!(Ran::from(output.unwrap()).code, 2);
}

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
        "warn  public address: PLAUDIT_PUBLIC_URL is not set",
        "ok    ledger: 0 accounts",
    ] {
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }
}

#[tokio::test]
async fn the_doctor_finds_a_slack_configured_by_half_and_no_database() {
    let nowhere = "postgres://plaudit@127.0.0.1:1/plaudit";
    let mut doctor = plaudit(nowhere, &["doctor", "--public-url", "http://x.example"]);
    doctor.env("SLACK_BOT_TOKEN", "xoxb-1");
    let ran = Ran::from(doctor.output().await.unwrap());
    assert_eq!(ran.code, 1);
    for line in [
        "FAIL  database: ",
        "FAIL  Slack: SLACK_BOT_TOKEN is set, but SLACK_SIGNING_SECRET is not",
        "FAIL  public address: http://x.example/ is not https",
    ] {
        assert!(ran.out.contains(line), "{line} is missing: {ran:?}");
    }
    assert!(!ran.out.contains("ledger"), "{ran:?}");
}

#[tokio::test]
async fn the_doctor_tries_token_scopes_and_clock() {
    let programme = Programme::new().await;
    programme.give(1, "thanks").await;
    programme.lose_a_letter().await;
    let sandbox = Sandbox::start(SandboxOptions {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        ..SandboxOptions::for_tests(Clock::system())
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
    for line in [
        format!("({team})"),
        "ok    Slack scopes: all granted".into(),
        "ok    clock: agrees with Slack's".into(),
        format!("warn  connection: the team {team} is new"),
        "ok    people: 2 of Acme are known".into(),
        "warn  outbox: 1 messages of Acme did not arrive".into(),
        "ok    ledger: 3 accounts, 2 transfers".into(),
    ] {
        assert!(ran.out.contains(&line), "{line} is missing: {ran:?}");
    }

    sandbox.change(|model| model.team.app.scopes.retain(|scope| scope != "chat:write"));
    let ran = examine(&sandbox.bot_token().unwrap()).await;
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("the token lacks chat:write\n"), "{ran:?}");

    let ran = examine("xoxb-wrong").await;
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("FAIL  Slack token: "), "{ran:?}");
    assert!(!ran.out.contains("xoxb-wrong"), "{ran:?}");
}
