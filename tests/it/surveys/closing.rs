//! The close: at its time or before, once, whatever is in the way; and what is left then.

use jiff::SignedDuration;
use plaudit::surveys::{Answer, BallotKeys, NotCast, NotClosed, Reading};

use super::scene::{ANA, BUDI, SITI, SIX, TOM, enps};
use crate::harness::{Plaudit, count};

const KEPT: &str = "SELECT (SELECT count(*) FROM survey_invitation WHERE ballots IS NOT NULL)
                         + (SELECT count(*) FROM survey_run WHERE private_key IS NOT NULL)";

#[tokio::test]
async fn when_its_time_is_up_a_run_closes_and_the_admins_read_what_it_came_to() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    for (who, score) in SIX.iter().zip([10, 9, 9, 8, 3, 10]) {
        plaudit.scores(who, score).await;
    }
    plaudit.says_why(ANA, "*good* <people> & @everyone").await;
    plaudit.clock.advance(SignedDuration::from_hours(71));
    plaudit.survey_news().await;
    assert!(
        plaudit.results(run.id).await.is_suppressed(),
        "nothing is shown while it is open"
    );
    plaudit.clock.advance(SignedDuration::from_hours(2));
    plaudit.survey_news().await;
    let told = plaudit.asked_of(SITI).shown();
    for said in [
        "6 dari 6",
        "eNPS *+50*",
        "promotor 4 · pasif 1 · detraktor 1",
        "Yang menjawab pertanyaan ini lebih sedikit dari 5 orang",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert_eq!(
        count(&plaudit.db.pool, KEPT).await,
        0,
        "ballots and key are gone"
    );
    let before = plaudit.sandbox.dm_with_bot(SITI).len();
    plaudit.survey_news().await;
    assert_eq!(plaudit.sandbox.dm_with_bot(SITI).len(), before, "once");
    plaudit.finish().await;
}

/// Five report to Tom; he reads how they answered, himself included.
#[tokio::test]
async fn managers_read_how_their_team_answered_themselves_included() {
    // With his own, four would be enough, and he knows his own.
    for (answer, reads) in [(0..6, true), (0..5, true), (1..6, false)] {
        let plaudit = Plaudit::start_with_six().await;
        sqlx::query(
            "UPDATE member m SET manager_id = tom.member_id FROM identity i, identity tom
             WHERE i.member_id = m.id AND i.user_id = ANY($1) AND tom.user_id = $2",
        )
        .bind(&SIX[..5])
        .bind(TOM)
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
        let run = plaudit.ask_six(&enps()).await;
        for who in &SIX[answer] {
            plaudit.scores(who, 10).await;
        }
        plaudit.clock.advance(SignedDuration::from_hours(73));
        plaudit.survey_news().await;
        let told = plaudit.asked_of(TOM).shown();
        assert_eq!(told.contains("your team"), reads, "{told}");
        let results = plaudit.results(run.id).await;
        let mut parts = results.questions[0].parts.iter();
        assert_eq!(parts.any(|part| part.manager.is_some()), reads);
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn below_the_floor_nothing_is_opened_and_nothing_is_kept() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    for who in &SIX[..4] {
        plaudit.scores(who, 10).await;
    }
    let closed = plaudit.try_to_close(run.id).await.unwrap();
    assert_eq!(closed.answered, 4);
    assert!(plaudit.results(run.id).await.is_suppressed());
    let rows = "SELECT (SELECT count(*) FROM survey_count) + (SELECT count(*) FROM survey_comment)";
    assert_eq!(count(&plaudit.db.pool, rows).await, 0);
    assert_eq!(count(&plaudit.db.pool, KEPT).await, 0);
    assert!(matches!(
        plaudit.try_to_close(run.id).await,
        Err(NotClosed::Closed)
    ));
    plaudit.finish().await;
}

#[tokio::test]
async fn two_replicas_close_a_run_once() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    let other = plaudit.beside().await;
    plaudit.clock.advance(SignedDuration::from_hours(73));
    let (one, two) = tokio::join!(
        plaudit.app().desk.run_surveys(),
        other.app.desk.run_surveys()
    );
    one.unwrap();
    two.unwrap();
    plaudit.quiet().await;
    let closed =
        "SELECT count(*) FROM audit_log WHERE action = 'survey.change' AND detail ? 'closed'";
    assert_eq!(count(&plaudit.db.pool, closed).await, 1);
    other.stop().await;
    plaudit.finish().await;
}

/// Without the key nothing is lost, and no other run is kept open.
#[tokio::test]
async fn a_run_whose_key_is_not_at_hand_stays_open_and_harms_no_other() {
    let plaudit = Plaudit::start_with_six().await;
    let first = plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    let empty = tempfile::tempdir().unwrap();
    let keys = BallotKeys::new(None, empty.path());
    let which = (plaudit.workspace().await, first.id);
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let by = &plaudit::policy::Actor::System;
    let refused = plaudit::surveys::close(
        &mut tx,
        &plaudit.clock,
        (&keys, Reading::Counted),
        by,
        which,
    )
    .await;
    assert!(matches!(refused, Err(NotClosed::Key(_))), "{refused:?}");
    drop(tx);
    sqlx::query("UPDATE survey_run SET private_key = NULL")
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    let second = plaudit.ask_six(&enps()).await;
    plaudit.scores(BUDI, 3).await;
    plaudit.clock.advance(SignedDuration::from_hours(73));
    plaudit.survey_news().await;
    let states = "SELECT count(*) FROM survey_run WHERE state = 'closed'";
    assert_eq!(count(&plaudit.db.pool, states).await, 1, "the other one is");
    assert_eq!(plaudit.answered(first.id).await, 6, "nothing is lost");
    assert_eq!(plaudit.answered(second.id).await, 1);
    plaudit.finish().await;
}

/// Where there is no key of the operator's, the run's is a file, which ends with the run.
#[tokio::test]
async fn a_key_may_be_a_file_that_only_its_owner_reads() {
    use std::os::unix::fs::PermissionsExt;

    let plaudit = Plaudit::start_with_six().await;
    let home = tempfile::tempdir().unwrap();
    let keys = BallotKeys::new(None, home.path());
    let survey = plaudit.survey(&enps()).await;
    let workspace = plaudit.workspace().await;
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let settings = plaudit::settings::load(&mut tx, workspace).await.unwrap();
    let by = &plaudit::policy::Actor::Operator;
    let launched = plaudit::surveys::launch(
        &mut tx,
        &plaudit.clock,
        &keys,
        (by, &settings),
        (workspace, survey),
        super::scene::THREE_DAYS,
    )
    .await;
    let run = launched.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        count(&plaudit.db.pool, KEPT).await,
        0,
        "it is not in the database"
    );
    let file = home.path().join(format!("survey-keys/{}.key", run.id));
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let asked = "SELECT member_id FROM survey_invitation WHERE run_id = $1 ORDER BY 1 LIMIT 6";
    let asked: Vec<plaudit::ids::MemberId> = sqlx::query_scalar(asked)
        .bind(run.id)
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap();
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    for member in asked {
        let (how, whose) = ((&keys, plaudit.clock.now()), (workspace, run.id, member));
        let answer = [(0, Answer::One(10))];
        // Whoever has not the key takes no answer that could never be counted.
        let elsewhere = (plaudit.ballot_keys(), plaudit.clock.now());
        let refused = plaudit::surveys::cast(&mut tx, elsewhere, whose, &answer).await;
        assert!(matches!(refused, Err(NotCast::Key(_))), "{refused:?}");
        plaudit::surveys::cast(&mut tx, how, whose, &answer)
            .await
            .unwrap();
    }
    let closed = plaudit::surveys::close(
        &mut tx,
        &plaudit.clock,
        (&keys, Reading::Counted),
        by,
        (workspace, run.id),
    )
    .await;
    assert_eq!(closed.unwrap().answered, 6);
    tx.commit().await.unwrap();
    assert_eq!(keys.on_file(), [run.id]);
    keys.forget(run.id).unwrap();
    assert!(keys.on_file().is_empty() && !file.exists());
    assert!(!plaudit.results(run.id).await.is_suppressed());
    plaudit.finish().await;
}

#[tokio::test]
async fn ballots_that_were_touched_are_not_counted() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    sqlx::query("UPDATE survey_invitation i SET ballots[1] = set_byte(ballots[1], 40, 0) || '\\x00' FROM identity a
                 WHERE a.member_id = i.member_id AND a.user_id = $1")
        .bind(ANA)
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.try_to_close(run.id).await.unwrap();
    let results = plaudit.results(run.id).await;
    assert_eq!(results.questions[0].answered(), Some(5));
    plaudit.finish().await;
}

/// What a run promised, the database keeps.
#[tokio::test]
async fn the_floor_does_not_sink_and_what_is_closed_stays_closed() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    let change = async |sql: &'static str| sqlx::query(sql).execute(&plaudit.db.pool).await;
    assert!(change("UPDATE survey_run SET floor = 4").await.is_err());
    assert!(change("UPDATE survey_run SET floor = 6").await.is_ok());
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    plaudit.try_to_close(run.id).await.unwrap();
    for refused in [
        "UPDATE survey_run SET state = 'open', closed_at = NULL, answered = NULL",
        "UPDATE survey_invitation SET ballots = ARRAY['\\x00'::bytea]",
        "UPDATE survey_count SET count = 0",
        "DELETE FROM survey_count",
    ] {
        assert!(change(refused).await.is_err(), "{refused}");
    }
    plaudit.finish().await;
}

/// Where the key is lost for good, the run can be given up: nothing is opened, and nothing is kept.
#[tokio::test]
async fn a_run_whose_key_is_lost_is_told_to_the_admins_once_and_can_be_given_up() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    sqlx::query("UPDATE survey_run SET private_key = NULL")
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.clock.advance(SignedDuration::from_hours(73));
    for _ in 0..3 {
        plaudit.survey_news().await;
        plaudit.clock.advance(SignedDuration::from_mins(6));
    }
    let told = plaudit.sandbox.dm_with_bot(SITI);
    let told = told.iter().filter(|it| it.shown().contains("--unread"));
    assert_eq!(told.count(), 1);
    // No answer is taken that could never be counted.
    let invitation = plaudit.asked_of(ANA);
    let ana = plaudit.sandbox.as_user(ANA);
    ana.press(&invitation.channel, &invitation.ts, "survey.score")
        .await;
    plaudit.quiet().await;
    let empty = tempfile::tempdir().unwrap();
    let keys = BallotKeys::new(None, empty.path());
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let (by, which) = (
        &plaudit::policy::Actor::Operator,
        (plaudit.workspace().await, run.id),
    );
    let closed =
        plaudit::surveys::close(&mut tx, &plaudit.clock, (&keys, Reading::Unread), by, which);
    assert_eq!(closed.await.unwrap().answered, 6);
    tx.commit().await.unwrap();
    assert!(plaudit.results(run.id).await.is_suppressed());
    assert_eq!(count(&plaudit.db.pool, KEPT).await, 0);
    plaudit.finish().await;
}

/// Whoever comes after its time is told so, whether or not it is closed by then.
#[tokio::test]
async fn after_its_time_no_answer_is_taken() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    let invitation = plaudit.asked_of(ANA);
    plaudit.clock.advance(SignedDuration::from_hours(73));
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana
        .press(&invitation.channel, &invitation.ts, "survey.score#9")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(plaudit.answered(run.id).await, 0);
    plaudit.finish().await;
}

/// Where not even the admins can be told, it waits like any other, and none behind it.
#[tokio::test]
async fn a_run_that_nobody_can_be_told_of_is_put_off_as_well() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.ask_six(&enps()).await;
    sqlx::query("UPDATE survey_run SET private_key = NULL")
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.make_unreadable(SITI).await;
    plaudit.clock.advance(SignedDuration::from_hours(73));
    plaudit.survey_news().await;
    let put_off = "SELECT count(*) FROM survey_run WHERE put_off_until IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, put_off).await, 1);
    plaudit.make_readable().await;
    plaudit.finish().await;
}
