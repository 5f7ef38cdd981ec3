//! Points for taking part.

use plaudit::ledger::Fault;
use plaudit::surveys::verify_participation;
use sqlx::{AssertSqlSafe, Executor};

use super::scene::{ANA, BUDI, FARID, RIZKY, SIX, TOM, enps};
use crate::harness::{Plaudit, count};

/// Five of six answered a run that promised seven points, and it is closed.
async fn closed() -> Plaudit {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.set("survey.reward_points", "7").await;
    plaudit.ask_six(&enps()).await;
    // What was promised holds.
    plaudit.set("survey.reward_points", "1").await;
    for who in &SIX[..5] {
        plaudit.scores(who, 9).await;
    }
    plaudit
}

#[tokio::test]
async fn whoever_took_part_gets_what_was_promised_when_it_closes() {
    let plaudit = closed().await;
    assert!(
        plaudit
            .asked_of(TOM)
            .shown()
            .contains("You get 7 points for taking part")
    );
    assert_eq!(
        plaudit.points(ANA).await,
        0,
        "when somebody answered is not told"
    );
    assert!(plaudit.sandbox.as_user(FARID).deactivate().await.is_ok());
    plaudit.quiet().await;
    plaudit.clock.advance(jiff::SignedDuration::from_hours(73));
    plaudit.survey_news().await;
    plaudit.survey_news().await;
    for (who, points) in [(ANA, 7), (BUDI, 7), (RIZKY, 7), (FARID, 0), (TOM, 0)] {
        assert_eq!(plaudit.points(who).await, points, "{who}");
    }
    let told = plaudit.asked_of(BUDI).shown();
    assert!(told.contains("*Q1*") && told.contains('7'), "{told}");
    let at_once =
        "SELECT count(DISTINCT posted_at) FROM ledger_transfer WHERE kind = 'participation'";
    assert_eq!(count(&plaudit.db.pool, at_once).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn below_the_floor_taking_part_is_worth_the_same() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.set("survey.reward_points", "2").await;
    let run = plaudit.ask_six(&enps()).await;
    plaudit.scores(ANA, 9).await;
    plaudit.try_to_close(run.id).await.unwrap();
    assert!(plaudit.results(run.id).await.is_suppressed());
    assert_eq!(plaudit.points(ANA).await, 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn whatever_does_not_agree_is_found() {
    for (sql, expected) in [
        ("DELETE FROM survey_reward", "rewards taking part in no run"),
        (
            "UPDATE survey_run SET reward_points = 8",
            "is not what its run promised",
        ),
        (
            "UPDATE survey_reward SET member_id = (SELECT m.id FROM member m WHERE m.id NOT IN (SELECT member_id FROM survey_reward) LIMIT 1)
             WHERE member_id = (SELECT min(member_id::text)::uuid FROM survey_reward)",
            "is not what its run promised",
        ),
        (
            "UPDATE survey_run SET state = 'open', closed_at = NULL, answered = NULL",
            "is not what its run promised",
        ),
    ] {
        let plaudit = closed().await;
        plaudit.clock.advance(jiff::SignedDuration::from_hours(73));
        plaudit.survey_news().await;
        let mut conn = plaudit.db.pool.acquire().await.unwrap();
        assert_eq!(verify_participation(&mut conn).await.unwrap(), None);
        let mut tampering = plaudit.db.tampering().await;
        let changed = tampering.execute(AssertSqlSafe(sql)).await.unwrap();
        assert!(changed.rows_affected() > 0, "{sql} changed nothing");
        let fault = verify_participation(&mut conn).await.unwrap();
        let said = fault.as_ref().map_or(String::new(), Fault::to_string);
        assert!(said.contains(expected), "{sql}: {said:?}");
    }
}

#[tokio::test]
async fn what_was_promised_does_not_change() {
    let plaudit = closed().await;
    let changed = sqlx::query("UPDATE survey_run SET reward_points = 8").execute(&plaudit.db.pool);
    let error = changed.await.unwrap_err().to_string();
    assert!(error.contains("what a run promised"), "{error}");
    plaudit.finish().await;
}
