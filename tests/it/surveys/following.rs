//! What is said about results: once they are known, to everybody, and kept with them.

use jiff::SignedDuration;
use plaudit::policy::Actor;
use plaudit::surveys::{self, NotFollowedUp};
use serde_json::json;

use super::scene::{ANA, BUDI, SITI, SIX, enps};
use crate::harness::{Plaudit, count};

const GENERAL: &str = "C0GENERAL01";
const SAID: &str = "You asked for *quiet* hours.\nFrom May there are some. =1+1";

impl Plaudit {
    /// Siti says something about the latest results that she was told. What is wrong with it is returned.
    pub(crate) async fn siti_says(&self, text: &str) -> Vec<String> {
        let results = self.asked_of(SITI);
        let siti = self.sandbox.as_user(SITI);
        let seen = siti
            .press(&results.channel, &results.ts, "survey.follow_up")
            .await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
        let form = self.sandbox.modals(SITI).pop().expect("a form is open");
        let seen = siti.submit(&form.id, [("said", json!(text))]).await;
        assert!(seen.failure.is_none(), "{seen:?}");
        self.quiet().await;
        seen.errors.into_keys().collect()
    }

    async fn run_of_six(&self) -> plaudit::surveys::Run {
        let run = self.ask_six(&enps()).await;
        for who in SIX {
            self.scores(who, 9).await;
        }
        self.clock.advance(SignedDuration::from_hours(73));
        self.survey_news().await;
        run
    }
}

#[tokio::test]
async fn whoever_was_asked_is_told_what_follows() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.run_of_six().await;
    assert_eq!(plaudit.siti_says(" \u{200b} ").await, ["said"]);
    let siti = plaudit.sandbox.as_user(SITI);
    let form = plaudit
        .sandbox
        .modals(SITI)
        .pop()
        .expect("it is still open");
    assert!(form.shown().contains('6'), "{}", form.shown());
    siti.close(&form.id, true).await;
    assert_eq!(plaudit.siti_says(SAID).await, [] as [&str; 0]);
    for who in [ANA, BUDI] {
        let told = plaudit.asked_of(who).shown();
        assert!(told.contains("From May") && told.contains("Q1"), "{told}");
    }
    let told =
        "SELECT count(*) FROM outbox WHERE letter::text LIKE '%From May%' AND state = 'sent'";
    assert_eq!(count(&plaudit.db.pool, told).await, 6, "nobody else is");
    let results = plaudit.results(run.id).await;
    assert_eq!(results.follow_ups.len(), 1);
    assert_eq!(results.follow_ups[0].text, SAID);
    let noted =
        "SELECT count(*) FROM audit_log WHERE detail ? 'follow_up' AND account LIKE 'slack:%'";
    assert_eq!(count(&plaudit.db.pool, noted).await, 1);
    // It stands as it was said.
    for change in [
        "UPDATE survey_follow_up SET text = 'x'",
        "DELETE FROM survey_follow_up",
    ] {
        sqlx::query(change)
            .execute(&plaudit.db.pool)
            .await
            .unwrap_err();
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn it_goes_to_the_channel_that_reads_results() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.set("survey.channel", GENERAL).await;
    plaudit.run_of_six().await;
    assert_eq!(plaudit.siti_says(SAID).await, [] as [&str; 0]);
    let posted = plaudit.sandbox.messages(GENERAL);
    let posted = posted.iter().filter(|it| it.shown().contains("From May"));
    assert_eq!(posted.count(), 1);
    let told = plaudit.asked_of(ANA).shown();
    assert!(!told.contains("From May"), "nobody is told twice: {told}");
    plaudit.finish().await;
}

#[tokio::test]
async fn nothing_is_said_while_a_run_is_open_nor_by_whoever_runs_no_surveys() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    let workspace = plaudit.workspace().await;
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let (clock, by) = (&plaudit.clock, &Actor::Operator);
    let early = surveys::follow_up(&mut tx, clock, by, (workspace, run.id), SAID).await;
    assert!(matches!(early, Err(NotFollowedUp::Open)), "{early:?}");
    drop(tx);
    for who in SIX {
        plaudit.scores(who, 9).await;
    }
    plaudit.clock.advance(SignedDuration::from_hours(73));
    plaudit.survey_news().await;
    assert_eq!(plaudit.siti_says(SAID).await, [] as [&str; 0]);
    // What Siti sent, as if Ana had.
    let sent = plaudit.sandbox.deliveries();
    let sent = sent.iter().rfind(|it| it.kind == "view_submission");
    let forged = sent
        .unwrap()
        .body
        .replace(SITI, ANA)
        .replace("From+May", "From+June");
    plaudit.deliver("/slack/interactions", forged).await;
    plaudit.quiet().await;
    let said = "SELECT count(*) FROM survey_follow_up";
    assert_eq!(count(&plaudit.db.pool, said).await, 1);
    plaudit.finish().await;
}
