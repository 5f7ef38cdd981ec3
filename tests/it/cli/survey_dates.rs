//! `plaudit survey schedule` and `plaudit holidays`.

use std::fs;

use super::programme::Programme;

const CALENDAR: &str = "\u{feff}BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20200101\r\n\
SUMMARY:New Ye\r\n ar\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20990203T090000Z\r\n\
SUMMARY:A meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

async fn survey(programme: &Programme) -> String {
    let ran = programme
        .run(&["survey", "create", "enps", "--title", "Q1"])
        .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out.trim().to_owned()
}

#[tokio::test]
async fn a_survey_is_put_on_a_schedule_that_shows_its_next_dates() {
    let programme = Programme::new().await;
    let id = survey(&programme).await;
    let monthly = [
        "survey",
        "schedule",
        &id,
        "Monthly 1st-tue 10:00",
        "--skip-weekends",
    ];
    let shown = programme
        .run(&[&monthly[..], &["--dry-run"]].concat())
        .await;
    assert_eq!(shown.code, 0, "{shown:?}");
    let dates: Vec<&str> = shown.out.lines().collect();
    assert_eq!(dates.len(), 3, "{shown:?}");
    assert!(
        dates.iter().all(|it| it.ends_with("10:00 Tuesday")),
        "{shown:?}"
    );
    let one = programme.run(&["survey", "show", &id]).await;
    assert!(!one.out.contains("on schedule"), "{one:?}");
    let set = programme
        .run(&[&monthly[..], &["--closes-in", "3d"]].concat())
        .await;
    assert_eq!((set.code, &set.out), (0, &shown.out), "{set:?}");
    let one = programme.run(&["survey", "show", &id]).await;
    let whole = "on schedule: monthly 1st-tue 10:00, open for 72h, not on weekends";
    assert!(
        one.out.contains(whole) && one.out.contains(dates[0]),
        "{one:?}"
    );
    let list = programme.run(&["survey", "list", "--format", "json"]).await;
    let list = &list.json()[0];
    let next = list["next"].as_str().unwrap();
    assert_eq!(next[..10], dates[0][..10]);
    let off = programme.run(&["survey", "schedule", &id, "--off"]).await;
    assert_eq!(off.code, 0, "{off:?}");
    let one = programme.run(&["survey", "show", &id]).await;
    assert!(!one.out.contains("on schedule"), "{one:?}");
    for args in [
        &["whenever"][..],
        &["cron 0 9 * * *"],
        &["once 2020-01-01 10:00"],
        &["weekly tue 10:00", "--closes-in", "7d"],
        &["weekly tue 10:00", "--closes-in", "1h"],
        &[],
    ] {
        let refused = programme
            .run(&[&["survey", "schedule", &id], args].concat())
            .await;
        assert_ne!(refused.code, 0, "{args:?}: {refused:?}");
    }
    assert_eq!(programme.run(&["survey", "archive", &id]).await.code, 0);
    let refused = programme
        .run(&["survey", "schedule", &id, "weekly tue 10:00"])
        .await;
    assert!(
        refused.code == 1 && refused.err.contains("archived"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn calendars_of_holidays_are_imported_listed_and_cleared() {
    let programme = Programme::new().await;
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("holidays.ics");
    fs::write(&file, CALENDAR).unwrap();
    let file = file.to_str().unwrap();
    let shown = programme
        .run(&["holidays", "import", file, "--dry-run"])
        .await;
    assert!(
        shown.code == 0 && shown.out.contains("-01-01  New Year"),
        "{shown:?}"
    );
    assert!(shown.err.contains("do not last whole days: 1"), "{shown:?}");
    let none = programme
        .run(&["holidays", "list", "--format", "json"])
        .await;
    assert_eq!(none.json(), serde_json::json!([]));
    let import = ["holidays", "import", file, "--country", "id"];
    for _ in 0..2 {
        let imported = programme.run(&import).await;
        assert_eq!(
            (imported.code, imported.out.as_str()),
            (0, "12 days\n"),
            "{imported:?}"
        );
    }
    let listed = programme
        .run(&["holidays", "list", "--format", "json"])
        .await;
    let listed = listed.json();
    assert_eq!(
        listed.as_array().unwrap().len(),
        12,
        "the same file again changes nothing"
    );
    assert_eq!(
        (&listed[0]["country"], &listed[0]["name"]),
        (&"ID".into(), &"New Year".into())
    );
    let bad = home.path().join("bad.ics");
    fs::write(&bad, CALENDAR.replace("YEARLY", "HOURLY")).unwrap();
    let refused = programme
        .run(&["holidays", "import", bad.to_str().unwrap()])
        .await;
    assert!(
        refused.code == 2 && refused.err.contains("line 6: FREQ=HOURLY"),
        "{refused:?}"
    );
    let everybody = programme.run(&["holidays", "clear"]).await;
    assert_eq!(everybody.out, "0 days cleared\n");
    let cleared = programme
        .run(&["holidays", "clear", "--country", "ID"])
        .await;
    assert_eq!(cleared.out, "12 days cleared\n");
    let told = programme.run(&["audit"]).await;
    assert!(
        told.out
            .contains("holidays.change  country: ID; imported: 12"),
        "{told:?}"
    );
    assert!(told.out.contains("cleared: 12; country: ID"), "{told:?}");
}
