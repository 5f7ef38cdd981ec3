//! `plaudit people`, beside whatever else runs.

use plaudit::chat::{Identity, Platform, Profile};
use plaudit::people;
use serde_json::{Value, json};

use super::programme::Programme;
use crate::harness::colleague;

/// Budi on Teams, whom nobody knows for Budi.
async fn budi_on_teams(programme: &Programme) {
    let profile = Profile {
        aliases: vec!["29:budi".into()],
        ..colleague(Identity::new(Platform::Teams, "tenant", "aad-budi"), "Budi")
    };
    let mut conn = programme.db.pool.acquire().await.unwrap();
    people::record(&mut conn, &programme.clock, programme.workspace, &profile)
        .await
        .unwrap();
}

#[tokio::test]
async fn nobodys_name_leaves_its_line() {
    let programme = Programme::new().await;
    let mut conn = programme.db.pool.acquire().await.unwrap();
    for (user, name) in [
        ("U91", "Mal\n    9999  Siti  slack:T1/U1"),
        ("U92", "\u{202e}anA\u{1b}[2J"),
        ("U93", "نور"),
    ] {
        let profile = colleague(Identity::new(Platform::Slack, "T1", user), name);
        people::record(&mut conn, &programme.clock, programme.workspace, &profile)
            .await
            .unwrap();
    }
    drop(conn);
    let ran = programme.run(&["people", "list"]).await;
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 5, "two who were there, and these: {ran:?}");
    for shown in [
        "       0  Mal 9999 Siti slack:T1/U1  slack:T1/U91",
        "       0  anA [2J  slack:T1/U92",
        "       0  \u{2068}نور\u{2069}  slack:T1/U93",
    ] {
        assert!(lines.contains(&shown), "{shown:?} of {lines:?}");
    }

    // What is said of one, and what was noted of it, are a line as well.
    let ran = programme
        .run(&["people", "role", "slack:T1/U91", "admin"])
        .await;
    assert_eq!(ran.err, "Mal 9999 Siti slack:T1/U1 is now admin\n");
    let ran = programme.run(&["people", "role"]).await;
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    let ran = programme.run(&["audit"]).await;
    assert!(
        ran.out.lines().all(|line| line.starts_with("20")),
        "{ran:?}"
    );
    assert!(ran.out.contains("Mal 9999 Siti"), "{ran:?}");
    // Machines are told the name as it is.
    let ran = programme.run(&["people", "list", "--format", "json"]).await;
    assert!(ran.out.contains(r"Mal\n    9999"), "{ran:?}");
}

#[tokio::test]
async fn people_are_listed_joined_and_split() {
    let programme = Programme::new().await;
    budi_on_teams(&programme).await;
    programme.give(5, "thanks").await;
    let ran = programme.run(&["people", "list"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 3, "{ran:?}");
    assert!(ran.out.contains("5  =Budi  slack:T1/U2"), "{ran:?}");

    let dry = [
        "people",
        "join",
        "teams:tenant/29:budi",
        "slack:T1/U2",
        "--dry-run",
    ];
    let ran = programme.run(&dry).await;
    let shown = "kept:          0  Budi  teams:tenant/aad-budi\n\
                 joined:        5  =Budi  slack:T1/U2\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, shown), "{ran:?}");
    assert_eq!(ran.err, "nothing was changed\n");
    let ran = programme.run(&["people", "list"]).await;
    assert_eq!(ran.out.lines().count(), 3, "{ran:?}");

    // An alias names the account as well.
    let ran = programme
        .run(&["people", "join", "teams:tenant/29:budi", "slack:T1/U2"])
        .await;
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("came along: 1, points: 5"), "{ran:?}");
    let ran = programme
        .run(&["people", "list", "--format", "jsonl"])
        .await;
    let budi: Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&budi["points"], &budi["accounts"]),
        (&json!(5), &json!(["slack:T1/U2", "teams:tenant/aad-budi"]))
    );

    let ran = programme
        .run(&["people", "split", "teams:tenant/aad-budi"])
        .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("no points and no history"), "{ran:?}");
    let ran = programme.run(&["people", "list"]).await;
    assert_eq!(ran.out.lines().count(), 3, "{ran:?}");
    let exported = programme.run(&["export", "kudos"]).await.json();
    assert_eq!(exported["recipient"], "slack:T1/U2");
    let actions: Vec<String> = sqlx::query_scalar("SELECT action FROM audit_log ORDER BY at")
        .fetch_all(&programme.db.pool)
        .await
        .unwrap();
    assert_eq!(actions, ["people.join", "people.split"]);
    let ran = programme.run(&["ledger", "verify"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn people_who_cannot_be_joined_are_left_alone() {
    let programme = Programme::new().await;
    for (args, code, says) in [
        (
            ["join", "U1", "slack:T1/U2"].as_slice(),
            2,
            "platform:TEAM/ID",
        ),
        (&["join", "slack:T1/U1", "slack:T1/U9"], 1, "slack:T1/U9"),
        (
            &["join", "slack:T1/U1", "slack:T1/U2"],
            1,
            "both have an account in slack:T1",
        ),
        (
            &["join", "slack:T1/U1", "slack:T1/U1"],
            1,
            "the same person",
        ),
        (&["split", "slack:T1/U1"], 1, "only account"),
    ] {
        let args: Vec<&str> = ["people"].iter().chain(args).copied().collect();
        let ran = programme.run(&args).await;
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
    }
}

#[tokio::test]
async fn an_operator_says_who_decides_for_somebody_and_ends_it() {
    let programme = Programme::new().await;
    let ran = programme
        .run(&["people", "role", "slack:T1/U1", "manager"])
        .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let until = programme
        .clock
        .now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date();
    let until = until.tomorrow().unwrap().to_string();
    let name = |away: &'static str, other: &'static str, until: &str| {
        let args = ["people", "standin", away, other, "--until", until];
        args.map(str::to_owned)
    };
    let said = async |args: &[String]| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = programme.run(&args).await;
        (ran.code, ran.err)
    };
    for (args, code, says) in [
        (
            name("slack:T1/U2", "slack:T1/U1", &until),
            1,
            "decide nothing",
        ),
        (
            name("slack:T1/U1", "slack:T1/U1", &until),
            1,
            "for themselves",
        ),
        (
            name("slack:T1/U1", "slack:T1/U2", "2026-01-01"),
            1,
            "has been",
        ),
        (name("slack:T1/U1", "slack:T1/U2", "soon"), 2, "--until"),
        (name("slack:T1/U1", "slack:T1/U2", &until), 0, "decides for"),
    ] {
        let (was, err) = said(&args).await;
        assert!(was == code && err.contains(says), "{args:?}: {was} {err}");
    }
    let off = ["people", "standin", "slack:T1/U1", "--off"].map(str::to_owned);
    assert!(said(&off).await.1.contains("any more"));
    assert!(said(&off).await.1.starts_with("nobody decides for"));
    let actions: Vec<String> = sqlx::query_scalar("SELECT action FROM audit_log ORDER BY at")
        .fetch_all(&programme.db.pool)
        .await
        .unwrap();
    let expected = ["role.grant", "people.stand_in", "people.stand_in_end"];
    assert_eq!(actions, expected);
}
