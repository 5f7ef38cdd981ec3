//! What two write: a point is its writer's alone until both are reminded, actions and the note are of both.

use plaudit::config::ServeSettings;
use serde_json::json;

use super::scene::{ANA, SITI};
use crate::harness::{Plaudit, Replica, count, slack_settings};

#[tokio::test]
async fn a_point_is_its_writers_alone_until_both_are_reminded() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let seen = plaudit
        .writes(ANA, [("points", json!("Too much work"))])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let kept = plaudit.form_of(ANA).await;
    assert!(
        kept.contains("It is kept for Siti Rahmawati and you"),
        "{kept}"
    );
    assert!(plaudit.reads(ANA).await.contains("Too much work"));
    assert!(!plaudit.reads(SITI).await.contains("Too much work"));
    let list = plaudit.one_on_ones_of(SITI, "1on1").await.shown();
    assert!(!list.contains("Untuk dibicarakan"), "{list}");
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    assert!(plaudit.reads(SITI).await.contains("Too much work"));
    plaudit.finish().await;
}

#[tokio::test]
async fn actions_are_done_and_points_talked_about() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    plaudit
        .writes(
            ANA,
            [
                ("points", json!("The budget")),
                ("action", json!("Send numbers")),
            ],
        )
        .await;
    plaudit.form_of(ANA).await;
    // Siti sees the action at once, and not the point: she settles neither that she does not see.
    let ids: Vec<String> = sqlx::query_scalar("SELECT id::text FROM one_on_one_item ORDER BY kind")
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap();
    let seen = plaudit.writes(SITI, [("settled", json!([ids[0]]))]).await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.form_of(SITI).await;
    let open = "SELECT count(*) FROM one_on_one_item WHERE settled_at IS NULL";
    assert_eq!(count(&plaudit.db.pool, open).await, 1);
    let hers = plaudit.reads(ANA).await;
    assert!(
        hers.contains("Done lately") && hers.contains("Send numbers"),
        "{hers}"
    );
    plaudit.writes(ANA, [("settled", json!([ids[1]]))]).await;
    assert_eq!(count(&plaudit.db.pool, open).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn who_writes_the_note_second_is_told_that_it_changed() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let list = plaudit.one_on_ones_of(SITI, "1on1").await;
    plaudit.one_presses(SITI, &list, "one_on_one.open").await;
    plaudit
        .writes(ANA, [("note", json!("We meet in room 3."))])
        .await;
    plaudit.form_of(ANA).await;
    let late = plaudit
        .one_sends(SITI, [("note", json!("Kita bertemu di ruang 4."))])
        .await;
    assert!(late.errors.contains_key("note"), "{late:?}");
    // Whoever leaves it as it was writes something else all the same.
    let seen = plaudit
        .one_sends(SITI, [("note", json!("")), ("points", json!("Proyek"))])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.form_of(SITI).await;
    assert!(plaudit.reads(SITI).await.contains("We meet in room 3."));
    let seen = plaudit.writes(SITI, [("note", json!(""))]).await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let gone = "SELECT count(*) FROM one_on_one WHERE note IS NULL AND note_version = 2";
    assert_eq!(count(&plaudit.db.pool, gone).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_too_long_is_said_at_its_question_and_nothing_is_kept() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let long = "x".repeat(301);
    let seen = plaudit
        .writes(
            ANA,
            [
                ("points", json!(format!("short\n{long}"))),
                ("action", json!("short")),
            ],
        )
        .await;
    let wrong: Vec<&String> = seen.errors.keys().collect();
    assert_eq!(wrong, ["points"], "{seen:?}");
    let items = "SELECT count(*) FROM one_on_one_item";
    assert_eq!(count(&plaudit.db.pool, items).await, 0);
    let many = vec!["point"; 51].join("\n");
    let seen = plaudit.one_sends(ANA, [("points", json!(many))]).await;
    assert!(seen.errors.contains_key("points"), "{seen:?}");
    assert_eq!(count(&plaudit.db.pool, items).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn without_a_key_two_are_reminded_and_write_nothing() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    plaudit
        .writes(ANA, [("note", json!("Sealed with the key"))])
        .await;
    plaudit.form_of(ANA).await;
    let settings = ServeSettings {
        slack: Some(slack_settings(&plaudit.sandbox)),
        ..ServeSettings::default()
    };
    let keyless = Replica::start_as(plaudit.db.options(), settings, plaudit.clock.clone()).await;
    plaudit
        .sandbox
        .connect(&format!("http://{}/", keyless.address));
    let shown = plaudit.reads(ANA).await;
    assert!(shown.contains("the server has no key"), "{shown}");
    assert!(shown.contains("cannot be opened on this server"), "{shown}");
    assert!(!shown.contains("Sealed with the key"), "{shown}");
    keyless.stop().await;
    plaudit.finish().await;
}
