//! The command line, run as its users run it.

mod backup;
mod catalog;
mod catalog_lists;
mod connect;
mod details;
mod doctor;
mod doctor_teams;
mod dotenv;
mod formats;
mod help;
mod manifest;
mod nudges;
mod people;
mod place_names;
mod programme;
mod providers;
mod providers_of_tokens;
mod redemptions;
mod schema;
mod survey_dates;

use std::process::Stdio;

use serde_json::{Value, json};
use sqlx::Executor;

use self::programme::{Programme, Ran, plaudit};
use crate::harness::TestDb;

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
            "values": ["teamwork", "customer"], "message": "=HYPERLINK(\"x\")\nfor =Budi",
            "source": "command", "reversed_at": null,
            "giver_name": "Siti", "recipient_name": "=Budi", "place_name": null,
        })
    );

    let ran = programme.run(&["export", "kudos", "--format", "csv"]).await;
    let (header, rows) = ran.csv();
    assert_eq!(
        header,
        "id,given_at,platform,place,giver,recipient,points,values,message,source,reversed_at,\
         giver_name,recipient_name,place_name"
    );
    assert_eq!(rows.len(), 1);
    assert_eq!(&rows[0][7], "teamwork;customer");
    assert_eq!(&rows[0][8], "'=HYPERLINK(\"x\")\nfor =Budi");
    assert_eq!(&rows[0][10], "");

    programme.undo(id).await;
    let row = programme.run(&["export", "kudos"]).await.json();
    assert!(row["reversed_at"].is_string(), "{row}");
}

#[tokio::test]
async fn an_export_is_of_the_days_that_are_asked_for() {
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;
    programme
        .run(&[
            "settings",
            "set",
            "programme.time_zone",
            "Pacific/Kiritimati",
        ])
        .await;
    // It is a day ahead of the west.
    let zone = jiff::tz::TimeZone::get("Pacific/Kiritimati").unwrap();
    let today = programme.clock.now().to_zoned(zone).date();
    let (before, today, after) = (
        today.yesterday().unwrap().to_string(),
        today.to_string(),
        today.tomorrow().unwrap().to_string(),
    );
    for what in ["kudos", "ledger"] {
        let lines = async |days: &[&str]| {
            let ran = programme.run(&[&["export", what], days].concat()).await;
            assert_eq!(ran.code, 0, "{ran:?}");
            ran.out.lines().count()
        };
        let all = lines(&[]).await;
        assert!(all > 0);
        assert_eq!(lines(&["--from", &today, "--to", &today]).await, all);
        assert_eq!(lines(&["--from", &before]).await, all);
        assert_eq!(lines(&["--to", &before]).await, 0);
        assert_eq!(lines(&["--from", &after]).await, 0);
    }
    let ran = programme.run(&["export", "kudos", "--excel"]).await;
    assert!(ran.out.starts_with("\u{feff}id,given_at,"), "{ran:?}");
    for misused in [
        &["export", "kudos", "--excel", "--format", "jsonl"][..],
        &["export", "balances", "--from", &today],
        &["export", "kudos", "--from", "yesterday"],
        &["export", "ledger", "--from", &after, "--to", &today],
        &["export", "redemptions", "--from", &after, "--to", &today],
        &["audit", "--from", &after, "--to", &today],
    ] {
        let ran = programme.run(misused).await;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    }
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

    let audited: [String; 5] =
        sqlx::query_scalar("SELECT ARRAY[actor, action, subject, before, after] FROM audit_log")
            .fetch_one(&programme.db.pool)
            .await
            .map(|it: Vec<String>| it.try_into().unwrap())
            .unwrap();
    let expected = [
        "operator",
        "setting.set",
        "setting:allowance.points",
        "100",
        "60",
    ];
    assert_eq!(audited, expected);
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
    assert!(
        ran.err.contains("whole number from 0 to 1000000"),
        "{ran:?}"
    );
    let ran = programme
        .run(&["settings", "set", "kudos.undo_minutes", "525601"])
        .await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("whole number from 0 to 525600"), "{ran:?}");
    let ran = programme.run(&["settings", "set", "--help"]).await;
    assert!(ran.out.contains("in minutes, 0 to 525600"), "{ran:?}");
    let ran = programme.run(&["settings", "get", "nonsense"]).await;
    assert_eq!(ran.code, 2);
    let set: i64 = sqlx::query_scalar("SELECT count(*) FROM setting")
        .fetch_one(&programme.db.pool)
        .await
        .unwrap();
    assert_eq!(set, 0);
}

/// What can be seen from here of a board's place is looked at, and what cannot is said.
#[tokio::test]
async fn a_board_is_sent_to_no_team_that_is_not_connected() {
    let programme = Programme::new().await;
    let set = async |channel: &str| {
        let set = ["settings", "set", "leaderboard.channel", channel];
        programme.run(&set).await
    };
    let ran = set("slack:T2/C1").await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(ran.err.contains("slack:T2/C1 is in no team"), "{ran:?}");
    let ran = programme
        .run(&["settings", "get", "leaderboard.channel"])
        .await;
    assert_eq!(ran.out, "none\n");

    for channel in ["slack:T1/C1", "C1"] {
        let ran = set(channel).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let unchecked = "Not checked: whether slack:T1/C1 is there";
        assert!(ran.err.contains(unchecked), "{ran:?}");
        let lacks = "until leaderboard.schedule is set";
        assert!(ran.err.contains(lacks), "{ran:?}");
    }
    let ran = set("none").await;
    assert_eq!(ran.code, 0);
    assert!(!ran.err.contains("Nothing is posted"), "{ran:?}");
    assert!(!ran.err.contains("Not checked"), "{ran:?}");
}

#[tokio::test]
async fn the_schedule_follows_what_is_set_at_the_command_line() {
    let programme = Programme::new().await;
    for (key, value) in [
        ("leaderboard.channel", "C1"),
        ("leaderboard.schedule", "monthly"),
        ("programme.time_zone", "Asia/Kathmandu"),
    ] {
        let ran = programme.run(&["settings", "set", key, value]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let recurs: (String, String, bool) = sqlx::query_as(
        "SELECT s.spec, d.zone, d.next_due_at > now() FROM schedule s JOIN schedule_due d USING (workspace_id, what)",
    )
    .fetch_one(&programme.db.pool)
    .await
    .unwrap();
    let expected = ("monthly 1 09:00".into(), "Asia/Kathmandu".into(), true);
    assert_eq!(recurs, expected);
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
    let ran = programme.run(&["outbox", "list"]).await;
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("nothing is set aside"), "{ran:?}");
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
    assert!(ran.err.contains("what else was named is not"), "{ran:?}");
    let ran = programme.run(&["outbox", "retry", "--all"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn both_queues_are_listed_and_tried_again() {
    let programme = Programme::new().await;
    let letter = programme.lose_a_letter().await;
    let delivery = programme.lose_a_delivery().await;

    let ran = programme.run(&["outbox", "list"]).await;
    let named = format!("inbox:{delivery}");
    assert!(
        ran.out.contains(&named) && ran.out.contains("unreadable") && ran.out.contains("dead"),
        "{ran:?}"
    );
    let ran = programme
        .run(&["outbox", "list", "--format", "jsonl"])
        .await;
    let rows: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (&row["queue"], &row["id"], &row["state"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("inbox"), &json!(delivery), &json!("unreadable")),
            (&json!("outbox"), &json!(letter), &json!("dead")),
        ]
    );

    // Each by its own number: there may be a letter of the same one.
    let ran = programme.run(&["outbox", "retry", &named]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let states = programme.states().await;
    assert_eq!(states, ("pending".to_owned(), "dead".to_owned()));
    let ran = programme.run(&["outbox", "retry", &named]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    let ran = programme.run(&["outbox", "retry", "post:1"]).await;
    assert_eq!(ran.code, 2, "{ran:?}");
    let ran = programme.run(&["outbox", "retry", "--all"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let states = programme.states().await;
    assert_eq!(states, ("pending".to_owned(), "pending".to_owned()));
}
