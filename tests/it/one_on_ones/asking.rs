//! Asking somebody for 1:1s, who agrees or does not; changing, skipping and pausing them.

use serde_json::json;

use super::scene::{ANA, BUDI, FARID, SITI};
use crate::harness::{Plaudit, count};

const GOING: &str = "SELECT count(*) FROM one_on_one WHERE state = 'going'";
const SCHEDULED: &str = "SELECT count(*) FROM schedule WHERE what LIKE 'one_on_one:%'";

#[tokio::test]
async fn whoever_is_asked_agrees_and_both_see_when_they_talk() {
    let plaudit = Plaudit::start_with_two().await;
    let none = plaudit.one_on_ones_of(SITI, "empatmata").await.shown();
    assert!(none.contains("Kamu belum punya sesi empat mata"), "{none}");
    plaudit.pair(ANA).await;
    assert_eq!(count(&plaudit.db.pool, GOING).await, 1);
    assert_eq!(count(&plaudit.db.pool, SCHEDULED).await, 1);
    let told = plaudit.told_last(SITI).shown();
    assert!(
        told.contains("setuju dengan sesi empat mata kalian"),
        "{told}"
    );
    assert!(told.contains("setiap minggu"), "{told}");
    let hers = plaudit.one_on_ones_of(ANA, "1:1").await.shown();
    assert!(
        hers.contains("Siti Rahmawati") && hers.contains("every week"),
        "{hers}"
    );
    assert!(hers.contains("Next on Thu 12 Nov at 09:00"), "{hers}");
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_is_asked_in_malay_may_decline() {
    let plaudit = Plaudit::start_with_two().await;
    let list = plaudit.one_on_ones_of(SITI, "1on1 @farid").await;
    plaudit.one_presses(SITI, &list, "one_on_one.start").await;
    // Whom she named is chosen.
    let seen = plaudit
        .one_sends(SITI, [("first", json!("2026-11-12"))])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let asked = plaudit.told_last(FARID);
    let shown = asked.shown();
    assert!(
        shown.contains("ingin mengadakan sesi empat mata dengan anda setiap minggu"),
        "{shown}"
    );
    plaudit
        .one_presses(FARID, &asked, "one_on_one.decline")
        .await;
    let told = plaudit.told_last(SITI).shown();
    assert!(
        told.contains("belum ingin mengadakan sesi empat mata"),
        "{told}"
    );
    assert_eq!(
        count(&plaudit.db.pool, "SELECT count(*) FROM one_on_one").await,
        0
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_is_asked_who_neither_reports_nor_is_reported_to() {
    let plaudit = Plaudit::start_with_two().await;
    let shown = plaudit.one_on_ones_of(BUDI, "1on1").await;
    assert!(
        !format!("{shown:?}").contains("one_on_one.start"),
        "{shown:?}"
    );
    // A form that was opened before.
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.start").await;
    plaudit.reports(ANA, None).await;
    let seen = plaudit
        .one_sends(ANA, [("first", json!("2026-11-12"))])
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(
        count(&plaudit.db.pool, "SELECT count(*) FROM one_on_one").await,
        0
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_time_is_said_at_its_question() {
    let plaudit = Plaudit::start_with_two().await;
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.start").await;
    for (question, answer) in [
        ("first", "2026-11-01"),
        ("first", "next week"),
        ("first", "2029-01-01"),
        ("hour", "nine"),
    ] {
        let right = if question == "first" {
            ("hour", json!("09.00"))
        } else {
            ("first", json!("2026-11-12"))
        };
        let seen = plaudit
            .one_sends(ANA, [(question, json!(answer)), right])
            .await;
        let wrong: Vec<&String> = seen.errors.keys().collect();
        assert_eq!(wrong, [question], "{answer}: {seen:?}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn a_date_is_skipped_and_the_other_one_is_told() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.skip").await;
    let told = plaudit.told_last(SITI).shown();
    assert!(
        told.contains("melewati sesi empat mata kalian pada 12 Nov"),
        "{told}"
    );
    let shown = plaudit.one_on_ones_of(ANA, "1on1").await.shown();
    assert!(shown.contains("Next on Thu 19 Nov"), "{shown}");
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 0);
    plaudit.it_becomes("2026-11-19T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    // The button of the first list is about a date that has been.
    plaudit.one_presses(ANA, &list, "one_on_one.skip").await;
    assert_eq!(plaudit.times_told(SITI, "melewati"), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_paused_1_on_1_reminds_nobody_until_it_goes_on() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let list = plaudit.one_on_ones_of(SITI, "1on1").await;
    plaudit.one_presses(SITI, &list, "one_on_one.pause").await;
    assert!(plaudit.told_last(ANA).shown().contains("paused your 1:1s"));
    assert_eq!(count(&plaudit.db.pool, SCHEDULED).await, 0);
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 0);
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.resume").await;
    let told = plaudit.told_last(SITI).shown();
    assert!(told.contains("berikutnya Kamis, 19 Nov"), "{told}");
    plaudit.it_becomes("2026-11-19T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn two_talk_at_other_times_from_then_on() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    // The first date is planned already, as it has begun somewhere.
    plaudit.it_becomes("2026-11-11T22:00:00Z").await;
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.change").await;
    let seen = plaudit
        .one_sends(
            ANA,
            [
                ("rhythm", json!("fortnightly")),
                ("first", json!("2026-11-13")),
                ("hour", json!("14:30")),
            ],
        )
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let told = plaudit.told_last(SITI).shown();
    assert!(
        told.contains("setiap dua minggu") && told.contains("13 Nov pukul 14.30"),
        "{told}"
    );
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 0);
    plaudit.it_becomes("2026-11-13T06:30:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    assert_eq!(plaudit.times_told(SITI, "Hari ini sesi empat matamu"), 0);
    plaudit.it_becomes("2026-11-13T07:30:00Z").await;
    assert_eq!(plaudit.times_told(SITI, "Hari ini sesi empat matamu"), 1);
    plaudit.finish().await;
}
