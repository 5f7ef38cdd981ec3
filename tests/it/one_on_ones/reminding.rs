//! Reminders: at the hour of each one's own clock, on a day on which both work, once; skipped when one is away.

use std::collections::BTreeMap;

use plaudit::holidays;
use plaudit::policy::Actor;
use serde_json::json;

use super::scene::{ANA, BUDI, FARID, SITI, member};
use crate::harness::{Plaudit, count};

impl Plaudit {
    pub(super) async fn day_off(&self, country: &str, day: &str) {
        let workspace = self.workspace().await;
        let days: BTreeMap<_, _> = [(day.parse().unwrap(), "A holiday".to_owned())].into();
        let mut tx = self.db.pool.begin().await.unwrap();
        let by = &Actor::Operator;
        holidays::replace(&mut tx, &self.clock, by, workspace, Some(country), &days)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn each_is_reminded_at_nine_of_their_own_clock_with_what_both_wrote() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    plaudit
        .writes(ANA, [("points", json!("The budget\nA day off"))])
        .await;
    plaudit
        .writes(
            SITI,
            [
                ("points", json!("Proyek baru")),
                ("action", json!("Kirim angka")),
            ],
        )
        .await;
    plaudit.it_becomes("2026-11-12T00:59:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 0);
    // Nine in Kuala Lumpur, eight in Jakarta.
    plaudit.it_becomes("2026-11-12T01:00:00Z").await;
    let hers = plaudit.told_last(ANA).shown();
    for said in [
        "Today is your 1:1 with Siti Rahmawati",
        "The budget",
        "A day off",
        "From Siti Rahmawati",
        "Proyek baru",
        "Kirim angka (Siti Rahmawati)",
    ] {
        assert!(hers.contains(said), "{said}: {hers}");
    }
    assert_eq!(plaudit.times_told(SITI, "Hari ini sesi empat matamu"), 0);
    plaudit.it_becomes("2026-11-12T02:00:00Z").await;
    let siti = plaudit.told_last(SITI).shown();
    assert!(
        siti.contains("Hari ini sesi empat matamu") && siti.contains("The budget"),
        "{siti}"
    );
    // Once, however often one looks.
    plaudit.it_becomes("2026-11-12T08:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    assert_eq!(plaudit.times_told(SITI, "Hari ini sesi empat matamu"), 1);
    // What was not talked about is carried over.
    plaudit
        .writes(ANA, [("points", json!("Something new"))])
        .await;
    plaudit.it_becomes("2026-11-19T01:00:00Z").await;
    let next = plaudit.told_last(ANA).shown();
    let at = |said: &str| next.find(said).unwrap_or_else(|| panic!("{said}: {next}"));
    assert!(at("Something new") < at("Carried over"), "{next}");
    assert!(at("Carried over") < at("The budget"), "{next}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_holiday_of_either_moves_the_talk_to_the_next_day_of_work_of_both() {
    let plaudit = Plaudit::start_with_two().await;
    for (user, country) in [(SITI, "ID"), (ANA, "MY")] {
        sqlx::query("UPDATE member SET country = $2 WHERE id = $1")
            .bind(member(&plaudit, user).await)
            .bind(country)
            .execute(&plaudit.db.pool)
            .await
            .unwrap();
    }
    plaudit.day_off("ID", "2026-11-12").await;
    plaudit.day_off("MY", "2026-11-13").await;
    plaudit.pair(ANA).await;
    let shown = plaudit.one_on_ones_of(ANA, "1on1").await.shown();
    assert!(shown.contains("Next on Mon 16 Nov at 09:00"), "{shown}");
    for before in ["2026-11-12T06:00:00Z", "2026-11-13T06:00:00Z"] {
        plaudit.it_becomes(before).await;
        assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 0, "{before}");
    }
    plaudit.it_becomes("2026-11-16T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_is_away_is_waited_for_and_both_are_told() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.away").await;
    let wrong = plaudit
        .one_sends(ANA, [("until", json!("2026-11-01"))])
        .await;
    assert!(wrong.errors.contains_key("until"), "{wrong:?}");
    let seen = plaudit
        .one_sends(ANA, [("until", json!("2026-11-13"))])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    let hers = plaudit.told_last(ANA).shown();
    assert!(
        hers.contains("is skipped, since you are away until 13 Nov"),
        "{hers}"
    );
    let siti = plaudit.told_last(SITI).shown();
    assert!(siti.contains("dilewati karena Ana"), "{siti}");
    plaudit.it_becomes("2026-11-19T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_named_a_stand_in_is_away_and_who_came_back_is_not() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let named = plaudit
        .one_on_ones_of(SITI, "pengganti @budi sampai 13 nov")
        .await
        .shown();
    assert!(named.contains("Beres"), "{named}");
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    let hers = plaudit.told_last(ANA).shown();
    assert!(
        hers.contains("is skipped, since Siti Rahmawati is away until 13 Nov"),
        "{hers}"
    );
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.away").await;
    plaudit
        .one_sends(ANA, [("until", json!("2026-11-30"))])
        .await;
    plaudit.form_of(ANA).await;
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    assert!(list.shown().contains("You are away until 30 Nov"));
    plaudit.one_presses(ANA, &list, "one_on_one.back").await;
    plaudit.it_becomes("2026-11-19T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn after_a_downtime_it_is_told_late_once_and_never_twice() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    // Nobody looked on two Thursdays.
    plaudit.it_becomes("2026-11-20T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "was due on 19 Nov"), 1);
    assert_eq!(plaudit.times_told(ANA, "12 Nov; this reminder"), 0);
    assert_eq!(plaudit.times_told(SITI, "mestinya pada 19 Nov"), 1);
    plaudit.it_becomes("2026-11-26T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    let told = "SELECT count(*) FROM one_on_one_reminder WHERE state = 'told'";
    assert_eq!(count(&plaudit.db.pool, told).await, 4);
    plaudit.finish().await;
}

/// One row that cannot be read keeps no other from being told.
#[tokio::test]
async fn what_cannot_be_told_keeps_nobody_else_from_being_reminded() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.reports(BUDI, Some(SITI)).await;
    for who in [ANA, FARID, BUDI] {
        plaudit.pair(who).await;
    }
    // It is planned, and then neither Ana nor the pair of Farid can be read.
    plaudit.it_becomes("2026-11-11T20:00:00Z").await;
    plaudit.make_unreadable(ANA).await;
    let rewrite = async |from: &str, to: &str| {
        let sql = "UPDATE one_on_one SET spec = replace(spec, $1, $2) WHERE report_id = $3";
        let set = sqlx::query(sql).bind(from).bind(to);
        let set = set.bind(member(&plaudit, FARID).await);
        set.execute(&plaudit.db.pool).await.unwrap();
    };
    rewrite("weekly", "whenever").await;
    let told = || plaudit.times_told(SITI, "Hari ini sesi empat matamu");
    plaudit.it_becomes("2026-11-12T02:00:00Z").await;
    assert_eq!(told(), 1, "with Budi");
    assert_eq!(plaudit.times_told(BUDI, "Hari ini sesi empat matamu"), 1);
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 0);
    // What is mended is told.
    plaudit.make_readable().await;
    rewrite("whenever", "weekly").await;
    plaudit.it_becomes("2026-11-12T02:06:00Z").await;
    assert_eq!(told(), 3);
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 1);
    plaudit.finish().await;
}
