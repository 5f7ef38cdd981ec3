//! Answers that bear a name: said before, read by admins after the close, changed and taken back; and never
//! an anonymous one among them.

use jiff::SignedDuration;
use plaudit::ids::RunId;
use plaudit::surveys::{self, Attribution, Definition, Named};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use super::program::run;
use super::scene::{ANA, BUDI, FARID, SIX, enps, pulse};
use crate::harness::{Plaudit, count};

const KEPT: &str = "SELECT count(*) FROM survey_answer";

fn named(definition: Definition) -> Definition {
    Definition {
        attribution: Attribution::Named,
        ..definition
    }
}

impl Plaudit {
    async fn named_answers(&self, run: RunId) -> Vec<Named> {
        let workspace = self.workspace().await;
        let mut conn = self.db.pool.acquire().await.unwrap();
        surveys::named_answers(&mut conn, workspace, run)
            .await
            .unwrap()
    }

    /// Somebody answers the pulse in its form.
    pub(crate) async fn fills_in<const N: usize>(&self, who: &str, answers: [(&str, Value); N]) {
        let invitation = self.asked_of(who);
        let person = self.sandbox.as_user(who);
        let opened = person
            .press(&invitation.channel, &invitation.ts, "survey.open")
            .await;
        assert!(opened.is_ok(), "{opened:?}");
        let form = self.sandbox.modals(who).pop().unwrap();
        let seen = person.submit(&form.id, answers).await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
    }

    /// Somebody takes their answer back, by the button of the last message to them.
    pub(super) async fn takes_back(&self, who: &str) {
        let message = self.asked_of(who);
        let person = self.sandbox.as_user(who);
        let seen = person
            .press(&message.channel, &message.ts, "survey.withdraw")
            .await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
    }
}

#[tokio::test]
async fn a_named_answer_is_announced_as_one_changed_and_taken_back() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&named(pulse())).await;
    for (who, said) in [
        (ANA, "Your name stands beside your answer"),
        (BUDI, "Namamu tercantum di samping jawabanmu"),
        (FARID, "Nama anda tertera di sebelah jawapan anda"),
    ] {
        let asked = plaudit.asked_of(who).shown();
        assert!(asked.contains(said), "{said}: {asked}");
    }
    plaudit.fills_in(ANA, [("workload", json!("2"))]).await;
    let wish = ("wish", json!("a quiet room"));
    plaudit
        .fills_in(ANA, [("workload", json!("4")), wish])
        .await;
    plaudit.fills_in(BUDI, [("workload", json!("5"))]).await;
    plaudit.fills_in(FARID, [("workload", json!("1"))]).await;
    assert_eq!(plaudit.answered(run.id).await, 3);
    // Before the close.
    plaudit.takes_back(FARID).await;
    let told = plaudit.asked_of(FARID).shown();
    assert!(told.contains("telah dipadamkan"), "{told}");
    assert_eq!(plaudit.answered(run.id).await, 2);
    plaudit.clock.advance(SignedDuration::from_hours(49));
    plaudit.survey_news().await;
    let reminded = plaudit.asked_of(FARID).shown();
    assert_eq!(
        told, reminded,
        "whoever took it back is not asked for it again"
    );

    // The others are fewer than the floor: nothing is summed up, and it is there by name.
    plaudit.try_to_close(run.id).await.unwrap();
    let answers = plaudit.named_answers(run.id).await;
    let said: Vec<_> = answers
        .iter()
        .map(|it| {
            (
                &*it.name,
                it.answer(&run.questions[0]),
                it.answer(&run.questions[3]),
            )
        })
        .collect();
    let (four, five) = (["4".to_owned()], ["5".to_owned()]);
    let wish = ["a quiet room".to_owned()];
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said.iter().any(|it| it.1 == four && it.2 == wish),
        "{said:?}"
    );
    assert!(
        said.iter().any(|it| it.1 == five && it.2.is_empty()),
        "{said:?}"
    );
    assert!(plaudit.results(run.id).await.is_suppressed());
    // After it, by what is waiting.
    let ana = plaudit.sandbox.as_user(ANA);
    assert!(ana.slash("C0KUDOS0001", "/kudos", "survey").await.is_ok());
    plaudit.quiet().await;
    let shown = plaudit.sandbox.ephemerals(ANA).pop().unwrap().shown();
    assert!(shown.contains("Take my answer back"), "{shown}");
    plaudit.takes_back(ANA).await;
    assert_eq!(count(&plaudit.db.pool, KEPT).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn admins_read_who_answered_what_once_it_is_closed() {
    let plaudit = Plaudit::start_with_six().await;
    let launched = plaudit.ask_six(&named(enps())).await;
    for who in SIX {
        plaudit.scores(who, 9).await;
    }
    plaudit.says_why(ANA, "good people").await;
    let (url, home) = (plaudit.db.url(), TempDir::new().unwrap());
    let environment = [("DATABASE_URL", url.as_str())];
    let id = launched.id.to_string();
    let results = async |format: &str| {
        let arguments = ["survey", "results", &id, "--format", format];
        run(home.path(), &environment, &arguments).await.1
    };
    let open: Value = serde_json::from_str(&results("json").await).unwrap();
    assert_eq!(open["answers"], json!([]), "not while it is open");
    plaudit.try_to_close(launched.id).await.unwrap();
    let closed: Value = serde_json::from_str(&results("json").await).unwrap();
    assert_eq!(closed["questions"][0]["enps"], 100);
    let answers = closed["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 6, "{closed}");
    let ana = answers
        .iter()
        .find(|it| it["answers"]["why"][0] == "good people");
    assert_eq!(ana.unwrap()["answers"]["enps"], json!(["9"]));
    assert!(
        closed["comments"].is_null(),
        "what is said with a name stays beside it"
    );
    let text = results("text").await;
    assert!(text.contains("why: good people"), "{text}");
    let arguments = ["export", "survey-results"];
    let exported = run(home.path(), &environment, &arguments).await.1;
    assert!(
        !exported.contains("good people") && exported.contains("\"9\""),
        "{exported}"
    );
    plaudit.finish().await;
}

/// The database itself keeps the two apart.
#[tokio::test]
async fn no_anonymous_answer_gets_a_name_and_no_survey_changes_its_promise() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 7).await;
        plaudit.says_why(who, "no name").await;
    }
    assert_eq!(count(&plaudit.db.pool, KEPT).await, 0);
    for forbidden in [
        "UPDATE survey SET attribution = 'named'",
        "UPDATE survey_run SET attribution = 'named', private_key = NULL",
        "INSERT INTO survey_answer (workspace_id, run_id, member_id, answers)
         SELECT workspace_id, run_id, member_id, '{}' FROM survey_invitation",
        "INSERT INTO survey_answer (workspace_id, run_id, member_id, answers, attribution)
         SELECT workspace_id, run_id, member_id, '{}', 'anonymous' FROM survey_invitation",
    ] {
        let refused = sqlx::query(AssertSqlSafe(forbidden)).execute(&plaudit.db.pool);
        let refused = refused.await.unwrap_err();
        let refused = refused.as_database_error().unwrap();
        let code = refused.code().unwrap_or_default();
        // A check, or a key.
        assert!(
            ["23514", "23503"].contains(&&*code),
            "{forbidden}: {refused}"
        );
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn the_other_way_round_nothing_named_is_a_ballot_and_late_is_late() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&named(enps())).await;
    plaudit.scores(ANA, 7).await;
    let sealed = "SELECT count(*) FROM survey_invitation WHERE cardinality(ballots) > 0";
    assert_eq!(count(&plaudit.db.pool, sealed).await, 0);
    let keys = "SELECT count(*) FROM survey_run WHERE private_key IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, keys).await, 0);
    plaudit.try_to_close(run.id).await.unwrap();
    let invitation = plaudit.asked_of(BUDI);
    let budi = plaudit.sandbox.as_user(BUDI);
    let late = budi.press(&invitation.channel, &invitation.ts, "survey.score#7");
    assert!(late.await.is_ok());
    plaudit.quiet().await;
    assert_eq!(
        count(&plaudit.db.pool, KEPT).await,
        1,
        "{:?}",
        plaudit.asked_of(BUDI)
    );
    plaudit.finish().await;
}
