//! Running surveys in chat: made, tried out, sent, put on a schedule, closed and put away, in the reader's
//! language, with each fault at its question.

use plaudit_sandbox::slack::{Message, Seen};
use serde_json::{Value, json};

use super::scene::{ANA, BUDI, SITI};
use crate::harness::{Plaudit, count};

const KUDOS: &str = "C0KUDOS0001";

impl Plaudit {
    #[track_caller]
    fn list(&self) -> Message {
        let shown = self.sandbox.ephemerals(SITI).pop();
        shown.expect("Siti is shown something")
    }

    /// What a form says once it is sent. It is closed then, and the surveys are listed anew.
    async fn said(&self) -> String {
        let form = self.sandbox.modals(SITI).pop().expect("a form is open");
        let siti = self.sandbox.as_user(SITI);
        siti.close(&form.id, true).await;
        assert!(siti.slash(KUDOS, "/kudos", "survei").await.is_ok());
        self.quiet().await;
        self.siti_presses("survey.list").await;
        form.shown()
    }

    async fn siti_presses(&self, action: &str) {
        let list = self.list();
        let siti = self.sandbox.as_user(SITI);
        let seen = siti.press(&list.channel, &list.ts, action).await;
        assert!(seen.is_ok(), "{action}: {seen:?}");
        self.quiet().await;
    }

    async fn siti_sends<const N: usize>(&self, answers: [(&'static str, Value); N]) -> Seen {
        let form = self.sandbox.modals(SITI).pop().expect("a form is open");
        let seen = self.sandbox.as_user(SITI).submit(&form.id, answers).await;
        self.quiet().await;
        seen
    }

    #[track_caller]
    fn form(&self) -> String {
        let form = self.sandbox.modals(SITI).pop().expect("a form is open");
        format!("{form:?}")
    }
}

#[track_caller]
fn wrong(seen: &Seen) -> Vec<String> {
    assert!(seen.failure.is_none(), "{seen:?}");
    let mut questions: Vec<String> = seen.errors.keys().cloned().collect();
    questions.sort();
    questions
}

/// Siti has her surveys before her.
async fn opened() -> Plaudit {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(plaudit::clock::Clock::set_to(noon)).await;
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.slash(KUDOS, "/kudos", "survei").await.is_ok());
    plaudit.siti_presses("survey.list").await;
    plaudit
}

/// And one of three questions of hers.
async fn made() -> Plaudit {
    let plaudit = opened().await;
    plaudit.siti_presses("survey.new").await;
    let seen = plaudit
        .siti_sends([
            ("sort", json!("pulse")),
            ("title", json!("Denyut bulanan")),
            (
                "questions",
                json!("Beban kerjaku wajar.\n\n Aku dihargai. "),
            ),
            ("wish", json!("Apa yang perlu diubah?")),
        ])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.said().await;
    plaudit
}

#[tokio::test]
async fn a_survey_is_made_with_each_fault_at_its_question() {
    let plaudit = opened().await;
    assert!(plaudit.list().shown().contains("Belum ada survei"));
    plaudit.siti_presses("survey.new").await;
    let none = plaudit
        .siti_sends([("sort", json!("pulse")), ("title", json!(" "))])
        .await;
    assert!(wrong(&none).contains(&"title".to_owned()), "{none:?}");
    let title = ("title", json!("Q1"));
    for (answers, at) in [
        (
            [
                ("sort", json!("pulse")),
                title.clone(),
                ("questions", json!("")),
            ],
            "questions",
        ),
        (
            [
                ("sort", json!("pulse")),
                title.clone(),
                ("questions", json!("a\n".repeat(11))),
            ],
            "questions",
        ),
        (
            [
                ("sort", json!("enps")),
                title.clone(),
                ("questions", json!("How?")),
            ],
            "questions",
        ),
        (
            [
                ("sort", json!("enps")),
                title.clone(),
                ("audience", json!("some")),
            ],
            "audience",
        ),
        (
            [
                ("sort", json!("enps")),
                title.clone(),
                ("floor", json!("2")),
            ],
            "floor",
        ),
    ] {
        let seen = plaudit.siti_sends(answers).await;
        assert_eq!(wrong(&seen), [at], "{seen:?}");
    }
    let surveys = "SELECT count(*) FROM survey";
    assert_eq!(count(&plaudit.db.pool, surveys).await, 0);
    let seen = plaudit
        .siti_sends([
            ("sort", json!("enps_from_one")),
            title,
            ("audience", json!("country:ID")),
            ("floor", json!("7")),
        ])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let list = plaudit.said().await;
    assert!(
        list.contains("Q1") && list.contains("country:ID") && list.contains("coba sendiri dulu"),
        "{list}"
    );
    let kept = "SELECT count(*) FROM survey WHERE floor = 7 AND questions::text LIKE '%1-10%'";
    assert_eq!(count(&plaudit.db.pool, kept).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn questions_of_the_library_are_chosen_and_names_are_asked_for_openly() {
    let plaudit = opened().await;
    plaudit.siti_presses("survey.new").await;
    assert!(
        plaudit
            .form()
            .contains("Aku suka jenis pekerjaan yang kulakukan.")
    );
    let library = (
        "library",
        json!(["engagement-kind-of-work", "engagement-purpose"]),
    );
    let title = ("title", json!("Denyut"));
    let seen = plaudit
        .siti_sends([("sort", json!("enps")), title.clone(), library.clone()])
        .await;
    assert_eq!(wrong(&seen), ["library"], "the eNPS asks its own");
    let seen = plaudit
        .siti_sends([
            ("sort", json!("pulse")),
            title.clone(),
            library.clone(),
            ("questions", json!("a\n".repeat(9))),
        ])
        .await;
    assert_eq!(wrong(&seen), ["questions"], "eleven in all");
    let seen = plaudit
        .siti_sends([
            ("sort", json!("pulse")),
            title.clone(),
            library.clone(),
            ("questions", json!(format!("Baik.\n{}", "x".repeat(301)))),
        ])
        .await;
    assert!(
        seen.errors["questions"].contains("Pertanyaan 2"),
        "{seen:?}"
    );
    let seen = plaudit
        .siti_sends([
            ("sort", json!("interest")),
            title.clone(),
            ("questions", json!("")),
        ])
        .await;
    assert_eq!(wrong(&seen), ["names"], "the shop goes by names");
    let seen = plaudit
        .siti_sends([
            ("sort", json!("pulse")),
            title.clone(),
            library.clone(),
            ("names", json!("named")),
            ("questions", json!("Baik.")),
        ])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let kept = "SELECT count(*) FROM survey WHERE attribution = 'named' AND questions->0->>'id' = 'engagement-kind-of-work'
                AND questions->1->>'id' = 'engagement-purpose' AND questions->2->>'id' = 'q1'";
    assert_eq!(count(&plaudit.db.pool, kept).await, 1);
    plaudit.said().await;
    plaudit.siti_presses("survey.new").await;
    let seen = plaudit
        .siti_sends([
            ("sort", json!("interest")),
            title,
            ("names", json!("named")),
        ])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let likes = "SELECT count(*) FROM survey WHERE kind = 'interest' AND questions::text LIKE '%kind:learning%'";
    assert_eq!(count(&plaudit.db.pool, likes).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_trial_looks_as_it_will_and_leaves_nothing() {
    let plaudit = made().await;
    plaudit.siti_presses("survey.try").await;
    let trial = plaudit.list().shown();
    assert!(
        trial.contains("Uji coba") && trial.contains("Denyut bulanan"),
        "{trial}"
    );
    plaudit.siti_presses("survey.open").await;
    let empty = plaudit.siti_sends([]).await;
    assert_eq!(wrong(&empty), ["q1", "q2"], "as it is for everybody");
    let seen = plaudit
        .siti_sends([
            ("q1", json!("4")),
            ("q2", json!("5")),
            ("q3", json!("words of mine")),
        ])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let over = plaudit.said().await;
    assert!(over.contains("Jawabanmu dibuang"), "{over}");
    let kept = "SELECT (SELECT count(*) FROM survey_run) + (SELECT count(*) FROM survey_invitation)
                     + (SELECT count(*) FROM outbox WHERE letter::text LIKE '%words of mine%')
                     + (SELECT count(*) FROM inbox WHERE inbound::text LIKE '%words of mine%')";
    assert_eq!(count(&plaudit.db.pool, kept).await, 0);
    // Nobody else tries it out, though they know its id.
    let survey: uuid::Uuid = sqlx::query_scalar("SELECT id FROM survey")
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let workspace = plaudit.workspace().await;
    let run = plaudit::ids::RunId::new(survey);
    let none = plaudit::surveys::run(&mut conn, workspace, run)
        .await
        .unwrap();
    assert!(none.is_none());
    drop(conn);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_survey_is_sent_and_closed_before_its_time() {
    let plaudit = made().await;
    plaudit.siti_presses("survey.launch").await;
    let form = plaudit.form();
    assert!(
        form.contains("Beban kerjaku wajar") && form.contains("Anonim"),
        "{form}"
    );
    let seen = plaudit.siti_sends([("days", json!("3"))]).await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let list = plaudit.said().await;
    assert!(list.contains("Dibuka sampai 13 Nov"), "{list}");
    plaudit.survey_news().await;
    let asked = plaudit.asked_of(ANA).shown();
    assert!(asked.contains("Denyut bulanan"), "{asked}");
    plaudit.siti_presses("survey.close").await;
    let open = "SELECT count(*) FROM survey_run WHERE state = 'open'";
    assert_eq!(count(&plaudit.db.pool, open).await, 0);
    let by = "SELECT count(*) FROM audit_log WHERE detail ? 'closed' AND account LIKE 'slack:%'";
    assert_eq!(
        count(&plaudit.db.pool, by).await,
        1,
        "who closed it is noted"
    );
    let shown = plaudit.list().shown();
    assert!(shown.contains("Sudah 1 kali dikirim"), "{shown}");
    plaudit.siti_presses("survey.archive").await;
    let shown = plaudit.list().shown();
    assert!(shown.contains("Belum ada survei"), "{shown}");
    plaudit.finish().await;
}

#[tokio::test]
async fn what_cannot_be_sent_is_said_at_the_question() {
    let plaudit = made().await;
    plaudit.set("survey.anonymity_threshold", "1000").await;
    plaudit.siti_presses("survey.launch").await;
    let seen = plaudit.siti_sends([("days", json!("3"))]).await;
    assert_eq!(wrong(&seen), ["days"]);
    assert_eq!(
        count(&plaudit.db.pool, "SELECT count(*) FROM survey_run").await,
        0
    );
    plaudit.set("survey.anonymity_threshold", "5").await;
    let seen = plaudit.siti_sends([("days", json!("3"))]).await;
    assert!(
        seen.is_ok() && seen.errors.is_empty(),
        "the same form is sent again: {seen:?}"
    );
    assert_eq!(
        count(&plaudit.db.pool, "SELECT count(*) FROM survey_run").await,
        1
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn dates_are_shown_before_they_are_confirmed() {
    let plaudit = made().await;
    plaudit.siti_presses("survey.dates").await;
    for (answers, at) in [
        (
            [("first", json!("soon")), ("hour", json!("10:00"))],
            "first",
        ),
        (
            [("first", json!("2026-12-01")), ("hour", json!("ten"))],
            "hour",
        ),
    ] {
        assert_eq!(wrong(&plaudit.siti_sends(answers).await), [at]);
    }
    let first = ("first", json!("2026-12-01"));
    let weekly = ("rhythm", json!("weekly"));
    let seen = plaudit
        .siti_sends([weekly, first.clone(), ("days", json!("10"))])
        .await;
    assert_eq!(
        wrong(&seen),
        ["days"],
        "it would be open when the next one comes"
    );
    let past = plaudit
        .siti_sends([("rhythm", json!("once")), ("first", json!("2026-11-01"))])
        .await;
    assert_eq!(wrong(&past), ["first"]);
    let monthly = ("rhythm", json!("monthly_weekday"));
    let skip = ("skip", json!(["weekends", "holidays"]));
    let seen = plaudit
        .siti_sends([
            monthly,
            first,
            ("hour", json!("10.00")),
            ("days", json!("5")),
            skip,
        ])
        .await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    let shown = plaudit.form();
    for said in ["Selasa, 1 Des pukul 10", "Selasa, 5 Jan", "Selasa, 2 Feb"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let schedules = "SELECT count(*) FROM survey_schedule";
    assert_eq!(
        count(&plaudit.db.pool, schedules).await,
        0,
        "nothing before it is confirmed"
    );
    let seen = plaudit.siti_sends([]).await;
    assert!(seen.is_ok(), "{seen:?}");
    let kept = "SELECT count(*) FROM survey_schedule s JOIN schedule e ON e.what = 'survey:' || s.survey_id
                WHERE s.spec = 'monthly 1st-tue 10:00' AND e.spec = s.spec AND open_minutes = 7200
                  AND skip_weekends AND skip_holidays";
    assert_eq!(count(&plaudit.db.pool, kept).await, 1);
    let list = plaudit.said().await;
    assert!(list.contains("Berikutnya pada Selasa, 1 Des"), "{list}");
    plaudit.siti_presses("survey.unschedule").await;
    assert_eq!(count(&plaudit.db.pool, schedules).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn only_admins_run_surveys() {
    let plaudit = made().await;
    let list = plaudit.list();
    // Budi presses what Siti sees.
    let budi = plaudit.sandbox.as_user(BUDI);
    assert!(budi.slash(KUDOS, "/kudos", "survey").await.is_ok());
    plaudit.quiet().await;
    let shown = plaudit.sandbox.ephemerals(BUDI).pop().unwrap();
    assert!(
        !format!("{:?}", shown.blocks).contains("survey.list"),
        "{shown:?}"
    );
    assert!(format!("{:?}", list.blocks).contains("survey.launch"));
    plaudit.finish().await;
}
