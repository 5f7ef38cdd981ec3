//! `plaudit badge` and `plaudit export badges`.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use serde_json::json;

use super::{BUDI, ZOE, start_at};
use crate::harness::{Plaudit, count, plaudit as program};

impl Plaudit {
    /// Runs a command: its exit code, what it printed, and what it said.
    pub(super) async fn commands(&self, arguments: &[&str]) -> (i32, String, String) {
        let home = tempfile::tempdir().unwrap();
        let url = self.db.url();
        let mut ran = program(home.path(), arguments, &[("DATABASE_URL", &url)]);
        let ran = ran.output().await.unwrap();
        self.clock.advance(SignedDuration::from_mins(1));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            ran.status.code().unwrap(),
            text(ran.stdout),
            text(ran.stderr),
        )
    }
}

/// Commands go by the machine's clock: that of the server is no earlier.
async fn now() -> Plaudit {
    start_at(Clock::system().now()).await
}

#[tokio::test]
async fn badges_are_made_listed_awarded_taken_and_exported() {
    let plaudit = now().await;
    let add = [
        "badge",
        "add",
        "hero",
        "--name",
        "Hero",
        "--name-ms",
        "Wira",
        "--picture",
        "🦸",
        "--by-hand",
    ];
    let (code, _, said) = plaudit.commands(&add).await;
    assert_eq!((code, said.contains("hero")), (0, true), "{said}");
    assert_eq!(plaudit.commands(&add).await.0, 1, "there is one");
    let (_, listed, _) = plaudit.commands(&["badge", "list"]).await;
    assert!(
        listed.contains("first-given") && listed.contains("First thanks"),
        "{listed}"
    );
    assert!(
        listed.contains("received 100") && listed.contains("hero"),
        "{listed}"
    );

    let zoe = format!("slack:{}/{ZOE}", plaudit.sandbox.model().team.id.clone());
    let long = format!("for {}", "night ".repeat(3000));
    let wall = ["badge", "award", "hero", &zoe, "--why", &long];
    let (code, _, said) = plaudit.commands(&wall).await;
    assert!(
        code == 1 && said.contains("at most 500 characters"),
        "{said}"
    );
    let award = ["badge", "award", "hero", &zoe, "--why", "for the night"];
    assert_eq!(plaudit.commands(&award).await.0, 0);
    assert_eq!(plaudit.commands(&award).await.0, 1, "she has it");
    assert_eq!(
        plaudit
            .commands(&["badge", "award", "first-given", &zoe])
            .await
            .0,
        1,
        "it is earned"
    );
    plaudit.quiet().await;
    let told = plaudit.badge_letters(ZOE).pop().unwrap().shown();
    assert!(
        told.contains("Hero") && told.contains("for the night"),
        "{told}"
    );
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    plaudit.follow().await;
    assert_eq!(
        plaudit.commands(&["badge", "take", "hero", &zoe]).await.0,
        0
    );
    assert_eq!(
        plaudit.commands(&["badge", "take", "hero", &zoe]).await.0,
        1
    );
    assert_eq!(
        plaudit
            .commands(&["badge", "take", "first-received", &zoe])
            .await
            .0,
        1
    );

    exported(&plaudit).await;
    plaudit.finish().await;
}

/// What was done in between, as it is exported and noted.
async fn exported(plaudit: &Plaudit) {
    let (_, exported, _) = plaudit.commands(&["export", "badges"]).await;
    let rows: Vec<serde_json::Value> = exported
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 3, "{exported}");
    let hero = rows.iter().find(|row| row["badge"] == "hero").unwrap();
    assert_eq!(
        (&hero["name"], &hero["source"]),
        (&json!("Hero"), &json!("hand"))
    );
    assert!(
        hero["taken_at"].is_string() && hero["member_name"] == "Zoë Müller-Ångström",
        "{hero}"
    );
    let first = rows
        .iter()
        .find(|row| row["badge"] == "first-received")
        .unwrap();
    assert_eq!(
        (&first["name"], &first["taken_at"]),
        (&json!("First kudos"), &json!(null))
    );
    let (_, csv, _) = plaudit
        .commands(&["export", "badges", "--format", "csv"])
        .await;
    let header = "member,member_name,badge,name,earned_at,taken_at,source";
    assert_eq!(csv.lines().next(), Some(header));
    let acts = "SELECT count(*) FROM audit_log WHERE action IN ('badge.change', 'badge.award', 'badge.take')
                  AND actor = 'operator'";
    assert_eq!(count(&plaudit.db.pool, acts).await, 3);
}

#[tokio::test]
async fn a_badge_that_makes_no_sense_is_refused() {
    let plaudit = now().await;
    for wrong in [
        &["badge", "add", "Hero!", "--name", "Hero", "--by-hand"][..],
        &["badge", "add", "other", "--name", "Other"],
        &[
            "badge",
            "add",
            "other",
            "--name",
            "Other",
            "--by-hand",
            "--rule",
            "given 3",
        ],
        &[
            "badge", "add", "other", "--name", "Other", "--rule", "taken 3",
        ],
        &[
            "badge",
            "add",
            "other",
            "--name",
            "Other",
            "--by-hand",
            "--picture",
            "two words",
        ],
    ] {
        assert_eq!(plaudit.commands(wrong).await.0, 2, "{wrong:?}");
    }
    plaudit.finish().await;
}

/// What is archived is earned by nobody, and kept by whoever has it.
#[tokio::test]
async fn an_archived_badge_stays_with_those_who_have_it() {
    let plaudit = now().await;
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    plaudit.follow().await;
    for slug in ["first-received", "received-10"] {
        assert_eq!(plaudit.commands(&["badge", "archive", slug]).await.0, 0);
    }
    assert_eq!(
        plaudit.commands(&["badge", "archive", "none-such"]).await.0,
        1
    );
    let (_, listed, _) = plaudit.commands(&["badge", "list"]).await;
    assert!(!listed.contains("first-received"), "{listed}");
    for _ in 0..9 {
        plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    }
    plaudit.types(BUDI, "@ana +1 untuk ikon").await;
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["first-received"]);
    assert!(plaudit.awards(super::ANA).await.is_empty());
    assert_eq!(
        plaudit
            .commands(&["badge", "archive", "received-10", "--undo"])
            .await
            .0,
        0
    );
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["first-received", "received-10"]);
    plaudit.finish().await;
}
